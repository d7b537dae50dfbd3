/** A system of rates in motion from one initial instance: what an integrator of plain arrays needs. */
import type { Compiled, Results } from './compile.js'
import { type Instance, scalarOf, vectorOf } from './instance.js'

export interface System {
  readonly time: string
  /** Names of the moving vectors, of the moving scalars, and of the quadratures. */
  readonly vectors: readonly string[]
  readonly scalars: readonly string[]
  readonly quadratures: readonly string[]
  readonly rates: Compiled
}

/** An instance whose values may be overwritten. */
interface State extends Instance {
  readonly scalars: Map<string, number>
  readonly vectors: Map<string, Float64Array>
}

/** The state of a system as one array: vectors one after another, then scalars, then quadratures. */
export class Motion {
  readonly start: number[]
  readonly startTime: number
  private readonly numbers: readonly string[]
  private latest: Results = new Map()
  /** What the rates are evaluated on. */
  private readonly scratch: State

  constructor(
    private readonly system: System,
    private readonly initial: Instance,
  ) {
    this.numbers = [...system.scalars, ...system.quadratures]
    this.startTime = initial.scalars.get(system.time) ?? 0
    this.start = [
      ...system.vectors.flatMap((name) => [...vectorOf(initial, name)]),
      ...system.scalars.map((name) => scalarOf(initial, name)),
      ...system.quadratures.map((name) => initial.scalars.get(name) ?? 0),
    ]
    this.scratch = this.instance(this.startTime, this.start)
  }

  instance(time: number, y: readonly number[]): State {
    const { width } = this.initial
    const vectors = new Map(this.initial.vectors)
    const scalars = new Map(this.initial.scalars).set(this.system.time, time)
    for (const [k, name] of this.system.vectors.entries()) {
      vectors.set(name, Float64Array.from(y.slice(k * width, (k + 1) * width)))
    }
    const offset = this.system.vectors.length * width
    for (const [k, name] of this.numbers.entries()) scalars.set(name, y[offset + k] as number)
    return { width, scalars, vectors }
  }

  /** dy/dt in the order of y. */
  rates(time: number, y: readonly number[]): number[] {
    const { width, scalars, vectors } = this.scratch
    let at = 0
    for (const name of this.system.vectors) {
      const values = vectors.get(name) as Float64Array
      for (let k = 0; k < width; k++) values[k] = y[at++] as number
    }
    for (const name of this.numbers) scalars.set(name, y[at++] as number)
    scalars.set(this.system.time, time)
    const rates: number[] = []
    this.latest = this.system.rates.run(this.scratch, {}, this.latest)
    for (const value of this.latest.values()) {
      if (typeof value === 'number') rates.push(value)
      else for (const entry of value) rates.push(entry)
    }
    return rates
  }

  /**
   * The size that each entry of y is measured against: its vector's largest entry, or where that is zero its change
   * over `span`.
   */
  sizes(time: number, y: readonly number[], span: number): number[] {
    const { width } = this.initial
    const rates = this.rates(time, y)
    const ends = [
      ...this.system.vectors.map((_, k) => (k + 1) * width),
      ...this.numbers.map((_, k) => this.system.vectors.length * width + k + 1),
    ]
    const largest = (values: readonly number[]): number => values.reduce((most, x) => Math.max(most, Math.abs(x)), 0)
    const overall = largest(y) || 1
    return ends.flatMap((end, k) => {
      const begin = ends[k - 1] ?? 0
      const change = largest(rates.slice(begin, end)) * Math.abs(span)
      const size = Math.max(largest(y.slice(begin, end)), Math.min(change, overall)) || overall
      return new Array<number>(end - begin).fill(size)
    })
  }
}
