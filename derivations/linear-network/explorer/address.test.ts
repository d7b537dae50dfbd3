import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addressOf, stateOf } from './address.js'
import { moved, positionOf } from './controls.js'
import { AXES, DEFAULT, RANGES, SCALED, type State } from './state.js'

const seed = Number(process.env.REDERIVE_SEED ?? 20260101)

const within = ({ from, to }: { from: number; to: number }): fc.Arbitrary<number> =>
  fc.double({ min: from, max: to, noNaN: true })
const record = <Key extends string>(
  keys: readonly Key[],
  values: fc.Arbitrary<number>,
): fc.Arbitrary<Record<Key, number>> =>
  fc
    .tuple(...keys.map(() => values))
    .map((drawn) => Object.fromEntries(keys.map((key, k) => [key, drawn[k]])) as Record<Key, number>)

const states: fc.Arbitrary<State> = fc
  .record({
    d: fc.integer({ min: 1, max: 1e6 }),
    A: within(RANGES.A),
    C: within(RANGES.C),
    coefficients: record(SCALED, within(RANGES.coefficient)),
    exponents: record(
      AXES,
      fc.integer({ min: -8, max: 8 }).map((k) => k / 4),
    ),
    cosine: fc.option(within(RANGES.cosine), { nil: undefined }),
    seed: fc.integer({ min: 0, max: 999_999_999 }),
    until: fc.option(within(RANGES.until), { nil: undefined }),
    axes: fc.shuffledSubarray([...AXES], { minLength: 2, maxLength: 2 }),
    unitTime: fc.boolean(),
  })
  .map(({ axes: [x, y], ...rest }) => ({ ...rest, x, y }) as State)

test('any state comes back from its address as it was', () => {
  fc.assert(
    fc.property(states, (state) => {
      const { state: back, notes } = stateOf(`#${addressOf(state)}`)
      expect(notes).toEqual([])
      expect(JSON.stringify(back)).toBe(JSON.stringify({ ...DEFAULT, ...state }).replaceAll(/:-0([,}])/g, ':0$1'))
    }),
    { seed },
  )
})

test('the default state has an empty address', () => {
  expect(addressOf(DEFAULT)).toBe('')
  expect(stateOf('')).toEqual({ state: DEFAULT, notes: [] })
})

test('any text is read without an error, and what is read is within its bounds', () => {
  const keys = fc.constantFrom('d', 'A', 'C', 'gamma', 'g', 'cosine', 'seed', 'until', 'x', 'rates', 'colour')
  const texts = fc.oneof(fc.string(), fc.double().map(String), fc.constantFrom('', 'Infinity', '1e999', '0x10', 'auto'))
  fc.assert(
    fc.property(keys, texts, (key, text) => {
      const { state, notes } = stateOf(`${key}=${encodeURIComponent(text)}`)
      expect(state.d >= 1 && state.d <= 1e6 && Number.isInteger(state.d)).toBe(true)
      expect(state.A > 0 && Math.abs(state.C) <= 10 && Math.abs(state.exponents.g) <= 2).toBe(true)
      expect(Math.abs(state.cosine ?? 0) <= 1 && (state.until ?? 1) > 0).toBe(true)
      expect(notes.length).toBeLessThanOrEqual(2)
      if (key === 'colour') expect(notes).toHaveLength(1)
    }),
    { seed },
  )
})

test.each([
  ['d=0', 'd must be a whole number from 1 to 1000000, found “0”'],
  ['C=', 'C must be a number from -10 to 10, found “”'],
  ['g=0.3', 'g must be a multiple of 1/4 from -2 to 2, found “0.3”'],
  ['cosine=2', 'cosine must be independent, or a number from -1 to 1, found “2”'],
  ['x=z', 'x must be one of g, hU, hW, kU, kW, found “z”'],
  ['x=g', 'the axes x and y must differ, both are g'],
  ['rates=slow', 'rates must be unit-time or given, found “slow”'],
])('%s is noted', (address, note) => {
  expect(stateOf(address)).toEqual({ state: DEFAULT, notes: [note] })
})

test('each step of a width slider changes the width, up and down', () => {
  for (let d = 1; d < 1e6; ) {
    const up = moved(RANGES.d, d, positionOf(RANGES.d, d) + RANGES.d.step, true)
    expect(up).toBeGreaterThan(d)
    expect(moved(RANGES.d, up, positionOf(RANGES.d, up) - RANGES.d.step, true)).toBeLessThan(up)
    d = up
  }
})
