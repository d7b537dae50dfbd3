/**
 * Proofs, and the one place that makes them. A Proof can be constructed only with a token that never leaves this module, so no
 * other code can turn a claim into "proved". Every public function here takes the claim itself, reduces it to the vanishing of normal
 * forms or to exact signs, and answers with a Proof or with the reason why there is none. "No proof" is never "false".
 */
import * as ast from '../expr/ast.js'
import { type Expr, type Sym, WIDTH, constantValue } from '../expr/ast.js'
import { type Domain, REAL, parseDomain } from '../expr/domain.js'
import {
  type Motion,
  TooLarge,
  asksMore,
  derivativeAlong,
  evaluateDerivatives,
  isInstance,
} from '../expr/differentiate.js'
import { isIntegerValued } from '../expr/integer-valued.js'
import { brief, print, printSymbol } from '../expr/print.js'
import { sharing } from '../expr/share.js'
import type { SignName, Target } from '../proposition/proposition.js'
import {
  type Replacement,
  Undecided,
  differentiatedBy,
  namesOf,
  freshName,
  rewrite,
  substitute,
  symbolsOf,
} from '../expr/substitute.js'
import { Oscillates, WAVES, asymptoticLimit, requireDefined } from './asymptotics.js'
import { type DarbouxClaim, type DarbouxSpace, darbouxSpace } from './darboux-space.js'
import { type Reduction, type SignOracle, vanishesByPieces } from './constant.js'
import { type EveryWidthRank, type EveryWidthSpace, rankOpen, spaceOpen } from './every-width.js'
import { IMAGINARY } from './field.js'
import { constantForm, exponentOf, sameExponent } from './exponents.js'
import type { Fraction } from './fractions.js'
import { splitOf } from './cases.js'
import { plainConditions } from './conditions.js'
import { type Condition, type Knowledge, NeedsExponentials, Refine, copied, nothingKnown } from './generators.js'
import { type Kink, type Supposed, flattened, kinksOf, leftToShow, ratesOf, suppositionsOf } from './kinks.js'
import { type Limit, isAboutBounded, limitAtInfinity } from './limit.js'
import { ALLOWED, type Domains, Normalizer } from './normalize.js'
import { KernelLimit, NowhereDefined, Unsupported } from './outcome.js'
import { type RankClaim, exactRank, requireManyValues, symbolicRank } from './rank.js'
import { combinationsVanish } from './relations.js'
import { leadingSeries } from './series.js'
import { holdsSomewhere } from './somewhere.js'
import { vanishesOtherwise } from './vanishing.js'
import { NEGATIVE, NONNEGATIVE, NONPOSITIVE, NONZERO, NULL, POSITIVE, type Sign, within } from './signs.js'

const TOKEN: unique symbol = Symbol('kernel')

/** That a claim was reduced to 0 = 0 exactly, under the listed conditions and the declared domains. */
export class Proof {
  readonly #kernel = true
  constructor(
    token: typeof TOKEN,
    /** What the kernel showed, in a sentence. */
    readonly method: string,
    readonly conditions: readonly Condition[],
  ) {
    if (token !== TOKEN) throw new Error('only the kernel makes proofs')
    Object.freeze(conditions)
    Object.freeze(this)
  }
  static is(value: unknown): value is Proof {
    return typeof value === 'object' && value !== null && #kernel in value
  }
}

export type Answer =
  | { readonly proof: Proof }
  | {
      readonly proof: undefined
      readonly why: string
      /** The claim divides by zero identically, or the like: it is about no point at all. */
      readonly nowhere?: true
      /** Something in it is beyond the kernel's rules. */
      readonly noRule?: true
      /**
       * Of a claimed limit: the exact limit that was found instead, where nothing vanishes that the method divides by; it may still be the
       * claimed one in another form.
       */
      readonly limit?: Limit | 'none'
    }

/** An autonomous or time-dependent first-order flow: each symbol (`u[i]` for a family) and its rate. */
export type Flow = Motion

const ATTEMPTS = 24

/** Most attempts at the cases of one claim, and how many signs are split one within another. */
const MOST_CASES = 40
const DEEPEST_CASE = 4

/** What is claimed: something of each point by itself, where it is defined, or of the neighbourhood of one. */
interface Manner {
  readonly pointwise?: boolean
  readonly hyperbolic?: Knowledge['hyperbolic']
  /** What else is known of signs. */
  readonly oracle?: SignOracle
  /** Whether a point is known where the claim is meant and does not hold; asked once the first attempt has failed. */
  readonly fails?: () => boolean
}

const POINTWISE: Manner = { pointwise: true }

/** Answers a claim by `work`, of all points at once or, for a pointwise claim, in cases. */
function attempt(
  domains: Domains,
  work: (n: Normalizer) => Answer,
  { pointwise = false, hyperbolic = 'tanh', oracle, fails }: Manner = {},
): Answer {
  const knowledge = nothingKnown(pointwise, hyperbolic)
  const whole = attemptWith(domains, work, knowledge, oracle)
  if (!pointwise || whole.answer.proof || whole.answer.nowhere || fails?.()) return whole.answer
  let left = MOST_CASES
  const on = new Set<string>()
  const inCases = ({ answer, normalizer, knowledge: known }: Attempt, depth: number): Answer | undefined => {
    if (answer.proof || answer.nowhere) return answer
    const split = normalizer && depth < DEEPEST_CASE ? withinBudget(() => splitOf(normalizer, known)) : undefined
    if (!split) return undefined
    on.add(split.on)
    let proved: Answer | undefined
    let nowhere: Answer | undefined
    for (const part of split.cases) {
      if (left-- <= 0) return undefined
      const found = inCases(attemptWith(domains, work, part, oracle), depth + 1)
      if (found?.proof) proved = found
      else if (found?.nowhere) nowhere = found
      else return undefined
    }
    return proved ?? nowhere
  }
  const found = inCases(whole, 0)
  if (!found?.proof) return found ?? whole.answer
  const { method } = found.proof
  const conditions = [...knowledge.conditions.values()]
  return { proof: new Proof(TOKEN, `${method}, for each sign of ${[...on].join(', ')}`, conditions) }
}

/** Undefined where the budget ends before there is a value. */
function withinBudget<T>(compute: () => T): T | undefined {
  try {
    return compute()
  } catch (error) {
    if (error instanceof KernelLimit) return undefined
    throw error
  }
}

interface Attempt {
  readonly answer: Answer
  /** The last one, unless the claim was beyond it. */
  readonly normalizer?: Normalizer
  readonly knowledge: Knowledge
}

/** Runs `work` on fresh normalizers, with what the earlier ones learned, until nothing more is learned. */
function attemptWith(
  domains: Domains,
  work: (n: Normalizer) => Answer,
  knowledge: Knowledge,
  oracle: SignOracle | undefined,
): Attempt {
  const end = (answer: Answer): Attempt => ({ answer, knowledge })
  for (let k = 0; k < ATTEMPTS; k++) {
    const before = knowledge.news
    const normalizer = new Normalizer(domains, knowledge)
    if (oracle) normalizer.generators.signs.consult((p) => oracle(normalizer, p))
    try {
      const answer = work(normalizer)
      if (answer.proof) return { answer, normalizer, knowledge }
      if (normalizer.usesTanh) knowledge.hyperbolic = 'exp'
      else if (knowledge.news === before) return { answer, normalizer, knowledge }
    } catch (error) {
      if (error instanceof Refine) knowledge.roots.set(error.key, (knowledge.roots.get(error.key) ?? 1) * error.by)
      else if (error instanceof NeedsExponentials) knowledge.hyperbolic = 'exp'
      else if (error instanceof NowhereDefined) return end({ proof: undefined, why: error.message, nowhere: true })
      else if (error instanceof Oscillates) return end({ proof: undefined, why: error.message, limit: 'none' })
      else if (error instanceof KernelLimit)
        return end({ proof: undefined, why: `the kernel gives up at ${error.message}`, noRule: true })
      else if (error instanceof Unsupported || error instanceof Undecided) {
        const why = `the kernel has no rule for ${error.message}`
        return { answer: { proof: undefined, why, noRule: true }, normalizer, knowledge }
      } else if (error instanceof TooLarge || isExhausted(error)) {
        return end({ proof: undefined, why: `the kernel cannot hold it: ${error.message}`, noRule: true })
      } else throw error
    }
  }
  return end({ proof: undefined, why: `the kernel needed more than ${ATTEMPTS} refinements of roots` })
}

/** Whether the machine gave up: nested deeper than its stack, or an integer or a text longer than it holds. */
const isExhausted = (error: unknown): error is RangeError =>
  error instanceof RangeError && /call stack|BigInt size|string length/.test(error.message)

const denied = (why: string): Answer => ({ proof: undefined, why })

/** Most of what is false is so at a glance, for far less than a reduction to normal forms costs. */
const DIFFER = denied('the sides differ at a point where both are defined')

const LARGEST_SQUARED = 60

function zero(n: Normalizer, lhs: Expr, rhs: Expr, what: string): Answer | undefined {
  const [left, right] = [n.normalize(lhs), n.normalize(rhs)]
  const difference = n.fractions.subtract(left, right)
  if (n.vanishes(difference) || combinationsVanish(n, difference)) return undefined
  // Two quantities that are never negative are equal when their squares are.
  if (left.num.terms.size + right.num.terms.size <= LARGEST_SQUARED) {
    if (within(n.sign(lhs), NONNEGATIVE) && within(n.sign(rhs), NONNEGATIVE)) {
      const squares = n.fractions.subtract(n.fractions.power(left, 2), n.fractions.power(right, 2))
      if (n.vanishes(squares)) return undefined
    }
  }
  if (vanishesOtherwise(n, difference)) return undefined
  const { size } = difference.num.terms
  return denied(`${what} leaves ${size <= 12 ? brief(n.readable(difference)) : `${size} terms`} after reduction`)
}

/** lhs = rhs wherever both sides are defined. With a flow, a derivative by its time is the total one. */
export function proveEqual(lhs: Expr, rhs: Expr, domains: Domains, flow?: Flow): Answer {
  return ofDerivatives(formulasEqual(lhs, rhs, domains, flow), [lhs, rhs], domains, {
    flow,
    again: ([l, r]) => proveEqual(l as Expr, r as Expr, domains, flow),
  })
}

function formulasEqual(lhs: Expr, rhs: Expr, domains: Domains, flow: Flow | undefined): Answer {
  const share = sharing()
  const sides = once(() => [lhs, rhs].map((side) => evaluateDerivatives(share(side), flow)) as [Expr, Expr])
  if (differSomewhere(sides, domains, 'glance')()) return DIFFER
  const fails = differSomewhere(sides, domains, 'length')
  const direct = attempt(
    domains,
    (n) => zero(n, ...sides(), 'lhs - rhs') ?? { proof: new Proof(TOKEN, 'lhs - rhs reduces to 0', n.conditions) },
    { pointwise: true, fails },
  )
  if (direct.proof || direct.nowhere || fails()) return direct
  const difference = differenceOf(sides)
  const constancy = difference && withinBudget(() => vanishesByPieces(difference, domains, REDUCTION))
  return constancy ? { proof: new Proof(TOKEN, constancy.method, constancy.conditions) } : direct
}

/** What a claim in some terms is about. */
interface Matter {
  readonly flow?: Flow | undefined
  /** Answers the same claim in other terms; only of a claim that holds at a point if it does around it. */
  readonly again?: (terms: readonly Expr[]) => Answer
  /** Other terms that were differentiated for it. */
  readonly forms?: readonly Expr[]
}

/**
 * An answer about the formulas of derivatives, as one about the derivatives themselves; see kinks.ts. That a formula has no value says nothing
 * where its derivative may have one.
 */
function ofDerivatives(
  answer: Answer,
  terms: readonly Expr[],
  domains: Domains,
  { flow, again, forms = [] }: Matter = {},
): Answer {
  if (!answer.proof && !answer.nowhere) return answer
  const kinks = [
    ...[...terms, ...forms].flatMap((e) => kinksOf(e, flow)),
    // A rate is no term of the claim, which may go on where that does not.
    ...(flow ? ratesOf(flow).flatMap((e) => kinksOf(e)) : []).map(({ of: _, ...kink }): Kink => kink),
  ]
  if (kinks.length === 0) return answer
  const supposed = supposedBy(suppositionsOf(terms, flow), domains)
  if (supposed === 'nowhere') return { proof: undefined, why: 'it has a value nowhere', nowhere: true }
  const left = leftToShow(supposed, domains, terms, kinks, again !== undefined)
  if (left === undefined) return answer
  const there = 'open' in left ? undefined : again?.(terms.map((e) => flattened(e, left.where, isZero)))
  return there?.proof || there?.nowhere
    ? answer
    : denied(
        `the kernel has no rule for a derivative where ${brief('open' in left ? left.open : left.vanishing)} may be 0`,
      )
}

/** Whether a term has a value everywhere, which is 0. */
function isZero(e: Expr): boolean {
  if (asksMore(e) || differentiatedBy(e).size > 0) return false
  const answer = attempt(new Map(), (n) =>
    n.vanishes(n.normalize(e)) && n.conditions.length === 0
      ? { proof: new Proof(TOKEN, 'it reduces to 0', []) }
      : denied('it is not 0 by its form'),
  )
  return answer.proof !== undefined
}

/** What is known wherever these have values; `nowhere` where one has none. */
function supposedBy(suppositions: readonly Expr[], domains: Domains): Supposed | 'nowhere' {
  let knowledge = nothingKnown(true, 'tanh')
  const usable: Expr[] = []
  const suppose = (n: Normalizer): void => {
    for (const e of usable) n.normalize(e)
  }
  for (const e of suppositions) {
    const trial = apart(knowledge)
    const work = (n: Normalizer): Answer => {
      suppose(n)
      n.normalize(e)
      return denied('nothing is asked')
    }
    const { answer } = attemptWith(domains, work, trial, undefined)
    if (answer.proof === undefined && answer.nowhere) return 'nowhere'
    // Of what is beyond the rules nothing is known: it may have been given up anywhere.
    if (answer.proof === undefined && answer.noRule) continue
    usable.push(e)
    knowledge = trial
  }
  return {
    conditions: [...knowledge.conditions.values()],
    has(e, sign, itself) {
      const asking = apart(knowledge)
      let found = false
      const ask = (n: Normalizer): Answer => {
        found = false
        suppose(n)
        const known = n.vanishes(n.normalize(e)) ? NULL : n.sign(e)
        const asksMore = asking.conditions.size > knowledge.conditions.size
        found = within(known, sign) && (itself !== undefined || !asksMore)
        return denied('only a sign is asked for')
      }
      attemptWith(domains, ask, asking, undefined)
      return found
    },
  }
}

/** The first of these conditions that does not hold wherever some terms have values. `spelled` gives one spelling for what is one. */
export function firstNotSupposed(
  conditions: readonly Condition[],
  terms: readonly Expr[],
  domains: Domains,
  spelled: (e: Expr) => Expr,
): Condition | undefined {
  const supposed = supposedBy(suppositionsOf(terms), domains)
  if (supposed === 'nowhere') return undefined
  const textOf = ({ expr, must }: Condition): string =>
    plainConditions([{ expr: spelled(expr), must }])
      .map((plain) => `${plain.must} ${print(plain.expr)}`)
      .join()
  const known = new Set(supposed.conditions.map(textOf))
  return conditions.find(
    (condition) => !known.has(textOf(condition)) && !supposed.has(condition.expr, ALLOWED[condition.must]),
  )
}

/** The same, to be added to by itself. */
const apart = (knowledge: Knowledge): Knowledge => ({
  ...copied(knowledge),
  conditions: new Map(knowledge.conditions),
})

/** lhs - rhs; undefined where the sides cannot be had. */
const differenceOf = (sides: () => [Expr, Expr]): Expr | undefined => withinReach(() => ast.subtract(...sides()))

/** Whether a point of the domains is found at which both sides are defined and differ. */
function differSomewhere(sides: () => [Expr, Expr], domains: Domains, looking: 'glance' | 'length'): () => boolean {
  const found = once(() => {
    const expr = differenceOf(sides)
    return { differ: expr && withinReach(() => holdsSomewhere({ expr, must: 'nonzero' }, domains, looking)) }
  })
  return () => found().differ ?? false
}

/** Undefined where there is no rule, or the machine gives up. */
function withinReach<T>(compute: () => T): T | undefined {
  try {
    return compute()
  } catch (error) {
    const beyond = error instanceof Undecided || error instanceof TooLarge || error instanceof Unsupported
    if (beyond || isExhausted(error)) return undefined
    throw error
  }
}

/** The kernel's reductions, for proofs that build on several of them. */
const REDUCTION: Reduction = {
  compute<T>(domains: Domains, work: (n: Normalizer) => T, oracle?: SignOracle): T | undefined {
    let found: { readonly value: T } | undefined
    attempt(
      domains,
      (n) => {
        found = undefined
        found = { value: work(n) }
        return denied('only a value was asked for')
      },
      { hyperbolic: 'exp', oracle },
    )
    return found?.value
  },
  vanishes(e, domains, oracle) {
    const answer = attempt(
      domains,
      (n) =>
        zero(n, e, ast.rational(0), 'it') ??
        (n.conditions.length > 0
          ? denied('conditions are left')
          : { proof: new Proof(TOKEN, 'it reduces to 0', n.conditions) }),
      { hyperbolic: 'exp', oracle },
    )
    return answer.proof !== undefined
  },
}

/** d/dt of `expr` along the flow equals `rate`. */
export function proveAlong(flow: Flow, expr: Expr, rate: Expr, domains: Domains): Answer {
  const share = sharing()
  const sides = once((): [Expr, Expr] => [movedAlong(flow, share(expr)), evaluateDerivatives(share(rate), flow)])
  if (differSomewhere(sides, domains, 'glance')()) return DIFFER
  const answer = attempt(
    domains,
    (n) =>
      zero(n, ...sides(), 'the derivative along the flow minus the rate') ?? {
        proof: new Proof(TOKEN, 'the derivative along the flow minus the rate reduces to 0', n.conditions),
      },
    { pointwise: true, fails: differSomewhere(sides, domains, 'length') },
  )
  return ofDerivatives(answer, [ast.derivative(expr, flow.variable), rate], domains, {
    flow,
    again: ([moved, r]) => proveEqual(moved as Expr, r as Expr, domains, flow),
  })
}

/** What `make` gives, made when it is first asked for. */
function once<T extends object>(make: () => T): () => T {
  let made: T | undefined
  return () => (made ??= make())
}

/** d/dt of `expr` along the flow, as an expression that is defined only where `expr` is. */
const movedAlong = (flow: Flow, expr: Expr): Expr => {
  requireOneRule(flow.rates.map(({ symbol }) => symbol))
  return evaluateDerivatives(ast.derivative(expr, flow.variable), flow)
}

const carriedOut = (rates: Flow['rates']): Flow['rates'] =>
  rates.map(({ symbol, rate }) => ({ symbol, rate: evaluateDerivatives(rate) }))

/** One rule for each symbol: a family, or single members of it. */
function requireOneRule(symbols: readonly Sym[]): void {
  for (const [k, symbol] of symbols.entries()) {
    const other = symbols.findIndex((s) => isInstance(s, symbol) || isInstance(symbol, s))
    if (other < k) throw new Unsupported(`two rules for ${printSymbol(symbol)}`)
  }
}

/** Functions of the flow's variable that are known to solve a flow of their own, and their values where it is 0. */
export interface Known {
  readonly flow: Flow
  readonly initial: readonly Replacement[]
}

/**
 * The functions that are given of the variable satisfy the flow, and take the initial values at variable = 0. They may be given in terms of
 * functions that are already known: those move by their own flow and start at their own values.
 */
export function proveSolves(
  flow: Flow,
  given: readonly Replacement[],
  initial: readonly Replacement[],
  domains: Domains,
  known?: Known,
): Answer {
  const share = sharing()
  const solution = given.map(({ symbol, by }) => ({ symbol, by: share(by) }))
  const motion: Flow = { variable: flow.variable, rates: known?.flow.rates ?? [] }
  const others: Flow = {
    variable: flow.variable,
    rates: motion.rates.filter(({ symbol }) => !flow.rates.some((own) => own.symbol.name === symbol.name)),
  }
  // Before anything is put: what is known moves under a derivative, and what a rate is about does not.
  const parts = once(() => {
    requireOneRule(solution.map(({ symbol }) => symbol))
    const functions = solution.map(({ symbol, by }) => ({ symbol, by: evaluateDerivatives(by, motion) }))
    const start: Replacement[] = [
      ...(known?.initial ?? []).map(({ symbol, by }) => ({ symbol, by: evaluateDerivatives(by, motion) })),
      { symbol: flow.variable, by: ast.rational(0) },
    ]
    return { functions, start }
  })
  const moves = flow.rates.map(({ symbol, rate }) => (n: Normalizer): Answer | undefined => {
    const { functions } = parts()
    const by = functions.find((r) => printSymbol(r.symbol) === printSymbol(symbol))?.by
    if (!by) return denied(`no solution is given for ${printSymbol(symbol)}`)
    const what = `d/d${printSymbol(flow.variable)} of ${printSymbol(symbol)} minus its rate`
    const moved = evaluateDerivatives(ast.derivative(by, flow.variable), motion)
    return zero(n, moved, share(substitute(evaluateDerivatives(rate, others), functions)), what)
  })
  const begins = initial.map(({ symbol, by }) => (n: Normalizer): Answer | undefined => {
    const { functions, start } = parts()
    const first = substitute(substitute(symbol, functions), start)
    const open = motion.rates.find((r) => namesOf(first).has(r.symbol.name))?.symbol
    if (open) throw new Unsupported(`the start of ${printSymbol(open)}, of which no start is known`)
    return zero(
      n,
      first,
      evaluateDerivatives(by, motion),
      `${printSymbol(symbol)} at the start minus its initial value`,
    )
  })
  const what =
    initial.length > 0 ? 'every rate and every initial value reduces to 0 = 0' : 'every rate reduces to 0 = 0'
  const names = motion.rates.map((r) => printSymbol(r.symbol)).join(', ')
  const method = known ? `${what}, by the cited solution for ${names}` : what
  // Each equation is a claim of its own: what one supposes, another does not.
  const conditions: Condition[] = []
  for (const equation of [...moves, ...begins]) {
    const shown = attempt(domains, (n) => equation(n) ?? { proof: new Proof(TOKEN, method, n.conditions) }, POINTWISE)
    if (!shown.proof) return shown
    conditions.push(...shown.proof.conditions)
  }
  const whole = together(conditions, domains)
  if (!('conditions' in whole)) return whole
  const answer: Answer = { proof: new Proof(TOKEN, method, whole.conditions) }
  const begin = [{ symbol: flow.variable, by: ast.rational(0) }]
  const starts = [...initial, ...(initial.length > 0 ? solution : [])].map(({ by }) => substitute(by, begin))
  return flow.rates.reduce(
    (known, { symbol, rate }) => {
      const equation = [ast.derivative(substitute(symbol, solution), flow.variable), substitute(rate, solution)]
      return ofDerivatives(known, equation, domains, {
        flow: motion,
        again: ([l, r]) => proveEqual(l as Expr, r as Expr, domains, motion),
      })
    },
    ofDerivatives(answer, starts, domains, { flow: motion }),
  )
}

/**
 * A step that replaces the moving symbols multiplies `quantity` by `factor`, at every state. By induction the quantity after n steps is its
 * start times the product of the n factors, each taken at the state before its step.
 */
export function proveEachStep(step: readonly Replacement[], quantity: Expr, factor: Expr, domains: Domains): Answer {
  const answer = attempt(
    domains,
    (n) => {
      requireOneRule(step.map(({ symbol }) => symbol))
      const put = step.map(({ symbol, by }) => ({ symbol, by: evaluateDerivatives(by) }))
      const before = evaluateDerivatives(quantity)
      const bad = zero(
        n,
        substitute(before, put),
        ast.multiply(evaluateDerivatives(factor), before),
        'one step minus the factor times the quantity',
      )
      const method = 'one step multiplies it by the factor, at every state; by induction on the steps'
      return bad ?? { proof: new Proof(TOKEN, method, n.conditions) }
    },
    POINTWISE,
  )
  if (!answer.proof && !answer.nowhere) return answer
  return ofDerivatives(answer, [quantity, factor, ...step.map(({ by }) => by), substitute(quantity, step)], domains)
}

/**
 * The polynomials of bounded degree with D f = cofactor * f, constants not counted, form a space of exactly this dimension at each width, spanned
 * by the family. From below: each member satisfies the condition, at the symbolic width, and so many are independent. From
 * above: the exact nullity of the linear condition.
 */
export function proveDarbouxSpace(stated: DarbouxClaim, stating: Flow, domains: Domains): Answer {
  if (stated.dimensions.length === 0) return denied('a dimension at no width')
  const claim = {
    ...stated,
    cofactor: evaluateDerivatives(stated.cofactor, stating),
    family: stated.family.map((member) => evaluateDerivatives(member, stating)),
  }
  const flow = { ...stating, rates: carriedOut(stating.rates) }
  const shown = eachAlong(flow, claim.family, claim.cofactor, domains)
  if (!('conditions' in shown)) return shown
  const names = namesIn([...claim.family, claim.cofactor], flow.rates)
  if (names.has(flow.variable.name)) return denied('a space of polynomials along a flow that depends on the time')
  const answer = attempt(domains, (n) => {
    requireManyValues(names, domains)
    for (const { width, dimension } of claim.dimensions) {
      const { lower, upper } = darbouxSpace(n, claim, flow, width)
      if (lower !== dimension || upper !== dimension) {
        return denied(`at width ${width} the dimension is at least ${lower} and at most ${upper}; claimed ${dimension}`)
      }
    }
    const widths = claim.dimensions.map(({ width }) => width).join(', ')
    return {
      proof: new Proof(TOKEN, `exact linear algebra at d = ${widths}; each member satisfies it at every d`, [
        ...shown.conditions,
        ...n.conditions,
      ]),
    }
  })
  return ofDerivatives(answer, [...stated.family, stated.cofactor], domains, { flow: stating })
}

/** The family spans the polynomials of bounded degree that the flow multiplies by the cofactor, at every width; see every-width.ts. */
export function proveSpaceAtEveryWidth(stated: EveryWidthSpace, stating: Flow, domains: Domains): Answer {
  const shown = eachAlong(stating, stated.family, stated.cofactor, domains)
  if (!('conditions' in shown)) return shown
  const answer = attempt(domains, (n) => {
    const claim = {
      ...stated,
      cofactor: evaluateDerivatives(stated.cofactor),
      family: stated.family.map((member) => evaluateDerivatives(member)),
    }
    const open = spaceOpen(n, claim, { ...stating, rates: carriedOut(stating.rates) }, domains)
    if (open !== undefined) return denied(open)
    const method = `exact linear algebra on the polynomials in the states of 1 to ${claim.degree} neurons, for every d by exchange; each member satisfies it at every d`
    return { proof: new Proof(TOKEN, method, [...shown.conditions, ...n.conditions]) }
  })
  return ofDerivatives(answer, [...stated.family, stated.cofactor], domains, { flow: stating })
}

/** What must hold for the members to move at `cofactor` times themselves, or why that is not shown. */
function eachAlong(
  flow: Flow,
  family: readonly Expr[],
  cofactor: Expr | undefined,
  domains: Domains,
): Extract<Answer, { proof: undefined }> | { readonly conditions: readonly Condition[] } {
  const conditions = new Map<string, Condition>()
  for (const member of family) {
    const rate = cofactor ? ast.multiply(cofactor, member) : ast.rational(0)
    const holds = proveAlong(flow, member, rate, domains)
    if (!holds.proof) {
      const what = cofactor ? 'satisfy the condition' : 'be conserved'
      return { ...holds, why: `${brief(member)} is not shown to ${what}: ${holds.why}` }
    }
    for (const condition of holds.proof.conditions) conditions.set(conditionText(condition), condition)
  }
  return together([...conditions.values()], domains)
}

/** The conditions of what was shown in several parts, if a point may have them all. */
function together(
  conditions: readonly Condition[],
  domains: Domains,
): Extract<Answer, { proof: undefined }> | { readonly conditions: readonly Condition[] } {
  const answer = attempt(domains, (n) => {
    for (const { expr, must } of conditions) n.require(expr, must)
    return denied('only contradictions were asked for')
  })
  if (answer.proof || !answer.nowhere) return { conditions }
  return { ...answer, why: `its parts have values nowhere together: ${answer.why}` }
}

/** Exact bounds of that dimension at one width; undefined where the kernel cannot compute them. The lower one counts the family. */
export function boundDarbouxSpace(
  claim: DarbouxClaim,
  flow: Flow,
  width: number,
  domains: Domains,
): DarbouxSpace | undefined {
  let bounds: DarbouxSpace | undefined
  attempt(domains, (n) => {
    bounds = darbouxSpace(n, claim, flow, width)
    return denied('only bounds were asked for')
  })
  return bounds
}

/** A difference of two maxima of linear forms; an empty list stands for 0. */
export interface ClaimedExponent {
  readonly plus: readonly Expr[]
  readonly minus: readonly Expr[]
}

/** A positive quantity is of the exact order d^x, x = max(plus) - max(minus), as the width d grows without bound. */
export function proveExponent(expr: Expr, claimed: ClaimedExponent, domains: Domains): Answer {
  const answer = attempt(domains, (n) => {
    const forms = (list: readonly Expr[]) =>
      list.length === 0 ? [n.fractions.zero] : list.map((e) => constantForm(n, evaluateDerivatives(e)))
    const found = exponentOf(n, evaluateDerivatives(expr))
    if (sameExponent(n, found, { plus: forms(claimed.plus), minus: forms(claimed.minus) })) {
      return {
        proof: new Proof(TOKEN, 'its terms are positive, and their exponents have the claimed maximum', n.conditions),
      }
    }
    const shown = (list: readonly Fraction[]): string => `max(${list.map((f) => brief(n.readable(f))).join(', ')})`
    return denied(`the exponent found is ${shown(found.plus)} - ${shown(found.minus)}`)
  })
  return ofDerivatives(answer, [expr, ...claimed.plus, ...claimed.minus], domains)
}

const SIGNS: Record<SignName, Sign> = {
  positive: POSITIVE,
  nonnegative: NONNEGATIVE,
  negative: NEGATIVE,
  nonpositive: NONPOSITIVE,
  nonzero: NONZERO,
}

/** `expr` has the sign wherever it is defined. With `as`, the kernel first proves expr = as and then the sign of that form. */
export function proveSign(expr: Expr, sign: SignName, as: Expr | undefined, domains: Domains, flow?: Flow): Answer {
  const share = sharing()
  const answer = attempt(
    domains,
    (n) => {
      const left = evaluateDerivatives(share(expr), flow)
      const form = as && evaluateDerivatives(share(as), flow)
      if (form) {
        const bad = zero(n, left, form, 'the expression minus its rewritten form')
        if (bad) return bad
      } else n.normalize(left)
      if (within(n.sign(form ?? left), SIGNS[sign])) {
        return { proof: new Proof(TOKEN, `exact signs show it ${sign}`, n.conditions) }
      }
      return denied(`the kernel's sign rules do not show that it is ${sign}`)
    },
    POINTWISE,
  )
  // The other form may ask for no more than the expression does: where only that is defined, the sign is claimed too.
  const asked = as
    ? askingOnly(answer, domains, (n) => n.normalize(evaluateDerivatives(share(expr), flow)), POINTWISE)
    : answer
  const again = ([e]: readonly Expr[]): Answer => proveSign(e as Expr, sign, undefined, domains, flow)
  return ofDerivatives(asked, [expr], domains, {
    flow,
    ...(within(NULL, SIGNS[sign]) && { again }),
    forms: as && [as],
  })
}

const conditionText = ({ expr, must }: Condition): string => `${must} ${print(expr)}`

/** The answer, if its proof supposes no more than what `work` supposes: the claim speaks of all points where that is defined. */
function askingOnly(answer: Answer, domains: Domains, work: (n: Normalizer) => void, manner: Manner = {}): Answer {
  if (!answer.proof || answer.proof.conditions.length === 0) return answer
  let supposed = new Set<string>()
  attempt(
    domains,
    (n) => {
      work(n)
      supposed = new Set(plainConditions(n.conditions).map(conditionText))
      return denied('only conditions were asked for')
    },
    manner,
  )
  const more = plainConditions(answer.proof.conditions).find((condition) => !supposed.has(conditionText(condition)))
  return more
    ? denied(`it is shown only where ${brief(more.expr)} is ${more.must}, which the claim does not suppose`)
    : answer
}

/** Where a variable goes that is brought to where limits are taken: without bound, or to 0 from above. */
export type Approach = 'oo' | '0'

/** `expr` tends to `value` as the variable goes there. `near` is what is known of the variable on the way, beyond that it is positive. */
export function proveLimit(
  expr: Expr,
  variable: Sym,
  value: Expr | 'oo' | '-oo',
  domains: Domains,
  to: Approach = 'oo',
): Answer {
  const near = new Map(domains).set(variable.name, parseDomain('positive'))
  const kink = [expr, ...(typeof value === 'string' ? [] : [value])].flatMap((e) => kinkNear(e, variable, to, near))[0]
  if (kink) return denied(`the kernel has no rule for a derivative where ${brief(kink)} may be 0`)
  const answer = proveRealLimit(
    expr,
    variable,
    typeof value === 'string' ? value : evaluateDerivatives(value),
    domains,
    to,
  )
  // A limit over the reals is one over the integers; that there is none, or no point of definition, need not hold there.
  return answer.proof || !isWhole(variable, domains) || !(answer.nowhere || answer.limit === 'none')
    ? answer
    : denied(answer.why)
}

/** What may be 0 near the end of the way of a variable, so that a derivative may exist there without its formula. */
function kinkNear(e: Expr, variable: Sym, to: Approach, near: Domains): Expr[] {
  const isNonzero = (edge: Expr): boolean =>
    proveSign(evaluateDerivatives(edge), 'nonzero', undefined, near).proof?.conditions.length === 0
  // What is not 0 at the end of the way is not near it.
  const atEnd = (edge: Expr): Expr =>
    to === '0' ? substitute(edge, [{ symbol: variable, by: ast.rational(0) }]) : edge
  return kinksOf(e).flatMap(({ edge }) => (isNonzero(edge) || isNonzero(atEnd(edge)) ? [] : [edge]))
}

/** Whether a variable takes whole values only; the width does, where nothing else is called so. */
const isWhole = ({ name }: Sym, domains: Domains): boolean => domains.get(name)?.integer ?? name === WIDTH

/**
 * A variable goes to a target: to infinity, or to a place from each side that its domain allows and on which the expression is defined. The
 * sides are limits of their own, of which each that is about something must hold.
 */
export function proveLimitTo(
  expr: Expr,
  variable: Sym,
  value: Expr | 'oo' | '-oo',
  target: Target,
  domains: Domains,
): Answer {
  const domain = domains.get(variable.name) ?? REAL
  if (target === 'oo') return proveLimit(expr, variable, value, domains)
  if (target === '-oo') {
    const turned = new Map(domains).set(variable.name, { ...REAL, integer: domain.integer })
    return proveLimit(substitute(expr, [{ symbol: variable, by: ast.negate(variable) }]), variable, value, turned)
  }
  const { place, side } = target
  const parts = typeof value === 'string' ? [expr, place] : [expr, place, value]
  const step = ast.symbol(freshName('step', [...parts, variable]))
  const known = new Map(domains)
  known.delete(variable.name)
  const sides = (side ? [side] : (['above', 'below'] as const)).map((from): Answer => {
    const at = from === 'above' ? ast.add(place, step) : ast.subtract(place, step)
    const moved = substitute(expr, [{ symbol: variable, by: at }])
    const reached = comesNear(place, from, domain, domains)
    if (reached === false)
      return { proof: undefined, why: `${brief(variable)} does not come near from ${from}`, nowhere: true }
    const answer = proveLimit(moved, step, value, known, '0')
    // From a side that may not be one, a limit shows nothing to be false.
    return answer.proof || reached ? answer : denied(answer.why)
  })
  const spoken = sides.filter((answer) => answer.proof || !answer.nowhere)
  const [first] = spoken.length > 0 ? spoken : sides
  return spoken.find((answer) => !answer.proof) ?? joined(spoken) ?? (first as Answer)
}

/** Whether a domain has numbers on this side of a place, as near as one likes; undefined where that is not shown either way. */
function comesNear(place: Expr, from: 'above' | 'below', { low, high }: Domain, domains: Domains): boolean | undefined {
  const way = from === 'above' ? 1 : -1
  const [behind, ahead] = from === 'above' ? [low, high] : [high, low]
  // How far the place is past an end in this direction: not before where the domain begins, and before where it ends.
  const past = (end: Domain['low']): Expr | undefined =>
    end && ast.multiply(ast.rational(way), ast.subtract(place, ast.rational(end)))
  const has = (e: Expr | undefined, sign: SignName): boolean | undefined => {
    if (!e) return undefined
    const known = constantValue(e)
    if (known)
      return known.n === 0n ? sign.startsWith('non') : known.n > 0n === (sign === 'positive' || sign === 'nonnegative')
    return proveSign(e, sign, undefined, domains).proof?.conditions.length === 0
  }
  const [begun, ended] = [past(behind), past(ahead)]
  if (has(begun, 'negative') || has(ended, 'nonnegative')) return false
  return (!begun || has(begun, 'nonnegative')) && (!ended || has(ended, 'negative')) ? true : undefined
}

/** One proof of what several show. */
function joined(answers: readonly Answer[]): Answer | undefined {
  const proofs = answers.flatMap(({ proof }) => (proof ? [proof] : []))
  const [first] = proofs
  if (!first || proofs.length === 1) return first && { proof: first }
  return {
    proof: new Proof(
      TOKEN,
      `from both sides: ${[...new Set(proofs.map(({ method }) => method))].join('; ')}`,
      proofs.flatMap(({ conditions }) => conditions),
    ),
  }
}

/** Sums of what the width alone decides, as functions of it. What else the width may change, and a family that may grow with it, is not decided. */
function inWidth(n: Normalizer, e: Expr): Expr {
  const opened = rewrite(e, (node) => {
    if (node.kind !== 'sum') return undefined
    const closed = n.readable(n.normalize(node))
    if (symbolsOf(closed).some((s) => s.indices.length > 0) || hasSum(closed))
      throw new Unsupported(`how ${brief(node)} changes with the width`)
    return closed
  })
  const family = symbolsOf(opened).find((s) => s.indices.length > 0)
  if (family) throw new Unsupported(`${printSymbol(family)} may change with the width`)
  return opened
}

const hasSum = (e: Expr): boolean => e.kind === 'sum' || e.kind === 'index' || ast.children(e).some(hasSum)

/** An expression without what its derivatives ask to be defined, and those parts. */
function stripped(e: Expr): { readonly value: Expr; readonly asked: readonly Expr[] } {
  const asked: Expr[] = []
  const value = rewrite(e, (node) => {
    if (node.kind === 'sum' && asksUnder(node)) throw new Unsupported('the limit of a sum of derivatives')
    if (node.kind !== 'where') return undefined
    asked.push(node.defined)
    return node.value
  })
  return {
    value,
    asked: asked.map((part) => rewrite(part, (node) => (node.kind === 'where' ? node.value : undefined))),
  }
}

const asksUnder = (e: Expr): boolean => e.kind === 'where' || ast.children(e).some(asksUnder)

function proveRealLimit(expr: Expr, variable: Sym, value: Expr | 'oo' | '-oo', domains: Domains, to: Approach): Answer {
  const forms = typeof value === 'string' ? [] : rootArguments(value)
  const near = new Map(domains)
  // Near the target the variable is positive.
  near.set(variable.name, { ...parseDomain('positive'), integer: isWhole(variable, domains) })
  for (const wave of WAVES) near.set(wave, parseDomain('[-1,1]'))
  const own = (e: Expr): boolean =>
    symbolsOf(e).every((s) => printSymbol(s) !== printSymbol(variable) && !WAVES.includes(s.name)) && !isAboutBounded(e)
  const inverse = [{ symbol: variable, by: ast.divide(ast.rational(1), variable) }]
  const series = (n: Normalizer, e: Expr): Limit => limitAtZero(n, to === 'oo' ? substitute(e, inverse) : e, variable)
  const farOut = (e: Expr): Expr => (to === 'oo' ? e : substitute(e, inverse))
  // Checks itself that nothing it divides by can vanish.
  const asymptotic = (n: Normalizer, e: Expr): Limit => asymptoticLimit(n, farOut(e), variable)
  const by = (limit: (n: Normalizer, e: Expr) => Limit, method: string): Answer => {
    const presupposed = new Set<Condition>()
    return attempt(
      near,
      (n) => {
        const carried = evaluateDerivatives(expr)
        const { value: e, asked } = stripped(variable.name === WIDTH ? inWidth(n, carried) : carried)
        const before = n.conditions.length
        if (typeof value !== 'string') n.normalize(variable.name === WIDTH ? inWidth(n, value) : value)
        for (const part of [e, ...asked]) normalizeConstants(n, part, variable)
        for (const condition of n.conditions.slice(before)) presupposed.add(condition)
        for (const part of asked) if (!own(part)) requireDefined(n, farOut(part), variable)
        const found = limit(n, e)
        if (typeof found === 'string' || typeof value === 'string') {
          const shown = typeof found === 'string' ? found : brief(found)
          if (found !== value)
            return {
              ...denied(`the limit found is ${shown}`),
              ...(isReal(found) && { limit: found }),
            }
        } else {
          const bad = zero(n, found, value, 'the limit found minus the limit claimed')
          if (bad) return { ...bad, ...(isReal(found) && { limit: found }) }
        }
        // What a method divides by beyond what the claim presupposes could vanish for special values of the symbols.
        const special = n.conditions.find((condition) => !presupposed.has(condition) && own(condition.expr))
        if (special && limit === series) {
          throw new Unsupported(`the limit for ${brief(special.expr)} that is not ${special.must}`)
        }
        return {
          proof: new Proof(
            TOKEN,
            method,
            n.conditions.filter((condition) => presupposed.has(condition)),
          ),
        }
      },
      { hyperbolic: 'exp' },
    )
  }
  // Normal forms forget where their logarithms, roots and powers are defined.
  const leading = (n: Normalizer, e: Expr): Limit => {
    if (asksMore(e)) requireDefined(n, e, variable, 'presupposed')
    return limitAtInfinity(n, e, variable, forms)
  }
  const byGrowth = to === 'oo' ? by(leading, 'the leading terms decide it') : undefined
  if (byGrowth?.proof) return byGrowth
  const bySeries = by(series, 'the first term of its series is the limit')
  if (bySeries.proof) return bySeries
  const byClasses = by(asymptotic, 'the expansion in its largest class of growth decides it')
  return byClasses.proof || !byClasses.noRule
    ? byClasses
    : ([byGrowth, bySeries].find((a) => a && !a.noRule && !a.nowhere) ?? byClasses)
}

/** Whether a limit is written without the imaginary unit. */
const isReal = (limit: Limit): boolean =>
  typeof limit === 'string' || symbolsOf(limit).every((s) => s.name !== IMAGINARY)

/** What does not move, or is divided by or raised to a moving power, is defined where the claim is meant. */
function normalizeConstants(n: Normalizer, e: Expr, variable: Sym): void {
  const moves = (node: Expr): boolean => symbolsOf(node).some((s) => printSymbol(s) === printSymbol(variable))
  if (e.kind === 'sum') return
  if (!moves(e)) n.normalize(e)
  else for (const child of ast.children(e)) normalizeConstants(n, child, variable)
  if (e.kind === 'divide' && !moves(e.denominator)) n.require(e.denominator, 'nonzero')
  if (e.kind === 'power' && moves(e.exponent) && !moves(e.base)) {
    const whole = isIntegerValued(e.exponent, (symbol) => n.isInteger(symbol))
    if (!whole && (n.sign(e.base) & POSITIVE) === 0)
      throw new NowhereDefined('it takes a power of a negative number with an exponent that is not whole by its form')
    n.require(e.base, whole ? 'nonzero' : 'positive')
  }
}

function limitAtZero(n: Normalizer, e: Expr, variable: Sym): Limit {
  const series = leadingSeries(n, e, variable)
  const [first] = series?.terms ?? []
  if (!series || !first) throw new Unsupported('a limit whose known terms all cancel')
  if (series.low > 0) return ast.rational(0)
  if (series.low === 0) return n.readable(first)
  const sign = n.generators.signOfFraction(first)
  if (within(sign, POSITIVE)) return 'oo'
  if (within(sign, NEGATIVE)) return '-oo'
  throw new Unsupported('a limit whose leading coefficient has no known sign')
}

/**
 * `expr` = sum over k of coefficients[k] eps^(low + k) + higher order, as eps tends to 0 from above.
 */
export function proveExpansion(
  expr: Expr,
  eps: Sym,
  low: number,
  coefficients: readonly Expr[],
  domains: Domains,
): Answer {
  if (coefficients.length === 0) return denied('an expansion without coefficients')
  const near = new Map(domains).set(eps.name, parseDomain('positive'))
  const answer = attempt(
    near,
    (n) => {
      const { value, asked } = stripped(evaluateDerivatives(expr))
      const inverse = [{ symbol: eps, by: ast.divide(ast.rational(1), eps) }]
      for (const part of asked) requireDefined(n, substitute(part, inverse), eps)
      const series = leadingSeries(n, value, eps, coefficients.length)
      if (!series) return denied('all terms of its series that can be had cancel')
      if (series.low < low) return denied(`its series starts at order ${series.low}`)
      for (const [k, coefficient] of coefficients.entries()) {
        const order = low + k
        const found = order < series.low ? n.fractions.zero : series.terms[order - series.low]
        if (!found) return denied(`its coefficient of order ${order} is not known`)
        const claimed = evaluateDerivatives(coefficient)
        const bad = zero(n, n.readable(found), claimed, `the coefficient of order ${order} minus its claim`)
        if (bad) return bad
      }
      return { proof: new Proof(TOKEN, 'each coefficient of the series reduces to its claim', n.conditions) }
    },
    { hyperbolic: 'exp' },
  )
  const kink = [expr, ...coefficients].flatMap((e) => kinkNear(e, eps, '0', near))[0]
  if (kink) return denied(`the kernel has no rule for a derivative where ${brief(kink)} may be 0`)
  return askingOnly(
    answer,
    near,
    (n) => {
      const { value, asked } = stripped(evaluateDerivatives(expr))
      for (const part of [value, ...asked]) normalizeConstants(n, part, eps)
      for (const coefficient of coefficients) n.normalize(evaluateDerivatives(coefficient))
    },
    { hyperbolic: 'exp' },
  )
}

/** What the claimed limit takes square roots of: forms in which a limit under a root may be written. */
function rootArguments(value: Expr): Expr[] {
  const found: Expr[] = []
  rewrite(value, (node) => {
    if (node.kind === 'call' && node.fn === 'sqrt') found.push(node.argument)
    return undefined
  })
  return found
}

/**
 * The coefficients of the expansion at variable = 0: expr = sum over k of coefficients[k] variable^k + O(variable^n), n of them. There is such a
 * remainder where expr has n derivatives at 0 (Peano), so the last one must exist too.
 */
export function proveTaylor(expr: Expr, variable: Sym, coefficients: readonly Expr[], domains: Domains): Answer {
  const atZero = (e: Expr): Expr => substitute(e, [{ symbol: variable, by: ast.rational(0) }])
  const next = (e: Expr): Expr =>
    derivativeAlong(e, (s) => (printSymbol(s) === printSymbol(variable) ? ast.rational(1) : undefined))
  const answer = attempt(domains, (n) => {
    const whole = evaluateDerivatives(expr)
    let derivative = whole
    let factorial = 1n
    for (const [k, coefficient] of coefficients.entries()) {
      if (k > 0) {
        derivative = next(derivative)
        factorial *= BigInt(k)
        if (!hasValue(n, atZero(derivative)))
          return { proof: undefined, why: `it has no derivative of order ${k} at 0`, nowhere: true }
      }
      const at = atZero(k === 0 ? whole : ast.where(derivative, whole))
      const bad = zero(
        n,
        at,
        ast.multiply(ast.rational(factorial), evaluateDerivatives(coefficient)),
        `derivative ${k} at 0 minus its claim`,
      )
      if (bad) return bad
    }
    if (!hasValue(n, atZero(next(derivative))))
      return denied(`it has no derivative of order ${coefficients.length} at 0`)
    return { proof: new Proof(TOKEN, 'each derivative at 0 reduces to its claim', n.conditions) }
  })
  const shown = askingOnly(answer, domains, (n) => {
    n.normalize(atZero(evaluateDerivatives(expr)))
    for (const coefficient of coefficients) n.normalize(evaluateDerivatives(coefficient))
  })
  const order = coefficients.length
  return ofDerivatives(
    shown,
    [ast.derivative(expr, variable, order, { by: ast.rational(0) }), ...coefficients],
    domains,
  )
}

/** Whether an expression has a value somewhere. */
function hasValue(n: Normalizer, e: Expr): boolean {
  try {
    n.normalize(e)
    return true
  } catch (error) {
    if (error instanceof NowhereDefined) return false
    throw error
  }
}

/** The names in some terms and in rates. */
const namesIn = (terms: readonly Expr[], rates: Flow['rates']): ReadonlySet<string> =>
  new Set([...terms, ...rates.flatMap(({ symbol, rate }) => [symbol, rate])].flatMap((e) => [...namesOf(e)]))

/**
 * The family has exactly this rank (number of functionally independent members at a generic point) at each width. From below: the exact rank
 * of the Jacobian at a rational point. From above: no more than its members, and no more than the dimension less one
 * when every member is conserved along a flow that does not vanish identically and is no function of the time, which is proved here for the
 * symbolic width.
 */
export function proveRank(claim: RankClaim, flow: Flow, domains: Domains): Answer {
  if (claim.ranks.length === 0 || claim.family.length === 0) return denied('a rank of nothing, or at no width')
  const shown = eachAlong(flow, claim.family, undefined, domains)
  if (!('conditions' in shown)) return shown
  const answer = attempt(domains, (n) => {
    const family = claim.family.map((member) => evaluateDerivatives(member, flow))
    const rates = carriedOut(flow.rates)
    requireManyValues(namesIn(family, rates), domains)
    const timed = [...family, ...rates.map(({ rate }) => rate)].some((e) =>
      symbolsOf(e).some((s) => printSymbol(s) === printSymbol(flow.variable)),
    )
    for (const { width, rank } of claim.ranks) {
      const { lower, members, dimension, moving } = exactRank({ ...claim, family }, { ...flow, rates }, width)
      const counted = Math.min(members, moving && !timed ? dimension - 1 : dimension)
      const upper = counted > lower ? Math.min(counted, symbolicRank(n, family, flow, width)) : counted
      if (lower !== rank || upper < rank) {
        return denied(
          `at width ${width} the Jacobian has rank ${lower}, and at most ${upper} can be independent; claimed ${rank}`,
        )
      }
      if (upper > rank)
        return denied(`at width ${width} the rank is at least ${lower} and at most ${upper}: not decided`)
    }
    const widths = claim.ranks.map(({ width }) => width).join(', ')
    return {
      proof: new Proof(TOKEN, `exact Jacobian rank at d = ${widths}; each member conserved at every d`, [
        ...shown.conditions,
        ...n.conditions,
      ]),
    }
  })
  return ofDerivatives(answer, claim.family, domains, { flow })
}

/** The family has that rank, a formula in d, at every width; see every-width.ts. */
export function proveRankAtEveryWidth(claim: EveryWidthRank, flow: Flow, domains: Domains): Answer {
  if (claim.family.length === 0) return denied('a rank of nothing')
  const shown = eachAlong(flow, claim.family, undefined, domains)
  if (!('conditions' in shown)) return shown
  const answer = attempt(domains, (n) => {
    const family = claim.family.map((member) => evaluateDerivatives(member))
    const open = rankOpen({ ...claim, family }, { ...flow, rates: carriedOut(flow.rates) }, domains)
    if (open !== undefined) return denied(open)
    const method =
      'exact rank of the blocks of the Jacobian, one for each neuron, for every d by exchange; each member conserved at every d'
    return { proof: new Proof(TOKEN, method, [...shown.conditions, ...n.conditions]) }
  })
  return ofDerivatives(answer, claim.family, domains, { flow: flow })
}
