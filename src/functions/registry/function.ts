/**
 * What a function of the formula language is. One file a function says all of it; whoever parses, prints, proves or evaluates asks the registry.
 * Formulas are texts of the language in `x`, the argument: this folder imports nothing of ours, so that the language itself may read it.
 */

import type { ExactSection } from './exact.js'
import type { NumericSection } from './numeric.js'

/** What must hold of a formula for a value to exist. */
export interface Requirement {
  readonly must: 'nonzero' | 'positive' | 'nonnegative'
  readonly of: string
  /** What the function is taken of where this does not hold, for a reader. */
  readonly otherwise?: string
}

/** What is known of a value; `none` where there is no value. */
export type SignOfValue = 'negative' | 'zero' | 'positive' | 'none'

/** A look of its own in TeX, around that of the argument. */
export interface TexForm {
  /** Whether it shows by itself where it begins and ends. */
  readonly delimits: boolean
  /** `tall`: the argument is higher than a line of text; `long`: wider than an exponent should be. */
  readonly around: (argument: string, shape: { readonly tall: boolean; readonly long: boolean }) => string
}

export interface ElementaryFunction {
  /** Other names under which an engine or an author may write it. */
  readonly aliases?: readonly string[]
  /** A command, or a form of its own. */
  readonly tex: string | TexForm
  /** Whether f^2(x) reads as the square of the value, as sin^2 x does. */
  readonly squares?: boolean
  /** What engines and systems for copies call it, by their names, where not as we do; one that lacks it gets a formula in x. */
  readonly spellings?: Readonly<Record<string, string>>
  /** What must hold for a value to exist; it is a real number then, and analytic in x wherever none of these is 0 and x is at no bend. */
  readonly domain: readonly Requirement[]
  /** Written in the language itself. */
  readonly derivative: string
  /** Where one of these is 0 the function may have a value and no derivative. At the end of a domain it has a derivative on neither side. */
  readonly bends?: readonly string[]
  /** Whether the value jumps where a bend is 0; elsewhere a function is continuous wherever it has values. */
  readonly jumps?: boolean
  /** Whether f(-x) is -f(x), or f(x). */
  readonly parity?: 'odd' | 'even'
  /** The sign of the value by that of the argument. */
  readonly signs?: Readonly<Record<'negative' | 'zero' | 'positive', SignOfValue>>
  /** A formula in x, by other functions, that has the same value wherever this one has one, and none elsewhere. */
  readonly is?: string
  /** What may be written in its place by mistake; `nothing` leaves the argument. */
  readonly lookAlikes?: readonly string[]
  readonly exact?: ExactSection
  readonly numeric: NumericSection
}

/** Of a function whose values all are positive. */
export const ALWAYS_POSITIVE = { negative: 'positive', zero: 'positive', positive: 'positive' } as const
