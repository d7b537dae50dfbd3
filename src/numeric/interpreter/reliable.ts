/** Values that are known to many digits: with more digits where leading terms cancel. */
import type { Decimal } from 'decimal.js'
import { EXACT, log10 } from '../error-bound.js'
import type { Precise } from './decimals.js'
import type { Evaluator } from './evaluate.js'
import { isSpent } from './judge.js'

/** Digits at which a value is asked for, in turn. */
export const DIGITS = [40, 70, 140, 400]
/** Digits that must be known of a value. */
export const KNOWN = 15

export type Reliable = Decimal | Missing
/** `hasValue`: there is one, of which too few digits are known. */
export type Missing = { readonly kind: 'undefined' | 'unknown'; readonly hasValue?: true }

/** The value at enough digits that its error is small; fewer than a least number are not tried. */
export function reliable(
  at: (digits: number) => Evaluator<Precise>,
  value: (evaluator: Evaluator<Precise>) => ReturnType<Evaluator<Precise>['evaluate']>,
  least = 0,
): Reliable {
  let hasValue = false
  for (const digits of DIGITS.filter((some) => some >= least)) {
    const evaluator = at(digits)
    const found = value(evaluator)
    if (found.kind === 'missing') {
      if (found.why === 'undefined') return { kind: 'undefined' }
      if (isSpent(evaluator)) break
      continue
    }
    hasValue = true
    if (found.error <= log10(found.value) - KNOWN || found.error === EXACT) return found.value
  }
  return { kind: 'unknown', ...(hasValue && { hasValue }) }
}
