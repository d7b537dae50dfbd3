import { expect, test } from 'vitest'
import { type FormulaArithmetic, formulaOf } from './formula.js'

const PLAIN: FormulaArithmetic<number> = {
  pi: Math.PI,
  whole: (n) => n,
  add: (a, b) => a + b,
  subtract: (a, b) => a - b,
  negate: (a) => -a,
  multiply: (a, b) => a * b,
  divide: (a, b) => a / b,
  wholePower: (a, n) => a ** n,
  realPower: (a, y) => a ** y,
  call: (fn, a) => Math[fn as 'exp'](a),
}

test.each([
  ['1 - x^2', -3],
  ['-x^2 + 3*x - 1', 1],
  ['2*x/4/x', 0.5],
  ['x - 1 - 1', 0],
  ['1/(2*sqrt(x + 2))', 0.25],
  ['x^(1/2)*x^(1/2)', 2],
  ['sin(pi/2)*exp(-(x - 2))', 1],
])('%s at 2 is %d', (text, value) => expect(formulaOf(text)(2, PLAIN)).toBeCloseTo(value, 14))

test.each(['x +', '2 x', '(x', 'y', 'exp x', 'x^y', '1.5'])('%s is no formula of a function', (text) =>
  expect(() => formulaOf(text)).toThrow(TypeError),
)
