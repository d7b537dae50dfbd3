/**
 * Pairs of sides made by rewriting one into the other: by rules that are true wherever both sides are defined, and perhaps by one step that is
 * not. What a pair really says is decided by evaluating it to many digits.
 */
import type { Decimal } from 'decimal.js'
import fc from 'fast-check'
import * as ast from '../../src/expr/ast.js'
import { type Expr, children, withChildren } from '../../src/expr/ast.js'
import { parse } from '../../src/expr/parse.js'
import { print } from '../../src/expr/print.js'
import { type Replacement, substitute, symbolsOf } from '../../src/expr/substitute.js'
import type { Instance } from '../../src/numeric/instance.js'
import { type Computed, difference, isClear, preciseEvaluator } from '../../src/numeric/precise.reference.js'
import { withRealPowers } from '../../src/numeric/real-powers.reference.js'

export interface Pair {
  readonly lhs: Expr
  readonly rhs: Expr
  readonly assume: Readonly<Record<string, string>>
  /** The false step that was made, which a later step may have undone. */
  readonly mutant?: string
  /** Seed of the points at which it is looked at. */
  readonly points: number
}

const NAMES = ['x', 'y', 'z', 'a'] as const
const DOMAINS = ['real', 'real', 'real', 'positive', 'negative', 'nonnegative', 'nonzero'] as const

const atom = fc.oneof(
  { arbitrary: fc.constantFrom<Expr>(...NAMES.map((n) => ast.symbol(n))), weight: 5 },
  { arbitrary: fc.integer({ min: 1, max: 5 }).map((n) => ast.rational(n)), weight: 2 },
  { arbitrary: fc.constantFrom<Expr>(ast.PI, parse('1/2'), parse('0.1')), weight: 1 },
)
const FUNCTIONS = ['exp', 'log', 'sqrt', 'abs', 'sin', 'cos', 'tan', 'atan', 'asin', 'sinh', 'cosh', 'tanh'] as const

const expression: fc.Arbitrary<Expr> = fc.letrec<{ expression: Expr }>((tie) => {
  const inner = tie('expression')
  return {
    expression: fc.oneof(
      { depthSize: 'small', maxDepth: 4, withCrossShrink: true },
      { arbitrary: atom, weight: 4 },
      { arbitrary: fc.tuple(inner, inner).map(([p, q]): Expr => ast.add(p, q)), weight: 3 },
      { arbitrary: fc.tuple(inner, inner).map(([p, q]): Expr => ast.subtract(p, q)), weight: 2 },
      { arbitrary: fc.tuple(inner, inner).map(([p, q]): Expr => ast.multiply(p, q)), weight: 3 },
      { arbitrary: fc.tuple(inner, inner).map(([p, q]): Expr => ast.divide(p, q)), weight: 2 },
      {
        arbitrary: fc
          .tuple(inner, fc.constantFrom('2', '3', '-1', '-2', '1/2', '3/2', '1/3', '4'))
          .map(([p, k]): Expr => ast.power(p, parse(k))),
        weight: 2,
      },
      { arbitrary: fc.tuple(fc.constantFrom(...FUNCTIONS), inner).map(([fn, p]): Expr => ast.call(fn, p)), weight: 3 },
    ),
  }
}).expression

/** True wherever both sides are defined, for real P and Q. */
const TRUE_RULES = `
P = P + Q - Q
P = P*Q/Q
P = (P^2 - Q^2)/(P - Q) - Q
P = P*(sin(Q)^2 + cos(Q)^2)
P = P + cosh(Q)^2 - sinh(Q)^2 - 1
P = log(exp(P))
P = exp(log(P))
P = tan(atan(P))
P = sin(asin(P))
P = tanh(log((1 + P)/(1 - P))/2)
P = sqrt(P)^2
P = (P^(1/3))^3
P + Q = Q + P
P*Q = Q*P
P*Q = ((P + Q)^2 - P^2 - Q^2)/2
P*Q = ((P + Q)^2 - (P - Q)^2)/4
P/Q = 1/(Q/P)
P/Q = (P*Q)/Q^2
P^2 = (P + 1)*(P - 1) + 1
P^2 = abs(P)^2
P^3 = P^2*P
abs(P) = sqrt(P^2)
abs(P) = abs(-P)
sqrt(P) = P/sqrt(P)
sqrt(P) = sqrt(P*4)/2
sin(P) = cos(pi/2 - P)
sin(P) = 2*sin(P/2)*cos(P/2)
sin(P) = tan(P)*cos(P)
cos(P) = 1 - 2*sin(P/2)^2
cos(P) = cos(-P)
tan(P) = sin(2*P)/(1 + cos(2*P))
exp(P) = exp(P/2)^2
exp(P) = cosh(P) + sinh(P)
exp(P) = (1 + tanh(P/2))/(1 - tanh(P/2))
exp(P) = exp(P - Q)*exp(Q)
log(P) = log(P^3)/3
log(P) = -log(1/P)
log(P) = log(5*P) - log(5)
sinh(P) = (exp(P) - exp(-P))/2
cosh(P) = 1 + 2*sinh(P/2)^2
tanh(P) = sinh(P)/cosh(P)
atan(P) = -atan(-P)
asin(P) = pi/2 - acos(P)
`
/** False for some real P and Q, each in a way that has fooled somebody. */
const FALSE_RULES = `
P = abs(P)
P = -P
P = P + 1
P = P*1.0000000001
P = P + exp(-100 - P^2)
P = sqrt(P^2)
P = atan(tan(P))
P = asin(sin(P))
P = P*(sin(Q)^2 - cos(Q)^2)
P = P*Q/abs(Q)
abs(P) = P
P^2 = P*abs(P)
P^2 = P^2 + 2*P*Q
P + Q = P - Q
P*Q = P*abs(Q)
P/Q = Q/P
P + Q = sqrt((P + Q)^2)
sqrt(P) = sqrt(2*P)/2
sin(P) = cos(P)
sin(P) = P
sin(P) = sin(-P)
cos(P) = -cos(P)
exp(P) = exp(-P)
exp(P) = 1 + P
log(P) = log(P^2)
tanh(P) = tanh(2*P)
cosh(P) = sinh(P)
`
interface Rule {
  readonly from: Expr
  readonly to: Expr
  readonly text: string
}
const rules = (texts: string): Rule[] =>
  texts
    .trim()
    .split('\n')
    .map((text) => {
      const [from, to] = text.split(' = ').map((side) => parse(side)) as [Expr, Expr]
      return { from, to, text }
    })
const [TRUE, FALSE] = [rules(TRUE_RULES), rules(FALSE_RULES)]

/** What P and Q must be for `pattern` to be `e`; undefined when it is not of that shape. */
function match(pattern: Expr, e: Expr, found: Map<string, Expr>): boolean {
  if (pattern.kind === 'symbol') {
    const known = found.get(pattern.name)
    if (known) return print(known) === print(e)
    found.set(pattern.name, e)
    return true
  }
  if (pattern.kind !== e.kind) return false
  if (pattern.kind === 'number') return print(pattern) === print(e)
  if (pattern.kind === 'call' && e.kind === 'call' && pattern.fn !== e.fn) return false
  const [inside, own] = [children(pattern), children(e)]
  return inside.length === own.length && inside.every((part, k) => match(part, own[k] as Expr, found))
}

interface Step {
  readonly rule: number
  readonly at: number
  readonly filler: Expr
}

/** A rule of those that fit somewhere, at one of the places where it fits, and its text. `filler` stands for a Q that its left side leaves open. */
function applied(
  e: Expr,
  from: readonly Rule[],
  { rule, at, filler }: Step,
): { readonly e: Expr; readonly text: string } {
  const nodes: Expr[] = []
  const visit = (node: Expr): void => {
    nodes.push(node)
    for (const child of children(node)) visit(child)
  }
  visit(e)
  const placesOf = (one: Rule): Expr[] => nodes.filter((node) => match(one.from, node, new Map()))
  const fitting = from.filter((one) => placesOf(one).length > 0)
  const chosen = fitting[rule % fitting.length] as Rule
  const place = at % placesOf(chosen).length
  let seen = 0
  const rebuild = (node: Expr): Expr => {
    const found = new Map<string, Expr>()
    if (match(chosen.from, node, found) && seen++ === place) {
      const put: Replacement[] = ['P', 'Q'].map((n) => ({ symbol: ast.symbol(n), by: found.get(n) ?? filler }))
      return substitute(chosen.to, put)
    }
    return withChildren(node, children(node).map(rebuild))
  }
  return { e: rebuild(e), text: chosen.text }
}

const step: fc.Arbitrary<Step> = fc.record({ rule: fc.noBias(fc.nat(1000)), at: fc.nat(20), filler: atom })

export const pair: fc.Arbitrary<Pair> = fc
  .record({
    start: expression,
    before: fc.array(step, { maxLength: 2 }),
    wrong: fc.option(step, { freq: 2 }),
    after: fc.array(step, { maxLength: 1 }),
    domains: fc.tuple(...NAMES.map(() => fc.constantFrom(...DOMAINS))),
    points: fc.nat(),
  })
  .map(({ start, before, wrong, after, domains, points }) => {
    let rhs = start
    for (const one of before) rhs = applied(rhs, TRUE, one).e
    const mutated = wrong && applied(rhs, FALSE, wrong)
    if (mutated) rhs = mutated.e
    for (const one of after) rhs = applied(rhs, TRUE, one).e
    const used = new Set([...symbolsOf(start), ...symbolsOf(rhs)].map((s) => s.name))
    const assume = Object.fromEntries(
      NAMES.map((n, k) => [n, domains[k] as string] as const).filter(([n]) => used.has(n)),
    )
    return { lhs: start, rhs, assume, points, ...(mutated && { mutant: mutated.text }) }
  })

const POINTS = 40
const DIGITS = [60, 90] as const
/** Values with which branches and cancellations go wrong. */
const SPECIAL = [0, 1, -1, 2, -2, 0.5, -0.5, 1.5, -3, 10, -10, 1e-3, -1e-3, 100]

/** A point of the domains where both sides are defined and differ; undefined when none was met. */
export function differs({ lhs, rhs, assume, points }: Pair): string | undefined {
  let state = points | 1
  const random = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
  for (let k = 0; k < POINTS; k++) {
    const scalars = new Map(Object.entries(assume).map(([n, domain]) => [n, value(domain, random)] as const))
    const at: Instance = { width: 1, scalars, vectors: new Map() }
    const [p, q] = DIGITS.map((digits) => apart(lhs, rhs, at, digits))
    // Bounds of rounding are our own; that the same is left at more digits is a check of them.
    if (p && q && p.minus(q).abs().lte(q.times(0.01))) return JSON.stringify(Object.fromEntries(scalars))
  }
  return undefined
}

function value(domain: string, random: () => number): number {
  const special = random() < 0.5
  const x = special ? (SPECIAL[Math.floor(random() * SPECIAL.length)] as number) : (random() - 0.5) * 8
  if (domain === 'positive') return Math.abs(x) || 1
  if (domain === 'negative') return -(Math.abs(x) || 1)
  if (domain === 'nonnegative') return Math.abs(x)
  return domain === 'nonzero' ? x || 1 : x
}

/** |lhs - rhs|, beyond what rounding can have made; undefined where one of them is not defined, in the sense of docs/trust.md. */
function apart(lhs: Expr, rhs: Expr, at: Instance, digits: number): Decimal | undefined {
  const evaluate = preciseEvaluator(at, {}, digits)
  const [l, r] = [lhs, rhs].map((side) => evaluate(withRealPowers(side, () => false))) as [Computed, Computed]
  const between = difference(l, r)
  return between.defined && isClear(between) ? between.value.abs() : undefined
}
