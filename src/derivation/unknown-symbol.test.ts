import { expect, it } from 'vitest'
import { symbol } from '../expr/ast.js'
import { unknownGiven, unknownSymbol } from './unknown-symbol.js'

const said = (name: string): string => unknownSymbol(symbol(name), ['alpha', 'x'])

it('an unknown symbol is told with what may be meant', () => {
  expect(said('alpa')).toBe('unknown symbol alpa; did you mean alpha?')
  expect(said('y')).toBe('unknown symbol y; declared are alpha, x')
  expect(said('nonegative')).toBe('unknown symbol nonegative; did you mean nonnegative?')
  expect(said('e')).toContain('the exponential function is written exp(x)')
  expect(said('infinity')).toContain('infinity is written oo or -oo')
  expect(said('constructor')).toBe('unknown symbol constructor; declared are alpha, x')
})

it('a family is given by its bare name', () => {
  expect(unknownGiven('u[i]', ['u', 'x'])).toBe('given: unknown symbol u[i]; a family is given by its bare name, u')
  expect(unknownGiven('w[i]', ['u', 'x'])).toBe('given: unknown symbol w[i]; declared are u, x')
})
