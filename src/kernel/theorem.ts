/**
 * Theorems, and the one place that makes them. A theorem says what it proves: its proposition is the tree that was asked about, and whoever
 * shows a claim as proved compares that tree with the one that is shown. Nothing outside this file chooses the question that the
 * deciders are asked; it is read off the proposition here.
 *
 * The rules:
 * - *Decision*: a closed proposition by the deciders, its definitions unfolded as far as needed. A defined name that stays folded stands for
 *   any real number: what holds for all values of it holds for the one it has. Whatever is differentiated by, moves or is let go to a
 *   limit is never hidden in a folded name.
 * - *Declared domain*: of a folded name its declared domain is known only by a theorem that says so in this very context.
 * - *Conjunction*: every part of it.
 * - *Instance and citation*: a cited theorem that functions solve a flow may be used for names that mean the same here. Its constants may be
 *   something else here only if that is proved to lie in their domains.
 *
 * The conditions of a theorem are those of everything that it uses.
 */
import * as ast from '../expr/ast.js'
import type { Expr, Sym } from '../expr/ast.js'
import { type Motion, TooLarge, evaluateDerivatives } from '../expr/differentiate.js'
import { type Domain, REAL, intersection, printDomain, sameDomain } from '../expr/domain.js'
import { isIntegerValued } from '../expr/integer-valued.js'
import { brief, printSymbol } from '../expr/print.js'
import { type Replacement, Undecided, differentiatedBy, namesOf } from '../expr/substitute.js'
import { Unsupported } from './outcome.js'
import {
  type Assertion,
  type AssertionOf,
  type Context,
  type Definition,
  type Proposition,
  type SignName,
  termsOf,
  treeText,
} from '../proposition/proposition.js'
import { Unfolding, inExponents, namesWithWidth } from '../proposition/unfolding.js'
import type { Condition } from './generators.js'
import type { Domains } from './normalize.js'
import {
  type Answer,
  type Proof,
  proveAlong,
  proveDarbouxSpace,
  proveEachStep,
  proveEqual,
  proveExpansion,
  proveExponent,
  proveLimitTo,
  proveRank,
  proveRankAtEveryWidth,
  proveSign,
  proveSolves,
  proveSpaceAtEveryWidth,
  proveTaylor,
} from './proof.js'
import { atKink, kinksOf } from './kinks.js'
import type { Flow, Known } from './motions.js'
import { holdsSomewhere } from './somewhere.js'
import { firstNotSupposed } from './suppositions.js'
import { widthsOf } from './widths.js'
import { Work } from './work.js'

const TOKEN: unique symbol = Symbol('theorem')
/** Steps to find that a condition asks for nothing, which only spares the reader a line. */
const A_GLANCE = 20_000

export class Theorem {
  readonly #kernel = true
  constructor(
    token: typeof TOKEN,
    readonly proposition: Proposition,
    /** What must hold beyond the declared domains for the proposition to mean anything. */
    readonly conditions: readonly Condition[],
    /** What was shown, in a sentence. */
    readonly method: string,
    /** Other theorems that it rests on. */
    readonly uses: readonly Theorem[],
  ) {
    if (token !== TOKEN) throw new Error('only the kernel makes theorems')
    Object.freeze(conditions)
    Object.freeze(uses)
    Object.freeze(this)
  }
  static is(value: unknown): value is Theorem {
    return typeof value === 'object' && value !== null && #kernel in value
  }
}

export type Outcome = ({ readonly theorem: Theorem } | ({ readonly theorem: undefined } & Omit<Refused, 'proof'>)) & {
  /** The terms of the assertion as far unfolded as the last attempt needed. */
  readonly unfolded: readonly Expr[]
}

/** Proves a proposition, or says why not. `cited` are theorems that it may rest on. */
export function prove(proposition: Proposition, cited: readonly Theorem[] = []): Outcome {
  const setting = new Setting(proposition.context, cited)
  const { answer, unfolded } = setting.decide(proposition.assertion)
  if (answer.proof === undefined) {
    const { proof: _, ...refusal } = answer
    return { theorem: undefined, ...refusal, unfolded }
  }
  const { uses } = answer
  const conditions = [...answer.proof.conditions, ...uses.flatMap((used) => used.conditions)]
  return { theorem: new Theorem(TOKEN, proposition, conditions, answer.proof.method, uses), unfolded }
}

/** A cited solution of a flow: its functions, how they move and start, and the theorems that its use here rests on. */
interface Lemma extends Known {
  readonly names: readonly string[]
  readonly uses: readonly Theorem[]
}

type Refused = Extract<Answer, { proof: undefined }>
type Decided = { readonly answer: Found; readonly unfolded: readonly Expr[] }
type Found =
  | { readonly proof: Pick<Proof, 'method' | 'conditions'>; readonly uses: readonly Theorem[] }
  | Extract<Answer, { proof: undefined }>

const SIGN_NAMES: readonly SignName[] = ['positive', 'nonnegative', 'negative', 'nonpositive', 'nonzero']
const isSignName = (text: string): text is SignName => (SIGN_NAMES as readonly string[]).includes(text)

/** A context with what is known in it. */
class Setting {
  private readonly unfolding: Unfolding

  constructor(
    private readonly context: Context,
    private readonly cited: readonly Theorem[],
  ) {
    this.unfolding = new Unfolding(context)
  }

  decide(assertion: Assertion): Decided {
    const { flow } = this.context
    const hidden = flow && [flow.variable, ...flow.rates.map(({ symbol }) => symbol)]
    const defined = hidden?.find(({ name }) => this.unfolding.definition(name))
    if (defined)
      return { answer: refused(`${printSymbol(defined)}, which moves and is defined`), unfolded: termsOf(assertion) }
    try {
      return this.decided(assertion)
    } catch (error) {
      // What is beyond the kernel before any decider is asked, as a rank that is no polynomial in the width.
      if (!(error instanceof Unsupported)) throw error
      return { answer: refused(error.message), unfolded: termsOf(assertion) }
    }
  }

  private decided(assertion: Assertion): Decided {
    switch (assertion.kind) {
      case 'equal':
        return this.layered([assertion.lhs, assertion.rhs], new Set(), ([l, r], domains, flow) =>
          proveEqual(l as Expr, r as Expr, domains, flow),
        )
      case 'sign':
        return this.sign(assertion, undefined)
      case 'along':
        return this.along(assertion)
      case 'solves':
        return this.solves(assertion)
      case 'limit': {
        const { expr, variable, target, value } = assertion
        const place = typeof target === 'string' ? [] : [target.place]
        const limit = typeof value === 'string' ? [] : [value]
        return this.still([expr, ...place, ...limit], new Set([variable.name]), ([e, ...rest], domains) => {
          const to = typeof target === 'string' ? target : { ...target, place: rest[0] as Expr }
          return proveLimitTo(
            e as Expr,
            variable,
            typeof value === 'string' ? value : (rest.at(-1) as Expr),
            to,
            domains,
          )
        })
      }
      case 'taylor': {
        const { expr, variable, coefficients } = assertion
        return this.still([expr, ...coefficients], new Set([variable.name]), ([e, ...rest], domains) =>
          proveTaylor(e as Expr, variable, rest, domains),
        )
      }
      case 'expansion': {
        const { expr, variable, low, coefficients } = assertion
        return this.still([expr, ...coefficients], new Set([variable.name]), ([e, ...rest], domains) =>
          proveExpansion(e as Expr, variable, low, rest, domains),
        )
      }
      case 'growth': {
        const { expr, plus, minus } = assertion
        return this.still([expr, ...plus, ...minus], new Set([ast.WIDTH]), ([e, ...forms], domains) =>
          proveExponent(e as Expr, { plus: forms.slice(0, plus.length), minus: forms.slice(plus.length) }, domains),
        )
      }
      case 'step': {
        const { step, quantity, factor } = assertion
        const open = this.stepOpen(assertion)
        if (open) return { answer: refused(open), unfolded: termsOf(assertion) }
        const moving = new Set(step.map(({ symbol }) => symbol.name))
        return this.still([quantity, factor, ...step.map(({ by }) => by)], moving, ([q, f, ...rest], domains) =>
          proveEachStep(
            step.map(({ symbol }, k) => ({ symbol, by: rest[k] as Expr })),
            q as Expr,
            f as Expr,
            domains,
          ),
        )
      }
      case 'rank':
        return this.unfoldedWithFlow([...assertion.family, assertion.rank], (terms, flow, domains) => {
          const family = terms.slice(0, -1)
          const rank = terms.at(-1) as Expr
          const ranks = widthsOf(assertion.widths, rank, 'rank')
          return ranks === undefined
            ? proveRankAtEveryWidth({ family, rank }, flow, domains)
            : proveRank({ family, ranks: ranks.map(({ width, value }) => ({ width, rank: value })) }, flow, domains)
        })
      case 'space':
        return this.unfoldedWithFlow(
          [...assertion.family, assertion.cofactor, assertion.dimension],
          (terms, flow, domains) => {
            const [cofactor, dimension] = terms.slice(-2) as [Expr, Expr]
            const claim = { family: terms.slice(0, -2), cofactor, degree: assertion.degree }
            const dimensions = widthsOf(assertion.widths, dimension, 'dimension')
            if (dimensions === undefined) return proveSpaceAtEveryWidth({ ...claim, dimension }, flow, domains)
            const known = dimensions.map(({ width, value }) => ({ width, dimension: value }))
            return proveDarbouxSpace({ ...claim, dimensions: known }, flow, domains)
          },
        )
      case 'all':
        return this.conjunction(assertion.parts)
    }
  }

  /** Whether the values of a term are seen to lie in a domain wherever its symbols may be. */
  private staysIn(e: Expr, domain: Domain): boolean {
    const { context, cited } = this
    const has = (expr: Expr, sign: SignName): boolean =>
      prove({ context, assertion: { kind: 'sign', expr, sign } }, cited).theorem?.conditions.length === 0
    const name = printDomain(domain)
    if (isSignName(name)) return has(e, name)
    const { low, high, lowOpen, highOpen, integer, nonzero } = domain
    const isInteger = ({ name: one, indices }: Sym): boolean =>
      indices.length === 0 && !!context.binders.find((binder) => binder.name === one)?.domain.integer
    return (
      (!low || has(ast.subtract(e, ast.rational(low)), lowOpen ? 'positive' : 'nonnegative')) &&
      (!high || has(ast.subtract(ast.rational(high), e), highOpen ? 'positive' : 'nonnegative')) &&
      (!nonzero || has(e, 'nonzero')) &&
      (!integer || isIntegerValued(e, isInteger))
    )
  }

  /** Why one step would not show a law of many: what is drawn anew is in the quantity, or a step may leave a domain that was supposed. */
  private stepOpen({ step, quantity, fresh }: AssertionOf<'step'>): string | undefined {
    // What moves by a flow depends on what its rate is made of, where it is asked how it moves.
    const rates = (this.context.flow?.rates ?? []).map(({ rate }) => rate)
    const reached = new Set(
      [quantity, ...rates].flatMap((e) => [...namesOf(e)].flatMap((name) => [...this.unfolding.madeOf(name)])),
    )
    const anew = fresh.find((name) => reached.has(name) || step.some(({ symbol }) => symbol.name === name))
    if (anew !== undefined) return `a quantity that depends on ${anew}, which is another at each step`
    for (const { symbol, by } of step) {
      const binder = this.context.binders.find(({ name }) => name === symbol.name)
      if (!binder || (sameDomain(binder.domain, REAL) && !binder.members)) continue
      if (binder.members || !this.staysIn(by, binder.domain))
        return `steps that may take ${printSymbol(symbol)} out of its domain`
    }
    return undefined
  }

  private conjunction(parts: readonly Assertion[]): Decided {
    if (parts.length === 0) return { answer: refused('nothing'), unfolded: [] }
    const proofs: Pick<Proof, 'method' | 'conditions'>[] = []
    const uses: Theorem[] = []
    const unfolded: Expr[] = []
    for (const [k, part] of parts.entries()) {
      const form = part.kind === 'sign' ? equalForm(parts.slice(0, k), part.expr) : undefined
      const found = form && part.kind === 'sign' ? this.sign(part, form) : this.decide(part)
      unfolded.push(...found.unfolded)
      if (!found.answer.proof) return { ...found, unfolded }
      proofs.push(found.answer.proof)
      uses.push(...found.answer.uses)
    }
    const method = [...new Set(proofs.map((proof) => proof.method))].join('; ')
    return { answer: { proof: { method, conditions: proofs.flatMap(({ conditions }) => conditions) }, uses }, unfolded }
  }

  private sign({ expr, sign }: AssertionOf<'sign'>, form: Expr | undefined): Decided {
    return this.layered(form ? [expr, form] : [expr], new Set(), ([e, as], domains, flow) =>
      proveSign(e as Expr, sign, as, domains, flow),
    )
  }

  private along({ expr, rate }: AssertionOf<'along'>): Decided {
    return this.withFlow([expr, rate], ([e, claimed], flow, domains) =>
      proveAlong(flow, e as Expr, claimed as Expr, domains),
    )
  }

  /** A decision about terms and the flow, whose rates are unfolded along with them. */
  private withFlow(
    terms: readonly Expr[],
    decide: (terms: readonly Expr[], flow: Flow, domains: Domains) => Answer,
  ): Decided {
    const { flow } = this.context
    if (!flow) return { answer: refused('a flow where none is stated'), unfolded: terms }
    const moving = new Set([flow.variable.name, ...flow.rates.map(({ symbol }) => symbol.name)])
    return this.layered([...terms, ...flow.rates.map(({ rate }) => rate)], moving, (unfolded, domains) => {
      const rates = flow.rates.map(({ symbol }, k) => ({ symbol, rate: unfolded[terms.length + k] as Expr }))
      return decide(unfolded.slice(0, terms.length), { variable: flow.variable, rates }, domains)
    })
  }

  /**
   * A decision about what is generic: a defined name does not stay folded in it, for what holds of almost all numbers need not hold of the one
   * that the name has.
   */
  private unfoldedWithFlow(
    terms: readonly Expr[],
    decide: (terms: readonly Expr[], flow: Flow, domains: Domains) => Answer,
  ): Decided {
    const { flow } = this.context
    if (!flow) return { answer: refused('a flow where none is stated'), unfolded: terms }
    const open = this.valuedInRates(terms)
    if (open) return { answer: refused(open), unfolded: terms }
    const unfolded = terms.map((e) => this.unfolding.expand(e))
    const rates = flow.rates.map(({ symbol, rate }) => ({ symbol, rate: this.unfolding.expand(rate) }))
    const { domains } = this.known(new Set())
    const answer = decide(unfolded, { variable: flow.variable, rates }, domains)
    return { answer: answer.proof ? { proof: answer.proof, uses: [] } : answer, unfolded }
  }

  private solves(assertion: AssertionOf<'solves'>): Decided {
    const states = new Set(assertion.rates.map(({ symbol }) => symbol.name))
    const functions = [...assertion.solution, ...assertion.initial].map(({ by }) => by)
    const speaks = functions.some((e) =>
      [...namesOf(e)].some((name) => [...this.unfolding.madeOf(name)].some((inner) => states.has(inner))),
    )
    if (this.unfolding.definition(assertion.variable.name))
      return { answer: refused('a flow whose time has a value'), unfolded: functions }
    if (speaks)
      return { answer: refused('functions in terms of the symbols that they are put for'), unfolded: functions }
    const lemma = this.solved(assertion.variable)
    const first = lemma && this.solvesBy(assertion, lemma)
    return first?.answer.proof ? first : this.solvesBy(assertion, undefined)
  }

  /** That functions solve their flow, some of what they are made of moving as a lemma says. */
  private solvesBy({ variable, rates, solution, initial }: AssertionOf<'solves'>, lemma: Lemma | undefined): Decided {
    const held = new Set([...rates.map(({ symbol }) => symbol.name), ...(lemma?.names ?? [])])
    const lists = [
      rates.map(({ rate }) => rate),
      solution.map(({ by }) => by),
      initial.map(({ by }) => by),
      (lemma?.flow.rates ?? []).map(({ rate }) => rate),
      (lemma?.initial ?? []).map(({ by }) => by),
    ]
    const starts = lists.map((_, k) => lists.slice(0, k).flat().length)
    // What is put into an exponent must be there as what it is.
    const open = lists.flat().map((e) => this.unfolding.expand(e, (name) => !held.has(name)))
    const raised = open.some((e) => [...inExponents(e)].some((name) => held.has(name)))
    const decided = this.layered(
      raised ? open : lists.flat(),
      new Set([variable.name, ...held]),
      (unfolded, domains) => {
        const term = (list: number, k: number): Expr => unfolded[(starts[list] as number) + k] as Expr
        const moved = (list: number, of: Motion['rates']) =>
          of.map(({ symbol }, k) => ({ symbol, rate: term(list, k) }))
        const put = (list: number, of: readonly Replacement[]) =>
          of.map(({ symbol }, k) => ({ symbol, by: term(list, k) }))
        const known: Known | undefined = lemma && {
          flow: { variable, rates: moved(3, lemma.flow.rates) },
          initial: put(4, lemma.initial),
        }
        const shown = proveSolves(
          { variable, rates: moved(0, rates) },
          put(1, solution),
          put(2, initial),
          domains,
          known,
        )
        if (!lemma || !shown.proof) return shown
        const terms = unfolded.slice(0, starts[3])
        const more = this.askedOnlyBy(lemma, terms, shown.proof.conditions, domains)
        return more ? refused(`a cited solution that asks for ${brief(more.expr)} to be ${more.must}`) : shown
      },
      held,
    )
    const { answer } = decided
    return lemma && answer.proof
      ? { ...decided, answer: { ...answer, uses: [...answer.uses, ...lemma.uses] } }
      : decided
  }

  /** What a lemma asks for that a claim in these terms does not, which names its functions. */
  private askedOnlyBy(
    lemma: Lemma,
    terms: readonly Expr[],
    conditions: readonly Condition[],
    domains: Domains,
  ): Condition | undefined {
    const reached = new Set(terms.flatMap((e) => [...namesOf(e)].flatMap((name) => [...this.unfolding.madeOf(name)])))
    // What has a value is made of what has one.
    const bodies = [...reached].flatMap((name) => this.unfolding.definition(name)?.by ?? [])
    const asked = [...conditions, ...lemma.uses.flatMap((theorem) => theorem.conditions)]
    const read = [...terms, ...this.unfolding.opened(bodies, new Set())]
    return firstNotSupposed(asked, read, domains, (e) => this.unfolding.expand(e))
  }

  /** The first cited solution of a flow whose functions mean the same here. */
  private solved(variable: Sym): Lemma | undefined {
    for (const theorem of this.cited) {
      const { assertion } = theorem.proposition
      const found = assertion.kind === 'solves' ? this.instance(theorem, assertion, variable) : undefined
      if (found) return found
    }
    return undefined
  }

  /** A theorem on the solution of a flow as it may be used here; undefined where it is not about what its names mean here. */
  private instance(
    theorem: Theorem,
    { rates, solution, initial, variable: time }: AssertionOf<'solves'>,
    variable: Sym,
  ): Lemma | undefined {
    if (printSymbol(time) !== printSymbol(variable) || this.unfolding.definition(variable.name)) return undefined
    const names = solution.map(({ symbol }) => symbol.name)
    const same = solution.every(({ symbol, by }) => {
      const here = this.unfolding.definition(symbol.name)
      return here !== undefined && treeText([here.symbol, here.by]) === treeText([symbol, by])
    })
    if (!same) return undefined
    const there = new Unfolding(theorem.proposition.context)
    const reached = new Set(
      [...rates.map(({ rate }) => rate), ...[...solution, ...initial].map(({ by }) => by)].flatMap((e) =>
        [...namesOf(e)].flatMap((name) => [...there.madeOf(name)]),
      ),
    )
    const moving = new Set([variable.name, ...names])
    const uses: Theorem[] = [theorem]
    for (const name of [...reached, variable.name]) {
      if (names.includes(name) || (name === ast.WIDTH && !this.bindsWidth(theorem))) continue
      const defined = there.definition(name)
      const here = this.unfolding.definition(name)
      if (defined) {
        if (!here || treeText([here.symbol, here.by]) !== treeText([defined.symbol, defined.by])) return undefined
        continue
      }
      const bound = theorem.proposition.context.binders.find((binder) => binder.name === name)
      if (!bound || (bound.members?.length ?? 0) > 0) return undefined
      if (here) {
        // A constant of the theorem may be anything here that does not move and lies in its domain.
        if ([...this.unfolding.madeOf(name)].some((inner) => moving.has(inner))) return undefined
        const shown = this.inDomain(here, bound.domain)
        if (!shown) return undefined
        uses.push(...shown)
      } else {
        const own = this.context.binders.find((binder) => binder.name === name)
        if (!own || own.members || !isWithin(own.domain, bound.domain)) return undefined
      }
    }
    return { flow: { variable, rates }, initial, names, uses }
  }

  /** Whether d is a symbol like others here or there. */
  private bindsWidth({ proposition }: Theorem): boolean {
    return [this.context, proposition.context].some(({ binders }) => binders.some(({ name }) => name === ast.WIDTH))
  }

  /** Theorems by which the values of a definition lie in a domain; undefined where that is not shown. */
  private inDomain(definition: Definition, domain: Domain): readonly Theorem[] | undefined {
    if (sameDomain(domain, REAL)) return []
    const sign = printDomain(domain)
    if (!isSignName(sign)) return undefined
    const theorem = signTheorem(this.unfolding, definition, sign)
    return theorem && [theorem]
  }

  /**
   * The first proof that `decide` finds as more definitions are unfolded; else its last answer. `moving` names what may not stay hidden, and
   * `held` what is not unfolded although it is defined, since it stands for something that moves.
   */
  private layered(
    terms: readonly Expr[],
    moving: ReadonlySet<string>,
    decide: (unfolded: readonly Expr[], domains: Domains, flow: Flow | undefined) => Answer,
    held: ReadonlySet<string> = new Set(),
  ): Decided {
    const { unfolding } = this
    const flowing = this.flowNames(terms)
    const open = flowing.length > 0 && this.valuedInRates(terms)
    if (open) return { answer: refused(open), unfolded: terms }
    const timed = new Set([...moving, ...flowing])
    const rates = flowing.length > 0 ? (this.context.flow?.rates ?? []) : []
    const free = (names: ReadonlySet<string>) => (name: string) => names.has(name) && !held.has(name)
    let current = unfolding.opened([...terms, ...rates.map(({ rate }) => rate)], timed, held)
    for (;;) {
      const present = new Set(
        current.flatMap((e) => [...namesOf(e)]).filter((name) => unfolding.definition(name) && !held.has(name)),
      )
      const { domains, uses } = this.known(present)
      const flow = this.context.flow && {
        ...this.context.flow,
        rates: rates.map(({ symbol }, k) => ({ symbol, rate: current[terms.length + k] as Expr })),
      }
      const shown = current.slice(0, terms.length)
      const answer = decide(shown, domains, flow)
      const broken = answer.proof?.conditions.find((condition) => this.failsEverywhere(condition, held))
      if (answer.proof && !broken) {
        const conditions = answer.proof.conditions.filter((condition) => !this.holdsEverywhere(condition, held))
        return { answer: { proof: { ...answer.proof, conditions }, uses }, unfolded: shown }
      }
      if (!answer.proof && answer.nowhere) return { answer, unfolded: shown }
      if (present.size === 0) {
        const last = broken ? refused(`where ${brief(broken.expr)} is ${broken.must}, which is nowhere`) : answer
        return { answer: last as Found, unfolded: shown }
      }
      // Only names that no other present name is built on, so that a name stays whole on both sides until all its users are gone.
      const used = (name: string): boolean =>
        [...present].some((other) => other !== name && unfolding.mentions(other, new Set([name])))
      const next = new Set([...present].filter((name) => !used(name)))
      current = unfolding.opened(
        current.map((e) => unfolding.expand(e, free(next))),
        timed,
        held,
      )
    }
  }

  /** For what is decided without a flow: derivatives by its time are carried out along it before anything is let go, put or expanded. */
  private still(
    terms: readonly Expr[],
    moving: ReadonlySet<string>,
    decide: (unfolded: readonly Expr[], domains: Domains) => Answer,
  ): Decided {
    return this.layered(terms, moving, (unfolded, domains, flow) => {
      if (!flow || flow.rates.length === 0) return decide(unfolded, domains)
      const kink = unfolded.flatMap((e) => kinksOf(e, flow))[0]
      if (kink) return refused(atKink(kink.edge))
      let carried: readonly Expr[]
      try {
        carried = unfolded.map((e) => evaluateDerivatives(e, flow))
      } catch (error) {
        if (error instanceof Undecided || error instanceof TooLarge) return refused(error.message)
        throw error
      }
      return decide(carried, domains)
    })
  }

  /** What moves with the flow's time, where a term is differentiated by it. */
  private flowNames(terms: readonly Expr[]): readonly string[] {
    const { flow } = this.context
    if (!flow) return []
    const full = terms.map((e) => this.unfolding.expand(e))
    const differentiates = (e: Expr): boolean =>
      (e.kind === 'derivative' && e.variable.name === flow.variable.name) || ast.children(e).some(differentiates)
    return full.some(differentiates) ? [flow.variable.name, ...flow.rates.map(({ symbol }) => symbol.name)] : []
  }

  /** What is not decided: a derivative by a name that has a value here, and stands in a rate, which would lose it with the value. */
  private valuedInRates(terms: readonly Expr[]): string | undefined {
    const made = (e: Expr): string[] => [...namesOf(e)].flatMap((name) => [...this.unfolding.madeOf(name)])
    const rates = new Set((this.context.flow?.rates ?? []).flatMap(({ rate }) => made(rate)))
    const bodies = terms.flatMap(made).flatMap((name) => this.unfolding.definition(name)?.by ?? [])
    const name = [...terms, ...bodies]
      .flatMap((e) => [...differentiatedBy(e)])
      .find((by) => rates.has(by) && this.unfolding.definition(by))
    return name && `a derivative by ${name}, which has a value here, beside a rate with ${name} in it`
  }

  /** The domains of the free symbols, and those declared of folded names that are proved in this context. */
  private known(folded: ReadonlySet<string>): { readonly domains: Domains; readonly uses: readonly Theorem[] } {
    const domains = boundDomains(this.context)
    const uses: Theorem[] = []
    for (const name of folded) {
      const definition = this.unfolding.definition(name) as Definition
      const sign = printDomain(definition.domain)
      const theorem = isSignName(sign) ? signTheorem(this.unfolding, definition, sign) : undefined
      if (!theorem) continue
      domains.set(name, definition.domain)
      uses.push(theorem)
    }
    return { domains, uses }
  }

  /** Whether a condition holds wherever its symbols may be, which its definitions may show once they are unfolded. */
  private holdsEverywhere({ expr, must }: Condition, held: ReadonlySet<string>): boolean {
    const full = this.unfolding.expand(expr, (name) => !held.has(name))
    if (full === expr) return false
    const { domains } = this.known(new Set())
    const { proof } = proveSign(full, must, undefined, domains, undefined, new Work(A_GLANCE))
    return proof?.conditions.length === 0
  }

  /** Whether a condition can hold nowhere once its definitions are unfolded. */
  private failsEverywhere({ expr, must }: Condition, held: ReadonlySet<string>): boolean {
    const full = this.unfolding.expand(expr, (name) => !held.has(name))
    if (full === expr) return false
    const { domains } = this.known(new Set())
    if (holdsSomewhere({ expr: full, must }, domains)) return false
    const opposite = { positive: 'nonpositive', nonnegative: 'negative' } as const
    const answer =
      must === 'nonzero'
        ? proveEqual(full, ast.rational(0), domains)
        : proveSign(full, opposite[must], undefined, domains)
    return answer.proof !== undefined || answer.nowhere === true
  }
}

const refused = (what: string): Extract<Answer, { proof: undefined }> => ({
  proof: undefined,
  why: `the kernel has no rule for ${what}`,
  noRule: true,
})

/** The domains of the symbols that a context binds. */
export function boundDomains({ binders }: Context): Map<string, Domain> {
  const domains = new Map<string, Domain>()
  for (const { name, domain, members } of binders) {
    domains.set(name, domain)
    for (const member of members ?? []) domains.set(printSymbol(ast.symbol(name, member.index)), member.domain)
  }
  return domains
}

/** The other side of an equation among these assertions whose one side this is. */
function equalForm(parts: readonly Assertion[], expr: Expr): Expr | undefined {
  const text = treeText(expr)
  return parts.flatMap((part) => (part.kind === 'equal' && treeText(part.lhs) === text ? [part.rhs] : []))[0]
}

/** Whether all of one domain lies in the other. */
function isWithin(inner: Domain, outer: Domain): boolean {
  const both = intersection(inner, outer)
  return both !== undefined && sameDomain(both, inner)
}

/** Theorems that a definition has a sign, by what they say; undefined for one that was not found. */
const signTheorems = new Map<string, Theorem | undefined>()
/** Theorems that are remembered. */
const MOST_REMEMBERED = 2000

/** The theorem that a definition of this context has a sign, if the kernel finds one. */
function signTheorem(unfolding: Unfolding, definition: Definition, sign: SignName): Theorem | undefined {
  const proposition = signOf(unfolding, definition, sign)
  const key = treeText(proposition)
  if (!signTheorems.has(key)) {
    const outcome = prove(proposition)
    if (signTheorems.size >= MOST_REMEMBERED) signTheorems.clear()
    signTheorems.set(key, outcome.theorem)
  }
  return signTheorems.get(key)
}

/** That the formula of a definition has a sign, in as much of the context as it reaches. */
function signOf(unfolding: Unfolding, { by }: Definition, sign: SignName): Proposition {
  const { context } = unfolding
  const reached = new Set([...namesWithWidth(by)].flatMap((name) => [...unfolding.madeOf(name)]))
  return {
    context: {
      ...context,
      binders: context.binders.filter(({ name }) => reached.has(name)),
      definitions: context.definitions.filter(({ symbol }) => reached.has(symbol.name)),
    },
    assertion: { kind: 'sign', expr: by, sign },
  }
}
