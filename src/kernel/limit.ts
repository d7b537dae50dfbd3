/**
 * Limits at infinity by leading terms. The expression is written as a quotient of polynomials in the variable t and at most one exponential
 * E = exp(k t), k of known sign; sub-expressions f(g(t)) with f continuous and g of finite limit L count as bounded
 * quantities that tend to f(L). With numerator ~ c E^a t^b and denominator ~ c' E^a' t^b', and c' not tending to zero, the limit is c/c' when the
 * orders agree and 0 when the numerator's is lower. Degrees are taken before the bounded quantities are replaced by their
 * limits, so a cancellation of leading terms is never overlooked: it makes the limit undecided.
 */
import * as ast from '../expr/ast.js'
import type { Expr, Sym } from '../expr/ast.js'
import { constantValue } from '../expr/ast.js'
import { printSymbol } from '../expr/print.js'
import { rewrite, substitute, symbolsOf } from '../expr/substitute.js'
import type { Fraction } from './fractions.js'
import type { Normalizer } from './normalize.js'
import { Unsupported } from './outcome.js'
import type { Poly } from './polynomials.js'
import { NEGATIVE, POSITIVE, within } from './signs.js'

export type Limit = Expr | 'oo' | '-oo'

/** Prefix of the symbols that stand for bounded sub-expressions; no formula can contain it. */
const BOUNDED = 'bounded#'

interface Leading {
  readonly exponential: number
  readonly power: number
  readonly coefficient: Poly
}

/** The limit of `e` as `t` grows without bound; limits under roots are written as one of `forms` when they equal it. Throws Unsupported where the leading terms do not decide it. */
export function limitAtInfinity(n: Normalizer, e: Expr, t: Sym, forms: readonly Expr[] = []): Limit {
  const key = printSymbol(t)
  const moves = (node: Expr): boolean => symbolsOf(node).some((s) => printSymbol(s) === key)
  if (!moves(e)) return e
  const bounded: { symbol: Sym; by: Expr }[] = []
  const settle = (node: Expr, inner: Expr): Expr | undefined => {
    if (symbolsOf(inner).some((s) => s.name.startsWith(BOUNDED))) throw new Unsupported('the limit of a root within a root')
    if (!moves(inner)) return undefined
    const limit = limitAtInfinity(n, inner, t)
    const symbol = ast.symbol(`${BOUNDED}${bounded.length}`)
    if (limit === 'oo') {
      // A root that grows without bound is 1 over one that tends to 0.
      bounded.push({ symbol, by: ast.rational(0) })
      return ast.divide(ast.rational(1), symbol)
    }
    if (typeof limit === 'string') throw new Unsupported('the limit of a root of something negative')
    const equal = forms.find((form) => n.fractions.isZero(n.fractions.subtract(n.normalize(form), n.normalize(limit))))
    bounded.push({ symbol, by: substituteInner(node, equal ?? limit) })
    return symbol
  }
  const opened = rewrite(e, (node) => {
    if (node.kind === 'call' && node.fn === 'sqrt') return settle(node, node.argument)
    if (node.kind === 'power' && constantValue(node.exponent)?.d !== 1n && !moves(node.exponent)) return settle(node, node.base)
    return undefined
  })
  const f = n.normalize(opened)
  const growth = exponentialOf(n, f, moves)
  const variable = n.generators.find(key)?.index
  const below = leadingOf(n, { num: n.polys.one, den: new Map() }, growth, variable)
  let bottom = below
  for (const [id, k] of f.den) {
    const factor = leadingOf(n, n.fractions.of(n.fractions.factor(id)), growth, variable)
    for (let times = 0; times < k; times++) {
      bottom = {
        exponential: bottom.exponential + factor.exponential,
        power: bottom.power + factor.power,
        coefficient: n.polys.multiply(bottom.coefficient, factor.coefficient),
      }
    }
  }
  if (n.fractions.isZero(f)) return ast.rational(0)
  const top = leadingOf(n, f, growth, variable)
  const settled = (p: Poly): Expr => substitute(n.readable(n.fractions.of(p)), bounded)
  const lower = settled(bottom.coefficient)
  if (n.fractions.isZero(n.normalize(lower))) throw new Unsupported('a limit whose leading denominator cancels')
  n.require(lower, 'nonzero')
  const order = top.exponential - bottom.exponential || top.power - bottom.power
  if (order < 0) return ast.rational(0)
  const ratio = ast.divide(settled(top.coefficient), lower)
  if (order === 0) return ratio
  const sign = n.sign(ratio)
  if (within(sign, POSITIVE)) return 'oo'
  if (within(sign, NEGATIVE)) return '-oo'
  throw new Unsupported('a limit whose leading coefficient has no known sign')
}

function substituteInner(node: Expr, inner: Expr): Expr {
  if (node.kind === 'call') return ast.call(node.fn, inner)
  if (node.kind === 'power') return ast.power(inner, node.exponent)
  throw new TypeError(`no continuous function at ${node.kind}`)
}

/** The one exponential of t that occurs, and whether it grows. */
function exponentialOf(n: Normalizer, f: Fraction, moves: (e: Expr) => boolean): { index: number; sign: 1 | -1 } | undefined {
  const polys = [f.num, ...[...f.den.keys()].map((id) => n.fractions.factor(id))]
  const found = new Set(polys.flatMap((p) => n.polys.generatorsOf(p)))
  let growth: { index: number; sign: 1 | -1 } | undefined
  for (const index of found) {
    const generator = n.generators.at(index)
    if (!moves(generator.expr) || generator.kind === 'symbol') continue
    if (!generator.exponent || growth) throw new Unsupported('a limit of several exponentials, or of another function of the variable')
    growth = { index, sign: rateSign(n, generator.exponent, moves) }
  }
  return growth
}

/** The sign of k in exponent = k t. */
function rateSign(n: Normalizer, exponent: Fraction, moves: (e: Expr) => boolean): 1 | -1 {
  const moving = n.polys.generatorsOf(exponent.num).filter((g) => moves(n.generators.at(g).expr))
  const [g] = moving
  const linear =
    g !== undefined &&
    moving.length === 1 &&
    n.generators.at(g).kind === 'symbol' &&
    [...exponent.den.keys()].every((id) => n.polys.generatorsOf(n.fractions.factor(id)).every((h) => h !== g)) &&
    n.polys.collect(exponent.num, g).size === 1 &&
    n.polys.collect(exponent.num, g).has(n.generators.at(g).root)
  if (!linear) throw new Unsupported('the limit of an exponential whose exponent is not linear in the variable')
  const rate: Fraction = { num: [...n.polys.collect(exponent.num, g).values()][0] as Poly, den: exponent.den }
  const sign = n.generators.signOfFraction(rate)
  if (within(sign, POSITIVE)) return 1
  if (within(sign, NEGATIVE)) return -1
  throw new Unsupported('the limit of an exponential whose rate has no known sign')
}

function leadingOf(
  n: Normalizer,
  f: Fraction,
  growth: { index: number; sign: 1 | -1 } | undefined,
  variable: number | undefined,
): Leading {
  const highest = (p: Poly, g: number, sign: 1 | -1): [number, Poly] => {
    const parts = [...n.polys.collect(p, g)].sort(([a], [b]) => sign * (b - a))
    // A part may be zero although terms are left: a related generator with a negative exponent hides it.
    return parts.find(([, part]) => !n.polys.isZero(n.polys.cleared(part))) as [number, Poly]
  }
  let coefficient = f.num
  let exponential = 0
  let power = 0
  if (growth) {
    const [e, part] = highest(coefficient, growth.index, growth.sign)
    exponential = growth.sign * e
    coefficient = part
  }
  if (variable !== undefined) {
    const [e, part] = highest(coefficient, variable, 1)
    power = e
    coefficient = part
  }
  return { exponential, power, coefficient }
}
