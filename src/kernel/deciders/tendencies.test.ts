import { expect, it } from 'vitest'
import type { Sym } from '../../expr/ast.js'
import { parseDomain } from '../../expr/domain.js'
import { parse } from '../../expr/parse.js'
import { print } from '../../expr/print.js'
import type { Target } from '../../proposition/proposition.js'
import { proveLimitTo } from '../proof.js'

const x = parse('x') as Sym
const conditions = (text: string, value: string, target: Target = 'oo', a = 'real'): string[] | undefined =>
  proveLimitTo(
    parse(text),
    x,
    value === 'oo' || value === '-oo' ? value : parse(value),
    target,
    new Map([['a', parseDomain(a)]]),
  ).proof?.conditions.map(({ expr, must }) => `${print(expr)} ${must}`)

it.each<[string, string, string[]]>([
  ['log(a*x)/log(x)', '1', ['a*x positive']],
  ['(a*x)^(-1/2)', '0', ['a*x positive']],
  ['(a*x + a^2*x)/(a*x)', '1 + a', ['a*x nonzero']],
  ['1/(x - a)', '0', []],
  ['log(x - a)/log(x)', '1', []],
  ['sqrt(x^2 + a*x) - x', 'a/2', []],
])('the limit of %s supposes what may hold nowhere on the way', (text, value, expected) => {
  expect(conditions(text, value)).toEqual(expected)
})

it('supposes it of each side by itself', () => {
  const above: Target = { place: parse('0'), side: 'above' }
  expect(conditions('log(a*x)', '-oo', above)).toEqual(['a*x positive'])
  expect(conditions('log(a*x)', '-oo', above, 'positive')).toEqual([])
  expect(conditions('sqrt(a*x)', 'oo', 'oo', 'nonzero')).toEqual(['a*x nonnegative'])
  expect(conditions('x/(a*x)', '1/a', { place: parse('0') }, 'positive')).toEqual([])
  expect(conditions('(a*x)^(1/x)', '1', 'oo', 'nonnegative')).toEqual(['a*x positive'])
  expect(conditions('(a*x)^(1/x)', '1', 'oo', 'positive')).toEqual([])
  expect(conditions('(a*x)^n/x^n', 'a^n', 'oo', 'positive')).toEqual([])
  expect(conditions('coth(a*x)/x', '0', 'oo', 'nonnegative')).toEqual(['a*x nonzero'])
  expect(conditions('tan(a/x)*x', 'a')).toEqual([])
})
