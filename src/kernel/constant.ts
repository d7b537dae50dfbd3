/**
 * f = 0 because f is constant piece by piece, and vanishes at one point of each piece.
 *
 * Every function of the language is continuous wherever it is defined, and analytic wherever what its roots, logarithms, divisions,
 * absolute values and arc functions require holds strictly (requirements.ts). So let f be given on an open connected set where each requirement
 * holds strictly. There f is analytic; if all its partial derivatives vanish it is constant; if it is 0 at one point it is 0 throughout, and
 * by continuity also at those points of the closure where it is defined.
 *
 * One variable (`onPieces`). Each required expression g is brought to a quotient of polynomials in generators, and its numerator, by elimination, to
 * a polynomial in one coordinate with integer coefficients (coordinate.ts, elimination.ts). Outside the real roots of their product P and within
 * the declared interval, no g changes its sign or vanishes. On each open piece between two neighbouring roots the signs of all g are those at
 * one rational point, read off from enclosures. Where one g has a forbidden sign f is undefined on the whole piece. Everywhere else the
 * argument above applies. A root of P between two pieces on which f is undefined must be shown to be no point of definition either.
 *
 * Several variables (`onBoxes`). The box of the declared intervals is taken open, and if necessary cut at 0 in every variable; on each part
 * the kernel's sign rules must show each requirement to hold strictly on all of it, or one to fail on all of its closure.
 *
 * Nothing here trusts a number: whatever is not settled exactly, or by an enclosure that excludes 0, ends without a proof.
 */
import * as ast from '../expr/ast.js'
import type { Expr, Sym } from '../expr/ast.js'
import { differentiate } from '../expr/differentiate.js'
import { type Domain, REAL } from '../expr/domain.js'
import { printSymbol } from '../expr/print.js'
import { type Rational, add, compare, ratio, ZERO } from '../expr/rational.js'
import { substitute, symbolsOf } from '../expr/substitute.js'
import { type Coordinate, type End, coordinateFor } from './coordinate.js'
import { eliminated } from './elimination.js'
import { Enclosure, NoEnclosure, enclosedSign } from './enclosure.js'
import type { Condition } from './generators.js'
import type { Domains, Normalizer } from './normalize.js'
import { Unsupported } from './outcome.js'
import type { Poly } from './polynomials.js'
import { RealRoots, type Univariate, commonDivisor, exactQuotient, product, signAt, squareFree } from './real-roots.js'
import { type Requirement, requirementsOf } from './requirements.js'
import { ANY, NEGATIVE, NONNEGATIVE, NONPOSITIVE, NONZERO, NULL, POSITIVE, type Sign, within } from './signs.js'

/** What the signs of polynomials are on the piece at hand. */
export type SignOracle = (n: Normalizer, p: Poly) => Sign

/** Reductions by the kernel, each on normalizers of its own. */
export interface Reduction {
  /** What `work` makes of a normalizer on these domains; undefined where the kernel has no rule, or nothing is defined. */
  compute<T>(domains: Domains, work: (n: Normalizer) => T, oracle?: SignOracle): T | undefined
  /** Whether e reduces to 0 on the domains, without any condition left. */
  vanishes(e: Expr, domains: Domains, oracle?: SignOracle): boolean
}

export interface Constancy {
  readonly method: string
  readonly conditions: readonly Condition[]
}

const MOST_VARIABLES = 3
const MOST_PIECES = 24
const DIGITS = 48
const ANCHORS = 4
const ALLOWED: Record<Requirement['must'], Sign> = {
  nonzero: NONZERO,
  positive: POSITIVE,
  nonnegative: NONNEGATIVE,
  kink: ANY,
}

/** Shows f = 0 wherever f is defined, or returns undefined. */
export function vanishesByPieces(f: Expr, domains: Domains, by: Reduction): Constancy | undefined {
  try {
    const requirements = requirementsOf(f)
    const symbols = symbolsOf(f)
    if (symbols.length === 0 || symbols.length > MOST_VARIABLES) return undefined
    const [x] = symbols as [Sym]
    const method =
      symbols.length === 1 && onPieces(f, x, domains, by)
        ? 'on each interval on which it is defined, lhs - rhs is 0 or has derivative 0 and is 0 at one point'
        : onBoxes(f, requirements, symbols, domains, by)
          ? 'all derivatives of lhs - rhs are 0 on a connected set, and it is 0 at one point'
          : undefined
    return method === undefined ? undefined : { method, conditions: unsettled(requirements, domains, by) }
  } catch (error) {
    if (error instanceof Unsupported) return undefined
    throw error
  }
}

/** The requirements that the declared domains do not settle. */
function unsettled(requirements: readonly Requirement[], domains: Domains, by: Reduction): Condition[] {
  return requirements.flatMap(({ expr, must }) => {
    if (must === 'kink') return []
    const sign = by.compute(domains, (n) => n.sign(expr)) ?? ANY
    return within(sign, ALLOWED[must]) ? [] : [{ expr, must }]
  })
}

// One variable.

interface Break {
  readonly low: Rational
  readonly high: Rational
}

interface Piece {
  readonly left: Break | undefined
  readonly right: Break | undefined
}

function onPieces(f: Expr, x: Sym, domains: Domains, by: Reduction): boolean {
  const domain = domains.get(x.name) ?? REAL
  const coordinate = by.compute(domains, (n) => coordinateFor(n, f, x, domain))
  if (!coordinate) return false
  const { e, variable } = coordinate
  const key = printSymbol(variable)
  const requirements = requirementsOf(e)
  const critical = criticalPolynomial(coordinate, requirements, by)
  if (!critical) return false
  const breaks = breaksIn(critical, coordinate)
  if (breaks.length > MOST_PIECES) return false
  const pieces = breaks.slice(1).map((right, k): Piece => ({ left: breaks[k], right }))
  const defined: boolean[] = []
  const derivative = once(() => differentiate(e, variable))
  for (const piece of pieces) {
    const point = simplest(piece.left?.high, piece.right?.low)
    if (!point) return false
    const isDefined = definedAt(requirements, key, point, by)
    if (isDefined === undefined) return false
    defined.push(isDefined)
    if (isDefined && !constantlyZero(e, derivative, variable, piece, point, critical, by)) return false
  }
  if (!defined.some(Boolean)) return false
  if (coordinate.circle && !defined[0] && !defined[defined.length - 1]) return false
  // Between two pieces without f there must be no point with it.
  return breaks.every((b, k) => {
    if (!b || defined[k - 1] || defined[k]) return true
    const atEnd = k === 0 ? coordinate.lowOpen : k === breaks.length - 1 && coordinate.highOpen
    return atEnd || undefinedThroughout(requirements, key, b)
  })
}

/** A square-free polynomial whose roots contain the zeros of all requirements, and the exact ends. */
function criticalPolynomial(
  { variable, low, high }: Coordinate,
  requirements: readonly Requirement[],
  by: Reduction,
): Univariate | undefined {
  const key = printSymbol(variable)
  const domains: Domains = new Map([[key, between(low, high)]])
  const factors = by.compute(domains, (n) => {
    const found: Univariate[] = []
    const seen = new Set<string>()
    for (const { expr, must } of requirements) {
      const g = n.normalize(expr)
      if (n.fractions.isZero(g)) {
        if (must === 'kink' || must === 'nonnegative') continue
        throw new Unsupported('a requirement that fails everywhere')
      }
      const polynomials = [g.num, ...[...g.den.keys()].map((id) => n.fractions.factor(id))]
      for (const p of polynomials) {
        const text = n.polys.key(p)
        if (n.polys.asConstant(p) || seen.has(text)) continue
        seen.add(text)
        const q = eliminated(n, p, key)
        if (q) found.push(q)
        else {
          const sign = n.field.signs.of(p)
          // Signs that rest on requirements themselves would hide where these begin to fail.
          if (n.conditions.length > 0 || !(within(sign, POSITIVE) || within(sign, NEGATIVE)))
            throw new Unsupported('a requirement whose zeros are not found')
        }
      }
    }
    return found
  })
  if (!factors) return undefined
  for (const end of [low, high]) {
    if (end && compare(end.low, end.high) === 0) factors.push([-end.low.n, end.low.d])
  }
  let total: Univariate = [1n]
  for (const factor of factors) {
    const once = squareFree(factor)
    const common = commonDivisor(total, once)
    total = product(total, common.length > 1 ? exactQuotient(once, common) : once)
  }
  return total
}

/** The sign that an interval has, as a domain. */
function between(low: End, high: End): Domain {
  if (low && compare(low.low, ZERO) >= 0) return { ...REAL, low: ZERO }
  if (high && compare(high.high, ZERO) <= 0) return { ...REAL, high: ZERO }
  return REAL
}

/** The ends of the domain and the roots between them, in order; a root that is not told apart from an inexact end counts as between. */
function breaksIn(critical: Univariate, { low, high }: Coordinate): (Break | undefined)[] {
  const roots = new RealRoots(critical).isolate(DIGITS)
  const exact = (end: End): Rational | undefined => (end && compare(end.low, end.high) === 0 ? end.low : undefined)
  const [exactLow, exactHigh] = [exact(low), exact(high)]
  // An exact end is one of the roots.
  const holds = (root: Break, c: Rational): boolean =>
    compare(root.low, root.high) === 0
      ? compare(root.low, c) === 0
      : compare(root.low, c) < 0 && compare(c, root.high) < 0
  const first = exactLow ? roots.findIndex((root) => holds(root, exactLow)) + 1 : 0
  const last = exactHigh ? roots.findIndex((root) => holds(root, exactHigh)) : roots.length
  const inside = roots
    .slice(first, last)
    .filter((root) => exactLow || !low || compare(root.high, low.low) >= 0)
    .filter((root) => exactHigh || !high || compare(root.low, high.high) <= 0)
  return [low, ...inside, high]
}

/** Whether f is defined at a point of a piece, and so on all of it; undefined where that is not known. */
function definedAt(
  requirements: readonly Requirement[],
  key: string,
  point: Rational,
  by: Reduction,
): boolean | undefined {
  for (const { expr, must } of requirements) {
    if (must === 'kink') continue
    const sign = enclosedSign(expr, new Map([[key, point]]))
    if (sign === undefined) {
      // Only a requirement that vanishes throughout is 0 at a point of a piece.
      if (must !== 'nonnegative' || !by.vanishes(expr, new Map([[key, REAL]]))) return undefined
    } else if (!within(sign === 1 ? POSITIVE : NEGATIVE, ALLOWED[must])) return false
  }
  return true
}

/** Whether some requirement fails at every point between the ends of b. */
function undefinedThroughout(requirements: readonly Requirement[], key: string, b: Break): boolean {
  const enclosure = new Enclosure(2 * DIGITS)
  const at = new Map([[key, { lo: enclosure.rational(b.low).lo, hi: enclosure.rational(b.high).hi }]])
  return requirements.some(({ expr, must }) => {
    if (must !== 'positive' && must !== 'nonnegative') return false
    try {
      return enclosure.of(expr, at).hi < 0n
    } catch (error) {
      if (error instanceof NoEnclosure) return false
      throw error
    }
  })
}

function constantlyZero(
  e: Expr,
  derivative: () => Expr,
  variable: Sym,
  piece: Piece,
  point: Rational,
  critical: Univariate,
  by: Reduction,
): boolean {
  const key = printSymbol(variable)
  if (enclosedSign(e, new Map([[key, point]])) !== undefined) return false
  const domains: Domains = new Map([[key, between(piece.left, piece.right)]])
  const oracle = signsOnPiece(key, piece, point, critical)
  if (by.vanishes(e, domains, oracle)) return true
  if (!by.vanishes(derivative(), domains, oracle)) return false
  return anchors(piece, point).some((c) =>
    by.vanishes(substitute(e, [{ symbol: variable, by: ast.rational(c) }]), new Map()),
  )
}

/** The sign on a piece of a polynomial whose zeros are found by elimination and lie outside the piece: that at one point. */
function signsOnPiece(key: string, { left, right }: Piece, point: Rational, critical: Univariate): SignOracle {
  return (n, p) => {
    const found = eliminated(n, p, key)
    if (!found) return ANY
    const once = squareFree(found)
    // Roots that it shares with the critical polynomial are breaks, and not inside the piece.
    const common = commonDivisor(once, critical)
    const own = common.length > 1 ? exactQuotient(once, common) : once
    if (own.length > 1) {
      if (left && signAt(own, left.low) === 0) return ANY
      if (new RealRoots(own).count(left?.low, right?.high) > 0) return ANY
    }
    const sign = enclosedSign(n.readable(n.fractions.of(p)), new Map([[key, point]]))
    return sign === undefined ? ANY : sign === 1 ? POSITIVE : NEGATIVE
  }
}

/** Simple rational points of a piece. */
function anchors({ left, right }: Piece, point: Rational): Rational[] {
  const found = [point]
  let [low, high] = [left?.high, right?.low]
  for (let k = 1; k < ANCHORS; k++) {
    const next = k % 2 === 1 ? simplest(point, high) : simplest(low, point)
    if (!next) break
    found.push(next)
    if (k % 2 === 1) high = next
    else low = next
  }
  return found
}

/** The rational of least denominator (and least size) strictly between two ends; undefined where there is none. */
export function simplest(low: Rational | undefined, high: Rational | undefined): Rational | undefined {
  if (low && high && compare(low, high) >= 0) return undefined
  const negative = (c: Rational | undefined): Rational | undefined => c && ratio(-c.n, c.d)
  if ((!low || low.n < 0n) && (!high || high.n > 0n)) return ZERO
  if (!low || low.n < 0n) return negative(simplest(negative(high), negative(low)) as Rational)
  // Now 0 <= low.
  const floor = low.n / low.d
  const next = ratio(floor + 1n)
  if (!high || compare(next, high) < 0) return next
  // floor <= low < high <= floor + 1.
  const inner = (c: Rational): Rational | undefined => {
    const rest = add(c, ratio(-floor))
    return rest.n === 0n ? undefined : ratio(rest.d, rest.n)
  }
  const deeper = simplest(inner(high), inner(low)) as Rational
  return add(ratio(floor), ratio(deeper.d, deeper.n))
}

// Several variables.

function onBoxes(
  f: Expr,
  requirements: readonly Requirement[],
  symbols: readonly Sym[],
  domains: Domains,
  by: Reduction,
): boolean {
  const whole = new Map(symbols.map((s) => [s.name, domains.get(s.name) ?? REAL] as const))
  const derivatives = symbols.map((s) => once(() => differentiate(f, s)))
  const cut = (box: ReadonlyMap<string, Domain>): ReadonlyMap<string, Domain>[] => {
    let boxes: ReadonlyMap<string, Domain>[] = [box]
    for (const [name, domain] of box) {
      const parts = cutAtZero(domain)
      boxes = boxes.flatMap((b) => parts.map((part) => new Map([...b, [name, part]])))
    }
    return boxes
  }
  const connected = [...whole.values()].every(({ nonzero }) => !nonzero)
  if (connected && onBox(f, requirements, derivatives, symbols, whole, by) === 'zero') return true
  const boxes = cut(whole)
  if (boxes.length === 1) return false
  let some = false
  for (const box of boxes) {
    const found = onBox(f, requirements, derivatives, symbols, box, by)
    if (found === undefined) return false
    some ||= found === 'zero'
  }
  return some
}

function cutAtZero(domain: Domain): Domain[] {
  const below = !domain.low || domain.low.n < 0n
  const above = !domain.high || domain.high.n > 0n
  if (!below || !above) return [domain]
  const plain = { ...domain, nonzero: false }
  const { low: _low, ...fromZero } = plain
  const { high: _high, ...toZero } = plain
  return [
    { ...toZero, high: ZERO, highOpen: false },
    { ...fromZero, low: ZERO, lowOpen: false },
  ]
}

/** 'zero' when f is defined and 0 on the whole open box; 'undefined' when it is defined nowhere on the closed one. */
function onBox(
  f: Expr,
  requirements: readonly Requirement[],
  derivatives: readonly (() => Expr)[],
  symbols: readonly Sym[],
  closed: ReadonlyMap<string, Domain>,
  by: Reduction,
): 'zero' | 'undefined' | undefined {
  const real = (domain: Domain, isOpen: boolean): Domain => ({
    ...domain,
    integer: false,
    lowOpen: isOpen || !domain.low,
    highOpen: isOpen || !domain.high,
  })
  const part = (isOpen: boolean): Domains => new Map([...closed].map(([name, d]) => [name, real(d, isOpen)]))
  const open = part(true)
  for (const { expr, must } of requirements) {
    const signOn = (domains: Domains): Sign =>
      by.compute(domains, (n) => {
        const sign = n.sign(expr)
        // A sign under conditions is not one on the whole box.
        return n.conditions.length === 0 ? sign : ANY
      }) ?? ANY
    const sign = signOn(open)
    if (must === 'kink') {
      if (within(sign, NONNEGATIVE) || within(sign, NONPOSITIVE) || within(sign, NONZERO)) continue
      return undefined
    }
    if (within(sign, ALLOWED[must] & NONZERO) || (must === 'nonnegative' && sign === NULL)) continue
    return (signOn(part(false)) & ALLOWED[must]) === 0 ? 'undefined' : undefined
  }
  const point = new Map<string, Rational>()
  for (const s of symbols) {
    const domain = closed.get(s.name) as Domain
    const c = simplest(domain.low, domain.high)
    if (!c) return undefined
    point.set(printSymbol(s), c)
  }
  if (enclosedSign(f, point) !== undefined) return undefined
  if (by.vanishes(f, open)) return 'zero'
  if (!derivatives.every((derivative) => by.vanishes(derivative(), open))) return undefined
  const at = symbols.map((symbol) => ({ symbol, by: ast.rational(point.get(printSymbol(symbol)) as Rational) }))
  return by.vanishes(substitute(f, at), new Map()) ? 'zero' : undefined
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}
