/** A plain integrator, so that these tests do not rest on one integrator alone: the classical Runge-Kutta method. */
export type Field = (y: readonly number[]) => number[]

/** The state after `steps` equal steps to time t. */
export function rk4(field: Field, start: readonly number[], t: number, steps: number): number[] {
  const h = t / steps
  const shifted = (y: readonly number[], k: readonly number[], by: number): number[] =>
    y.map((x, i) => x + by * (k[i] as number))
  let y = [...start]
  for (let step = 0; step < steps; step++) {
    const k1 = field(y)
    const k2 = field(shifted(y, k1, h / 2))
    const k3 = field(shifted(y, k2, h / 2))
    const k4 = field(shifted(y, k3, h))
    y = y.map((x, i) => x + (h / 6) * (at(k1, i) + 2 * at(k2, i) + 2 * at(k3, i) + at(k4, i)))
  }
  return y
}

/** A time in which the state moves by about its own size, or its rates by theirs. */
export function timeScale(field: Field, y: readonly number[]): number {
  const rates = field(y)
  const [size, speed] = [norm(y), norm(rates)]
  if (speed === 0) return 1
  const step = (1e-4 * size) / speed
  const ahead = field(y.map((x, i) => x + step * at(rates, i)))
  const change = norm(ahead.map((rate, i) => rate - at(rates, i))) / (step * speed)
  return 1 / Math.max(speed / size, change)
}

export const norm = (y: readonly number[]): number => y.reduce((most, x) => Math.max(most, Math.abs(x)), 0)
const at = (y: readonly number[], i: number): number => y[i] as number
