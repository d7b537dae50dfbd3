/**
 * The signs of terms: by an enclosure of a constant, by the shape of a term, and by the sign of its normal form.
 *
 * Invariant: a sign is that of the term wherever the term has a value at which the claim is meant; so the ways may be combined, and each may only know less.
 */
import * as ast from '../../expr/ast.js'
import type { Expr } from '../../expr/ast.js'
import { exactText } from '../../expr/print.js'
import { hasSymbols, renameIndices } from '../../expr/substitute.js'
import type { BoundIndices } from './bound-indices.js'
import { signOfValue } from './declared.js'
import { enclosedSign } from './enclosure.js'
import { type Field, IMAGINARY } from './field.js'
import type { Fraction } from './fractions.js'
import { TURN } from './noted-conditions.js'
import type { Parities } from './parities.js'
import {
  ANY,
  NEGATIVE,
  NONNEGATIVE,
  NONPOSITIVE,
  NONZERO,
  NULL,
  POSITIVE,
  type Sign,
  addSigns,
  multiplySigns,
  negateSign,
  powerSign,
  within,
} from './signs.js'

/** Of a term without symbols, by an enclosure that excludes 0. */
export function signOfConstant(e: Expr): Sign | undefined {
  if (e.kind === 'number' || e.kind === 'sum' || hasSymbols(e)) return undefined
  const s = enclosedSign(e)
  return s === undefined ? undefined : s === 1 ? POSITIVE : NEGATIVE
}

export class TermSigns {
  private readonly complex = new Map<Expr, boolean>()

  constructor(
    private readonly field: Field,
    private readonly parities: Parities,
    private readonly indices: BoundIndices,
    private readonly normalize: (e: Expr) => Fraction,
    /** What is found without asking for anything that the claim does not. */
    private readonly aside: <T>(work: () => T) => T,
  ) {}

  /** The sign wherever there is a value: by the shape of the term, and by its normal form where that says more. */
  of(e: Expr): Sign {
    const enclosed = signOfConstant(e)
    if (enclosed) return enclosed
    if (this.isComplex(e)) return this.field.signs.ofFraction(this.normalize(e))
    const s = this.byShape(e)
    if (s === POSITIVE) return s
    const whole = s & this.field.signs.ofFraction(this.normalize(e))
    // Where nothing is known of the whole, its terms may tell.
    const found = whole === ANY && e.kind === 'add' ? e.terms.map((term) => this.of(term)).reduce(addSigns) : whole
    if (e.kind !== 'add' || found === POSITIVE || found === NEGATIVE || found === NULL) return found
    // So may what it is with any numbers from -1 to 1 in place of sines and cosines: these are among them.
    const wider = this.withTurns(e)
    return wider === e ? found : found & this.of(wider) || found
  }

  /**
   * With a symbol for each sine and cosine, the same for the same. Only where they are added and multiplied: nothing is asked of such a symbol, and of each member of a
   * sum there would be another.
   */
  private withTurns(e: Expr): Expr {
    const turns = new Map<string, Expr>()
    const opened = (node: Expr): Expr => {
      switch (node.kind) {
        case 'add':
        case 'multiply':
        case 'negate':
          return ast.withChildren(node, ast.children(node).map(opened))
        case 'divide':
          return ast.divide(opened(node.numerator), node.denominator)
        case 'power': {
          const k = ast.constantValue(node.exponent)
          return k?.d === 1n && k.n > 0n ? ast.power(opened(node.base), node.exponent) : node
        }
        case 'call': {
          if (node.fn !== 'sin' && node.fn !== 'cos') return node
          const text = exactText(node)
          const turn = turns.get(text) ?? ast.symbol(`${TURN}${turns.size}`)
          turns.set(text, turn)
          return turn
        }
        default:
          return node
      }
    }
    const wider = opened(e)
    return turns.size === 0 ? e : wider
  }

  /** Whether the imaginary unit is in it: what is written out of a normal form may have it, and its shape says nothing of a sign. */
  private isComplex(e: Expr): boolean {
    const known = this.complex.get(e)
    if (known !== undefined) return known
    const found = e.kind === 'symbol' ? e.name === IMAGINARY : ast.children(e).some((child) => this.isComplex(child))
    this.complex.set(e, found)
    return found
  }

  /** The sign that the shape of a term shows: products of known signs, squares, sums of squares. */
  private byShape(e: Expr): Sign {
    switch (e.kind) {
      case 'multiply':
        return e.factors.map((f) => this.of(f)).reduce(multiplySigns)
      case 'divide':
        return multiplySigns(this.of(e.numerator), powerSign(this.of(e.denominator), -1))
      case 'power': {
        const exponent = this.normalize(e.exponent)
        const k = this.field.fractions.asConstant(exponent)
        if (k) return k.d === 1n ? powerSign(this.of(e.base), Number(k.n)) : NONNEGATIVE
        return this.parities.isIntegerValued(exponent) && !within(this.of(e.base), POSITIVE) ? NONZERO : POSITIVE
      }
      case 'call':
        return signOfValue(e.fn, () => this.of(e.argument))
      case 'where':
        return this.of(e.value)
      case 'sum':
        return this.ofSum(e)
      case 'negate':
        return negateSign(this.of(e.argument))
      default:
        return ANY
    }
  }

  private ofSum({ index, below, body }: ast.Sum): Sign {
    const bound = [index, ...(below === undefined ? [] : [below])]
    const s = this.indices.within(bound.length, body, (names) => {
      const each = renameIndices(body, new Map(bound.map((name, k) => [name, names[k] as string])))
      // Over i < j there may be no pair at all, of which anything were asked.
      return below === undefined ? this.of(each) : this.aside(() => this.of(each)) | NULL
    })
    return within(s, NONNEGATIVE) || within(s, NONPOSITIVE) ? s : ANY
  }
}
