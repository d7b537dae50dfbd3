import { expect, it } from 'vitest'
import { parse } from '../expr/parse.js'
import { print } from '../expr/print.js'
import { plainConditions } from './conditions.js'
import type { Condition } from './generators.js'

const plain = (...of: readonly (readonly [Condition['must'], string])[]): string[] =>
  plainConditions(of.map(([must, text]) => ({ expr: parse(text), must }))).map(
    ({ expr, must }) => `${must} ${print(expr)}`,
  )

it('what is not zero is told once, in its simplest form', () => {
  expect(plain(['nonzero', 'a'], ['nonzero', 'abs(a)^2'], ['nonzero', '-abs(-a)'])).toEqual(['nonzero a'])
  expect(plain(['nonzero', 'a^b'], ['nonzero', 'a^(-1)'], ['nonzero', 'a^(1/2)'])).toHaveLength(3)
})

it('a sign is not that of the size or of a power', () => {
  const signs = [
    ['positive', 'a'],
    ['positive', 'abs(a)'],
    ['nonnegative', 'a^2'],
    ['positive', '-a'],
  ] as const
  expect(plain(...signs)).toHaveLength(4)
})
