import { expect, it } from 'vitest'
import { parse } from '../expr/parse.js'
import { linearDarboux } from './darboux.js'
import { flowOf, inSpan } from './flows.example.js'
import { VectorField } from './vector-field.js'
import { written } from './written.js'

it.each([
  [
    'two planted lines',
    {
      x: '((x + 2*y + 1)*(a - b*(x - y)) + 2*(x - y)*(c*(x + 2*y + 1) - e))/3',
      y: '((x + 2*y + 1)*(a - b*(x - y)) - (x - y)*(c*(x + 2*y + 1) - e))/3',
    },
    ['x + 2*y + 1', 'x - y'],
  ],
  [
    'three axes of generic species',
    { x: 'x*(r + a*x + b*y + c*z)', y: 'y*(s + e*x + f*y + g*z)', z: 'z*(h + k*x + l*y + m*z)' },
    ['x', 'y', 'z'],
  ],
  [
    'lines of the common factor and of one component',
    { x: 'y*z*(a - b*x)*(x + y + c)', y: '(x - z)*(a + b + y)*(y*x - c)', z: '(x + y + z)*(x - a)^2' },
    ['b*x - a', 'y + a + b'],
  ],
  ['a linear factor shared by a nonlinear flow', { x: '(x + a*y)*(y^2 + c)', y: '(x + a*y)*(x^2 - b)' }, ['x + a*y']],
  ['all planes through an axis', { x: 'x*(x + z)', y: 'y*(x + z)', z: 'z^2 + x*y + c' }, ['x', 'y']],
])('%s', (_, rates, expected) => {
  const flow = flowOf(rates)
  const field = new VectorField(flow, new Map())
  const { spaces, complete } = linearDarboux(field)
  const found = spaces.flatMap(({ basis }) => basis.map((f) => written(field.ring, f)))
  expect(complete).toBe(true)
  expect(found.length).toBe(expected.length)
  for (const text of expected) expect(inSpan(flow, parse(text), found)).toBe(true)
})
