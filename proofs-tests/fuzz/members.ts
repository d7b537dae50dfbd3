/**
 * Claims that speak of one member of a family and of sums over it, in functions that are simpler where something is known of their argument: what is known of the one
 * is not known of each, and the other way round. The truth of a claim is seen at all families of few small numbers.
 */
import fc from 'fast-check'
import type { JudgePool } from '../../dist/src/verify/judge-pool.js'

interface Form {
  readonly text: (u: string) => string
  /** NaN where it has no value. */
  readonly value: (u: number) => number
}
const form = (text: string, value: (u: number) => number): Form => ({
  text: (u) => text.replaceAll('u', () => u),
  value,
})
const abs = Math.abs
const quotient = (a: number, b: number): number => (b === 0 ? Number.NaN : a / b)
const log = (u: number): number => (u > 0 ? Math.log(u) : Number.NaN)
const FORMS: readonly Form[] = [
  form('(u)', (u) => u),
  form('abs(u)', abs),
  form('(u)^2', (u) => u * u),
  form('sqrt((u)^2)', abs),
  form('sqrt(u)^2', (u) => (u < 0 ? Number.NaN : u)),
  form('exp(log(u))', (u) => (u > 0 ? u : Number.NaN)),
  form('sign(u)*(u)', abs),
  form('(u)*abs(u)/(u)', (u) => quotient(u * abs(u), u)),
  form('(u)^2/(u)', (u) => quotient(u * u, u)),
  form('cbrt((u)^3)', (u) => u),
  form('log((u)^2)', (u) => log(u * u)),
  form('2*log(u)', (u) => 2 * log(u)),
  form('2*log(abs(u))', (u) => 2 * log(abs(u))),
  form('abs(u)^3/abs(u)', (u) => quotient(abs(u) ** 3, abs(u))),
]

/** A form of a member, and one over all of them. */
interface Side {
  readonly one: Form
  readonly each: Form
  readonly factor: number
}
const some = fc.constantFrom(...FORMS)
/** Two sides that are often alike in one of their parts. */
const sides: fc.Arbitrary<readonly [Side, Side]> = fc
  .tuple(fc.record({ one: some, each: some, factor: fc.constant(1) }), some, some, fc.nat(5))
  .map(([a, one, each, which]) => [
    a,
    { one: which < 3 ? a.one : one, each: which > 1 && which < 4 ? a.each : each, factor: which === 5 ? 2 : 1 },
  ])

const textOf = ({ one, each, factor }: Side, letter: string): string =>
  `${one.text('u[i]')} + ${factor === 1 ? '' : `${factor}*`}sum(${letter}, ${each.text(`u[${letter}]`)})`
const valueAt = ({ one, each, factor }: Side, u: readonly number[], i: number): number =>
  one.value(u[i] as number) + factor * u.reduce((sum, x) => sum + each.value(x), 0)

const VALUES = [-2, -1, 0, 1, 2]
const FAMILIES: readonly (readonly number[])[] = [1, 2].flatMap((width) =>
  Array.from({ length: width }).reduce<number[][]>((known) => known.flatMap((u) => VALUES.map((x) => [...u, x])), [[]]),
)

interface Case {
  readonly line: Readonly<Record<string, unknown>>
  /** Whether it holds for this family and member; undefined where it says nothing. */
  holds(u: readonly number[], i: number): boolean | undefined
}

const near = (a: number, b: number): boolean | undefined => {
  const difference = abs(a - b)
  return Number.isNaN(difference) ? undefined : difference < 1e-9
}
const both = (a: boolean | undefined, b: boolean | undefined): boolean | undefined =>
  a === false || b === false ? false : (a ?? b)

/** The letter of the sums: that of the free member too. */
const letters = fc.constantFrom('i', 'j', 'k')

const made: fc.Arbitrary<Case> = fc
  .record({
    kind: fc.constantFrom('identity', 'sign', 'series', 'taylor'),
    values: sides,
    slopes: sides,
    s: letters,
    r: letters,
  })
  .map(({ kind, values: [a, b], slopes: [c, e], s, r }): Case => {
    const equal: Case['holds'] = (u, i) => near(valueAt(a, u, i), valueAt(b, u, i))
    if (kind === 'identity') return { line: { kind, lhs: textOf(a, s), rhs: textOf(b, r) }, holds: equal }
    if (kind === 'sign') {
      const line = { kind, expression: textOf(a, s), sign: 'nonnegative', as: textOf(b, r) }
      const isSigned: Case['holds'] = (u, i) => {
        const value = valueAt(a, u, i)
        return Number.isNaN(value) ? undefined : value > -1e-9
      }
      return { line, holds: (u, i) => both(equal(u, i), isSigned(u, i)) }
    }
    const line = {
      kind,
      expression: `${textOf(a, s)} + x*(${textOf(c, s)})`,
      variable: 'x',
      coefficients: [textOf(b, r), textOf(e, r)],
    }
    const isDefined: Case['holds'] = (u, i) => [a, b, c, e].every((each) => !Number.isNaN(valueAt(each, u, i)))
    return {
      line,
      holds: (u, i) => (isDefined(u, i) ? both(equal(u, i), near(valueAt(c, u, i), valueAt(e, u, i))) : undefined),
    }
  })

interface Said {
  readonly verdict: string
  readonly why?: string
}

/** What is proved of members holds for each family of few small numbers, and what is refuted fails for one, or for one of others. */
export const members = (pool: JudgePool, count: (what: string) => void = () => {}) =>
  fc.asyncProperty(made, async ({ line, holds }) => {
    const source = JSON.stringify({ id: 'id', ...line })
    const { json } = await pool.judge(source)
    const { verdict, why = '' } = JSON.parse(json) as Said
    if (/fault of this program|has a bug|its worker/.test(why)) throw new Error(`${source} gets ${json}`)
    const wrong = FAMILIES.flatMap((u) => u.map((_, i) => ({ u, i: i + 1, holds: holds(u, i) }))).find(
      (at) => at.holds === false,
    )
    count(`members, ${wrong ? 'false' : 'true'}: ${verdict}`)
    if (verdict === 'proved' && wrong) throw new Error(`proved, and false at ${JSON.stringify(wrong)}: ${source}`)
  })
