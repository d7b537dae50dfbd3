import { Decimal } from 'decimal.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Expr, Sym } from '../../expr/ast.js'
import { parseDomain } from '../../expr/domain.js'
import { parse } from '../../expr/parse.js'
import { print } from '../../expr/print.js'
import type { Target } from '../../proposition/proposition.js'
import { proveExpansion, proveLimit } from '../proof.js'

const seed = Number(process.env.REDERIVE_SEED ?? 20260101)
const t = parse('t') as Sym

type Assume = Readonly<Record<string, string>>
const domainsOf = (assume: Assume) =>
  new Map(Object.entries(assume).map(([name, text]) => [name, parseDomain(text)] as const))
const FROM_ABOVE: Target = { place: parse('0'), side: 'above' }
const claimed = (text: string): Expr | 'oo' | '-oo' => (text === 'oo' || text === '-oo' ? text : parse(text))
const tends = (text: string, value: string, assume: Assume = {}, to: Target = 'oo'): boolean =>
  proveLimit(parse(text), t, claimed(value), to, domainsOf(assume)).proof !== undefined

describe('proveLimit, far out', () => {
  it.each<[string, string, Assume?]>([
    ['exp(log(t + 10)) - t', '10'],
    ['0*acosh(t - 10)', '0'],
    ['1/t', '0'],
    ['(2*t + 1)/(t + 3)', '2'],
    ['t^2/(t + 1)', 'oo'],
    ['-t', '-oo'],
    ['(a*t + 1)/(b*t + 1)', 'a/b', { b: 'nonzero' }],
    ['exp(-t)', '0'],
    ['t^9*exp(-k*t)', '0', { k: 'positive' }],
    ['tanh(k*t)', '1', { k: 'positive' }],
    ['tanh(k*t)', '-1', { k: 'negative' }],
    ['a + exp(-k*t)', 'a', { k: 'positive' }],
    ['sqrt(a^2 + exp(-t))', 'abs(a)'],
    ['sqrt(4 + 1/t)', '2'],
    ['(1 + (b + 2*q)*tanh(t)/c)/(1 + (2*p - b)*tanh(t)/c)', '(1 + (b + 2*q)/c)/(1 + (2*p - b)/c)', { c: 'positive' }],
    ['c', 'c'],
  ])('shows that %s tends to %s given %j', (text, value, assume) => {
    expect(tends(text, value, assume)).toBe(true)
  })

  it.each<[string, string, Assume?]>([
    // What is divided by goes to 0 for one value of a.
    ['a/(a + 1/sqrt(t))', '1'],
    ['1/(1 + a*sqrt(t))', '0'],
    ['1/(t*(sqrt(2 + 1/t) - a))', '0'],
    ['a/(a + sqrt(exp(-t)))', '1'],
    // Nothing is there.
    ['sin(asin(t/10))/t', '1/10'],
    ['exp(log(c - t)) + t', 'c'],
    ['log(10 - t) - log(10 - t) + 1', '1'],
    ['(10 - t)^a/(10 - t)^a', '1'],
    ['0*acosh(10 - t)', '0'],
    ['1/t', '1'],
    ['t', '0'],
    ['exp(t)', '0'],
    ['exp(a*t)', 'oo'],
    ['exp(a*t)', '0'],
    ['tanh(k*t)', '1'],
    ['sin(t)', '0'],
    ['sin(t)/t', '1'],
    ['t^a', 'oo'],
    ['1/t^a', '0'],
    ['1/(1 + t^a)', '0'],
    ['1/t^(-1/2)', '0'],
    ['1/(1 + t^(-1/2))', '0'],
    ['t^(1 + 2)/t^3', '0'],
    ['sqrt(t^4 + 1)/t^2', '0'],
    ['sqrt(t^2 + 1) - t', '-oo'],
    ['(t + sqrt(t^4 + 1))/t', '1'],
    ['1/(t*sqrt(1/t^4))', '0'],
    ['exp(sqrt(t))/t', '0'],
    ['cosh(sqrt(t))/t', '0'],
    ['exp(1/(sqrt(1 + 1/t) - 1))/t', '0'],
    ['abs(1/(1 - sqrt(1 + 1/t)))/t', '0'],
    ['t*(sqrt(1 + 1/t) - 1)', '0'],
    ['exp(t)*(sqrt(1 + exp(-t)) - 1)', '0'],
    ['sqrt(-1/t)', '0'],
    ['(1 + 1/t)^t', '1'],
    ['t*sum(j, exp(u[i]*w[j]))/(t + 1)', 'sum(j, exp(u[j]*w[j]))'],
  ])('does not show that %s tends to %s given %j', (text, value, assume) => {
    expect(tends(text, value, assume)).toBe(false)
  })

  it('shows only what evaluation far out confirms', () => {
    const parts = [
      't',
      't^2',
      '1',
      '-2',
      '1/t',
      'sqrt(t)',
      'sqrt(1 + 1/t)',
      'sqrt(t^2 + 1)',
      'sqrt(t^4 + t)',
      'exp(-t)',
      'exp(t)',
      'tanh(t)',
      '1/(1 + t^(-1/2))',
      't^(1/3)',
      'exp(sqrt(t))',
      'sqrt(4 + exp(-t))',
      't^(1 + 1)',
    ]
    const shapes = ['A + B', 'A - B', 'A*B', 'A/B', '(A + B)/C', 'A*(B - C)', 'A/(B + C)', 'sqrt(A^2 + B) - C']
    const values = ['0', '1', '-1', '2', '1/2', '-2', 'oo', '-oo']
    const part = fc.constantFrom(...parts)
    let shown = 0
    fc.assert(
      fc.property(fc.constantFrom(...shapes), part, part, part, fc.constantFrom(...values), (shape, A, B, C, value) => {
        const text = shape.replace(/[ABC]/g, (name) => `(${{ A, B, C }[name]})`)
        if (!tends(text, value)) return
        shown++
        const [near, far] = [evaluate(parse(text), new Decimal(400)), evaluate(parse(text), new Decimal(4_000_000))]
        const detail = `${text} -> ${value}, but it is ${near.toPrecision(8)}, then ${far.toPrecision(8)}`
        if (value === 'oo') expect(far.gt(near) && far.gt(1), detail).toBe(true)
        else if (value === '-oo') expect(far.lt(near) && far.lt(-1), detail).toBe(true)
        else {
          const limit = evaluate(parse(value), new Decimal(1))
          const [before, after] = [near.minus(limit).abs(), far.minus(limit).abs()]
          expect(after.lt('1e-30') || (after.lt(before.times(0.6)) && after.lt(0.2)), detail).toBe(true)
        }
      }),
      { seed, numRuns: 3000 },
    )
    expect(shown).toBeGreaterThan(30)
  })
})

describe('proveLimit, of powers of what may be negative', () => {
  const whole: Assume = { t: 'integer' }
  it.each<[string, string, Assume]>([
    ['a^t', '0', { a: '(-2,1)' }],
    ['a^t', '0', { a: '[-1,1)' }],
    ['(1 - a)^t', '0', { a: 'positive' }],
    ['(1 - a^2)^t*b', '0', { a: 'nonzero' }],
    ['1/a^t', 'oo', { a: '(-1,1)' }],
    ['abs(a^t)/a^t', '1', { a: '(-1,1)' }],
    ['exp(1/a^t)', 'oo', { a: '(-1,1)' }],
  ])('%s -> %s is not shown', (text, value, assume) => {
    expect(tends(text, value, { ...whole, ...assume })).toBe(false)
  })

  it.each<[string, string, Assume]>([
    ['a^t', '0', { a: '(-1,1)' }],
    ['(1 - a)^t*b', '0', { a: '(0,2)' }],
    ['(1 - a^(t + 1))/(1 - a)', '1/(1 - a)', { a: '(-1,1)' }],
    ['t*a^(t - 1)', '0', { a: '(-1,1)' }],
    ['(-2)^(-t)', '0', {}],
  ])('%s -> %s is', (text, value, assume) => {
    expect(tends(text, value, { ...whole, ...assume })).toBe(true)
  })
})

describe('proveLimit, at 0', () => {
  it.each<[string, string, Assume?]>([
    ['sin(t)/t', '1'],
    ['(1 - cos(t))/t^2', '1/2'],
    ['(sqrt(1 + t) - 1)/t', '1/2'],
    ['1/t', 'oo'],
    ['tanh(k/t)', '1', { k: 'positive' }],
    ['log(1 + a*t)/t', 'a'],
  ])('shows that %s tends to %s given %j', (text, value, assume) => {
    expect(tends(text, value, assume, FROM_ABOVE)).toBe(true)
  })

  it.each([
    ['sin(t)/t', '0'],
    ['sqrt(t^2)/t', '-1'],
    ['tanh(a/t)', '1'],
    ['tanh(-1/t)', '1'],
    ['(tanh(1/t) - 1)/t^5', '1'],
    ['t^t', '0'],
    ['t*sum(j, exp(u[i]*w[j]))/t', 'sum(j, exp(u[j]*w[j]))'],
  ])('does not show that %s tends to %s', (text, value) => {
    expect(tends(text, value, {}, FROM_ABOVE)).toBe(false)
  })
})

describe('proveExpansion', () => {
  const expands = (text: string, low: number, coefficients: string[]): boolean =>
    proveExpansion(
      parse(text),
      t,
      low,
      coefficients.map((c) => parse(c)),
      new Map(),
    ).proof !== undefined

  it('proves coefficients, from negative orders too', () => {
    expect(expands('sqrt(1 + t)', 0, ['1', '1/2', '-1/8', '1/16'])).toBe(true)
    expect(expands('1/sin(t)', -1, ['1', '0', '1/6'])).toBe(true)
    expect(expands('tan(t)', 1, ['1', '0', '1/3', '0', '2/15'])).toBe(true)
    expect(expands('exp(t) - 1 - t', 2, ['1/2', '1/6'])).toBe(true)
    expect(expands('sqrt(t^2 + t^3)', 1, ['1', '1/2', '-1/8'])).toBe(true)
    expect(expands('abs(a + t)', 0, ['abs(a)', 'abs(a)/a'])).toBe(true)
  })

  it('does not prove wrong ones', () => {
    expect(expands('sqrt(1 + t)', 0, ['1', '1/2', '1/8'])).toBe(false)
    expect(expands('1/t', 0, ['0'])).toBe(false)
    expect(expands('abs(a + t)', 0, ['a', '1'])).toBe(false)
    expect(expands('log(1 + t)*0', 0, ['1'])).toBe(false)
    expect(expands('sum(j, exp(u[i]*w[j]))*(1 + t)', 0, ['sum(j, exp(u[j]*w[j]))'])).toBe(false)
  })

  it('says of no claim that it is about no point when only a derivative is infinite there', () => {
    const answer = proveLimit(parse('acos(1 - t)'), t, parse('0'), FROM_ABOVE, new Map())
    expect(answer).not.toMatchObject({ nowhere: true })
  })
})

function evaluate(e: Expr, at: Decimal): Decimal {
  const Precise = Decimal.clone({ precision: 80 })
  const value = (node: Expr): Decimal => {
    switch (node.kind) {
      case 'number':
        return new Precise(node.value.n.toString()).div(node.value.d.toString())
      case 'symbol':
        return new Precise(at)
      case 'negate':
        return value(node.argument).neg()
      case 'add':
        return node.terms.map(value).reduce((a, b) => a.plus(b))
      case 'multiply':
        return node.factors.map(value).reduce((a, b) => a.times(b))
      case 'divide':
        return value(node.numerator).div(value(node.denominator))
      case 'power':
        return value(node.base).pow(value(node.exponent))
      case 'call': {
        const x = value(node.argument)
        if (node.fn === 'exp') return x.exp()
        if (node.fn === 'sqrt') return x.sqrt()
        if (node.fn === 'tanh') return new Precise(1).minus(new Precise(2).div(x.times(2).exp().plus(1)))
        throw new TypeError(`no value of ${node.fn}`)
      }
      default:
        throw new TypeError(`no value of ${print(node)}`)
    }
  }
  return value(e)
}
