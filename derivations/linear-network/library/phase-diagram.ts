/** Phases over a plane of two exponents, exact at every point of a rational grid. */
import { add, divide, multiply, ratio, type Rational, subtract, ZERO } from 'rederive/exact'
import { type Affine, type Exponent, type Point, exactly } from './exponent.js'
import { PHASES, type Phase, phaseCode } from './phase.js'
import { type Quantity, SYMBOLS, type Scaling, exponentOf } from './scaling.js'

/** An exponent of a scaling that is varied. */
export type Axis = keyof Scaling
export type Range = readonly [from: number | string, to: number | string]

/** The exponents that are not on an axis are fixed, and must be given. */
export interface Plane extends Partial<Scaling> {
  readonly x: Axis
  readonly y: Axis
  /** Ends of the axes; default -2 to 2. */
  readonly xRange?: Range
  readonly yRange?: Range
  /**
   * Multiplies both learning rates by the power of d that makes 1/tau neither grow nor vanish; v_0 and Phi stay as they
   * are. Then the kernel phase and vanishing initialization fill regions, with feature learning on the line between.
   * Default false.
   */
  readonly atUnitTime?: boolean
}

/** Which plane of scalings is asked about, and how finely. */
export interface PhaseDiagramRequest extends Plane {
  /** Cells along each axis; default 512. */
  readonly n?: number
  /**
   * `points`: the phase at n points, the ends of the axis included. `boxes`: the axis is cut into n boxes, and a box
   * that a boundary passes through has the phase on the boundary, so that phases on a line can be seen. Default
   * `points`.
   */
  readonly cells?: 'points' | 'boxes'
}

/** The phases over a plane of scalings. */
export interface PhaseDiagram {
  readonly n: number
  /** Codes into the legend, n * n: row after row, each from the low to the high end of x, from the low end of y up. */
  readonly phases: Uint8Array
  readonly legend: readonly Phase[]
}

/**
 * The exact diagram. Throws RangeError for a missing exponent, an empty axis, or fractions too fine for whole doubles.
 */
export function phaseDiagram(request: PhaseDiagramRequest): PhaseDiagram {
  const { n = 512, cells = 'points' } = request
  const corners = cells === 'boxes' ? n + 1 : n
  const grid = gridOf(request, corners)
  const at = (quantity: Quantity): Int8Array => signs(exponentOf(quantity), grid)
  const [v0, Phi] = [at('v0'), at('Phi')]
  const rate = request.atUnitTime ? new Int8Array(corners * corners) : at('rate')
  const phases = new Uint8Array(n * n)
  for (let row = 0; row < n; row++) {
    for (let column = 0; column < n; column++) {
      const corner = row * corners + column
      const sign = (of: Int8Array): number =>
        cells === 'points' ? (of[corner] as number) : boxSign(of, corner, corners)
      phases[row * n + column] = phaseCode(sign(v0), sign(rate), sign(Phi))
    }
  }
  return { n, phases, legend: PHASES }
}

/** Points of a plane: the exponents by name at the first, and the steps to the next along each axis. */
export interface Grid {
  readonly size: number
  readonly start: Point
  readonly stepX: Point
  readonly stepY: Point
}

/** A grid of size * size points, the ends included. Throws RangeError as `phaseDiagram`. */
export function gridOf(plane: Plane, size: number): Grid {
  const { x, y, xRange = [-2, 2], yRange = [-2, 2] } = plane
  if (x === y) throw new RangeError(`the axes must differ, both are ${x}`)
  if (!(Number.isInteger(size) && size >= 2))
    throw new RangeError(`a diagram needs at least 2 points an axis, found ${size}`)
  const ends = { [x]: xRange, [y]: yRange } as Partial<Record<Axis, Range>>
  const start: Record<string, Rational> = {}
  for (const [axis, name] of Object.entries(SYMBOLS) as [Axis, string][]) {
    const value = ends[axis]?.[0] ?? plane[axis]
    if (value === undefined) throw new RangeError(`the exponent ${axis} is neither on an axis nor given`)
    start[name] = exactly(value)
  }
  const step = (axis: Axis, [from, to]: Range): Point => {
    const length = subtract(exactly(to), exactly(from))
    if (length.n <= 0n) throw new RangeError(`the axis ${axis} must rise, found ${from} to ${to}`)
    return { [SYMBOLS[axis]]: divide(length, ratio(size - 1)) }
  }
  return { size, start, stepX: step(x, xRange), stepY: step(y, yRange) }
}

/** The sign of an exponent at every point, in whole numbers over one common denominator. */
function signs(exponent: Exponent, grid: Grid): Int8Array {
  const { size } = grid
  const planes = [exponent.top, exponent.bottom].map((forms) => forms.map((form) => rationalPlane(form, grid)))
  const denominator = planes.flat(2).reduce((most, { d }) => least(most, d), 1n)
  const [top, bottom] = planes.map((forms) => forms.map((plane) => wholePlane(plane, denominator, size))) as [
    WholePlane[],
    WholePlane[],
  ]
  const result = new Int8Array(size * size)
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      result[row * size + column] = Math.sign(most(top, column, row) - most(bottom, column, row))
    }
  }
  return result
}

type WholePlane = readonly [start: number, stepX: number, stepY: number]

function most(planes: readonly WholePlane[], column: number, row: number): number {
  let largest = Number.NEGATIVE_INFINITY
  for (const [start, stepX, stepY] of planes) largest = Math.max(largest, start + column * stepX + row * stepY)
  return largest
}

/** A form at the first point of the grid, and its steps. */
function rationalPlane(form: Affine, { start, stepX, stepY }: Grid): readonly [Rational, Rational, Rational] {
  const along = (point: Point): Rational =>
    [...form.coefficients].reduce((sum, [name, c]) => add(sum, multiply(c, point[name] ?? ZERO)), ZERO)
  return [add(form.constant, along(start)), along(stepX), along(stepY)]
}

function wholePlane(plane: readonly Rational[], denominator: bigint, size: number): WholePlane {
  const [start, stepX, stepY] = plane.map(({ n, d }) => Number((n * denominator) / d)) as [number, number, number]
  const reach = Math.abs(start) + size * (Math.abs(stepX) + Math.abs(stepY))
  if (!(reach <= Number.MAX_SAFE_INTEGER / 2)) {
    throw new RangeError(`the exponents of this diagram have too large a common denominator (${denominator})`)
  }
  return [start, stepX, stepY]
}

function least(a: bigint, b: bigint): bigint {
  return a * ratio(b, a).n
}

/** The sign over a box whose lowest corner this is; 0 when 0 is passed inside. */
function boxSign(of: Int8Array, corner: number, corners: number): number {
  const sign = of[corner] as number
  const others = [of[corner + 1], of[corner + corners], of[corner + corners + 1]]
  return others.every((other) => other === sign) ? sign : 0
}
