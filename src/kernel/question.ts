/**
 * What is asked of the deciders, read off an assertion: which terms, what may not stay hidden in a defined name, and which decider. Whatever is
 * differentiated by, moves or is let go to a limit is never hidden.
 */
import * as ast from '../expr/ast.js'
import type { Expr, Sym } from '../expr/ast.js'
import { type Motion, TooLarge, evaluateDerivatives } from '../expr/differentiate.js'
import { brief } from '../expr/print.js'
import { type Replacement, Undecided } from '../expr/substitute.js'
import type { Assertion, AssertionOf } from '../proposition/proposition.js'
import { inExponents } from '../proposition/unfolding.js'
import type { Established, Lemma } from './citation.js'
import { atKink, kinksOf } from './methods/kinks.js'
import type { Flow, Known } from './deciders/motions.js'
import type { Domains } from './core/normalize.js'
import { Unsupported } from './core/outcome.js'
import {
  type Answer,
  proveAlong,
  proveDarbouxSpace,
  proveEachStep,
  proveEqual,
  proveExpansion,
  proveExponent,
  proveLimit,
  proveRank,
  proveRankAtEveryWidth,
  proveSign,
  proveSolves,
  proveSpaceAtEveryWidth,
  proveTaylor,
} from './proof.js'
import { type Setting, namesIn } from './setting.js'
import { type Supposition, stepSuppositions } from './step-law.js'
import { firstNotSupposed } from './deciders/suppositions.js'
import { widthsOf } from './deciders/widths.js'

export interface Question {
  readonly terms: readonly Expr[]
  /** Names that may not stay hidden in a defined one. */
  readonly moving: ReadonlySet<string>
  /** Names that are not unfolded although they are defined, since they stand for something that moves. */
  readonly held: ReadonlySet<string>
  /**
   * Whether it is about what is generic: a defined name does not stay folded in it, for what holds of almost all numbers need not hold of the
   * one that the name has.
   */
  readonly generic: boolean
  /** What must be shown beside it. */
  readonly supposes: readonly Supposition[]
  /** Of the terms as far as they are unfolded, and the flow with rates unfolded alike. */
  decide(terms: readonly Expr[], domains: Domains, flow: Flow | undefined): Answer
}

/** Hints: they may help to an answer, and cannot make it wrong. */
export interface Hints {
  /** Another form of what has a sign. */
  readonly form?: Expr | undefined
  /** A solution by which some of what is spoken of moves. */
  readonly lemma?: Lemma<Established> | undefined
}

/** Throws Unsupported for what is asked of no decider. */
export function questionOf(
  setting: Setting,
  assertion: Exclude<Assertion, { kind: 'all' }>,
  { form, lemma }: Hints = {},
): Question {
  switch (assertion.kind) {
    case 'equal':
      return about([assertion.lhs, assertion.rhs], ([l, r], domains, flow) =>
        proveEqual(l as Expr, r as Expr, domains, flow),
      )
    case 'sign':
      return about(form ? [assertion.expr, form] : [assertion.expr], ([e, as], domains, flow) =>
        proveSign(e as Expr, assertion.sign, as, domains, flow),
      )
    case 'along': {
      const { expr, rate } = assertion
      // What it does not depend on may move as it will.
      const reached = setting.reached([expr, rate])
      const { variable, rates } = setting.flow()
      const flow = { variable, rates: rates.filter(({ symbol }) => reached.has(symbol.name)) }
      const question = alongFlow(flow, [expr, rate], ([e, claimed], moved, domains) =>
        proveAlong(moved, e as Expr, claimed as Expr, domains),
      )
      return { ...question, moving: new Set(namesIn({ variable, rates })) }
    }
    case 'solves':
      return solving(setting, assertion, lemma)
    case 'limit': {
      const { expr, variable, target, value } = assertion
      const place = typeof target === 'string' ? [] : [target.place]
      const limit = typeof value === 'string' ? [] : [value]
      return still([expr, ...place, ...limit], [variable.name], ([e, ...rest], domains) => {
        const to = typeof target === 'string' ? target : { ...target, place: rest[0] as Expr }
        return proveLimit(e as Expr, variable, typeof value === 'string' ? value : (rest.at(-1) as Expr), to, domains)
      })
    }
    case 'taylor': {
      const { expr, variable, coefficients } = assertion
      return still([expr, ...coefficients], [variable.name], ([e, ...rest], domains) =>
        proveTaylor(e as Expr, variable, rest, domains),
      )
    }
    case 'expansion': {
      const { expr, variable, low, coefficients } = assertion
      return still([expr, ...coefficients], [variable.name], ([e, ...rest], domains) =>
        proveExpansion(e as Expr, variable, low, rest, domains),
      )
    }
    case 'growth': {
      const { expr, plus, minus } = assertion
      return still([expr, ...plus, ...minus], [ast.WIDTH], ([e, ...forms], domains) =>
        proveExponent(e as Expr, { plus: forms.slice(0, plus.length), minus: forms.slice(plus.length) }, domains),
      )
    }
    case 'step': {
      const { step, quantity, factor } = assertion
      const moving = step.map(({ symbol }) => symbol.name)
      const question = still([quantity, factor, ...step.map(({ by }) => by)], moving, ([q, f, ...rest], domains) =>
        proveEachStep(
          step.map(({ symbol }, k) => ({ symbol, by: rest[k] as Expr })),
          q as Expr,
          f as Expr,
          domains,
        ),
      )
      return { ...question, supposes: stepSuppositions(setting, assertion) }
    }
    case 'rank': {
      const { family, rank, widths } = assertion
      return generic(setting, [...family, rank], (terms, flow, domains) => {
        const unfolded = { family: terms.slice(0, -1), rank: terms.at(-1) as Expr }
        const ranks = widthsOf(widths, unfolded.rank, 'rank')
        return ranks === undefined
          ? proveRankAtEveryWidth(unfolded, flow, domains)
          : proveRank(
              { family: unfolded.family, ranks: ranks.map(({ width, value }) => ({ width, rank: value })) },
              flow,
              domains,
            )
      })
    }
    case 'space': {
      const { family, cofactor, dimension, degree, widths } = assertion
      return generic(setting, [...family, cofactor, dimension], (terms, flow, domains) => {
        const [factor, size] = terms.slice(-2) as [Expr, Expr]
        const claim = { family: terms.slice(0, -2), cofactor: factor, degree }
        const dimensions = widthsOf(widths, size, 'dimension')
        if (dimensions === undefined) return proveSpaceAtEveryWidth({ ...claim, dimension: size }, flow, domains)
        const known = dimensions.map(({ width, value }) => ({ width, dimension: value }))
        return proveDarbouxSpace({ ...claim, dimensions: known }, flow, domains)
      })
    }
  }
}

const NONE: ReadonlySet<string> = new Set()

const about = (terms: readonly Expr[], decide: Question['decide']): Question => ({
  terms,
  moving: NONE,
  held: NONE,
  generic: false,
  supposes: [],
  decide,
})

/** About terms and the flow, whose rates are unfolded along with them. */
function alongFlow(
  { variable, rates }: Flow,
  terms: readonly Expr[],
  decide: (terms: readonly Expr[], flow: Flow, domains: Domains) => Answer,
): Question {
  const question = about([...terms, ...rates.map(({ rate }) => rate)], (unfolded, domains) => {
    const moved = rates.map(({ symbol }, k) => ({ symbol, rate: unfolded[terms.length + k] as Expr }))
    return decide(unfolded.slice(0, terms.length), { variable, rates: moved }, domains)
  })
  return { ...question, moving: new Set(namesIn({ variable, rates })) }
}

function generic(
  setting: Setting,
  terms: readonly Expr[],
  decide: (terms: readonly Expr[], flow: Flow, domains: Domains) => Answer,
): Question {
  const flow = setting.flow()
  setting.requireValuesApartFromRates(terms)
  return { ...alongFlow(flow, terms, decide), generic: true }
}

/** What is decided without a flow: derivatives by its time are carried out along it before anything is let go, put or expanded. */
function still(
  terms: readonly Expr[],
  moving: readonly string[],
  decide: (unfolded: readonly Expr[], domains: Domains) => Answer,
): Question {
  const question = about(terms, (unfolded, domains, flow) => {
    if (!flow || flow.rates.length === 0) return decide(unfolded, domains)
    const kink = unfolded.flatMap((e) => kinksOf(e, flow))[0]
    if (kink) throw new Unsupported(atKink(kink.edge))
    return decide(carriedOut(unfolded, flow), domains)
  })
  return { ...question, moving: new Set(moving) }
}

function carriedOut(terms: readonly Expr[], flow: Flow): readonly Expr[] {
  try {
    return terms.map((e) => evaluateDerivatives(e, flow))
  } catch (error) {
    if (error instanceof Undecided || error instanceof TooLarge) throw new Unsupported(error.message)
    throw error
  }
}

/** That functions solve their flow, some of what they are made of moving as a lemma says. */
function solving(
  setting: Setting,
  { variable, rates, solution, initial }: AssertionOf<'solves'>,
  lemma: Lemma<Established> | undefined,
): Question {
  const { unfolding } = setting
  if (unfolding.definition(variable.name)) throw new Unsupported('a flow whose time has a value')
  const states = rates.map(({ symbol }) => symbol.name)
  const reached = setting.reached([...solution, ...initial].map(({ by }) => by))
  if (states.some((name) => reached.has(name)))
    throw new Unsupported('functions in terms of the symbols that they are put for')
  const held = new Set([...states, ...(lemma?.names ?? [])])
  const lists = [
    rates.map(({ rate }) => rate),
    solution.map(({ by }) => by),
    initial.map(({ by }) => by),
    (lemma?.flow.rates ?? []).map(({ rate }) => rate),
    (lemma?.initial ?? []).map(({ by }) => by),
  ]
  if (lemma) requireHeldApart(setting, lemma, variable, lists.flat())
  const starts = lists.map((_, k) => lists.slice(0, k).flat().length)
  // What is put into an exponent must be there as what it is.
  const open = lists.flat().map((e) => unfolding.expand(e, (name) => !held.has(name)))
  const raised = open.some((e) => [...inExponents(e)].some((name) => held.has(name)))
  const question = about(raised ? open : lists.flat(), (unfolded, domains) => {
    const term = (list: number, k: number): Expr => unfolded[(starts[list] as number) + k] as Expr
    const moved = (list: number, of: Motion['rates']) => of.map(({ symbol }, k) => ({ symbol, rate: term(list, k) }))
    const put = (list: number, of: readonly Replacement[]) => of.map(({ symbol }, k) => ({ symbol, by: term(list, k) }))
    const known: Known | undefined = lemma && {
      flow: { variable, rates: moved(3, lemma.flow.rates) },
      initial: put(4, lemma.initial),
    }
    const answer = proveSolves({ variable, rates: moved(0, rates) }, put(1, solution), put(2, initial), domains, known)
    if (lemma && answer.proof) requireOwn(setting, lemma, unfolded.slice(0, starts[3]), answer.proof, domains)
    return answer
  })
  return { ...question, moving: new Set([variable.name, ...held]), held }
}

/**
 * Throws Unsupported where something in these terms, those of the lemma among them, is differentiated by, or put for, what the functions of the lemma
 * are made of here, its constants included: their names stand for them there, and would not change with it.
 */
function requireHeldApart(setting: Setting, lemma: Lemma<Established>, time: Sym, terms: readonly Expr[]): void {
  const { unfolding } = setting
  const made = new Set(lemma.names.flatMap((name) => [...unfolding.madeOf(name)]))
  const met = [...setting.boundIn(terms)].find((name) => name !== time.name && made.has(name))
  if (met !== undefined)
    throw new Unsupported(`a cited solution beside a derivative, or a place, by ${met}, which it is made of`)
}

/** Throws Unsupported where a lemma asks for what a claim in these terms, which names its functions, does not ask for. */
function requireOwn(
  setting: Setting,
  lemma: Lemma<Established>,
  terms: readonly Expr[],
  { conditions }: Pick<Established, 'conditions'>,
  domains: Domains,
): void {
  const { unfolding } = setting
  // What has a value is made of what has one.
  const bodies = [...setting.reached(terms)].flatMap((name) => unfolding.definition(name)?.by ?? [])
  const asked = [...conditions, ...lemma.uses.flatMap((fact) => fact.conditions)]
  const read = [...terms, ...unfolding.opened(bodies, new Set())]
  const more = firstNotSupposed(asked, read, domains, (e) => unfolding.expand(e))
  if (more) throw new Unsupported(`a cited solution that asks for ${brief(more.expr)} to be ${more.must}`)
}
