/** Instances made of few simple values, where equalities that random numbers never meet are common: zeros, equal values, ends of domains. */
import fc from 'fast-check'
import { type Domain, contains } from '../expr/domain.js'
import { toNumber } from '../expr/rational.js'
import type { Instance } from './instance.js'
import { scalar } from './random-number.js'
import type { SampledSymbol } from './sample.js'

const VALUES = [0, 1, -1, 2, 0.5, -2]
const WIDEST = 3

/** Every scalar and every entry is one of the simplest numbers of its domain; widths up to three, from `minWidth`. */
export function specialInstances(symbols: readonly SampledSymbol[], minWidth = 1): fc.Arbitrary<Instance> {
  const scalars = symbols.filter((s) => !s.indexed)
  const vectors = symbols.filter((s) => s.indexed)
  return fc.integer({ min: minWidth, max: Math.max(minWidth, WIDEST) }).chain((width) =>
    fc
      .tuple(
        fc.tuple(...scalars.map(({ domain }) => simple(domain))),
        fc.tuple(...vectors.map(({ domain }) => entries(domain, width))),
      )
      .map(([numbers, drawn]) => ({
        width,
        scalars: new Map(scalars.map((s, k) => [s.name, numbers[k] as number])),
        vectors: new Map(vectors.map((s, k) => [s.name, Float64Array.from(drawn[k] as readonly number[])])),
      })),
  )
}

/** One of the values and ends that lie in a domain; any number of one that has none of them. */
function simple(domain: Domain): fc.Arbitrary<number> {
  const ends = [domain.low, domain.high].flatMap((end) => (end ? [toNumber(end)] : []))
  const inside = [...new Set([...VALUES, ...ends])].filter((x) => contains(domain, x))
  return inside.length > 0 ? fc.constantFrom(...inside) : scalar(domain)
}

/** All alike half of the time. */
function entries(domain: Domain, width: number): fc.Arbitrary<readonly number[]> {
  const one = simple(domain)
  return fc.oneof(
    one.map((x) => Array.from({ length: width }, () => x)),
    fc.array(one, { minLength: width, maxLength: width }),
  )
}
