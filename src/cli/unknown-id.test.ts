import { expect, test } from 'vitest'
import { unknownId } from './unknown-id.js'

const named = (id: string, ...names: string[]) => ({ id, claims: names.map((name) => ({ name })) })
const ALL = [
  named('examples/sir', 'total', 'orbit'),
  named('balance', 'product', 'weights'),
  ...Array.from({ length: 20 }, (_, k) => named(`model-${k}`, ...Array.from({ length: 20 }, (_, m) => `claim-${m}`))),
]

test.each([
  ['sir/tota', '; did you mean examples/sir/total?'],
  ['examples/sir/tota', '; did you mean examples/sir/total?'],
  ['sir/total', '; did you mean examples/sir/total?'],
  ['sir', '; did you mean examples/sir?'],
  ['sir/nope', '; examples/sir has total, orbit'],
  ['balance/wieghts', '; did you mean balance/weights?'],
  ['balanec', '; did you mean balance?'],
  ['balanec/product', '; did you mean balance/product?'],
  ['model-3/none', '; model-3 has claim-0, claim-1, claim-2, claim-3, claim-4, claim-5, claim-6, claim-7 and 12 more'],
])('what may be meant by %s', (id, said) => {
  expect(unknownId(id, ALL)).toBe(said)
})

test('of many derivations a few are named', () => {
  expect(unknownId('zzz/yyy', ALL)).toMatch(/^; derivations are examples\/sir, balance, .* and 14 more$/)
  expect(unknownId('x', [])).toBe('')
})
