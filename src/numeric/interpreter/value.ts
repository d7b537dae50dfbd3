/**
 * What a term has at an instance: a number with a bound of its error, no value at all, or a value that could not be told. The last two are
 * values like the first, so that nothing which is not a number ever compares with one. While something is differentiated, a value is a jet:
 * the first Taylor coefficients of what moves, each a value again that may move in turn (a derivative inside a derivative).
 */

/** A number of a field (see field.ts), with a bound of its error. */
export interface Known {
  readonly kind: 'number'
}

/** terms[k] is the coefficient of the k-th power of what `level` numbers; the terms move by lower levels only. */
export interface Jet<N extends Known> {
  readonly kind: 'jet'
  /** How many derivatives are around: the innermost has the highest level, so that two that move at once are never one. */
  readonly level: number
  readonly terms: readonly Moving<N>[]
}

export interface Missing {
  readonly kind: 'missing'
  /** `undefined`: there is no value. `unknown`: whether there is one, or which, was not found out. */
  readonly why: 'undefined' | 'unknown'
}

export type Moving<N extends Known> = N | Jet<N>
export type Value<N extends Known> = Moving<N> | Missing
/** Of something that does not move. */
export type Result<N extends Known> = N | Missing

export const UNDEFINED: Missing = { kind: 'missing', why: 'undefined' }
export const UNKNOWN: Missing = { kind: 'missing', why: 'unknown' }

/** What is missing of two parts together: where one has no value, the whole has none, whatever the other is. */
export const worse = (a: Missing, b: Missing): Missing => (a === UNDEFINED || b === UNDEFINED ? UNDEFINED : UNKNOWN)
