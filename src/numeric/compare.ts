/**
 * Do two sides agree at a point, and has a value the claimed sign? Doubles decide the easy cases. What they call a
 * violation counts only when 50 and 80 digits confirm it, and what they cannot represent is decided there.
 */
import { Decimal } from 'decimal.js'
import * as ast from '../expr/ast.js'
import type { Expr } from '../expr/ast.js'
import { compile } from './compile.js'
import { type Indices, type Instance, MissingValue } from './instance.js'
import { type Computed, difference, isClear, preciseEvaluator } from './precise.js'

/** Difference, relative to the scale of the terms, up to which doubles are trusted. */
const TOLERANCE = 1e-12
/** Difference, relative to that scale, at which doubles alone make a point worth a closer look. */
const GROSS = 1e-6
/** Smallest difference that counts, relative to the scale; what is smaller at 50 digits needs no 80. */
const SMALLEST = 1e-30
/** Relative difference up to which the values at 50 and at 80 digits are one value. */
const SAME = 0.01

export interface Agreement {
  readonly outcome: 'equal' | 'different' | 'undefined'
  /** The nearest doubles; NaN when undefined. */
  readonly lhs: number
  readonly rhs: number
  /**
   * |lhs - rhs| relative to the sum of the absolute values of the terms of both sides; 0 where doubles saw a
   * difference that 80 digits do not confirm; NaN when undefined.
   */
  readonly error: number
  /** The sides to 50 digits, when doubles did not decide. */
  readonly precise?: { readonly lhs: string; readonly rhs: string }
}

export interface Comparison {
  /** Throws MissingValue when a symbol or a free index has no value; beyond the width it is `undefined`. */
  at(instance: Instance, indices?: Indices): Agreement
  /** What doubles alone say: `different` is a suspicion, `undefined` all that they cannot represent. Throws as `at`. */
  roughly(instance: Instance, indices?: Indices): Agreement
  /** Like `at`, but at 50 digits also where doubles agree. */
  closely(instance: Instance, indices?: Indices): Agreement
}

/** Prepares the comparison of two sides at many points, by decimals alone when `precise`. Throws what `compile` throws. */
export function compareSides(lhs: Expr, rhs: Expr, precise = false): Comparison {
  const size = ast.add(magnitude(lhs), magnitude(rhs))
  const fast = compile([
    { name: 'lhs', expr: lhs },
    { name: 'rhs', expr: rhs },
    { name: 'size', expr: size },
  ])
  const undecided: Agreement = { outcome: 'undefined', lhs: Number.NaN, rhs: Number.NaN, error: Number.NaN }
  const decide = (instance: Instance, indices: Indices): Agreement => {
    const [l50, r50, rough] = preciseValues(instance, indices, 50, [lhs, rhs, size])
    if (!l50 || !r50 || !rough) return undecided
    const first = difference(l50, r50)
    if (negligible(first.value, rough.value)) return agreement('equal', l50, r50, 0)
    const [l80, r80, scale] = preciseValues(instance, indices, 80, [lhs, rhs, size])
    if (!l80 || !r80 || !scale) return undecided
    const second = difference(l80, r80)
    if (!confirmed(first, second, scale)) return agreement('equal', l80, r80, 0)
    return agreement('different', l80, r80, second.value.abs().div(scale.value).toNumber())
  }
  const inDoubles = (instance: Instance, indices: Indices) => {
    const values = fast.run(instance, indices)
    const [l, r, scale] = ['lhs', 'rhs', 'size'].map((name) => values.get(name)) as [number, number, number]
    const difference = Math.abs(l - r)
    return { lhs: l, rhs: r, scale, error: difference === 0 ? 0 : difference / scale }
  }
  return {
    at: (instance, indices = {}) =>
      withinWidth(undecided, () => {
        if (precise) return decide(instance, indices)
        const { lhs: l, rhs: r, scale, error } = inDoubles(instance, indices)
        if (!(error <= TOLERANCE) || scale === Number.POSITIVE_INFINITY) return decide(instance, indices)
        return { outcome: 'equal', lhs: l, rhs: r, error }
      }),
    roughly: (instance, indices = {}) =>
      withinWidth(undecided, () => {
        const { lhs: l, rhs: r, scale, error } = inDoubles(instance, indices)
        if (!Number.isFinite(error) || scale === Number.POSITIVE_INFINITY) return undecided
        return { outcome: error > GROSS ? 'different' : 'equal', lhs: l, rhs: r, error }
      }),
    closely: (instance, indices = {}) => withinWidth(undecided, () => decide(instance, indices)),
  }
}

function agreement(outcome: 'equal' | 'different', lhs: Computed, rhs: Computed, error: number): Agreement {
  const precise = { lhs: shown(lhs.value), rhs: shown(rhs.value) }
  return { outcome, lhs: lhs.value.toNumber(), rhs: rhs.value.toNumber(), error, precise }
}

export type Sign = 'positive' | 'negative' | 'nonnegative' | 'nonpositive' | 'nonzero'

export interface SignAgreement {
  /** `undefined` also where a strict sign is claimed of a value that 80 digits do not tell from zero. */
  readonly outcome: 'holds' | 'violated' | 'undefined'
  /** The nearest double; NaN when undefined. */
  readonly value: number
  /** The value to 50 digits, when doubles did not decide. */
  readonly precise?: string
}

const SIGNS: Record<Sign, { readonly allowed: readonly number[]; readonly strict: boolean }> = {
  positive: { allowed: [1], strict: true },
  negative: { allowed: [-1], strict: true },
  nonnegative: { allowed: [0, 1], strict: false },
  nonpositive: { allowed: [-1, 0], strict: false },
  nonzero: { allowed: [-1, 1], strict: true },
}

/** Prepares the check of a claimed sign at many points. `at` throws as that of compareSides. */
export function checkSign(
  expr: Expr,
  sign: Sign,
  precise = false,
): { at(instance: Instance, indices?: Indices): SignAgreement } {
  const { allowed, strict } = SIGNS[sign]
  const size = magnitude(expr)
  const fast = compile([
    { name: 'value', expr },
    { name: 'size', expr: size },
  ])
  const undecided: SignAgreement = { outcome: 'undefined', value: Number.NaN }
  const decide = (instance: Instance, indices: Indices): SignAgreement => {
    const [rough] = preciseValues(instance, indices, 50, [expr])
    if (!rough) return undecided
    const [value, scale] = preciseValues(instance, indices, 80, [expr, size])
    if (!value || !scale) return undecided
    const sure = confirmed(rough, value, scale) || isExactZero(value)
    const holds = sure ? allowed.includes(Decimal.sign(value.value) + 0) : !strict
    const outcome = holds ? 'holds' : sure ? 'violated' : 'undefined'
    return { outcome, value: value.value.toNumber(), precise: shown(value.value) }
  }
  return {
    at: (instance, indices = {}) =>
      withinWidth(undecided, () => {
        if (precise) return decide(instance, indices)
        const values = fast.run(instance, indices)
        const [value, scale] = [values.get('value'), values.get('size')] as [number, number]
        const clear = Math.abs(value) > TOLERANCE * scale && Number.isFinite(value)
        return clear && allowed.includes(Math.sign(value)) ? { outcome: 'holds', value } : decide(instance, indices)
      }),
  }
}

/** The sum of the absolute values of the terms of an expression, those of a symbolic sum included. */
function magnitude(e: Expr): Expr {
  switch (e.kind) {
    case 'add':
      return ast.add(...e.terms.map(magnitude))
    case 'negate':
      return magnitude(e.argument)
    case 'sum':
      return { ...e, body: magnitude(e.body) }
    default:
      return ast.call('abs', e)
  }
}

/** The values up to the first that is undefined. */
function preciseValues(instance: Instance, indices: Indices, digits: number, exprs: readonly Expr[]): Computed[] {
  const evaluate = preciseEvaluator(instance, indices, digits)
  const values: Computed[] = []
  for (const e of exprs) {
    const value = evaluate(e)
    if (value.value.isNaN()) break
    values.push(value)
  }
  return values
}

/** Whether a number that should be zero is not: both precisions give it, it exceeds the error of rounding, and it is large enough. */
function confirmed(rough: Computed, fine: Computed, scale: Computed): boolean {
  const same = rough.value.minus(fine.value).abs().lessThan(fine.value.abs().times(SAME))
  return same && fine.defined && isClear(fine) && !negligible(fine.value, scale.value)
}

/** Nothing was rounded on the way. */
const isExactZero = ({ value, error, defined }: Computed): boolean =>
  value.isZero() && error === Number.NEGATIVE_INFINITY && defined

const negligible = (value: Decimal, scale: Decimal): boolean => value.abs().lessThanOrEqualTo(scale.times(SMALLEST))

const shown = (value: Decimal): string => value.toSignificantDigits(50).toString()

function withinWidth<T>(otherwise: T, attempt: () => T): T {
  try {
    return attempt()
  } catch (error) {
    if (error instanceof MissingValue && error.beyondWidth) return otherwise
    throw error
  }
}
