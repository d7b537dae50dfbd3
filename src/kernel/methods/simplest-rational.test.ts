import { expect, test } from 'vitest'
import { ratio } from '../../expr/rational.js'
import { simplest } from './simplest-rational.js'

test('the simplest rational between two ends', () => {
  expect(simplest(undefined, undefined)).toEqual(ratio(0n))
  expect(simplest(ratio(0n), undefined)).toEqual(ratio(1n))
  expect(simplest(ratio(-7n, 2n), ratio(-3n))).toEqual(ratio(-10n, 3n))
  expect(simplest(ratio(31n, 10n), ratio(32n, 10n))).toEqual(ratio(19n, 6n))
  expect(simplest(ratio(1n), ratio(1n))).toBeUndefined()
})
