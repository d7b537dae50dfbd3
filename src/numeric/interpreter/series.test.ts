import { Decimal } from 'decimal.js'
import { describe, expect, test } from 'vitest'
import { evaluateDerivatives } from '../../expr/differentiate.js'
import { type FunctionName, functionNames } from '../../functions/registry/registry.js'
import { parse } from '../../expr/parse.js'
import { type Instance, instance } from '../instance.js'
import { evaluatePrecisely } from '../precise.reference.js'
import { context } from './claims.example.js'
import { inDecimals, inDoubles } from './judge.js'
import { Reading } from './reading.js'

const READING = new Reading(context('x y'))

function taylor(text: string, at: Instance): Decimal {
  const found = inDecimals(READING, at, 60).evaluate(parse(text))
  if (found.kind === 'missing') throw new Error(`${text}: ${found.why}`)
  const double = inDoubles(READING, at).evaluate(parse(text))
  if (double.kind === 'number')
    expect(found.value.minus(double.value.toPrecision(100)).abs().lte(double.error), text).toBe(true)
  return found.value
}

const near = (a: Decimal, b: Decimal, digits: number): boolean =>
  a
    .minus(b)
    .abs()
    .lte(Decimal.max(1, a.abs()).times(`1e-${digits}`))

/** Inside the domain of each function, on both sides where there are two. */
const places = (fn: FunctionName): number[] => {
  if (['log', 'sqrt'].includes(fn)) return [0.3, 5]
  if (['asin', 'acos', 'atanh'].includes(fn)) return [-0.75, 0.3]
  return fn === 'acosh' ? [1.25, 4] : [-1.25, 0.3, 2]
}

describe.each(functionNames())('%s', (fn) => {
  const inside = `${fn}(x^2*y/(1 + y))`
  const points = places(fn).map((p) => {
    // y/(1 + y) x^2 = p at y = 3 or -1/2 (a negative p).
    const y = p < 0 ? -0.5 : 3
    return instance(1, { x: Math.sqrt(Math.abs(p) / Math.abs(y / (1 + y))), y })
  })

  test('its series is what difference quotients give', () => {
    for (const at of points) {
      for (const text of [`diff(${inside}, x)`, `diff(${inside}, x, 3)`, `diff(diff(${inside}, x), y)`]) {
        expect(
          near(taylor(text, at), evaluatePrecisely(parse(text), at, {}, 40), 30),
          `${text} at ${at.scalars.get('x')}`,
        ).toBe(true)
      }
    }
  })

  test('its series is what symbolic differentiation gives, at high order', () => {
    for (const at of points) {
      const text = `diff(${fn}(x^2*y), x, 6)`
      const there = { ...at, scalars: new Map([...at.scalars, ['y', places(fn)[1] as number], ['x', 1]]) }
      const symbolic = evaluatePrecisely(evaluateDerivatives(parse(text)), there, {}, 60)
      expect(near(taylor(text, there), symbolic, 40), text).toBe(true)
    }
  })
})

test.each([
  ['diff(exp(x), x, 20)', 'exp(x)'],
  ['diff(sin(x), x, 21)', 'cos(x)'],
  ['diff(x^30, x, 29)', `${Array.from({ length: 30 }, (_, k) => k + 1).join('*')}*x`],
  ['diff(1/x, x, 12)', `${Array.from({ length: 12 }, (_, k) => k + 1).join('*')}/x^13`],
  ['diff(x^(5/2), x, 4)', '5/2*3/2*1/2*(-1/2)*x^(-3/2)'],
  ['diff(x^y, y, 3)', 'x^y*log(x)^3'],
  ['diff(diff(x^y, y), x)', 'x^(y - 1)*(1 + y*log(x))'],
  ['diff((x^2)^(1/3)*x^(-3), x)', '-7/3*x^(-10/3)'],
  ['diff(diff(diff(exp(x*y), x), y), x)', 'exp(x*y)*(2*y + x*y^2)'],
])('%s = %s', (text, expected) => {
  const at = instance(1, { x: 1.75, y: 0.625 })
  const [a, b] = [taylor(text, at), taylor(expected, at)]
  expect(a.minus(b).abs().lte(b.abs().times('1e-45'))).toBe(true)
})
