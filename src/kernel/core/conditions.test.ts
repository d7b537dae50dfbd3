import { expect, it } from 'vitest'
import { parse } from '../../expr/parse.js'
import { print } from '../../expr/print.js'
import { renameIndices } from '../../expr/substitute.js'
import { inWords, plainConditions, said, spoken, withoutWeaker } from './conditions.js'
import type { Condition } from './generators.js'

const plain = (...of: readonly (readonly [Condition['must'], string])[]): string[] =>
  plainConditions(of.map(([must, text]) => ({ expr: parse(text), must }))).map(
    ({ expr, must }) => `${must} ${print(expr)}`,
  )

it('what is not zero is told once, in its simplest form', () => {
  expect(plain(['nonzero', 'a'], ['nonzero', 'abs(a)^2'], ['nonzero', '-abs(-a)'])).toEqual(['nonzero a'])
  expect(plain(['nonzero', 'a^b'], ['nonzero', 'a^(-1)'], ['nonzero', 'a^(1/2)'])).toHaveLength(3)
})

it('a number before it says nothing, and a root is not zero where what it is taken of is positive', () => {
  expect(plain(['nonzero', 'a'], ['nonzero', '2*a'], ['nonzero', '-a^2/3'])).toEqual(['nonzero a'])
  expect(plain(['nonzero', '0*a'], ['nonzero', 'a*b'])).toEqual(['nonzero 0*a', 'nonzero a*b'])
  expect(plain(['nonzero', '2*sqrt(a)^3'], ['positive', 'a'])).toEqual(['positive a'])
})

it('what is asked of each is not what is asked of one, and is told with a letter that is not taken', () => {
  const ofEach = (text: string, index: string): Condition => ({
    expr: renameIndices(parse(text), new Map([['i', index]])),
    must: 'positive',
  })
  const both = plainConditions([ofEach('u[i]', '#3'), ofEach('u[i]', 'i'), ofEach('u[i] + 0', '#0')])
  expect(both.map(({ expr }) => print(expr))).toEqual(['u[#0]', 'u[i]'])
  expect(spoken(both, new Set(['i', 'j'])).map(({ expr }) => print(expr))).toEqual(['u[k]', 'u[i]'])
  expect(spoken(both.slice(0, 1), new Set()).map(({ expr }) => print(expr))).toEqual(['u[i]'])
  expect(said(ofEach('x - u[i]', '#0').expr)).toBe('x - u[i]')
  expect(inWords(ofEach('i*u[i]', '#0'))).toBe('i*u[j] is positive for each j')
})

it('what is positive need not be said not to be zero, or not negative', () => {
  const all = (['nonzero', 'positive', 'nonnegative'] as const).map((must) => ({ expr: parse('a'), must }))
  expect(withoutWeaker(all).map(({ must }) => must)).toEqual(['positive'])
  expect(withoutWeaker(all.filter(({ must }) => must !== 'positive'))).toHaveLength(2)
})

it('a sign is not that of the size or of a power', () => {
  const signs = [
    ['positive', 'a'],
    ['positive', 'abs(a)'],
    ['nonnegative', 'a^2'],
    ['positive', '-a'],
  ] as const
  expect(plain(...signs)).toHaveLength(4)
})
