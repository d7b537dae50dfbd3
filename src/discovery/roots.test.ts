import { describe, expect, it } from 'vitest'
import { print } from '../expr/print.js'
import { flowOf } from './flows.example.js'
import { integerRoots, rootsOf } from './roots.js'
import { VectorField } from './vector-field.js'
import { written } from './written.js'

function roots(text: string): { texts: string[]; complete: boolean } {
  const field = new VectorField(flowOf({ x: '1', r: text }), new Map())
  const { roots: found, complete } = rootsOf(field.divisors, field.rates[1] as never, 0)
  const texts = found.map(({ num, den }) => `${print(written(field.ring, num))} / ${print(written(field.ring, den))}`)
  return { texts: texts.sort(), complete }
}

describe('roots in the field of the parameters', () => {
  it.each([
    ['(x - a)*(x + b)^2', ['-b / 1', 'a / 1']],
    ['x^2 - 4*a^2*b^2', ['-2*a*b / 1', '2*a*b / 1']],
    ['(x^2 - 4*a^2*b^2)^3*x^2', ['-2*a*b / 1', '0 / 1', '2*a*b / 1']],
    ['x^2 - a', []],
    ['x^2 + 1', []],
    ['(2*a*x - b + 1)*(x^2 + a)*(x^3 - b)', ['b - 1 / 2*a']],
    ['(x - a)*(x - b)*(x - c)*(x - a - b - c)', ['a + b + c / 1', 'a / 1', 'b / 1', 'c / 1']],
    ['a*b - c', []],
    ['(3*x - 2)*(x + 5)', ['-5 / 1', '2 / 3']],
  ])('%s', (text, expected) => {
    expect(roots(text)).toEqual({ texts: expected, complete: true })
  })

  it('finds large integer roots, and leaves a double root to another point', () => {
    const big = 10n ** 40n + 7n
    expect(integerRoots([-big * 12n, big - 12n, 1n])?.sort()).toEqual([-big, 12n])
    expect(integerRoots([9n, -6n, 1n])).toBeUndefined()
  })
})
