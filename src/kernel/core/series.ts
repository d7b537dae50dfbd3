/**
 * Asymptotic series: an expression near eps = 0, eps > 0, as c0 eps^k + c1 eps^(k+1) + ... with coefficients in normal form.
 *
 * A series keeps a fixed number of terms from its first; every operation drops what it does not know. A first coefficient is one whose
 * normal form is not zero, so no cancellation is overlooked: when all known terms cancel, the result has none left, and the
 * caller asks again with more. That the first coefficient of something divided by does not vanish at special
 * values of the symbols is a condition, noted like any other.
 *
 * tanh of something that grows without bound is 1 or -1 up to terms smaller than every power of eps, which never show.
 */
import * as ast from '../../expr/ast.js'
import { type Expr, type Sym, constantValue } from '../../expr/ast.js'
import { differentiate } from '../../expr/differentiate.js'
import { printSymbol } from '../../expr/print.js'
import { type Rational, ratio } from '../../expr/rational.js'
import { applied } from '../../expr/spelling.js'
import { renameIndices, substitute, symbolsOf } from '../../expr/substitute.js'
import { FUNCTIONS, type FunctionName } from '../../functions/registry/registry.js'
import { formulaOf } from './declared.js'
import type { Fraction } from './fractions.js'
import type { Normalizer } from './normalize.js'
import { NowhereDefined, Unsupported } from './outcome.js'
import { NEGATIVE, POSITIVE, within } from './signs.js'

export interface Series {
  /** Exponent of the first term. */
  readonly low: number
  /** Coefficients of eps^low, eps^(low+1), ...; beyond them nothing is known. */
  readonly terms: readonly Fraction[]
}

class SeriesExpander {
  private readonly done = new Map<Expr, Series>()
  private readonly key: string

  /** Series in `eps` with `order` terms each. */
  constructor(
    private readonly n: Normalizer,
    eps: Sym,
    private readonly order: number,
  ) {
    this.key = printSymbol(eps)
  }

  /** The series of `e`. Throws Unsupported where e has no such series, or where too few terms are known to divide by it. */
  of(e: Expr): Series {
    const known = this.done.get(e)
    if (known) return known
    const series = this.expanded(e)
    this.done.set(e, series)
    return series
  }

  private get fractions() {
    return this.n.fractions
  }

  private constant(f: Fraction): Series {
    return { low: 0, terms: [f, ...new Array<Fraction>(this.order - 1).fill(this.fractions.zero)] }
  }

  private moves(e: Expr): boolean {
    return symbolsOf(e).some((s) => printSymbol(s) === this.key)
  }

  private expanded(e: Expr): Series {
    if (!this.moves(e)) return this.constant(this.n.normalize(e))
    switch (e.kind) {
      case 'symbol':
        return { ...this.constant(this.fractions.one), low: 1 }
      case 'add':
        return e.terms.map((term) => this.of(term)).reduce((a, b) => this.add(a, b))
      case 'negate':
        return this.scale(this.of(e.argument), ratio(-1n))
      case 'multiply':
        return e.factors.map((factor) => this.of(factor)).reduce((a, b) => this.multiply(a, b))
      case 'divide':
        return this.multiply(this.of(e.numerator), this.power(this.of(e.denominator), ratio(-1n)))
      case 'power': {
        const k = constantValue(e.exponent)
        if (!k) return this.of(ast.call('exp', ast.multiply(e.exponent, ast.call('log', e.base))))
        return this.power(this.of(e.base), k)
      }
      case 'call': {
        const { is } = FUNCTIONS[e.fn]
        if (is !== undefined) return this.of(applied(formulaOf(is), e.argument))
        const inner = this.of(e.argument)
        const pole = inner.low > 0 ? poleFormula(e.fn) : undefined
        return pole === undefined ? this.call(e.fn, inner) : this.of(applied(formulaOf(pole), e.argument))
      }
      case 'sum':
        return this.sum(e)
      default:
        throw new Unsupported(`a series of ${e.kind}`)
    }
  }

  /** Term by term. What is known of a member that a free index names is not known of each, and of pairs, of which there may be none, nothing is asked. */
  private sum(e: ast.Sum): Series {
    const bound = [e.index, ...(e.below === undefined ? [] : [e.below])]
    const { low, bodies } = this.n.indices.within(bound.length, e.body, (names) => {
      const body = renameIndices(e.body, new Map(bound.map((name, k) => [name, names[k] as string])))
      const { low, terms } = e.below === undefined ? this.of(body) : this.n.aside(() => this.of(body))
      const back = new Map(names.map((name, k) => [name, bound[k] as string]))
      return { low, bodies: terms.map((f) => renameIndices(this.n.readable(f), back)) }
    })
    return { low, terms: bodies.map((body) => this.n.normalize({ ...e, body })) }
  }

  private add(a: Series, b: Series): Series {
    const low = Math.min(a.low, b.low)
    const end = Math.min(a.low + a.terms.length, b.low + b.terms.length)
    const at = (s: Series, k: number): Fraction => s.terms[k - s.low] ?? this.fractions.zero
    const terms = Array.from({ length: Math.max(0, end - low) }, (_, k) =>
      this.fractions.add(at(a, low + k), at(b, low + k)),
    )
    return this.trimmed({ low, terms })
  }

  private multiply(a: Series, b: Series): Series {
    const length = Math.min(a.terms.length, b.terms.length)
    const terms = Array.from({ length }, (_, k) => {
      let sum = this.fractions.zero
      for (let i = 0; i <= k; i++) {
        sum = this.fractions.add(sum, this.fractions.multiply(a.terms[i] as Fraction, b.terms[k - i] as Fraction))
      }
      return sum
    })
    return this.trimmed({ low: a.low + b.low, terms })
  }

  private scale(a: Series, c: Rational): Series {
    const factor = this.fractions.constant(c)
    return { low: a.low, terms: a.terms.map((f) => this.fractions.multiply(f, factor)) }
  }

  /** Without leading terms that are zero. */
  private trimmed({ low, terms }: Series): Series {
    let zeros = 0
    while (zeros < terms.length && this.fractions.isZero(terms[zeros] as Fraction)) zeros++
    return { low: low + zeros, terms: terms.slice(zeros, this.order + zeros) }
  }

  /** s^k = c^k eps^(low k) (1 + r)^k. */
  private power(s: Series, k: Rational): Series {
    const [first] = s.terms
    if (!first) throw new Unsupported('a series whose known terms all cancel')
    const shift = ratio(BigInt(s.low) * k.n, k.d)
    if (shift.d !== 1n) throw new Unsupported('a root of an odd power of the small quantity')
    const leading = this.n.readable(first)
    this.n.require(leading, k.d === 1n ? 'nonzero' : 'positive')
    const coefficient = this.n.normalize(ast.power(leading, ast.rational(k)))
    const inverse = this.fractions.invert(first)
    const rest: Series = this.trimmed({
      low: 1,
      terms: s.terms.slice(1).map((f) => this.fractions.multiply(f, inverse)),
    })
    // (1 + r)^k by the binomial series.
    let total = this.truncated(this.constant(this.fractions.one), s.terms.length)
    let powerOfRest = total
    let binomial = ratio(1n)
    for (let j = 1; j < s.terms.length && rest.terms.length > 0; j++) {
      powerOfRest = this.multiply(powerOfRest, rest)
      binomial = ratio(binomial.n * (k.n - BigInt(j - 1) * k.d), binomial.d * k.d * BigInt(j))
      if (binomial.n === 0n || powerOfRest.terms.length === 0) break
      total = this.sumOfKnown(total, this.scale(powerOfRest, binomial))
    }
    const lifted = total.terms.map((f) => this.fractions.multiply(f, coefficient))
    return { low: Number(shift.n), terms: lifted }
  }

  private truncated(s: Series, length: number): Series {
    return { low: s.low, terms: s.terms.slice(0, length) }
  }

  /** a + b to the length of a, for b that starts later and may be known less far than its own terms say. */
  private sumOfKnown(a: Series, b: Series): Series {
    const end = Math.min(a.low + a.terms.length, b.low + b.terms.length)
    const terms = a.terms.slice(0, Math.max(0, end - a.low)).map((f, k) => {
      const other = b.terms[k + a.low - b.low]
      return other ? this.fractions.add(f, other) : f
    })
    return { low: a.low, terms }
  }

  private call(fn: FunctionName, s: Series): Series {
    const [first] = s.terms
    if (!first) throw new Unsupported('a series whose known terms all cancel')
    if (fn === 'sqrt') return this.power(s, ratio(1n, 2n))
    if (fn === 'abs') {
      // Near 0 from above it has the sign of its first coefficient.
      const sign = this.n.field.signs.ofFraction(first)
      if (within(sign, POSITIVE)) return s
      if (within(sign, NEGATIVE)) return this.scale(s, ratio(-1n))
    }
    if (s.low < 0) return this.farOut(fn, first)
    if ((fn === 'log' || fn === 'abs') && s.low !== 0) throw new Unsupported(`${fn} of something that tends to 0`)
    const center = s.low === 0 ? first : this.fractions.zero
    const rest: Series = s.low === 0 ? this.trimmed({ low: 1, terms: s.terms.slice(1) }) : s
    const x = ast.symbol('x')
    const at = this.n.readable(center)
    let derivative: Expr = ast.call(fn, x)
    const inside = (e: Expr): Fraction => this.n.normalize(substitute(e, [{ symbol: x, by: at }]))
    let total = this.constant(inside(derivative))
    // There must be a derivative at the center, also where no more than the value is known: near a branch point there is none.
    inside(differentiate(derivative, x))
    const known = s.low === 0 ? s.terms.length : s.low + s.terms.length
    total = this.truncated(total, Math.min(this.order, known))
    let powerOfRest = this.constant(this.fractions.one)
    let factorial = 1n
    for (let j = 1; j < total.terms.length && rest.terms.length > 0; j++) {
      derivative = nextDerivative(fn, derivative, x, j)
      factorial *= BigInt(j)
      powerOfRest = this.multiply(powerOfRest, rest)
      if (powerOfRest.low >= total.terms.length) break
      const value = inside(derivative)
      const scaled = powerOfRest.terms.map((f) => this.fractions.multiply(f, value))
      total = this.sumOfKnown(total, this.scale({ low: powerOfRest.low, terms: scaled }, ratio(1n, factorial)))
    }
    return this.trimmed(total)
  }

  private farOut(fn: FunctionName, leading: Fraction): Series {
    const sign = this.n.field.signs.ofFraction(leading)
    const up = within(sign, POSITIVE)
    if (!up && !within(sign, NEGATIVE)) throw new Unsupported(`${fn} of something that grows with an unknown sign`)
    if (fn === 'tanh' || fn === 'coth') return this.constant(this.fractions.constant(ratio(up ? 1n : -1n)))
    throw new Unsupported(`a series of ${fn} of something that grows without bound`)
  }
}

/** A quotient that a function is which has a pole at 0. */
function poleFormula(fn: FunctionName): string | undefined {
  const { domain, exact } = FUNCTIONS[fn]
  const by = exact?.farOut
  return by && 'formula' in by && domain.some(({ must, of }) => must === 'nonzero' && of === 'x')
    ? by.formula
    : undefined
}

/** The j-th derivative from the one before; written out where repeated differentiation would pile up powers. */
function nextDerivative(fn: FunctionName, before: Expr, x: Sym, j: number): Expr {
  if (fn === 'exp') return before
  if (fn === 'abs') return j === 1 ? ast.divide(x, before) : ast.rational(0)
  if (fn !== 'log') return atMost(LARGEST_DERIVATIVE, differentiate(before, x))
  return j === 1 ? ast.divide(ast.rational(1), x) : ast.divide(ast.multiply(ast.rational(1 - j), before), x)
}

/** Nodes of a derivative that is expanded; repeated differentiation doubles them. */
const LARGEST_DERIVATIVE = 4000

function atMost(nodes: number, e: Expr): Expr {
  let left = nodes
  const visit = (node: Expr): void => {
    if (--left < 0) throw new Unsupported(`a derivative with more than ${nodes} parts`)
    ast.children(node).forEach(visit)
  }
  visit(e)
  return e
}

/** The orders tried, from few terms to many. */
const ORDERS = [3, 6, 12]

/** The first `terms` known coefficients of e in eps from its leading one; undefined when all that could be had cancel. */
export function leadingSeries(n: Normalizer, e: Expr, eps: Sym, terms = 1): Series | undefined {
  let problem: Unsupported | undefined
  for (const order of ORDERS) {
    try {
      const series = new SeriesExpander(n, eps, Math.max(order, terms + 2)).of(e)
      if (series.terms.length >= terms) return series
    } catch (error) {
      // A function need not be defined at the point itself.
      if (error instanceof NowhereDefined) problem = new Unsupported(`a series where ${error.message}`)
      else if (error instanceof Unsupported) problem = error
      else throw error
    }
  }
  if (problem) throw problem
  return undefined
}
