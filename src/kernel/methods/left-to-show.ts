/**
 * What is shown of the formula of a derivative is shown of the derivative, but for kinks (kinks.ts), where the derivative may exist and the formula has
 * no value. At a kink nothing is left to show where
 * - what is bent there, the edge, is known not to vanish wherever the claim has a value; or it is the argument of a root, so that it is never
 *   negative around a point with a derivative, and would be if it vanished, for its own derivative does not, or its second one is negative; or
 *   it is that of an absolute value whose factor does not vanish, and crosses 0, so that there is no derivative; or
 * - the claim is closed (an equation, or a sign that may be 0), nothing in it jumps, only derivatives of one formula by a variable have such a kink, nothing is
 *   differentiated along a flow, and the claim's terms and domains go on around the point. An edge without kinks is analytic, so in the direction of differentiation
 *   its zeros lie apart, or it vanishes identically. Around a zero that lies apart the claim holds, and by the mean value theorem the
 *   derivative there is the limit of derivatives at points that tend to it; all else in the claim is continuous, and so are the derivatives of
 *   lower order. Where the edge vanishes identically some parameters are 0, and the claim for these is another one, which is shown by itself.
 */
import * as ast from '../../expr/ast.js'
import type { Expr, Sym } from '../../expr/ast.js'
import { isNeverNegative } from '../../expr/differentiate.js'
import { exactText, printSymbol } from '../../expr/print.js'
import { compare } from '../../expr/rational.js'
import { type Replacement, differentiatedBy, namesOf, rewrite, substitute, symbolsOf } from '../../expr/substitute.js'
import { FUNCTIONS } from '../../functions/registry/registry.js'
import { TOP, bendsIn, innerOf } from './bends.js'
import { plainConditions, withSameZeros } from '../core/conditions.js'
import { edgesOf, jumps } from '../core/declared.js'
import type { Condition } from '../core/generators.js'
import type { Kink } from './kinks.js'
import type { Domains } from '../core/normalize.js'
import { NEGATIVE, NONZERO, NULL, type Sign } from '../core/signs.js'

/** What is still to be shown of a claim about derivatives that holds for their formulas. */
export type Rest =
  /** Nothing that could be: this may vanish. */
  | { readonly open: Expr }
  /** The claim where this edge vanishes identically, as it does where these are put for its parameters. */
  | { readonly vanishing: Expr; readonly where: readonly Replacement[] }

/** What is known wherever a claim has a value. */
export interface Supposed {
  readonly conditions: readonly Condition[]
  /** Whether e has this sign wherever it has a value; it may be asked for more than the claim supposes only where it says `itself`. */
  has(e: Expr, sign: Sign, itself?: 'itself'): boolean
}

/**
 * What is to be shown of a claim in these terms beyond that it holds for the formulas of its derivatives, which have these kinks. A claim that is
 * `closed` holds at a point if it does around it. Undefined where nothing is left.
 */
export function leftToShow(
  { conditions, has }: Supposed,
  domains: Domains,
  terms: readonly Expr[],
  kinks: readonly Kink[],
  closed: boolean,
): Rest | undefined {
  const noted = new Set(
    plainConditions(conditions).flatMap(({ expr, must }) =>
      must === 'nonnegative' ? [] : [exactText(withSameZeros(expr))],
    ),
  )
  const isNonzero = (e: Expr, itself?: 'itself'): boolean => {
    if (differentiatedBy(e).size > 0) return false
    const plain = withSameZeros(e)
    return noted.has(exactText(plain)) || has(plain, NONZERO, itself) || has(ast.call('abs', plain), NONZERO, itself)
  }
  let vanishing: { readonly edge: Expr; readonly where: readonly Replacement[] } | undefined
  const lone: (Kink & { readonly of: ast.Derivative })[] = []
  for (const kink of kinks) {
    const { edge, root, of } = kink
    // Where an edge in a sum over pairs has no value there are no pairs, and no edge.
    if (isNonzero(edge, 'itself')) continue
    const slopes = kink.slopes()
    const [slope, second] = slopes
    if (root && ((slope && isNonzero(slope)) || (second && has(second, NEGATIVE)))) continue
    const factor = !root && slope && isNonzero(slope) ? kink.factor() : undefined
    if (factor && isNonzero(factor)) continue
    if (!closed || !of || !slope || terms.some(jumps)) return { open: edge }
    const apart = slopes.some((_, k) => isNonzero(squares([edge, ...slopes.slice(0, k + 1)])))
    if (!apart) {
      const where = vanishesWhere(edge, slope, has)
      if (!where || (vanishing && exactText(vanishing.edge) !== exactText(edge))) return { open: edge }
      vanishing = { edge, where }
    }
    lone.push({ ...kink, of })
  }
  const [first] = lone
  if (!first) return undefined
  const whole = (node: ast.Derivative): string => exactText(ast.derivative(node.body, node.variable))
  const other = lone.find(({ of }) => whole(of) !== whole(first.of))
  if (other || !goesOn(terms, first.of, domains)) return { open: (other ?? first).edge }
  // A formula has a value around a point where it has a derivative.
  const around = new Set(
    kinks.flatMap(({ edge, ends, of }) => (ends && of && whole(of) === whole(first.of) ? [exactText(edge)] : [])),
  )
  const open = terms.map((e) => endingIn(e, first.of, around, isNonzero)).find((e) => e !== undefined)
  return open ? { open } : vanishing && { vanishing: vanishing.edge, where: vanishing.where }
}

/** The only values of parameters for which an edge vanishes identically in the variable by which this is its derivative; undefined where they are not had. */
function vanishesWhere(edge: Expr, slope: Expr, has: Supposed['has']): readonly Replacement[] | undefined {
  const rate = withSameZeros(slope)
  if (!isParameter(rate)) return undefined
  const none = (symbol: Sym): Replacement => ({ symbol, by: ast.rational(0) })
  const level = substitute(edge, [none(rate)])
  if (has(level, NULL)) return [none(rate)]
  const rest = symbolsOf(level).find(
    (s) => isParameter(s) && (has(ast.subtract(level, s), NULL) || has(ast.add(level, s), NULL)),
  )
  return rest && [none(rate), none(rest)]
}

/** A term with values put for parameters, where what is bent by what is 0 everywhere is 0. */
export function flattened(term: Expr, where: readonly Replacement[], isZero: (e: Expr) => boolean): Expr {
  return rewrite(substitute(term, where), (node) => {
    const [first] = edgesOf(node)
    const isZeroAtZero = node.kind === 'power' || (node.kind === 'call' && FUNCTIONS[node.fn].signs?.zero === 'zero')
    return first && isZeroAtZero && first.edge === innerOf(node) && isZero(first.edge) ? ast.rational(0) : undefined
  })
}

const isParameter = (e: Expr): e is Sym => e.kind === 'symbol' && e.indices.length === 0

const squares = (parts: readonly Expr[]): Expr => ast.add(...parts.map((e) => ast.power(e, ast.rational(2))))

/** What a term ends at in the direction of a derivative: at a point where that vanishes it may have a value and none around it. */
function endingIn(
  term: Expr,
  { variable }: ast.Derivative,
  around: ReadonlySet<string>,
  isNonzero: (e: Expr) => boolean,
): Expr | undefined {
  const ending = bendsIn(term, TOP).filter(({ edge, ends }) => ends && namesOf(edge).has(variable.name))
  return ending.find(({ edge }) => !isNeverNegative(edge) && !around.has(exactText(edge)) && !isNonzero(edge))?.edge
}

/** Whether a claim in these terms is made around each point in the direction of a derivative, on one side at least. */
function goesOn(terms: readonly Expr[], { variable }: ast.Derivative, domains: Domains): boolean {
  return terms
    .flatMap(symbolsOf)
    .filter(({ name }) => name === variable.name)
    .every((s) => {
      const domain = domains.get(printSymbol(s)) ?? domains.get(s.name)
      if (!domain) return s.name !== ast.WIDTH
      const { low, high, integer } = domain
      return !integer && !(low && high && compare(low, high) === 0)
    })
}
