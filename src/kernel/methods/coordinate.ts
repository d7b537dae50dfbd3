/**
 * A coordinate in which an expression of one variable x has fewer transcendental parts: u = exp(g x) where x stands in hyperbolic functions,
 * t = tan(g x / 2) where it stands in circular ones (on less than a turn, or on the whole circle when all else is constant), x itself otherwise. Each is
 * an increasing bijection from the interval of x to that of the coordinate, so a claim holds for all x when it does for all values of the coordinate.
 */
import * as ast from '../../expr/ast.js'
import type { Expr, Sym } from '../../expr/ast.js'
import type { Domain } from '../../expr/domain.js'
import { printSymbol } from '../../expr/print.js'
import { type Rational, compare, gcd, ratio } from '../../expr/rational.js'
import { applied } from '../../expr/spelling.js'
import { rewrite, symbolsOf } from '../../expr/substitute.js'
import type { ExactSection, Interval } from '../../functions/registry/exact.js'
import { FUNCTIONS, type FunctionName } from '../../functions/registry/registry.js'
import { formulaOf, opened } from '../core/declared.js'
import { Enclosure, NoEnclosure } from '../core/enclosure.js'
import type { Normalizer } from '../core/normalize.js'

/** An end of an interval: an exact number when low = high, else one that lies between them; undefined is infinite. */
export type End = { readonly low: Rational; readonly high: Rational } | undefined

export interface Coordinate {
  readonly e: Expr
  readonly variable: Sym
  readonly low: End
  readonly lowOpen: boolean
  readonly high: End
  readonly highOpen: boolean
  /** Whether its two infinite ends are one point of the original. */
  readonly circle: boolean
}

/** x's symbol in the new coordinate; no formula can contain the name. */
const COORDINATE = ast.symbol('coordinate#')
const BITS = 72
const LARGEST_MULTIPLE = 12n

type Turning = Required<Pick<ExactSection, 'byTurn'>>

const number = (c: Rational | number): Expr => ast.rational(c)

/** c x + turns pi. */
interface Affine {
  readonly slope: Rational
  readonly turns: Rational
}

/** The coordinate for an expression in the one symbol x. `n` reads arguments. */
export function coordinateFor(n: Normalizer, whole: Expr, x: Sym, domain: Domain): Coordinate {
  const e = opened(whole)
  const own = identity(e, x, domain)
  const circular = new Map<Expr, Affine>()
  const hyperbolic = new Map<Expr, Affine>()
  rewrite(e, (node) => {
    if (node.kind !== 'call' || !symbolsOf(node).length) return undefined
    const { byTurn, byExponential } = FUNCTIONS[node.fn].exact ?? {}
    const kind = byTurn ? circular : byExponential ? hyperbolic : undefined
    const affine = kind && affineIn(n, node.argument, x)
    if (affine) kind.set(node, affine)
    return undefined
  })
  if (circular.size > 0 && hyperbolic.size === 0) return onCircle(e, x, domain, circular) ?? own
  const centred = [...hyperbolic.values()].every(({ turns }) => turns.n === 0n)
  if (hyperbolic.size > 0 && circular.size === 0 && centred) return exponential(e, x, domain, hyperbolic) ?? own
  return own
}

function identity(e: Expr, x: Sym, domain: Domain): Coordinate {
  const exact = (c: Rational | undefined): End => c && { low: c, high: c }
  return {
    e,
    variable: x,
    low: exact(domain.low),
    lowOpen: domain.lowOpen,
    high: exact(domain.high),
    highOpen: domain.highOpen,
    circle: false,
  }
}

function affineIn(n: Normalizer, argument: Expr, x: Sym): Affine | undefined {
  if (!symbolsOf(argument).some((s) => printSymbol(s) === printSymbol(x))) return undefined
  const f = n.normalize(argument)
  const index = n.generators.find(printSymbol(x))?.index
  if (f.den.size > 0 || index === undefined || n.generators.at(index).root !== 1) return undefined
  const parts = n.polys.collect(f.num, index)
  const slopePart = parts.get(1)
  const slope = slopePart && n.polys.asConstant(slopePart)
  if (!slope || slope.n === 0n || [...parts.keys()].some((e) => e !== 0 && e !== 1)) return undefined
  const rest = n.fractions.of(parts.get(0) ?? n.polys.zero)
  const turns = n.fractions.asConstant(n.fractions.divide(rest, n.normalize(ast.PI)))
  return turns && { slope, turns }
}

/** The largest g of which all slopes are whole multiples. */
function commonSlope(slopes: readonly Rational[]): Rational {
  let [num, den] = [0n, 1n]
  for (const { n, d } of slopes) [num, den] = [gcd(num * d, n * den), den * d]
  return ratio(num, den)
}

const multipleOf = (slope: Rational, g: Rational): bigint => (slope.n * g.d) / (slope.d * g.n)

/** An interval end under an increasing function. */
function moved(end: Rational | undefined, f: (enclosure: Enclosure, x: Interval) => Interval): End {
  if (!end) return undefined
  const enclosure = new Enclosure(BITS)
  return enclosure.ends(f(enclosure, enclosure.rational(end)))
}

function exponential(e: Expr, x: Sym, domain: Domain, calls: ReadonlyMap<Expr, Affine>): Coordinate | undefined {
  const g = commonSlope([...calls.values()].map(({ slope }) => slope))
  const multiples = [...calls.values()].map(({ slope }) => multipleOf(slope, g))
  if (multiples.some((j) => j > LARGEST_MULTIPLE || j < -LARGEST_MULTIPLE)) return undefined
  const u = COORDINATE
  const form = (fn: FunctionName, j: bigint): Expr => {
    const { exact, parity } = FUNCTIONS[fn]
    const up = ast.power(u, number(ratio(j < 0n ? -j : j)))
    const value = applied(formulaOf(exact?.byExponential as string), up)
    if (j > 0n || parity === 'even') return value
    return parity === 'odd' ? ast.negate(value) : ast.divide(number(1), value)
  }
  const back = ast.divide(ast.call('log', u), number(g))
  const replaced = replace(e, x, back, calls, (fn, { slope }) => form(fn, multipleOf(slope, g)))
  const zero = { low: ratio(0n), high: ratio(0n) }
  const to = (end: Rational | undefined): End => {
    if (end?.n === 0n) return { low: ratio(1n), high: ratio(1n) }
    return moved(end, (enclosure, y) =>
      enclosure.of(ast.call('exp', ast.multiply(number(g), x)), new Map([[printSymbol(x), y]])),
    )
  }
  try {
    return {
      e: replaced,
      variable: u,
      low: domain.low ? to(domain.low) : zero,
      lowOpen: domain.lowOpen,
      high: to(domain.high),
      highOpen: domain.highOpen,
      circle: false,
    }
  } catch (error) {
    if (error instanceof NoEnclosure) return undefined
    throw error
  }
}

function onCircle(e: Expr, x: Sym, domain: Domain, calls: ReadonlyMap<Expr, Affine>): Coordinate | undefined {
  let g = commonSlope([...calls.values()].map(({ slope }) => slope))
  let circle = false
  if (onlyWithin(e, x, calls)) circle = !isWithinTurn(domain, g)
  else {
    // A smaller slope makes the turn longer.
    for (let halvings = 0; !isWithinTurn(domain, g); halvings++) {
      if (halvings === 3 || !domain.low || !domain.high) return undefined
      g = ratio(g.n, 2n * g.d)
    }
  }
  const multiples = [...calls.values()].map(({ slope }) => multipleOf(slope, g))
  if (multiples.some((j) => j > LARGEST_MULTIPLE || j < -LARGEST_MULTIPLE)) return undefined
  const t = COORDINATE
  const back = ast.divide(ast.multiply(number(2), ast.call('atan', t)), number(g))
  const replaced = replace(e, x, back, calls, (fn, { slope, turns }) => {
    const [cosine, sine] = turned(multiple(multipleOf(slope, g), t), turns)
    return (FUNCTIONS[fn].exact as Turning).byTurn(cosine, sine, ast.divide)
  })
  const to = (end: Rational | undefined): End => {
    if (end?.n === 0n) return { low: end, high: end }
    const half = ast.multiply(number(ratio(g.n, 2n * g.d)), x)
    return moved(end, (enclosure, y) => enclosure.of(ast.call('tan', half), new Map([[printSymbol(x), y]])))
  }
  try {
    return {
      e: replaced,
      variable: t,
      low: circle ? undefined : to(domain.low),
      lowOpen: circle || domain.lowOpen,
      high: circle ? undefined : to(domain.high),
      highOpen: circle || domain.highOpen,
      circle,
    }
  } catch (error) {
    if (error instanceof NoEnclosure) return undefined
    throw error
  }
}

/** Whether -pi < g x < pi on the whole domain. */
function isWithinTurn({ low, high }: Domain, g: Rational): boolean {
  if (!low || !high) return false
  const enclosure = new Enclosure(BITS)
  const { low: pi } = enclosure.ends(enclosure.pi())
  const scaled = (c: Rational): Rational => ratio(c.n * g.n, c.d * g.d)
  return compare(scaled(high), pi) < 0 && compare(ratio(-scaled(low).n, scaled(low).d), pi) < 0
}

/** Whether x stands nowhere but within these calls. */
function onlyWithin(e: Expr, x: Sym, calls: ReadonlyMap<Expr, Affine>): boolean {
  const visit = (node: Expr): boolean =>
    calls.has(node) || (node.kind === 'symbol' ? printSymbol(node) !== printSymbol(x) : ast.children(node).every(visit))
  return visit(e)
}

/** cos(j y) and sin(j y) for t = tan(y/2): real and imaginary part of (1 + i t)^(2 j) / (1 + t^2)^j. */
function multiple(j: bigint, t: Sym): [Expr, Expr] {
  const magnitude = Number(j < 0n ? -j : j)
  let real = [1n]
  let imaginary = [0n]
  for (let k = 0; k < 2 * magnitude; k++) {
    const shifted = [0n, ...imaginary]
    const next = Array.from({ length: k + 2 }, (_, m) => (real[m] ?? 0n) - (shifted[m] ?? 0n))
    imaginary = Array.from({ length: k + 2 }, (_, m) => (imaginary[m] ?? 0n) + ([0n, ...real][m] ?? 0n))
    real = next
  }
  const below = ast.power(ast.add(number(1), ast.power(t, number(2))), number(magnitude))
  const written = (coefficients: readonly bigint[]): Expr => {
    const terms = coefficients.flatMap((c, k) =>
      c === 0n ? [] : [ast.multiply(number(ratio(c)), ast.power(t, number(k)))],
    )
    return terms.length === 0 ? number(0) : terms.length === 1 ? (terms[0] as Expr) : ast.add(...terms)
  }
  const sine = ast.divide(written(imaginary), below)
  return [ast.divide(written(real), below), j < 0n ? ast.negate(sine) : sine]
}

/** Cosine and sine of an angle with these, plus turns pi. */
function turned([cosine, sine]: [Expr, Expr], turns: Rational): [Expr, Expr] {
  if (turns.n === 0n) return [cosine, sine]
  const angle = ast.multiply(number(turns), ast.PI)
  const [c, s] = [ast.call('cos', angle), ast.call('sin', angle)]
  return [
    ast.subtract(ast.multiply(cosine, c), ast.multiply(sine, s)),
    ast.add(ast.multiply(sine, c), ast.multiply(cosine, s)),
  ]
}

function replace(
  e: Expr,
  x: Sym,
  back: Expr,
  calls: ReadonlyMap<Expr, Affine>,
  form: (fn: FunctionName, affine: Affine) => Expr,
): Expr {
  const done = new Map<Expr, Expr>()
  const visit = (node: Expr): Expr => {
    const known = done.get(node)
    if (known) return known
    const affine = calls.get(node)
    const result =
      affine && node.kind === 'call'
        ? form(node.fn, affine)
        : node.kind === 'symbol' && printSymbol(node) === printSymbol(x)
          ? back
          : ast.withChildren(node, ast.children(node).map(visit))
    done.set(node, result)
    return result
  }
  return visit(e)
}
