import { describe, expect, test } from 'vitest'
import { symbol } from './ast.js'
import { declarationsFor, infinityFor, limitFor, printFor, relationFor } from './other-systems.js'
import { parse } from './parse.js'

describe('printFor', () => {
  test.each([
    ['a*b - c/2', '(a*b) - (c/2)', '(a*b) - (c/2)'],
    ['3/2*x^(1/2)', 'Rational(3, 2)*(x**Rational(1, 2))', '(3/2)*(x^(1/2))'],
    ['0.5*x^2', 'Rational(1, 2)*(x**2)', '(1/2)*(x^2)'],
    ['pi + abs(x)', 'pi + Abs(x)', '%pi + abs(x)'],
    ['sum(i, u[i]^2)', 'Sum((u[i]**2), (i, 1, d))', 'sum((u[i]^2), i, 1, d)'],
    [
      'sum(i<j, u[i]*w[j])',
      'Sum(Sum((u[i]*w[j]), (j, i+1, d)), (i, 1, d))',
      'sum(sum((u[i]*w[j]), j, i+1, d), i, 1, d)',
    ],
    ['diff(y, t, 2)', 'Derivative(y, (t, 2))', 'diff(y, t, 2)'],
    ['x*at(x^2, x = 3)', 'x*Subs((x**2), x, 3)', 'x*at((x^2), x = 3)'],
    ['at(diff(y, x), x = a)', 'Subs(Derivative(y, (x, 1)), x, a)', 'at(diff(y, x, 1), x = a)'],
    ['1/(2*3) + 10^(-3) + x/2', '(sympify(1)/(2*3)) + (sympify(10)**(-3)) + (x/2)', '(1/(2*3)) + (10^(-3)) + (x/2)'],
    ['lambda - lambda_ + Eq', 'lambda_ - lambda__ + Eq_', 'lambda - lambda_ + Eq'],
    ['-(lambda + 1)^2', '-((lambda_ + 1)**2)', '-((lambda + 1)^2)'],
  ])('%s', (text, sympy, maxima) => {
    expect(printFor('sympy', parse(text))).toBe(sympy)
    expect(printFor('maxima', parse(text))).toBe(maxima)
  })
})

test('a relation and a limit stay as they are said', () => {
  expect(relationFor('sympy', 'a', '>=', 'b')).toBe('Ge(a, b, evaluate=False)')
  expect(relationFor('maxima', 'a', '!=', 'b')).toBe('notequal(a, b)')
  expect(limitFor('sympy', 'f', 't', '0', 'above')).toBe("Limit(f, t, 0, '+')")
  expect(limitFor('sympy', 'f', 't', 'x')).toBe("Limit(f, t, x, '+-')")
  expect(limitFor('sympy', 'f', 't', 'zoo')).toBe("Limit(f, t, zoo, '+-')")
  expect(limitFor('sympy', 'f', 't', 'oo')).toBe("Limit(f, t, oo, '-')")
  expect(limitFor('maxima', 'f', 't', 'x', 'below')).toBe("'limit(f, t, x, minus)")
  expect(limitFor('maxima', 'f', 't', 'oo')).toBe("'limit(f, t, inf)")
})

test('minus infinity has a name of its own in Maxima', () => {
  expect(infinityFor('maxima', '-oo')).toBe('minf')
  expect(infinityFor('sympy', '-oo')).toBe('-oo')
})

test('symbols are declared with their domains, families as indexed', () => {
  const domainOf = (name: string): string => (name === 'a' ? 'positive' : 'real')
  expect(declarationsFor('sympy', [symbol('a'), symbol('u', 'i')], domainOf)).toEqual([
    'from sympy import *',
    "i = Symbol('i', integer=True, positive=True)",
    "a = Symbol('a', real=True, positive=True)",
    "u = IndexedBase('u', real=True)",
  ])
  expect(declarationsFor('maxima', [symbol('a'), symbol('u', 'i')], domainOf)).toEqual(['assume(a > 0)$'])
})
