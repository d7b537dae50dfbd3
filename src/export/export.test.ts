import { describe, expect, test } from 'vitest'
import type { Sym } from '../expr/ast.js'
import { parse } from '../expr/parse.js'
import { FUNCTIONS } from '../functions/registry/registry.js'
import { ENGINES } from '../engines/registry.js'
import { formulaFor } from './formula.js'
import { limitElsewhere, relationElsewhere } from './line.js'
import { EXPORTERS } from './registry.js'
import type { Relation } from './system.js'

describe('a formula', () => {
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
    expect(formulaFor('sympy', parse(text))).toBe(sympy)
    expect(formulaFor('maxima', parse(text))).toBe(maxima)
  })
})

test('what is bound is declared, too', () => {
  const lines = (text: string): string[] =>
    relationElsewhere(parse(text), '=', parse('0'), () => 'positive').sympy.split('\n')
  expect(lines('sum(i, i^2)')).toEqual(
    expect.arrayContaining([
      "i = Symbol('i', integer=True, positive=True)",
      "d = Symbol('d', real=True, positive=True)",
    ]) as unknown,
  )
  expect(lines('at(diff(c, s), s = a)')).toContain("s = Symbol('s', real=True, positive=True)")
  expect(lines('at(x^2, x = 3)')).toContain("x = Symbol('x', real=True, positive=True)")
  expect(lines('sum(i<j, u[i])')).toContain("j = Symbol('j', integer=True, positive=True)")
})

test('a member is put in where it is given a value for any index', () => {
  const said = formulaFor('sympy', parse('at(sum(i, x[i]*y[i]), x[k] = y[k])'))
  expect(said).toBe('Sum((y[i]*y[i]), (i, 1, d))')
})

test('a letter that counts and is a word of the other system is called as it is declared there', () => {
  const { sympy } = relationElsewhere(parse('u[lambda] + sum(lambda, w[lambda]*lambda)'), '=', parse('0'), real)
  const lines = sympy.split('\n')
  expect(lines).toContain("lambda_ = Symbol('lambda', integer=True, positive=True)")
  expect(lines.at(-1)).toBe('Eq(u[lambda_] + Sum((w[lambda_]*lambda_), (lambda_, 1, d)), 0, evaluate=False)')
})

const real = (): string => 'real'
const last = (text: string): string | undefined => text.split('\n').at(-1)

test.each<[Relation, string, string]>([
  ['=', 'Eq(a, b, evaluate=False)', 'a = b;'],
  ['!=', 'Ne(a, b, evaluate=False)', 'notequal(a, b);'],
  ['>=', 'Ge(a, b, evaluate=False)', 'a >= b;'],
  ['<', 'Lt(a, b, evaluate=False)', 'a < b;'],
])('a %s b stays as it is said', (relation, sympy, maxima) => {
  const said = relationElsewhere(parse('a'), relation, parse('b'), real)
  expect([last(said.sympy), last(said.maxima)]).toEqual([sympy, maxima])
})

test.each([
  ['0', 'above', "Limit(f, t, 0, '+')", "'limit(f, t, 0, plus) = 1;"],
  ['x', 'below', "Limit(f, t, x, '-')", "'limit(f, t, x, minus) = 1;"],
  ['x', undefined, "Limit(f, t, x, '+-')", "'limit(f, t, x) = 1;"],
  ['zoo', undefined, "Limit(f, t, zoo, '+-')", "'limit(f, t, zoo) = 1;"],
  ['oo', undefined, "Limit(f, t, oo, '-')", "'limit(f, t, inf) = 1;"],
  ['-oo', undefined, "Limit(f, t, -oo, '-')", "'limit(f, t, minf) = 1;"],
] as const)('a limit at %s from %s stays as it is said', (at, side, sympy, maxima) => {
  const target = at === 'oo' || at === '-oo' ? at : { place: parse(at), side }
  const limit = { expr: parse('f'), variable: parse('t') as Sym, target, value: parse('1') }
  const said = limitElsewhere(limit, real)
  expect([last(said.sympy), last(said.maxima)]).toEqual([`Eq(${sympy}, 1, evaluate=False)`, maxima])
})

test('minus infinity has a name of its own in Maxima', () => {
  const said = limitElsewhere({ expr: parse('-t'), variable: parse('t') as Sym, target: 'oo', value: '-oo' }, real)
  expect([last(said.sympy), last(said.maxima)]).toEqual([
    "Eq(Limit(-t, t, oo, '-'), -oo, evaluate=False)",
    "'limit(-t, t, inf) = minf;",
  ])
})

test('symbols are declared with their domains, families as indexed', () => {
  const domainOf = (name: string): string => (name === 'a' ? 'positive' : 'real')
  const said = relationElsewhere(parse('a'), '=', parse('u[i]'), domainOf)
  expect(said.sympy.split('\n')).toEqual([
    'from sympy import *',
    "i = Symbol('i', integer=True, positive=True)",
    "a = Symbol('a', real=True, positive=True)",
    "u = IndexedBase('u', real=True)",
    'Eq(a, u[i], evaluate=False)',
  ])
  expect(said.maxima.split('\n')).toEqual(['assume(a > 0)$', 'a = u[i];'])
})

test('functions are spelled for systems that there are', () => {
  const systems = new Set([...Object.keys(EXPORTERS), ...Object.keys(ENGINES)])
  for (const { spellings = {} } of Object.values(FUNCTIONS))
    for (const name of Object.keys(spellings)) expect(systems).toContain(name)
})

test('engines have the names by which functions are spelled', () => {
  for (const [name, engine] of Object.entries(ENGINES)) expect(engine.name).toBe(name)
})
