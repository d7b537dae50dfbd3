import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as ast from '../expr/ast.js'
import { FUNCTIONS, functionNames } from '../functions/registry/registry.js'
import { parse } from '../expr/parse.js'
import { CLOSED_FORM } from './closed-form.example.js'
import { compile } from './compile.js'
import { type Indices, type Instance, instance } from './instance.js'
import { evaluatePrecisely } from './precise.reference.js'

const value = (text: string, at: Instance = instance(1, {}), indices: Indices = {}) =>
  compile([{ name: 'out', expr: parse(text) }])
    .run(at, indices)
    .get('out') as number

const loops = (source: string): number => source.split('for (').length - 1

describe('values', () => {
  const at = instance(3, { x: 2, y: -3 }, { u: [1, 2, 3], w: [4, 5, 6] })
  test.each([
    ['x - y - 1', 4],
    ['-x^2', -4],
    ['x/y/2', -1 / 3],
    ['x^3 + x^4 + x^-1 + x^-2 + x^0 + x^10', 8 + 16 + 0.5 + 0.25 + 1 + 1024],
    ['y^(1/2)', Number.NaN],
    ['y^3', -27],
    ['1/(x - 2)', Number.POSITIVE_INFINITY],
    ['2^0.5*2^0.5', 2],
    ['sum(i, u[i]*w[i])', 32],
    ['sum(i, 1) - d', 0],
    ['sum(i, sum(j, u[i]*w[j]))', 90],
    ['sum(i, u[i]*sum(i, w[i]))', 90],
    ['sum(i<j, (u[i]*w[j] - u[j]*w[i])^2)', 9 + 36 + 9],
    ['sum(i, sum(j<k, u[i]*u[j]*u[k]))', 66],
    ['sum(i<j, sum(k, u[i]*u[j]*u[k])*sum(k, u[j]*w[k]))', 6 * 15 * (2 * 2 + 3 * 3 + 6 * 3)],
    ['u[3] - w[1]', -1],
    ['diff(x^3, x)', 12],
    ['diff(sum(i, u[i]^2), u[2])', 4],
    ['diff(sin(x)^2, x, 2)', 2 * Math.cos(4)],
  ])('%s', (text, expected) => {
    if (Number.isFinite(expected)) expect(value(text, at)).toBeCloseTo(expected, 12)
    else expect(value(text, at)).toBe(expected)
  })

  test('every function agrees with its definition', () => {
    const x = 0.6
    for (const name of functionNames()) {
      const argument = name === 'acosh' ? 'x + 1' : 'x'
      const found = value(`${name}(${argument})`, instance(1, { x }))
      expect(found, name).toBeCloseTo(FUNCTIONS[name].numeric.double(name === 'acosh' ? x + 1 : x), 14)
    }
  })

  test('free indices are given, outputs with `over` are arrays', () => {
    expect(value('u[i]*w[j]', at, { i: 2, j: 3 })).toBe(12)
    const compiled = compile([
      { name: 'a', expr: parse('u[i]*sum(j, u[j]*w[i])*w[k]'), over: 'i' },
      { name: 'b', expr: parse('x'), over: 'm' },
    ])
    const result = compiled.run(at, { k: 1 })
    expect(result.get('a')).toEqual(Float64Array.of(96, 240, 432))
    expect(result.get('b')).toEqual(Float64Array.of(2, 2, 2))
  })

  test('what has no value is an error that says so', () => {
    expect(() => value('z', at)).toThrow('z has no value in this instance')
    expect(() => value('u[4]', at)).toThrow('the index 4 is not in 1..3')
    expect(() => value('u[i]', at)).toThrow('the free index i has no value')
    expect(() => value('u[i]', at, { i: 0 })).toThrow('the index 0 is not in 1..3')
    expect(() => value('M[i,j]', at, { i: 1, j: 1 })).toThrow('M[i,j] has 2 indices')
  })
})

describe('generated code', () => {
  test('hostile names stay out of it', () => {
    const names = ['constructor', '__proto__', 'toString', 'return', 'a; throw 1;//', 'n', 's0', 'k0', '`$' + '{x}`']
    const scalars = new Map(names.map((name, k) => [name, k + 1]))
    const vectors = new Map(names.map((name, k) => [name, Float64Array.of(k, k)]))
    const terms = names.flatMap((name) => [
      ast.symbol(name),
      ast.sum(name, ast.symbol(name, name)),
      ast.symbol(name, 'k0'),
    ])
    const compiled = compile([{ name: '__proto__', expr: ast.add(...terms), over: names[4] as string }])
    const result = compiled.run({ width: 2, scalars, vectors }, { k0: 1 }).get('__proto__')
    const total = 45 + 2 * 36 + 36
    expect(result).toEqual(Float64Array.of(total, total))
    expect(compiled.source).not.toMatch(/constructor|proto|process|throw|\$/)
  })

  test('the same sum under two index names is computed once, independent sums share a loop', () => {
    const { source } = compile([
      { name: 'a', expr: parse('sum(i, u[i]^2) + sum(j, u[j]^2) + sum(k, u[k]*w[k]) + sum(m, 1)') },
    ])
    expect(loops(source)).toBe(1)
    expect(source.match(/\+=/g)).toHaveLength(3)
  })

  test('an inner sum that does not depend on the outer index leaves the loop', () => {
    const { source } = compile([{ name: 'a', expr: parse('u[i]*sum(j, u[j]*sum(k, exp(w[k])))'), over: 'i' }])
    expect(source.indexOf('Math.exp')).toBeLessThan(source.lastIndexOf('for ('))
    const nested = source.split('\n').filter((line) => line === '}')
    expect(nested).toHaveLength(3)
    expect(source).not.toContain('}\n}')
  })

  const index = fc.constantFrom('i', 'j', 'k')
  const { e: formulas } = fc.letrec<{ e: ast.Expr }>((tie) => ({
    e: fc.oneof(
      { depthSize: 'medium', withCrossShrink: true },
      index.map((i) => ast.symbol('u', i)),
      index.map((i) => ast.symbol('w', i)),
      fc.constantFrom<ast.Expr>(ast.symbol('x'), ast.rational(2), ast.symbol('u', 2), ast.symbol('d')),
      fc.tuple(tie('e'), tie('e')).map(([a, b]) => ast.subtract(a, b)),
      fc.tuple(tie('e'), tie('e')).map(([a, b]) => ast.multiply(a, b)),
      fc.tuple(index, tie('e')).map(([i, body]) => ast.sum(i, body)),
      fc.tuple(index, tie('e')).map(([i, body]) => ast.sumPairs(i, i === 'k' ? 'i' : 'k', body)),
    ),
  }))

  test('random formulas of nested sums have the value that the interpreter finds, exactly', () => {
    const at = instance(3, { x: -2 }, { u: [1, -2, 3], w: [2, 1, -1] })
    fc.assert(
      fc.property(formulas, formulas, (a, b) => {
        const compiled = compile([
          { name: 'a', expr: a, over: 'i' },
          { name: 'b', expr: ast.multiply(b, a) },
        ])
        const result = compiled.run(at, { i: 3, j: 2, k: 1 })
        const expected = [1, 2, 3].map((i) => evaluatePrecisely(a, at, { i, j: 2, k: 1 }, 40).toNumber())
        const product = evaluatePrecisely(ast.multiply(b, a), at, { i: 3, j: 2, k: 1 }, 40).toNumber()
        fc.pre(![...expected, product].some((x) => !(Math.abs(x) < 1e12)))
        expect([...(result.get('a') as Float64Array)].map((x) => x + 0)).toEqual(expected.map((x) => x + 0))
        expect((result.get('b') as number) + 0).toBe(product + 0)
      }),
      { seed: 1, numRuns: 500 },
    )
  })
})

test('the closed form at width 10^6 takes two passes', () => {
  const width = 1_000_000
  const u = Float64Array.from({ length: width }, (_, k) => Math.sin(k))
  const w = Float64Array.from({ length: width }, (_, k) => Math.cos(3 * k))
  const compiled = compile([
    { name: 'u', expr: CLOSED_FORM.u, over: 'i' },
    { name: 'w', expr: CLOSED_FORM.w, over: 'i' },
  ])
  const scalars = new Map(Object.entries({ eta_u: 0.5, eta_w: 2, gamma: 1e-3, A: 2, C: 30, t: 0 }))
  const start = compiled.run({
    width,
    scalars,
    vectors: new Map([
      ['u', u],
      ['w', w],
    ]),
  })
  expect(loops(compiled.source)).toBe(2)
  for (const k of [0, 1, 999_999]) expect((start.get('u') as Float64Array)[k]).toBeCloseTo(u[k] as number, 12)
  const later = {
    width,
    scalars: new Map(scalars).set('t', 1e3),
    vectors: new Map([
      ['u', u],
      ['w', w],
    ]),
  }
  const late = compiled.run(later, {}, start)
  expect(late.get('u')).toBe(start.get('u'))
  const [a, b] = [late.get('u') as Float64Array, late.get('w') as Float64Array]
  const output = a.reduce((sum, x, k) => sum + x * (b[k] as number), 0)
  expect(output).toBeCloseTo(30 / (1e-3 * 2), 6)
})
