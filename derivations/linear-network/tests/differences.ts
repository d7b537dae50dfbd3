/** Derivatives along a numerical path, from its values at seven equidistant times (sixth order). */
const OFFSETS = [-3, -2, -1, 0, 1, 2, 3] as const
const WEIGHTS = [-1, 9, -45, 0, 45, -9, 1] as const

/** Sets of seven times on the way to this horizon. */
export function stencil(horizon: number): { times: number[]; middle: number; step: number }[] {
  const step = 0.004 * horizon
  return [0.1, 0.7, 2.3].map((part) => ({
    times: OFFSETS.map((offset) => part * horizon + offset * step),
    middle: OFFSETS.indexOf(0),
    step,
  }))
}

export const slopeOf = (values: readonly number[], step: number): number =>
  values.reduce((sum, value, k) => sum + (WEIGHTS[k] as number) * value, 0) / (60 * step)
