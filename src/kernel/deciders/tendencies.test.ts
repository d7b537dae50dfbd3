import { expect, it } from 'vitest'
import type { Sym } from '../../expr/ast.js'
import { parseDomain } from '../../expr/domain.js'
import { parse } from '../../expr/parse.js'
import { print } from '../../expr/print.js'
import type { Target } from '../../proposition/proposition.js'
import { proveLimit } from '../proof.js'

const x = parse('x') as Sym
const conditions = (text: string, value: string, target: Target = 'oo', a = 'real'): string[] | undefined =>
  proveLimit(
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
  expect(conditions('1/(a*x)', '0', '-oo')).toEqual(['a*x nonzero'])
})

it('supposes what its constants ask for, whatever a proof has to begin anew for, and in sums of each', () => {
  const at: Target = { place: parse('0'), side: 'above' }
  expect(conditions('1 + x*sqrt(a)', '1', at)).toEqual(['a nonnegative'])
  expect(conditions('1 + x*log(a) + x*sqrt(b)', '1', at)).toEqual(['a positive', 'b nonnegative'])
  expect(conditions('(sqrt(a) + 1/b)*(1 + x)', '1/b + sqrt(a)', at)?.sort()).toEqual(['a nonnegative', 'b nonzero'])
  expect(conditions('x/(x + 1) + sum(i, log(u[i]))/x', '1')).toEqual(['u[#0] positive'])
  expect(conditions('x/(x + sum(i, 1/u[i]^2))', '0', at)).toEqual(['u[#0]^2 nonzero'])
})

it('supposes what stands at places, where it goes, and under negative powers', () => {
  const at = (text: string): Target => ({ place: parse(text), side: 'above' })
  expect(conditions('(a*x)^(-1)', '0')).toEqual(['a*x nonzero'])
  expect(conditions('x^2*(a*x)^(-2)', '1/a^2')).toEqual(['a^2 nonzero'])
  expect(conditions('at(1/y, y = a*x)', '0')).toEqual(['a*x nonzero'])
  expect(conditions('1 + 0*at(diff(log(x), x), x = -x)', '1', '-oo')).toEqual([])
  expect(conditions('1', '1', at('log(a)'))).toEqual(['a positive'])
  expect(conditions('1', '1', at('1/a'))).toEqual(['a nonzero'])
})

it('supposes of each member of a sum that moves, and nothing of pairs', () => {
  expect(conditions('sum(i, sqrt(u[i])*x)/x^2', '0')).toEqual(['u[#0] nonnegative'])
  expect(conditions('sum(i, x/(x - u[i]))', 'd')).toEqual([])
  expect(conditions('sum(i<j, x*(u[i] - u[j])^2)/x^2', '0')).toEqual([])
})

it('says once what inner parts ask for', () => {
  expect(conditions('1/(1 + log(a*x)^2)', '0')).toEqual(['a*x positive'])
  expect(conditions('1/(x*cosh(log(a*x)))', '0')).toEqual(['a*x positive'])
})

it('is about nothing where its terms have values nowhere on the way', () => {
  const answer = proveLimit(parse('1/x + 0*log(5 - x)'), x, parse('0'), 'oo', new Map())
  expect(answer.proof).toBeUndefined()
  expect(answer.proof === undefined && answer.nowhere).toBe(true)
})

it('knows what is left behind on the way, and what comes again', () => {
  expect(conditions('diff(abs(x - 1), x)', '1')).toEqual([])
  expect(conditions('diff(abs(x - a), x)', '-1', '-oo')).toEqual([])
  expect(conditions('diff(abs(sin(x)), x)/x', '0')).toBeUndefined()
  expect(conditions('1/x + 0*log(sin(x))', '0')).toBeUndefined()
  expect(conditions('1/x + 0*log(2 + sin(x))', '0')).toEqual([])
})

it('has a limit of its own where it has values all the way', () => {
  const oscillating = proveLimit(parse('b*sin(x)*diff(log(1000 - b*x) + c, c)'), x, parse('0'), 'oo', new Map())
  expect(oscillating.proof === undefined && oscillating.limit).toBeUndefined()
  const everywhere = proveLimit(parse('b*sin(x)*diff(log(1000 + x) + c, c)'), x, parse('0'), 'oo', new Map())
  expect(everywhere.proof === undefined && everywhere.limit).toBe('none')
})

it('supposes that its variable comes near a place', () => {
  const inDomain = (text: string, side?: 'above' | 'below'): string[] | undefined =>
    proveLimit(
      x,
      x,
      parse('a'),
      { place: parse('a'), ...(side && { side }) },
      new Map([['x', parseDomain(text)]]),
    ).proof?.conditions.map(({ expr, must }) => `${print(expr)} ${must}`)
  expect(inDomain('positive')).toEqual(['a nonnegative'])
  expect(inDomain('[0,1)')).toEqual(['a nonnegative', '1 - a nonnegative'])
  expect(inDomain('[0,1)', 'above')).toEqual(['a nonnegative', '1 - a positive'])
  expect(inDomain('[0,1)', 'below')).toEqual(['a positive', '1 - a nonnegative'])
  expect(inDomain('real')).toEqual([])
})

it('learns nothing from a root that is written out of a normal form', () => {
  expect(conditions('abs(a) + 1/x + sqrt(a*(b - 3)^2)', 'a + sqrt(a*(b - 3)^2)')).toBeUndefined()
  expect(conditions('abs(a) + 1/x + sqrt(a*(b - 3)^2)', 'abs(a) + sqrt(a*(b - 3)^2)')).toEqual([
    'a*(b - 3)^2 nonnegative',
  ])
})

it('is not shown where a condition fails all the way, though reading it asks for another', () => {
  expect(conditions('0*log(a - acosh(x))', '0')).toBeUndefined()
  expect(conditions('0*log(a - atanh(1 - 1/x))', '0')).toBeUndefined()
  expect(conditions('0*log(a + acosh(x))', '0')).toEqual([])
  // Read as a root of a, it asks for more than the claim, and is negative in the end wherever it has a value.
  expect(conditions('0*log(3 - sqrt(a*(x + 1)^2))', '0', 'oo', 'nonzero')).toBeUndefined()
})

it('reads what is known of a way in terms of what goes there', () => {
  const above: Target = { place: parse('0'), side: 'above' }
  expect(conditions('0*log(1 - x) + 0*log(1/x - a)', '0', above)).toEqual([])
  expect(conditions('0*log(1 - x) + 0*log(a - 1/x)', '0', above)).toBeUndefined()
})

it('supposes of members up to a width that grows that the last ones have values', () => {
  const inWidth = (text: string, value: string): string[] | undefined =>
    proveLimit(parse(text), parse('d') as Sym, parse(value), 'oo', new Map()).proof?.conditions.map(
      ({ expr, must }) => `${print(expr)} ${must}`,
    )
  expect(inWidth('sum(i, exp(log(a - i)))/d^2', '-1/2')).toBeUndefined()
  expect(inWidth('sum(i, exp(log(a + i)))/d^2', '1/2')).toEqual(['a + #0 positive'])
  expect(inWidth('sum(i, 0*log(2 - i))', '0')).toBeUndefined()
  expect(inWidth('sum(i, 0*log(a + d*(i - 2)))', '0')).toBeUndefined()
  expect(inWidth('sum(i, 0*log((i - a)/d))', '0')).toEqual(['(1 - a)/d positive'])
  expect(inWidth('sum(i, 0*log(i/d - a))', '0')).toEqual(['1/d - a positive', 'd/d - a positive'])
  expect(inWidth('sum(i, 0*log((i - a)^2 - d))', '0')).toBeUndefined()
  expect(inWidth('sum(i, 0/(3*i - d))', '0')).toBeUndefined()
  expect(inWidth('sum(i, 0*sqrt((i - 1)*(i - d) + a))', '0')).toBeUndefined()
  expect(inWidth('sum(i, 0*log(1/2 + sign((i - 5)^2*d - 1)))', '0')).toBeUndefined()
  expect(inWidth('0*sum(i<j, log(a - i - j)) + 1/d', '0')).toBeUndefined()
  expect(inWidth('sum(i, sum(j, exp(log(5 + i - j))))/d^4', '0')).toBeUndefined()
})

it('from the one side on which it has values supposes that its variable comes near from there', () => {
  const near = (text: string, a: string): string[] | undefined =>
    proveLimit(
      parse(text),
      x,
      parse('0'),
      { place: parse('a') },
      new Map([
        ['a', parseDomain(a)],
        ['x', parseDomain('nonnegative')],
      ]),
    ).proof?.conditions.map(({ expr, must }) => `${print(expr)} ${must}`)
  expect(near('sqrt(a - x)', 'nonnegative')).toEqual(['a positive'])
  expect(near('sqrt(a - x)', 'positive')).toEqual([])
  expect(near('a - x', 'nonnegative')).toEqual([])
})
