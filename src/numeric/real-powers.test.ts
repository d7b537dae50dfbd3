import { describe, expect, it } from 'vitest'
import type { Sym } from '../expr/ast.js'
import { isIntegerValued } from '../expr/integer-valued.js'
import { parse } from '../expr/parse.js'
import { compile } from './compile.js'
import { instance } from './instance.js'
import { evaluatePrecisely } from './precise.reference.js'
import { withRealPowers } from './real-powers.reference.js'

const isInteger = (s: Sym): boolean => s.name === 'n' || s.name === 'm'

it.each([
  ['2*n + 1', true],
  ['n^2 - n*m', true],
  ['-n + 4/2', true],
  ['n/2', false],
  ['n + a', false],
  ['n^(-1)', false],
  ['1/2', false],
])('%s is an integer by its form: %s', (text, expected) => {
  expect(isIntegerValued(parse(text), isInteger)).toBe(expected)
})

describe('a symbolic power is defined where the kernel has it defined', () => {
  it.each<[string, number, number | undefined]>([
    ['x^n', -2, -8],
    ['x^n', 2, 8],
    ['x^n', 0, undefined],
    ['x^(2*n)', -2, 64],
    ['x^a', -2, undefined],
    ['x^a', 2, 8],
    ['x^a', 0, undefined],
    ['x^(n/1)', -2, undefined],
    ['x^3', -2, -8],
    ['x^(1+2)', -2, -8],
    ['(x^n)^m', -2, 64],
  ])('%s at x = %d, n = a = 3, m = 2 is %s', (text, x, expected) => {
    const e = withRealPowers(parse(text), isInteger)
    const at = instance(1, { x, n: 3, a: 3, m: 2 })
    const double = compile([{ name: 'value', expr: e }])
      .run(at)
      .get('value') as number
    const precise = evaluatePrecisely(e, at, {}, 30)
    expect(Number.isFinite(double) ? double : undefined).toBe(expected)
    expect(precise.isNaN() ? undefined : Math.round(precise.toNumber())).toBe(expected)
  })
})

it('a logarithm or quotient of what cancels to the last digit has no value', () => {
  const at = instance(1, { x: 1e30 })
  for (const text of ['log(sqrt(x^4 + 1) - x^2)', '1/(sqrt(x^4 + 1) - x^2)', '(sqrt(x^4 + 1) - x^2)^(-1/2)']) {
    expect(evaluatePrecisely(parse(text), at, {}, 50).isNaN(), text).toBe(true)
    expect(evaluatePrecisely(parse(text), at, {}, 200).isNaN(), text).toBe(false)
  }
})
