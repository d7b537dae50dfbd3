/** Which phase a scaling with the width belongs to (theory `phases`), decided by exact exponents. */
import type { Rational } from 'rederive/exact'
import { printRational } from './exponent.js'
import { type Quantity, type Scaling, exponentsAt } from './scaling.js'

/** In the order of their codes in a diagram. */
export const PHASES = [
  'divergent at initialization',
  'unstable',
  'frozen',
  'kernel',
  'feature learning',
  'feature learning from vanishing initialization',
] as const
/** How a scaling behaves as the width grows, by name. */
export type Phase = (typeof PHASES)[number]

/** The code of a phase, from the signs of the exponents of v_0, 1/tau and Phi. */
export function phaseCode(v0: number, rate: number, Phi: number): number {
  if (v0 > 0) return 0
  if (rate !== 0) return rate > 0 ? 1 : 2
  return Phi < 0 ? 3 : Phi > 0 ? 5 : 4
}

/** The phase of a scaling, and why. */
export interface PhaseAnswer {
  readonly phase: Phase
  /** The exponent that decides, and why it does. */
  readonly decidedBy: { readonly quantity: Quantity; readonly value: Rational; readonly sentence: string }
  readonly exponents: Readonly<Record<Quantity, Rational>>
}

/** The phase at infinite width. Throws RangeError for an exponent that is no number. */
export function phase(scaling: Scaling): PhaseAnswer {
  const exponents = exponentsAt(scaling)
  const sign = (quantity: Quantity): number => Number(exponents[quantity].n)
  const code = phaseCode(sign('v0'), sign('rate'), sign('Phi'))
  const [quantity, reason] = REASONS[code] as (typeof REASONS)[number]
  const value = exponents[quantity]
  return {
    phase: PHASES[code] as Phase,
    decidedBy: { quantity, value, sentence: reason.replace('#', printRational(value)) },
    exponents,
  }
}

/** What decides for each phase; # stands for the exponent. */
const REASONS: readonly (readonly [Quantity, string])[] = [
  ['v0', 'The initial slope v_0 grows with the width, with the exponent #.'],
  ['rate', 'The rate 1/tau grows with the width, with the exponent #: the learning rates are too large.'],
  ['rate', 'The rate 1/tau vanishes with the width, with the exponent #: nothing is learned in bounded time.'],
  [
    'Phi',
    'Learning takes bounded time; the feature number Phi vanishes with the exponent #: the wider the network, the less the kernel changes.',
  ],
  [
    'Phi',
    'Learning takes bounded time; the feature number Phi has the exponent #: the kernel changes by a finite factor.',
  ],
  [
    'Phi',
    'Learning takes bounded time; the feature number Phi grows with the exponent #: the initial kernel is negligible.',
  ],
]
