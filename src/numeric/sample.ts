/** Random instances as fast-check arbitraries; they shrink to the least width first, then to the simplest numbers. */
import fc from 'fast-check'
import { type Domain, contains } from '../expr/domain.js'
import type { Instance } from './instance.js'
import { scalar } from './random-number.js'

export interface SampledSymbol {
  readonly name: string
  /** True for u[i], false for a scalar. */
  readonly indexed: boolean
  readonly domain: Domain
}

export interface SampleOptions {
  /** Default 1; raise it to the largest numeric index of the formulas. */
  readonly minWidth?: number
  /** Default 64. */
  readonly maxWidth?: number
  /** Decades on either side of 1 that scalars and the scales of vectors spread over; default 2. */
  readonly magnitude?: number
}

/** The instances of symbols over their domains. Throws NoNumber for a domain in which no double was found. */
export function instances(symbols: readonly SampledSymbol[], options: SampleOptions = {}): fc.Arbitrary<Instance> {
  const { minWidth = 1, maxWidth = 64, magnitude = 2 } = options
  const scalars = symbols.filter((s) => !s.indexed)
  const vectors = symbols.filter((s) => s.indexed)
  const values = fc.tuple(...scalars.map((s) => scalar(s.domain, magnitude)))
  const atWidth = new Map<number, fc.Arbitrary<Instance>>()
  return widths(minWidth, Math.max(minWidth, maxWidth)).chain((width) => {
    const known = atWidth.get(width)
    if (known) return known
    const drafts = fc.tuple(...vectors.map((s) => draft(s.domain, width, magnitude)))
    const made = fc.tuple(values, drafts).map(
      ([numbers, drawn]): Instance => ({
        width,
        scalars: new Map(scalars.map((s, k) => [s.name, numbers[k] as number])),
        vectors: entries(vectors, drawn),
      }),
    )
    atWidth.set(width, made)
    return made
  })
}

function widths(min: number, max: number): fc.Arbitrary<number> {
  const upTo = (extra: number): fc.Arbitrary<number> => fc.integer({ min, max: Math.min(max, min + extra) })
  return fc.oneof(
    { arbitrary: upTo(2), weight: 4 },
    { arbitrary: upTo(7), weight: 2 },
    { arbitrary: upTo(max), weight: 1 },
  )
}

const KINDS = ['free', 'free', 'free', 'free', 'free', 'multiple', 'multiple', 'constant', 'zero'] as const

/** What one vector is made of before it may become a multiple of another. */
interface Draft {
  readonly entries: readonly number[]
  readonly scale: number
  readonly kind: (typeof KINDS)[number]
  readonly of: number
  readonly factor: number
}

function draft(domain: Domain, width: number, magnitude: number): fc.Arbitrary<Draft> {
  const step = magnitude / 8
  const scales = fc.nat(16).map((k) => 10 ** ((k % 2 === 0 ? 1 : -1) * Math.ceil(k / 2) * step))
  return fc.record({
    entries: fc.array(scalar(domain, magnitude / 4), { minLength: width, maxLength: width }),
    scale: scales,
    kind: fc.constantFrom(...KINDS),
    of: fc.nat(1000),
    factor: fc.constantFrom(1, -1, 2, -2, 0.5, -0.5),
  })
}

/** Every vector from its draft; one that would leave its domain by scaling or as a multiple keeps its entries. */
function entries(symbols: readonly SampledSymbol[], drafts: readonly Draft[]): Map<string, Float64Array> {
  const made: Float64Array[] = []
  symbols.forEach(({ domain }, k) => {
    const { entries: drawn, scale, kind, of, factor } = drafts[k] as Draft
    const base = kind === 'constant' ? drawn.map(() => drawn[0] as number) : drawn
    const source = kind === 'multiple' ? made[of % k] : undefined
    const zero = kind === 'zero' ? new Float64Array(drawn.length) : undefined
    const multiple = source?.map((x) => factor * x + 0)
    const tries = [zero, multiple, Float64Array.from(base, (x) => scale * x), Float64Array.from(base)]
    made.push(tries.find((values) => values?.every((x) => contains(domain, x))) as Float64Array)
  })
  return new Map(symbols.map((s, k) => [s.name, made[k] as Float64Array]))
}
