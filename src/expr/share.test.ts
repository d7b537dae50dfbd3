import { expect, test } from 'vitest'
import { parse } from './parse.js'
import { print } from './print.js'
import { sharing } from './share.js'

test('equal parts of all that is asked for become one object', () => {
  const share = sharing()
  const a = share(parse('exp(x*y)/(1 + exp(x*y))'))
  const b = share(parse('sum(i, u[i]*exp(x*y))'))
  if (a.kind !== 'divide' || a.denominator.kind !== 'add' || b.kind !== 'sum' || b.body.kind !== 'multiply')
    throw new TypeError('another shape')
  expect(a.denominator.terms[1]).toBe(a.numerator)
  expect(b.body.factors[1]).toBe(a.numerator)
})

test.each([
  ['x^2', 'x^3'],
  ['u[1]', 'u[i]'],
  ['a - b', 'b - a'],
  ['sin(x)', 'cos(x)'],
  ['sum(i, u[i])', 'sum(j, u[j])'],
  ['sum(i, x)', 'sum(i<j, x)'],
  ['diff(x^2, x)', 'diff(x^2, x, 2)'],
  ['diff(x^2, x)', 'at(diff(x^2, x), x = 3)'],
  ['0.5', '5'],
])('%s stays apart from %s', (one, other) => {
  const share = sharing()
  const [a, b] = [share(parse(one)), share(parse(other))]
  expect(a).not.toBe(b)
  expect([print(a), print(b)]).toEqual([print(parse(one)), print(parse(other))])
})
