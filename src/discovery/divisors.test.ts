import { expect, it } from 'vitest'
import type { Poly } from '../kernel/core/polynomials.js'
import { flowOf } from './flows.example.js'
import { VectorField } from './vector-field.js'

/** Polynomials read together, in x and the parameters. */
function read(...texts: string[]): { field: VectorField; polys: readonly Poly[] } {
  const field = new VectorField(
    flowOf(Object.fromEntries([['x', '1'], ...texts.map((text, k) => [`r${k}`, text])])),
    new Map(),
  )
  return { field, polys: field.rates.slice(1) }
}

it.each([
  ['6*a^2*x - 6*b^2*x', '4*a*x^2 + 4*b*x^2', '2*x*(a + b)'],
  ['(a + b*x + c)^3*(a - b)', '(a + b*x + c)^2*(a - c*x)^2', '(a + b*x + c)^2'],
  ['(x^2 + a*b)*(c - a)', '(x^2 - a*b)*(c + a)', '1'],
  [
    '(12*a*x - 5*c)*(a^2 + b^2 + c^2 + x^2)*(x - 7)',
    '(12*a*x - 5*c)*(a^2 + b^2 + c^2 + x^2)*(x + 7)',
    '(12*a*x - 5*c)*(a^2 + b^2 + c^2 + x^2)',
  ],
  ['a - b', 'b - a', 'b - a'],
])('the greatest common divisor of %s and %s is %s', (a, b, expected) => {
  const { field, polys } = read(a, b, expected)
  const [p, q, want] = polys as [Poly, Poly, Poly]
  const found = field.divisors.gcd(p, q)
  const { polys: ring } = field.ring
  expect([ring.key(found), ring.key(ring.negate(found))]).toContain(ring.key(want))
})

it('divides exactly or not at all', () => {
  const { field, polys } = read('(a*x + b)*(x - b)^2', 'x - b', '2*x - b')
  const [p, q, no] = polys as [Poly, Poly, Poly]
  const quotient = field.divisors.quotient(p, q) as Poly
  expect(field.ring.polys.isZero(field.ring.polys.subtract(field.ring.polys.multiply(quotient, q), p))).toBe(true)
  expect(field.divisors.quotient(p, no)).toBeUndefined()
})
