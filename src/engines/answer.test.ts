import { describe, expect, test } from 'vitest'
import { symbol } from '../expr/ast.js'
import { print } from '../expr/print.js'
import { ALGEBRITE } from './algebrite.js'
import { answer, answers } from './answer.js'
import type { Engine } from './engine.js'
import { Refusal } from './failure.js'
import { Naming } from './naming.js'
import { NERDAMER } from './nerdamer.js'

const naming = new Naming()
for (const s of [symbol('k'), symbol('u', 3)]) naming.hide(s)

describe('an answer', () => {
  test.each<[Engine, string, string]>([
    [NERDAMER, 'e^(2*x1)', 'exp(2*k)'],
    [NERDAMER, 'e*x1', 'exp(1)*k'],
    [NERDAMER, 'sign(x1+sign(x2))^2', '(abs(k + abs(u[3])/u[3])/(k + abs(u[3])/u[3]))^2'],
    [NERDAMER, 'sqrt(x1)^(-1)', 'sqrt(k)^(-1)'],
    [ALGEBRITE, 'arctan(x1)', 'atan(k)'],
    [ALGEBRITE, 'sgn(x1)', 'abs(k)/k'],
    [ALGEBRITE, '(-x1)^(1/2)', '(-k)^(1/2)'],
  ])('is read: %#', (engine, text, expected) => {
    expect(print(answer(engine, naming, text, 'x1 + x2'))).toBe(expected)
  })

  test.each([
    ['i*x1', /imaginary/],
    ['(-1)^(1/2)*x1', /imaginary/],
    ['log(-2)', /imaginary/],
    ['sqrt(-2)', /imaginary/],
    ['x3', /contains x3/],
    ['NaN', /contains NaN/],
    ['Infinity', /contains Infinity/],
    ['undefined', /contains undefined/],
    ['integrate(sin(x1),x1)', /contains integrate/],
    ['d(x1,x2)', /contains d\(/],
    ['diff(x1, x2)', /unevaluated|contains/],
    ['x1 +', /cannot be read/],
    ['x1 x2', /cannot be read/],
    ['sign(x1', /unbalanced/],
    ['', /is empty/],
    ['7'.repeat(90_000), /300 digits/],
    ['x1+'.repeat(50_000), /characters/],
    ['0.693147', /rounded/],
    ['1.41421...', /rounded/],
    ['325368125/119696244', /rounded/],
    ['x1*(261080729/376659873)', /rounded/],
  ])('is refused: %#', (text, reason) => {
    expect(() => answer(NERDAMER, naming, text, 'x1 + x2')).toThrow(reason)
    expect(() => answer(NERDAMER, naming, text, 'x1 + x2')).toThrow(Refusal)
  })

  test('with "Stop:" gives the reason of the engine', () => {
    expect(() => answer(ALGEBRITE, naming, 'Stop: divide by zero', '')).toThrow('divide by zero')
  })

  test('may have the large denominators that exact arithmetic gives', () => {
    expect(print(answer(NERDAMER, naming, '(1/1000000000)*x1', '10^9'))).toBe('1/1000000000*k')
    expect(answer(NERDAMER, naming, '(1/1000003)*x1', 'x1/1000003')).toBeDefined()
    expect(answer(NERDAMER, naming, '(5/282475249)*x1', 'x1')).toBeDefined()
  })
})

describe('a list of answers', () => {
  test.each([
    ['[x1,f]', undefined],
    ['[sqrt(x1),-(x1+x2)]', ['sqrt(k)', '-(k + u[3])']],
    ['1/2*x2', ['1/2*u[3]']],
  ])('%s', (text, expected) => {
    if (expected) expect(answers(ALGEBRITE, naming, text, '').map(print)).toEqual(expected)
    else expect(() => answers(ALGEBRITE, naming, text, '')).toThrow(/contains f/)
  })

  test('that is empty is refused', () => {
    expect(() => answers(NERDAMER, naming, '[]', '')).toThrow('it found no solution')
  })
})
