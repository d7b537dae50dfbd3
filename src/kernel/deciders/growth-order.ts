/**
 * The order of growth of a positive quantity as d grows without bound, exactly: f = Theta(d^x) with x a difference of two maxima of linear
 * forms in the symbols of the exponents. Products add exponents, powers scale them, sums of positive terms take the largest. Only
 * positive terms may be added, so that nothing cancels; a symbol other than d is a constant of order one.
 */
import type { Expr } from '../../expr/ast.js'
import { WIDTH, children, constantValue, rational, symbol } from '../../expr/ast.js'
import { evaluateDerivatives } from '../../expr/differentiate.js'
import { symbolsOf } from '../../expr/substitute.js'
import { brief, printSymbol } from '../../expr/print.js'
import { type Rational, compare, ratio, ZERO } from '../../expr/rational.js'
import { type Finding, denied } from './answer.js'
import { attempt } from './attempt.js'
import type { Fraction } from '../core/fractions.js'
import type { Domains, Normalizer } from '../core/normalize.js'
import { Unsupported } from '../core/outcome.js'
import { POSITIVE, within } from '../core/signs.js'
import { Presuppositions, type Way, nearEnd, presuppositionsOf } from './presuppositions.js'
import { ofDerivatives } from './suppositions.js'

/** max(plus) - max(minus); both non-empty. */
export interface Exponent {
  readonly plus: readonly Fraction[]
  readonly minus: readonly Fraction[]
}

/** A difference of two maxima of linear forms; an empty list stands for 0. */
export interface ClaimedExponent {
  readonly plus: readonly Expr[]
  readonly minus: readonly Expr[]
}

/** A positive quantity is of the exact order d^x, x = max(plus) - max(minus), as the width d grows without bound. */
export function showExponent(expr: Expr, claimed: ClaimedExponent, domains: Domains): Finding {
  const width = symbol(WIDTH)
  const terms = [expr, ...claimed.plus, ...claimed.minus]
  const presupposed = presuppositionsOf(terms, width, domains)
  if (!(presupposed instanceof Presuppositions)) return ofDerivatives(presupposed, terms, domains)
  const way: Way = { at: width, variable: width, to: 'oo', near: nearEnd(domains, width, true) }
  const answer = attempt(domains, (n) => {
    presupposed.suppose(n, way)
    const forms = (list: readonly Expr[]) =>
      list.length === 0 ? [n.fractions.zero] : list.map((e) => constantForm(n, evaluateDerivatives(e)))
    const found = exponentOf(n, evaluateDerivatives(expr))
    if (sameExponent(n, found, { plus: forms(claimed.plus), minus: forms(claimed.minus) }))
      return presupposed.only(n, way, 'its terms are positive, and their exponents have the claimed maximum')
    const number = numberOf(n, found)
    const readable = (list: readonly Fraction[]): Expr[] => list.map((f) => n.readable(f))
    const exponent: ClaimedExponent = number
      ? { plus: [rational(number)], minus: [] }
      : { plus: readable(found.plus), minus: readable(found.minus) }
    const text = (list: readonly Expr[]): string => `max(${list.map((e) => brief(e)).join(', ')})`
    const shownAs = number ? brief(rational(number)) : `${text(exponent.plus)} - ${text(exponent.minus)}`
    return { ...denied(`the exponent found is ${shownAs}`), exponent }
  })
  return ofDerivatives(presupposed.alongside(answer, way), terms, domains)
}

/** An exponent that is a number. */
function numberOf(n: Normalizer, { plus, minus }: Exponent): Rational | undefined {
  const largest = (list: readonly Fraction[]): Rational | undefined => {
    const values = list.flatMap((f) => n.fractions.asConstant(f) ?? [])
    return values.length < list.length ? undefined : values.reduce((a, b) => (compare(a, b) < 0 ? b : a))
  }
  const [above, below] = [largest(plus), largest(minus)]
  return above && below && ratio(above.n * below.d - below.n * above.d, above.d * below.d)
}

/** The exponent of d in a positive expression. Throws Unsupported where its order is not decided. */
function exponentOf(n: Normalizer, e: Expr): Exponent {
  const { fractions } = n
  const constant: Exponent = { plus: [fractions.zero], minus: [fractions.zero] }
  const isStill = !hasSum(e) && symbolsOf(e).every((s) => s.indices.length === 0 && s.name !== WIDTH)
  if (isStill && within(n.sign(e), POSITIVE)) {
    // Its shape alone may have shown the sign; what it asks for is noted here.
    n.normalize(e)
    return constant
  }
  switch (e.kind) {
    case 'number':
      if (e.value.n === 0n) throw new Unsupported('the order of growth of zero')
      return constant
    case 'pi':
      return constant
    case 'symbol':
      if (e.indices.length > 0)
        throw new Unsupported(`the order of growth of ${brief(e)}, a family that may grow with the width`)
      if (printSymbol(e) === WIDTH) return { plus: [fractions.one], minus: [fractions.zero] }
      if (!within(n.sign(e), POSITIVE)) throw new Unsupported(`the order of growth of ${brief(e)}, which may vanish`)
      return constant
    case 'multiply':
      return e.factors.map((factor) => exponentOf(n, factor)).reduce((a, b) => sum(n, a, b))
    case 'divide':
      return sum(n, exponentOf(n, e.numerator), negated(exponentOf(n, e.denominator)))
    case 'add': {
      for (const term of e.terms) {
        if (!within(n.sign(term), POSITIVE))
          throw new Unsupported(`a sum with the term ${brief(term)}, which is not shown positive`)
      }
      return e.terms.map((term) => exponentOf(n, term)).reduce((a, b) => larger(n, a, b))
    }
    case 'power': {
      if (e.base.kind === 'symbol' && printSymbol(e.base) === WIDTH) {
        return { plus: [constantForm(n, e.exponent)], minus: [fractions.zero] }
      }
      const k = constantValue(e.exponent)
      if (!k) throw new Unsupported(`the order of growth of ${brief(e)}`)
      return scaled(n, exponentOf(n, e.base), k)
    }
    case 'call':
      if (e.fn === 'sqrt') return scaled(n, exponentOf(n, e.argument), ratio(1n, 2n))
      if (e.fn === 'abs') return exponentOf(n, e.argument)
      throw new Unsupported(`the order of growth of ${brief(e)}`)
    case 'where':
      n.normalize(e.defined)
      return exponentOf(n, e.value)
    case 'sum': {
      // What the sum is as a function of the width, where it has such a form.
      const closed = n.readable(n.normalize(e))
      if (closed.kind !== 'sum' && !hasSum(closed)) return exponentOf(n, closed)
      throw new Unsupported(`the order of growth of ${brief(e)}`)
    }
    case 'index':
      throw new Unsupported(`the order of growth of ${brief(e)}, an index that may be as large as the width`)
    default:
      throw new Unsupported(`the order of growth of ${brief(e)}`)
  }
}

const hasSum = (e: Expr): boolean => e.kind === 'sum' || e.kind === 'index' || children(e).some(hasSum)

/** A form in an exponent, which may not change with the width. Throws Unsupported for one that may. */
function constantForm(n: Normalizer, e: Expr): Fraction {
  const changing = symbolsOf(e).find((s) => s.indices.length > 0 || s.name === WIDTH)
  if (changing || hasSum(e)) throw new Unsupported(`an exponent that may change with the width: ${brief(e)}`)
  return n.normalize(e)
}

/** Whether two exponents are the same function of their symbols. */
function sameExponent(n: Normalizer, a: Exponent, b: Exponent): boolean {
  const left = essential(n, pairs(n, a.plus, b.minus))
  const right = essential(n, pairs(n, b.plus, a.minus))
  const contains = (set: readonly Fraction[], f: Fraction): boolean => set.some((g) => equal(n, f, g))
  return left.every((f) => contains(right, f)) && right.every((f) => contains(left, f))
}

const negated = ({ plus, minus }: Exponent): Exponent => ({ plus: minus, minus: plus })

const equal = (n: Normalizer, f: Fraction, g: Fraction): boolean => n.fractions.isZero(n.fractions.subtract(f, g))

function pairs(n: Normalizer, a: readonly Fraction[], b: readonly Fraction[]): Fraction[] {
  return a.flatMap((f) => b.map((g) => n.fractions.add(f, g)))
}

function sum(n: Normalizer, a: Exponent, b: Exponent): Exponent {
  return { plus: essential(n, pairs(n, a.plus, b.plus)), minus: essential(n, pairs(n, a.minus, b.minus)) }
}

/** max(a, b): over the common subtrahend max(a.minus) + max(b.minus). */
function larger(n: Normalizer, a: Exponent, b: Exponent): Exponent {
  return {
    plus: essential(n, [...pairs(n, a.plus, b.minus), ...pairs(n, b.plus, a.minus)]),
    minus: essential(n, pairs(n, a.minus, b.minus)),
  }
}

function scaled(n: Normalizer, a: Exponent, k: Rational): Exponent {
  const magnitude = k.n < 0n ? ratio(-k.n, k.d) : k
  const factor = n.fractions.constant(magnitude)
  const times = (forms: readonly Fraction[]): Fraction[] => forms.map((f) => n.fractions.multiply(f, factor))
  const result = { plus: times(a.plus), minus: times(a.minus) }
  return k.n < 0n ? negated(result) : result
}

/** Without repeats, and without forms that are never the only largest: below another by a constant, or between two others. */
function essential(n: Normalizer, forms: readonly Fraction[]): Fraction[] {
  const distinct: Fraction[] = []
  for (const f of forms) if (!distinct.some((g) => equal(n, f, g))) distinct.push(f)
  const between = (f: Fraction, g: Fraction, h: Fraction): boolean => {
    const { fractions } = n
    const share = fractions.asConstant(fractions.divide(fractions.subtract(f, g), fractions.subtract(h, g)))
    return share !== undefined && compare(share, ZERO) > 0 && compare(share, ratio(1n)) < 0
  }
  const below = (f: Fraction, g: Fraction): boolean => {
    const difference = n.fractions.asConstant(n.fractions.subtract(g, f))
    return difference !== undefined && compare(difference, ZERO) > 0
  }
  return distinct.filter(
    (f) =>
      !distinct.some((g) => below(f, g)) &&
      !distinct.some((g) => g !== f && distinct.some((h) => h !== f && h !== g && between(f, g, h))),
  )
}
