import { expect, test } from 'vitest'
import { type Expr, children } from './ast.js'
import { add, symbol } from './ast.js'
import { FormulaError } from './formula-error.js'
import { mistakeAbout, readWritten, standsAt } from './written.js'

const problemOf = (text: string): FormulaError => {
  try {
    readWritten(text)
  } catch (error) {
    if (error instanceof FormulaError) return error
    throw error
  }
  throw new Error('it was read')
}

test.each([
  ['1 + Log(x)', 4, 'unknown function Log; did you mean log? (a product is written with *)'],
  ['Diff(x, t)', 0, 'unknown function Diff; did you mean diff? (a product is written with *)'],
  ['sqtr(x)', 0, 'unknown function sqtr; did you mean sqrt? (a product is written with *)'],
])('a function that is nearly one that there is: %s', (text, offset, problem) => {
  expect(problemOf(text)).toMatchObject({ problem, offset, text })
})

test('another one is told with all that there are', () => {
  expect(problemOf('foo(x)').problem).toMatch(/^unknown function foo; known are abs, .*; write multiplication as \*$/)
  expect(problemOf('x(x + 1)').problem).toMatch(/^unknown function x; known are abs/)
})

test('what is wrong with a part of a formula is told where that was written', () => {
  const whole = readWritten('2 + diff(N, r)')
  standsAt(whole, ['claims', 'it', 0])
  const part = children(whole)[1] as Expr
  expect(mistakeAbout(part, 'no')).toMatchObject({ text: '2 + diff(N, r)', offset: 4, path: ['claims', 'it', 0] })
  expect(mistakeAbout(children(part)[0] as Expr, 'no')).toMatchObject({ text: '2 + diff(N, r)', offset: 9 })
  expect(mistakeAbout(add(symbol('y'), part), 'no')).toMatchObject({ text: '2 + diff(N, r)', offset: 4 })
  expect(mistakeAbout(add(symbol('y'), symbol('z')), 'no')).toMatchObject({ text: 'y + z', offset: 0, path: [] })
})
