/**
 * Zero in one variable: on each piece of a line (line-pieces.ts) on which f is defined, f is constant, and 0 at a point.
 *
 * Within the declared interval and outside the breaks, no required expression changes its sign or vanishes. On each open piece between two neighbouring
 * breaks the signs of all of them are those at one rational point, read off from enclosures. Where one has a forbidden sign f is undefined on
 * the whole piece. Everywhere else f is analytic, so that it is constant if its derivative vanishes. A break between two pieces on which f is undefined
 * must be shown to be no point of definition either; at any other f is defined nowhere, or continuous from a piece.
 */
import * as ast from '../../expr/ast.js'
import type { Expr, Sym } from '../../expr/ast.js'
import { differentiate } from '../../expr/differentiate.js'
import { REAL } from '../../expr/domain.js'
import { printSymbol } from '../../expr/print.js'
import type { Rational } from '../../expr/rational.js'
import { substitute } from '../../expr/substitute.js'
import { coordinateFor } from './coordinate.js'
import { eliminated } from './elimination.js'
import { Enclosure, NoEnclosure, enclosedSign } from '../core/enclosure.js'
import { lazy } from './lazy.js'
import { type Break, type Piece, between, breaksIn, criticalPolynomial } from './line-pieces.js'
import type { Domains } from '../core/normalize.js'
import { RealRoots, type Univariate, commonDivisor, exactQuotient, signAt, squareFree } from './real-roots.js'
import type { Reduction, SignOracle } from '../core/reduction.js'
import { ALLOWED, type Requirement, requirementsOf } from './requirements.js'
import { ANY, NEGATIVE, POSITIVE, within } from '../core/signs.js'
import { simplest } from './simplest-rational.js'

const MOST_PIECES = 24
/** Binary digits of the enclosures by which a requirement is seen to fail. */
const DIGITS = 96
/** Points of a piece that are tried. */
const ANCHORS = 4

/** Whether f is 0 wherever it is defined in the domain of x, and defined somewhere. Throws Unsupported. */
export function isZeroOnLine(f: Expr, x: Sym, domains: Domains, by: Reduction): boolean {
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
  const derivative = lazy(() => differentiate(e, variable))
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
  const enclosure = new Enclosure(DIGITS)
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
