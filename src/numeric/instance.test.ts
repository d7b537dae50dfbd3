import { expect, test } from 'vitest'
import { instance, scalarOf, vectorOf } from './instance.js'

test('names of object properties are ordinary names', () => {
  const at = instance(2, { constructor: 3, toString: 4 }, { hasOwnProperty: [1, 2] })
  expect([scalarOf(at, 'constructor'), scalarOf(at, 'toString')]).toEqual([3, 4])
  expect([...vectorOf(at, 'hasOwnProperty')]).toEqual([1, 2])
  expect(() => scalarOf(at, 'valueOf')).toThrow('valueOf has no value in this instance')
  expect(() => vectorOf(at, '__proto__')).toThrow('__proto__[...] has no values')
})

test('d is the width unless it has a value', () => {
  expect(scalarOf(instance(7, {}), 'd')).toBe(7)
  expect(scalarOf(instance(7, { d: 2 }), 'd')).toBe(2)
})

test('a vector of another length is refused', () => {
  expect(() => instance(2, {}, { u: [1] })).toThrow('u has 1 entries; the width is 2')
})
