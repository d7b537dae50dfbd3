/** The phase diagram as an experiment would find it: exponents fitted on random networks of growing width. */
import { add, multiply, ratio, type Rational, toNumber } from 'rederive/exact'
import { printRational } from './exponent.js'
import { type DrawOptions, draws } from './gaussian.js'
import { measureExponents } from './measure-exponents.js'
import { PHASES, phaseCode } from './phase.js'
import { type Grid, type PhaseDiagram, type Plane, gridOf } from './phase-diagram.js'
import { SYMBOLS, type Scaling } from './scaling.js'

/** Which plane is measured, how finely, and on which networks. */
export interface MeasuredDiagramRequest extends Plane, DrawOptions {
  /** Points along each axis, the ends included; default 33. */
  readonly n?: number
  /** A measured exponent below this counts as 0; default 0.15. */
  readonly resolution?: number
}

/** A phase diagram whose exponents were measured. */
export interface MeasuredDiagram extends PhaseDiagram {
  /**
   * 1 where the exact exponent of v_0, 1/tau or Phi is not 0 but within twice the resolution of it: there a fit at
   * finite width need not find the phase. n * n, as `phases`.
   */
  readonly boundary: Uint8Array
}

const WIDTHS: readonly number[] = Array.from({ length: 9 }, (_, k) => 2 ** (k + 8))

/** Default widths 2^8 to 2^16, 64 networks of the largest. Throws RangeError as `phaseDiagram`. */
export function measuredDiagram(request: MeasuredDiagramRequest): MeasuredDiagram {
  const { n = 33, resolution = 0.15, widths = WIDTHS, seeds = 64, seed, atUnitTime = false } = request
  const grid = gridOf(request, n)
  const networks = draws({ widths, seeds, ...(seed !== undefined && { seed }) })
  const phases = new Uint8Array(n * n)
  const boundary = new Uint8Array(n * n)
  for (let cell = 0; cell < n * n; cell++) {
    const { v0, rate, Phi } = measureExponents(scalingAt(grid, cell), { networks })
    const sign = (slope: number): number => (Math.abs(slope) < resolution ? 0 : Math.sign(slope))
    phases[cell] = phaseCode(sign(v0.slope), atUnitTime ? 0 : sign(rate.slope), sign(Phi.slope))
    const near = (exact: Rational): boolean => exact.n !== 0n && Math.abs(toNumber(exact)) < 2 * resolution
    boundary[cell] = near(v0.exact) || near(Phi.exact) || (!atUnitTime && near(rate.exact)) ? 1 : 0
  }
  return { n, phases, legend: PHASES, boundary }
}

function scalingAt({ size, start, stepX, stepY }: Grid, cell: number): Scaling {
  const [column, row] = [ratio(cell % size), ratio(Math.floor(cell / size))]
  const entries = Object.entries(SYMBOLS).map(([axis, name]) => {
    const steps = [stepX[name] && multiply(column, stepX[name]), stepY[name] && multiply(row, stepY[name])]
    const value = steps.reduce((sum: Rational, step) => (step ? add(sum, step) : sum), start[name] as Rational)
    return [axis, printRational(value)]
  })
  return Object.fromEntries(entries) as unknown as Scaling
}
