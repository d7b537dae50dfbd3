/** What a reader has chosen: a network, its start, and what of the phase diagram is shown. */
import type { Axis, Problem, Scaling, Scheme } from '../library/index.js'
import { gaussianStart, SCHEMES } from '../library/index.js'

/** What scales with the width, each as coefficient * d^exponent. */
export const SCALED = ['gamma', 'etaU', 'etaW', 'varU', 'varW'] as const
export type Scaled = (typeof SCALED)[number]

/** The exponent of each in a scaling. */
export const EXPONENT_OF = { gamma: 'g', etaU: 'hU', etaW: 'hW', varU: 'kU', varW: 'kW' } as const satisfies Record<
  Scaled,
  Axis
>

export interface State {
  /** Width, 1 to 10^6. */
  readonly d: number
  /** Moments of the data. */
  readonly A: number
  readonly C: number
  readonly coefficients: Readonly<Record<Scaled, number>>
  readonly exponents: Readonly<Record<Axis, number>>
  /** cos(u, w) at the start; undefined for independent layers. */
  readonly cosine: number | undefined
  readonly seed: number
  /** End of the time axis; undefined: when 99% of what is to be learned has been. */
  readonly until: number | undefined
  /** Axes of the phase diagram. */
  readonly x: Axis
  readonly y: Axis
  /** Whether the diagram is drawn at the learning rates which make the time scale finite. */
  readonly unitTime: boolean
}

export const AXES: readonly Axis[] = ['g', 'hU', 'hW', 'kU', 'kW']

/** Bounds, steps and defaults of the numbers. A logarithmic one has its step in decades. */
export const RANGES = {
  d: { from: 1, to: 1e6, step: 0.02, log: true },
  A: { from: 0.01, to: 100, step: 0.05, log: true },
  C: { from: -10, to: 10, step: 0.1, log: false },
  coefficient: { from: 1e-3, to: 1e3, step: 0.05, log: true },
  exponent: { from: -2, to: 2, step: 0.25, log: false },
  cosine: { from: -1, to: 1, step: 0.01, log: false },
  seed: { from: 0, to: 999_999_999, step: 1, log: false },
  until: { from: 1e-3, to: 1e3, step: 0.05, log: true },
} as const
export type Range = (typeof RANGES)[keyof typeof RANGES]

export interface Preset extends Scheme {
  /** One line on what it is. */
  readonly about: string
}

const ABOUT: Readonly<Record<string, string>> = {
  NTK: 'unit weights, output divided by √d',
  'mean field': 'unit weights, output divided by d, rates times d',
  'standard (fan-in) at constant rate': 'variances 1/d and 1, constant rates',
  'standard at rate 1/d': 'variances 1/d and 1, rates divided by d',
  Xavier: 'variances 1/d in both layers',
  'muP (SGD)': 'Var u = 1/d², rates 1/d and d',
}

/** The schemes of the library, and lazy training: mean field with its output times d^(1/4) (Chizat et al. 2019). */
export const PRESETS: readonly Preset[] = [
  ...SCHEMES.map((scheme) => ({ ...scheme, about: ABOUT[scheme.name] ?? '' })),
  {
    name: 'lazy',
    about: 'mean field with its output times d^¼, rates divided by d^½',
    g: -0.75,
    hU: 0.5,
    hW: 0.5,
    kU: 0,
    kW: 0,
  },
]

const ONES = { gamma: 1, etaU: 1, etaW: 1, varU: 1, varW: 1 }
const EXPONENTS = { g: -1, hU: 1, hW: 1, kU: 0, kW: 0 }

/** A wide network in mean-field scaling. */
export const DEFAULT: State = {
  d: 1000,
  A: 1,
  C: 2,
  coefficients: ONES,
  exponents: EXPONENTS,
  cosine: undefined,
  seed: 20260101,
  until: undefined,
  x: 'kU',
  y: 'g',
  unitTime: true,
}

/** The same network at the exponents of a scheme, with all coefficients 1. */
export function withPreset(state: State, preset: Scaling): State {
  return { ...state, coefficients: ONES, exponents: numeric(preset) }
}

/** The preset that a state is at, if any. */
export function presetOf({ exponents, coefficients }: State): Preset | undefined {
  if (SCALED.some((name) => coefficients[name] !== 1)) return undefined
  return PRESETS.find((preset) => {
    const own = numeric(preset)
    return AXES.every((axis) => own[axis] === exponents[axis])
  })
}

function numeric(scaling: Scaling): Record<Axis, number> {
  const value = (exponent: number | string): number => {
    const [top = 0, bottom = 1] = String(exponent).split('/').map(Number)
    return top / bottom
  }
  const { g, hU, hW, kU, kW } = scaling
  return { g: value(g), hU: value(hU), hW: value(hW), kU: value(kU), kW: value(kW) }
}

/** coefficient * d^exponent. */
export const scaledValue = ({ d, coefficients, exponents }: State, name: Scaled): number =>
  coefficients[name] * d ** exponents[EXPONENT_OF[name]]

/** cos(u, w) that the start is drawn with: layers of width 1 are parallel whatever is asked. */
export const drawnCosine = ({ d, cosine }: State): number | undefined => (d === 1 ? undefined : cosine)

/** The network at its start. */
export function problemOf(state: State): Problem {
  const cosine = drawnCosine(state)
  const { u, w } = gaussianStart({
    width: state.d,
    seed: state.seed,
    varU: scaledValue(state, 'varU'),
    varW: scaledValue(state, 'varW'),
    ...(cosine !== undefined && { cosine }),
  })
  return {
    u0: u,
    w0: w,
    A: state.A,
    C: state.C,
    gamma: scaledValue(state, 'gamma'),
    etaU: scaledValue(state, 'etaU'),
    etaW: scaledValue(state, 'etaW'),
  }
}
