import { Decimal } from 'decimal.js'
import { describe, expect, test } from 'vitest'
import { functionNames } from '../functions/registry/registry.js'
import { parse } from '../expr/parse.js'
import { compile } from './compile.js'
import { instance } from './instance.js'
import { log10 } from './error-bound.js'
import { evaluatePrecisely, isClear, preciseEvaluator } from './precise.reference.js'

const at = instance(3, { x: 2, y: -3, h: 0.5 }, { u: [1, 2, 3], w: [4, 5, 6] })
const value = (text: string, digits = 50) => evaluatePrecisely(parse(text), at, {}, digits)

test.each([
  ['sqrt(2)^2', '2'],
  ['sin(pi/6) + cos(pi/3) + tan(pi/4)', '2'],
  ['exp(log(7))', '7'],
  ['1/3 + 1/3 + 1/3', '1'],
  ['sum(i<j, (u[i]*w[j] - u[j]*w[i])^2) + d', '57'],
  ['sum(i, u[i]*sum(j, w[j]))/u[3]', '30'],
  ['(-8)^(4/2)', '64'],
])('%s = %s to 50 digits', (text, expected) => {
  expect(value(text).minus(expected).abs().lessThan('1e-49')).toBe(true)
})

test('agrees with doubles for every function, on both sides of every branch', () => {
  for (const name of functionNames()) {
    for (const x of [0.3, 0.99, 1.5, -0.7, -4, 30]) {
      const point = instance(1, { x })
      const expr = parse(`${name}(x)`)
      const double = compile([{ name, expr }]).run(point).get(name) as number
      const precise = evaluatePrecisely(expr, point, {}, 30).toNumber()
      if (Number.isFinite(double)) expect(Math.abs(precise / double - 1), `${name}(${x})`).toBeLessThan(1e-9)
      else expect(precise, `${name}(${x})`).toBeNaN()
    }
  }
})

const UNDEFINED = '1/(x - 2); log(0); log(y); sqrt(y); y^0.3; 0^(-1); 1/(1/(x - 2)); log(y)^0; asin(x); atanh(1)'

test.each(UNDEFINED.split('; '))('%s is undefined', (text) => expect(value(text).isNaN()).toBe(true))

describe('never hangs', () => {
  test.each([
    'exp(exp(exp(exp(x))))',
    'exp(-exp(exp(exp(exp(x)))))',
    'sin(exp(exp(10)))',
    'cosh(10^40)',
    'sinh(-10^10)',
    'tanh(10^400)',
    'sech(10^40)',
    'asinh(exp(10^9))',
    'acosh(exp(10^9))',
    'asinh(exp(-10^9))',
    'atan(exp(10^12))',
    'log(exp(10^12) + 1)',
    '3^(10^12)',
    '1.000001^(3^(10^3))',
    '(10^12)^(10^12)^(10^12)',
    'diff(diff(diff(diff(diff(diff(x^9, x), x), x), x), x), x)',
    'diff(exp(x), x, 99)',
  ])('%s', (text) => {
    expect(value(text, 80)).toBeInstanceOf(Decimal)
  })
})

test('a sum too wide to evaluate is given up', () => {
  const wide = instance(100, {}, { u: Array.from({ length: 100 }, (_, k) => k) })
  expect(evaluatePrecisely(parse('sum(i, sum(j, sum(k, u[i]*u[j]*u[k])))'), wide, {}, 50).isNaN()).toBe(true)
})

test.each([
  ['diff(x^3, x)', '12'],
  ['diff(x^5, x, 3)', '240'],
  ['diff(diff(x^5*y^2, x), y)', '-480'],
  ['diff(sum(i, u[i]^3), u[2])', '12'],
  ['diff(log(x), x) + diff(exp(2*x), x)/exp(2*x)', '2.5'],
])('%s = %s by difference quotients', (text, expected) => {
  expect(value(text).minus(expected).abs().lessThan(new Decimal('1e-46'))).toBe(true)
})

describe('the bound of the error', () => {
  const computed = (text: string, digits: number) => preciseEvaluator(at, {}, digits)(parse(text))

  test('says that no digit of a saturated difference is known', () => {
    for (const digits of [50, 80]) expect(isClear(computed('(1 - tanh(200)^2)*1000', digits))).toBe(false)
    expect(isClear(computed('(1 - tanh(20)^2)*1000', 50))).toBe(true)
  })

  const HARD = [
    ...functionNames().flatMap((name) => [
      `${name}(x/3 + 1e-40 - x/3)`,
      `${name}((1/3 + 1e-12) - 1/3)`,
      `${name}(1 + 1/7e25 - 1/7e24)`,
      `${name}(1 + 2/7e25)`,
      `${name}(1/7 + 7)`,
      `${name}(pi*h - 1/7e30)`,
      `${name}(10^15/7 - 10^15/7 + 1/9)`,
      `${name}(log(x)*40)`,
    ]),
    '(pi - 22/7)^(-3)',
    '(1 + 1/3^40)^(3^40)',
    '(exp(1/7) - 1 - 1/7 - 1/98)^0.3',
    '(1/3 - 1/3 + 1e-12)^9',
    'x^(exp(100) - exp(99.5))',
    'h^sqrt(2) - h^(99/70)',
    'sum(i<j, u[i]/w[j] - u[j]/w[i])',
    'exp(exp(4)) - exp(exp(4) + 1e-20)',
  ]
  test.each(HARD)('holds for %s', (text) => {
    const fine = computed(text, 400)
    let known = 0
    for (const digits of [20, 30, 50, 80]) {
      const rough = computed(text, digits)
      if (rough.value.isNaN() || !rough.defined) continue
      known++
      expect(log10(rough.value.minus(fine.value)), `${digits} digits`).toBeLessThanOrEqual(rough.error)
    }
    expect(fine.value.isNaN() || known > 0).toBe(true)
  })

  test('an end that rounding may have crossed leaves it open whether there is a value', () => {
    expect(computed('sqrt(1/3 - 1/3)', 50)).toMatchObject({ defined: false })
    for (const text of ['sqrt(1/3 + 2/3 - 1)', 'acos(1/3 + 2/3)', 'acosh(1/3 + 2/3)', 'asin(-1/3 - 2/3)']) {
      expect(computed(text, 50), text).toMatchObject({ defined: false })
    }
    expect(computed('sqrt(x - 2)', 50)).toMatchObject({ defined: true })
  })
})

describe('a value of which no digit is known', () => {
  const x = instance(1, { x: -3 })
  test.each(['1/(3*(1/x) + 1)', 'abs(3*(1/x) + 1)/(3*(1/x) + 1)', '(3*(1/x) + 1)^(-1)', 'log(3*(1/x) + 1)'])(
    'is no divisor and has no logarithm: %s',
    (text) => {
      for (const digits of [50, 80]) expect(evaluatePrecisely(parse(text), x, {}, digits).isNaN()).toBe(true)
    },
  )
  test('may be one that is small but known', () => {
    expect(evaluatePrecisely(parse('1/(3*(1/x) + 1 + 10^(-30))'), x, {}, 50).toNumber()).toBeCloseTo(1e30, -20)
  })
})
