import { describe, expect, test } from 'vitest'
import { type Expr, type Place, type Sym, derivative, symbol, valueAt, where } from '../../expr/ast.js'
import { parse } from '../../expr/parse.js'
import type { Context } from '../../proposition/proposition.js'
import { type Indices, type Instance, MissingValue, instance } from '../instance.js'
import { context } from './claims.example.js'
import { inDecimals, inDoubles } from './judge.js'
import { Reading, TooDeep } from './reading.js'

const AT = instance(3, { x: 2, y: 3, a: 0.5, n: 3, m: -2, z: 0 }, { u: [1, -2, 3], w: [4, 5, 6] })
const PLAIN = context('x y a z n:integer m:integer u[] w[]')

/** The value in doubles and in decimals, which must be one: a number, or why there is none. */
function value(e: string | Expr, where_: Context = PLAIN, at: Instance = AT, indices: Indices = {}): number | string {
  const expr = typeof e === 'string' ? parse(e) : e
  const reading = new Reading(where_)
  const doubles = inDoubles(reading, at)
  const decimals = inDecimals(reading, at, 40)
  const [a, b] = [doubles.evaluate(expr, doubles.at(indices)), decimals.evaluate(expr, decimals.at(indices))]
  if (b.kind === 'missing') {
    expect(a.kind === 'missing' && (a.why === b.why || a.why === 'unknown')).toBe(true)
    return b.why
  }
  if (a.kind === 'number')
    expect(Math.abs(b.value.minus(a.value.toPrecision(100)).toNumber())).toBeLessThanOrEqual(a.error)
  return b.value.toNumber()
}

describe('every kind of node', () => {
  test.each([
    ['2.5', 2.5],
    ['pi', Math.PI],
    ['x', 2],
    ['u[2]', -2],
    ['d', 3],
    ['x + y - a', 4.5],
    ['x*y*a', 3],
    ['x/y/a', 4 / 3],
    ['-x', -2],
    ['x^3', 8],
    ['x^a', Math.SQRT2],
    ['sqrt(x)*sqrt(x)', 2],
    ['sum(i, u[i]*i)', 6],
    ['sum(i, 1)', 3],
    ['sum(i<j, u[i]*u[j])', -5],
    ['sum(i, sum(i, u[i]))', 6],
    ['sum(i, sum(j, u[i]*w[j]))', 30],
    ['diff(x^3, x)', 12],
    ['diff(x^3*y, x, 2)', 36],
  ])('%s = %d', (text, expected) => expect(value(text)).toBeCloseTo(expected, 12))

  test('an index is the number that it counts, free or bound', () => {
    expect(value({ kind: 'index', name: 'k' }, PLAIN, AT, { k: 3 })).toBe(3)
    expect(value('u[k] + sum(k, k)', PLAIN, AT, { k: 2 })).toBe(4)
  })

  test('sums within sums are gone through up to a bound', () => {
    const wide = instance(4000, {})
    const sums = inDoubles(new Reading(PLAIN), wide)
    expect(sums.evaluate(parse('sum(n, sum(i<j, n))'))).toMatchObject({ kind: 'missing', why: 'unknown' })
    expect([sums.isSpent, sums.evaluate(parse('sum(i, i)')).kind]).toEqual([true, 'missing'])
    sums.renew()
    expect(sums.evaluate(parse('sum(i, i)'))).toMatchObject({ value: 8_002_000 })
  })

  test('a value that another part must have too', () => {
    expect(value(where(parse('x'), parse('log(y)')))).toBe(2)
    expect(value(where(parse('x'), parse('log(-y)')))).toBe('undefined')
    expect(value(where(parse('log(-y)'), parse('x')))).toBe('undefined')
  })

  test('no value in the instance is an error, a member beyond the width has none', () => {
    expect(() => value('q')).toThrow(MissingValue)
    expect(() => value('u[k]')).toThrow(MissingValue)
    expect(value('u[4]')).toBe('undefined')
  })

  test('d is a symbol where it is bound', () => {
    expect(value('d + sum(i, 1)', context('d'), instance(3, { d: 0.5 }))).toBe(3.5)
  })
})

describe('powers', () => {
  test.each([
    ['z^0', 1],
    ['z^2', 0],
    ['z^(1 + 1)', 0],
    ['(-x)^3', -8],
    ['(-x)^(4/2)', 4],
    ['(-x)^n', -8],
    ['(-x)^m', 0.25],
    ['(-x)^(2*n - m)', 256],
    ['(-x)^d', -8],
    ['sum(i, (-x)^i)', -6],
    ['x^(3/2)', 2 ** 1.5],
    ['1.0000000001^(10^10)', (1 + 1e-10) ** 1e10],
  ])('%s = %d', (text, expected) => expect(value(text)).toBeCloseTo(expected, 5))

  test.each(['z^a', 'z^(-1)', '(-x)^a', '(-x)^(1/3)', 'z^n', 'z^m', 'z^(-a)', 'z^(a - 0.5)'])(
    '%s has no value',
    (text) => expect(value(text)).toBe('undefined'),
  )

  test('an exponent that happens to be whole is not whole by its form', () => {
    expect(value('(-x)^y')).toBe('undefined')
    expect(value(valueAt(parse('(-x)^n'), symbol('n'), parse('y')))).toBe('undefined')
    expect(value(valueAt(parse('(-x)^n'), symbol('n'), parse('m')))).toBe(0.25)
  })
})

describe('binding', () => {
  test.each([
    ['diff(x*diff(x*y, y), x)', 4],
    ['diff(x*diff(x*y, x), x)', 3],
    ['diff(diff(x^2*y^2, x), y)', 24],
    ['diff(diff(x^3, x), x) + diff(x^3, x, 2)', 24],
    ['diff(y*diff(x^2*diff(y^3, y), x), y)', 4 * 9 * 3 * 3 + 0],
    ['diff(sum(i, u[i]^2), u[2])', -4],
    ['diff(sum(i<j, u[i]*u[j]), u[1])', 1],
    ['diff(sum(i, diff(u[i]^3, u[2])), u[2])', -12],
    ['sum(i, diff(u[i]^2*w[i], u[i]))', 2 * (4 - 10 + 18)],
  ])('%s = %d', (text, expected) => expect(value(text)).toBe(expected))

  test('a free index may be the member that moves', () => {
    const e = 'diff(u[j]*u[k], u[2])'
    expect([1, 2, 3].map((j) => value(e, PLAIN, AT, { j, k: 3 }))).toEqual([0, 3, 0])
    expect(value('diff(u[j]^2, u[k])', PLAIN, AT, { j: 2, k: 2 })).toBe(-4)
  })

  const at = (body: string, variable: string, by: string, order = 1, index?: string): Expr =>
    derivative(parse(body), parse(variable) as Sym, order, { by: parse(by), ...(index && { index }) } as Place)

  test('a place is read outside, and bound inside', () => {
    expect(value(at('x^2*y', 'x', '5'))).toBe(30)
    expect(value(at('x^2*y', 'x', 'x + y', 0))).toBe(75)
    expect(value(at('y^2', 'y', 'x', 1))).toBe(4)
    // d/dx of the value of (x y)' at y = x: d/dx x.
    expect(value(derivative(at('x*y', 'y', 'x'), parse('x') as Sym))).toBe(1)
    // d/dx of the value of y^2 at y = x.
    expect(value(derivative(at('y^2', 'y', 'x', 0), parse('x') as Sym))).toBe(4)
    // The inner place is where the outer one is not: (x^2)' at x = 3 does not move.
    expect(value(derivative(at('x^2', 'x', '3'), parse('x') as Sym))).toBe(0)
  })

  test('a place of a family says what each member is', () => {
    expect(value(at('sum(i, u[i]^2)', 'u[2]', 'w[k]', 0, 'k'))).toBe(16 + 25 + 36)
    expect(value(at('sum(i, u[i]^2)', 'u[2]', 'w[k]*u[k]', 1, 'k'))).toBe(-20)
    expect(value(at('u[1]', 'u[2]', 'log(u[k])', 0, 'k'))).toBe('undefined')
  })

  test('a place without a value leaves nothing', () => {
    expect(value(at('5', 'x', '1/z'))).toBe('undefined')
  })
})

describe('definitions', () => {
  const defined = context('x y u[] w[] s', {
    g: 'f + x',
    f: 'x^2*y',
    'p[i]': 'u[i]*w[i]',
    total: 'sum(i, p[i])',
    loose: 'u[j]',
  })

  test.each([
    ['f', 12],
    ['diff(f, x)', 12],
    ['diff(g, x)', 13],
    ['diff(f*x, x)', 36],
    ['diff(f^2, f)', 24],
    ['diff(g, f)', 1],
    ['p[2]', -10],
    ['diff(total, u[3])', 6],
    ['diff(p[2], u[2]) + diff(p[2], u[1])', 5],
    ['sum(i, p[i]*i)', 4 - 20 + 54],
    ['diff(at(x^2, x = p[2]), u[2])', -100],
    ['diff(x^p[1], u[1])', 4 * 16 * Math.LN2],
  ])('%s = %d', (text, expected) => expect(value(text, defined)).toBeCloseTo(expected, 12))

  test('are read where they are used', () => {
    expect(value(valueAt(parse('f'), symbol('x'), parse('10')), defined)).toBe(300)
    expect(value(valueAt(parse('f'), symbol('f'), parse('10')), defined)).toBe(10)
    expect(value(valueAt(parse('total'), symbol('u', 'k'), parse('w[k]')), defined)).toBe('unknown')
    const family = derivative(parse('total'), parse('u[1]') as Sym, 0, { by: parse('w[k]'), index: 'k' })
    expect(value(family, defined)).toBe(77)
  })

  test('their free indices are those of the claim, not of a sum around', () => {
    expect(value('sum(j, loose)', defined, AT, { j: 3 })).toBe(9)
  })
})

describe('along a flow', () => {
  const oscillator = context('x v t k', { H: 'v^2/2 + x^2/2', L: 'H*exp(-t)' }, { x: 'v', v: '-x - k*v' })
  const at = instance(1, { x: 1, v: 2, k: 0.5, t: 0 })

  test.each([
    ['diff(H, t)', -2],
    ['diff(H, t, 2)', 4],
    ['diff(diff(H, t), t)', 4],
    ['diff(L, t)', -4.5],
    ['diff(t*x, t)', 1],
    ['diff(x, t)*diff(H, x)', 2],
    ['diff(diff(x, t), v)', 1],
    ['diff(t^2, t)', 0],
    ['diff(k*t, t)', 0.5],
  ])('%s = %d', (text, expected) => expect(value(text, oscillator, at)).toBe(expected))

  test('a state at another time is not known', () => {
    const later = derivative(parse('x'), symbol('t'), 1, { by: parse('1') })
    expect(value(later, oscillator, at)).toBe('unknown')
    expect(value(valueAt(parse('x*t'), symbol('t'), parse('1')), oscillator, at)).toBe('unknown')
    expect(value(valueAt(parse('t^2'), symbol('t'), parse('3')), oscillator, at)).toBe(9)
  })

  test('a state that is put is where it starts', () => {
    // v is where v is put, so d/dt x is that.
    expect(value(valueAt(parse('diff(x, t)'), symbol('v'), parse('7')), oscillator, at)).toBe(7)
    expect(value(derivative(valueAt(parse('x^2'), symbol('x'), parse('3')), symbol('t')), oscillator, at)).toBe(0)
  })

  test('families move member by member, one with a rate of its own too', () => {
    const families = context('u[] w[] t', {}, { 'u[i]': 'w[i]*sum(j, u[j])', 'w[1]': '10' })
    const there = instance(2, { t: 0 }, { u: [1, 2], w: [3, 4] })
    expect(value('diff(sum(i, u[i]^2), t)', families, there)).toBe(2 * (1 * 9 + 2 * 12))
    expect(value('diff(w[1]*w[2], t)', families, there)).toBe(40)
    expect(value('diff(u[1], t, 2)', families, there)).toBe(10 * 3 + 3 * (9 + 12))
  })

  test('a free index of a rate is that of the claim, not of a sum around', () => {
    const loose = context('u[] w[] t', {}, { 'u[i]': 'w[j]' })
    const there = instance(2, { t: 0 }, { u: [1, 2], w: [3, 4] })
    expect(value('sum(j, diff(u[1], t))', loose, there, { j: 2 })).toBe(8)
    expect(value('sum(j, diff(u[j], t))', loose, there, { j: 2 })).toBe(8)
  })

  test('a state with a closed form is that', () => {
    const solved = context('k t', { x: 'exp(k*t)' }, { x: 'k*x' })
    expect(value('diff(x, t)', solved, instance(1, { k: 2, t: 0 }))).toBe(2)
  })
})

describe('definedness', () => {
  test.each([
    'log(-1 - x^2)',
    'diff(log(-1 - x^2), x)',
    'z*diff(log(abs(z)), z)',
    'diff(abs(z), z)',
    'diff(sqrt(z), z)',
    'diff(asin(x/2), x)',
    'diff(acosh(x/2), x)',
    'diff(z^a, z)',
    'diff(1/z, z)',
    'diff(asin(x - 1), x)',
    '1/z',
    '0*log(z)',
    'log(z)^0',
    'x + 1/(x - 2)',
    'diff(y, x) + 1/(x - 2)',
    'diff(1/(y - 3), x)',
    'tanh(atanh(x))',
    'csch(z)',
    'sum(i, log(u[i]))',
  ])('%s has no value', (text) => expect(value(text)).toBe('undefined'))

  test.each([
    ['diff(abs(y - 3)*x, x)', 0],
    ['diff(sqrt(z)*x, x)', 0],
    ['diff(abs(z^2), z)', 0],
    ['sqrt(z)', 0],
    ['asin(x/2)', Math.PI / 2],
    ['diff(log(abs(-x)), x)', 0.5],
  ])('%s = %d', (text, expected) => expect(value(text)).toBeCloseTo(expected, 14))

  test('what the digits do not tell is unknown', () => {
    expect(value('1/(sin(x)^2 + cos(x)^2 - 1)')).toBe('unknown')
    expect(value('sqrt(sin(x)^2 + cos(x)^2 - 1)')).toBe('unknown')
    expect(value('exp(exp(exp(exp(x))))')).toBe('unknown')
    expect(value('diff(sqrt(z^2), z)')).toBe('unknown')
    expect(value('exp(exp(exp(exp(x)))) + 1/z')).toBe('undefined')
  })
})

test('ends, whatever is asked', () => {
  const wide = instance(64, { x: 2 }, { u: Array.from({ length: 64 }, (_, k) => k + 1) })
  expect(value('sum(i, sum(j, sum(k, sum(l, sin(u[i]*u[j]*u[k]*u[l])))))', PLAIN, wide)).toBe('unknown')
  const nested = `${'diff('.repeat(40)}exp(x^2)${', x)'.repeat(40)}`
  expect(value(nested)).toBe('unknown')
  expect(() => value('f', context('x', { f: 'g', g: 'f' }))).toThrow(TooDeep)
  const deep = Array.from({ length: 2000 }, (_, k): [string, string] => [`f${k}`, `f${k + 1} + 1`])
  expect(() => value('f0', context('x', Object.fromEntries(deep)))).toThrow(TooDeep)
}, 20_000)
