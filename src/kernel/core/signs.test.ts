import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Expr } from '../../expr/ast.js'
import { contains, parseDomain } from '../../expr/domain.js'
import { parse } from '../../expr/parse.js'
import { print } from '../../expr/print.js'
import { proveSign } from '../proof.js'
import type { SignName } from '../../proposition/proposition.js'
import { ANY, addSigns, multiplySigns, negateSign, powerSign, signOfDomain } from './signs.js'

const seed = Number(process.env.REDERIVE_SEED ?? 20260101)

const DOMAINS = {
  x: 'real',
  y: 'real',
  p: 'positive',
  q: 'positive',
  n: 'nonnegative',
  z: 'nonzero',
  m: 'negative',
  a: '(0,1)',
  b: '[1,3]',
}
const domains = new Map(Object.entries(DOMAINS).map(([name, text]) => [name, parseDomain(text)] as const))
const shown = (text: string, sign: SignName, as?: string): boolean =>
  proveSign(parse(text), sign, as === undefined ? undefined : parse(as), domains).proof !== undefined

const signOf = (v: number): number => (v < 0 ? 1 : v === 0 ? 2 : 4)

describe('signs', () => {
  it('combine as the signs of numbers do', () => {
    const number = fc.constantFrom(-2, -1, 0, 1, 2)
    const set = (vs: readonly number[]): number => vs.reduce((s, v) => s | signOf(v), 0)
    fc.assert(
      fc.property(
        fc.array(number, { minLength: 1 }),
        fc.array(number, { minLength: 1 }),
        fc.integer({ min: -3, max: 4 }),
        (a, b, k) => {
          for (const u of a) {
            expect(negateSign(set(a)) & signOf(-u)).not.toBe(0)
            if (k >= 0 || u !== 0) expect(powerSign(set(a), k) & signOf(u ** k)).not.toBe(0)
            for (const v of b) {
              expect(multiplySigns(set(a), set(b)) & signOf(u * v)).not.toBe(0)
              expect(addSigns(set(a), set(b)) & signOf(u + v)).not.toBe(0)
            }
          }
        },
      ),
      { seed, numRuns: 500 },
    )
  })

  it('of a domain are the signs of its points', () => {
    for (const text of [
      'real',
      'positive',
      'nonpositive',
      'nonzero',
      '(0,1)',
      '[0,1)',
      '(-1,1)',
      '(-oo,-2]',
      '[1,oo)',
      '(-3,0]',
      '(-3,0)',
    ]) {
      const domain = parseDomain(text)
      const seen = [-2.5, -0.5, 0, 0.5, 2.5].filter((v) => contains(domain, v)).reduce((s, v) => s | signOf(v), 0)
      expect(signOfDomain(domain), text).toBe(seen)
    }
    expect(signOfDomain(parseDomain('real'))).toBe(ANY)
  })
})

describe('proveSign', () => {
  it.each<[string, SignName]>([
    ['x^2', 'nonnegative'],
    ['x^2 + 1', 'positive'],
    ['x^2 + x + 1', 'positive'],
    ['x^2 - 2*x*y + y^2', 'nonnegative'],
    ['-(x - y)^2', 'nonpositive'],
    ['p + q', 'positive'],
    ['p*m', 'negative'],
    ['p - m', 'positive'],
    ['m^3', 'negative'],
    ['z^2', 'positive'],
    ['z', 'nonzero'],
    ['p^x', 'positive'],
    ['exp(x)', 'positive'],
    ['exp(p) - 1', 'positive'],
    ['1 - exp(-p)', 'positive'],
    ['exp(n) - 1', 'nonnegative'],
    ['cosh(x) - 1', 'nonnegative'],
    ['1 - tanh(x)', 'positive'],
    ['1 - tanh(x)^2', 'positive'],
    ['tanh(p)', 'positive'],
    ['tanh(m)', 'negative'],
    ['sqrt(x^2 + p) - x', 'nonnegative'],
    ['sqrt(x^2 + p) + x', 'nonnegative'],
    ['sqrt(x^2 + y^2) - x', 'nonnegative'],
    ['1 - a', 'positive'],
    ['a*(1 - a)', 'positive'],
    ['b - 1', 'nonnegative'],
    ['3 - b', 'nonnegative'],
    ['b^2 - 1', 'nonnegative'],
    ['abs(x)', 'nonnegative'],
    ['abs(x) - x', 'nonnegative'],
    ['sum(i, u[i]^2)', 'nonnegative'],
    ['sum(i, exp(u[i]))', 'positive'],
    ['d', 'positive'],
    ['d - 1', 'nonnegative'],
    ['sum(i<j, (u[i] - u[j])^2)', 'nonnegative'],
    ['1/(1 + x^2)', 'positive'],
    ['1 + (2*p - x)/(sqrt(x^2 + 4*p*q))*tanh(n)', 'positive'],
    ['log(1 + p) - log(p)', 'positive'],
    ['log(a) + log(b) - log(3)', 'negative'],
    ['2*log(1 + p) - log(1 + 2*p)', 'positive'],
    ['log(cosh(p)) - log(sinh(p))', 'positive'],
    ['log(2 + exp(x)) - x', 'positive'],
    ['log(x^2) - log(x^2 + 1)', 'negative'],
    ['sqrt(sinh(x)^2 + p)', 'positive'],
    ['sqrt(sin(x)^2 + p)', 'positive'],
    ['abs(p - m)', 'positive'],
  ])('shows that %s is %s', (text, sign) => {
    expect(shown(text, sign)).toBe(true)
  })

  it.each<[string, SignName]>([
    ['x', 'nonnegative'],
    ['x', 'nonzero'],
    ['x^2', 'positive'],
    ['x^3', 'nonnegative'],
    ['x^(1 + 2)', 'nonnegative'],
    ['x^(4 - 1)', 'nonnegative'],
    ['n', 'positive'],
    ['n^2', 'nonzero'],
    ['x^2 + 2*x', 'nonnegative'],
    ['x^2 + 3*x + 1', 'positive'],
    ['x^2 + 2*x + 1', 'positive'],
    ['p - q', 'nonnegative'],
    ['exp(n) - 1', 'positive'],
    ['exp(x) - 1', 'nonnegative'],
    ['cosh(x) - 1', 'positive'],
    ['tanh(x)', 'nonnegative'],
    ['1/2 - tanh(p)', 'nonnegative'],
    ['log(p)', 'nonnegative'],
    ['log(p) - log(q)', 'nonzero'],
    ['log(1 + p) - log(q)', 'positive'],
    ['log(a) - 2*log(b)', 'nonnegative'],
    ['log(1 + p) - 2*p', 'positive'],
    ['log(2 + exp(x)) - 2*x', 'positive'],
    ['log(x^2) - log(y^2)', 'nonnegative'],
    ['sqrt(sinh(x)^2 + n)', 'positive'],
    ['sqrt(x^2)', 'positive'],
    ['sqrt(x^2 + y^2) - x', 'positive'],
    ['sqrt(x^2 + p) - 2*x', 'nonnegative'],
    ['b - 1', 'positive'],
    ['b - 2', 'nonnegative'],
    ['1/2 - a', 'nonnegative'],
    ['abs(x)', 'positive'],
    ['abs(x) - x', 'positive'],
    ['sum(i, u[i]^2)', 'positive'],
    ['sum(i, u[i])', 'nonnegative'],
    ['sum(i, v[i])', 'nonzero'],
    ['sum(i<j, exp(u[i] + u[j]))', 'positive'],
    ['d - 1', 'positive'],
    ['d - 2', 'nonnegative'],
    ['z + 1', 'nonzero'],
    ['z^3', 'positive'],
    ['sin(x)', 'nonnegative'],
    ['exp(cos(2*x)) - 1', 'positive'],
    ['exp(1/(1 - cos(x)^2)) - 1', 'negative'],
    ['tanh(cos(2*x))', 'positive'],
    ['1/(1 - cos(x)^2)', 'negative'],
    ['1/(cos(x)^2 - 1)', 'positive'],
    ['abs(sin(x))*abs(sin(y))', 'nonpositive'],
    ['(1 + 2*p - x)/(sqrt(x^2 + 4*p*q))*tanh(n)', 'positive'],
  ])('does not show that %s is %s', (text, sign) => {
    expect(shown(text, sign)).toBe(false)
  })

  it('reads an exponent that a domain fixes', () => {
    const three = new Map([['k', parseDomain('[3,3]')]])
    // It is no number by its form: of a negative x there is no such power.
    const { proof } = proveSign(parse('x^k'), 'nonnegative', undefined, three)
    expect(proof?.conditions.map(({ expr, must }) => `${print(expr)} ${must}`)).toEqual(['x positive'])
    expect(proveSign(parse('x^k - 1'), 'nonnegative', undefined, three).proof).toBeUndefined()
  })

  it('goes through a rewritten form only when it is equal', () => {
    expect(shown('x^2 + 4*x + 5', 'positive', '(x + 2)^2 + 1')).toBe(true)
    expect(shown('x^2 + 4*x + 5', 'positive', '(x + 2)^2 + 2')).toBe(false)
    expect(shown('x^2 + 4*x', 'positive', '(x + 2)^2 + 1')).toBe(false)
  })
})

describe('sines and cosines', () => {
  it.each<[string, SignName]>([
    ['2 - sin(x)', 'positive'],
    ['1 - cos(x*y)', 'nonnegative'],
    ['3 + sin(x) + cos(y)', 'positive'],
    ['x^2*(2 - sin(x)) + p*(1 + cos(y))', 'nonnegative'],
    ['(sin(x) - 3)/p', 'negative'],
  ])('are numbers from -1 to 1: %s is %s', (text, sign) => {
    expect(shown(text, sign)).toBe(true)
  })

  it.each<[string, SignName]>([
    ['1 - cos(x)', 'positive'],
    ['sin(x) - sin(y)', 'nonnegative'],
    ['1 - sin(x)*sin(y) - (1 - sin(x)^2)', 'nonnegative'],
    ['sum(i, sin(u[i])^2) - sum(i, sin(u[i]))^2/d', 'nonpositive'],
    ['1/(sin(x) + 1) + sin(y)', 'nonzero'],
  ])('are no more than that: %s is not seen to be %s', (text, sign) => {
    expect(shown(text, sign)).toBe(false)
  })

  it('ask for nothing', () => {
    const { proof } = proveSign(parse('(2 - sin(y))/cos(x)^2 + 1 - sin(y)'), 'positive', undefined, domains)
    for (const { expr } of proof?.conditions ?? []) expect(print(expr)).toBe('cos(x)^2')
    expect(shown('(2 - sin(y))/z^2 + 1 - sin(y)', 'positive')).toBe(true)
  })
})

describe('a sign that is shown', () => {
  const { expression } = fc.letrec<{ expression: Expr }>((tie) => {
    const inner = tie('expression')
    const leaf = fc
      .constantFrom(...Object.keys(DOMAINS), ...Object.keys(DOMAINS), '1', '2', '-1', '1/2', '3')
      .map((text) => parse(text))
    const made = (template: string, parts: Record<string, Expr>): Expr => fill(parse(template), parts)
    return {
      expression: fc.oneof(
        { depthSize: 'small', maxDepth: 4 },
        leaf,
        fc
          .tuple(
            fc.constantFrom(
              'A + B',
              'A - B',
              'A*B',
              'A/B',
              'A^2 + B^2',
              'A^2 - B',
              'A*(1 - B)',
              'sqrt(A^2 + B) - A',
              'A^(1 + 2)*B',
            ),
            inner,
            inner,
          )
          .map(([template, A, B]) => made(template, { A, B })),
        fc
          .tuple(
            fc.constantFrom(
              '-A',
              'A^2',
              'A^3',
              'A^(-1)',
              'A^(1/2)',
              'A^(3/2)',
              'A^(1/3)',
              'sqrt(A)',
              'abs(A)',
              'exp(A)',
              'log(A)',
              'cosh(A)',
              'sin(A)',
              'cos(A)',
              'atan(A)',
            ),
            inner,
          )
          .map(([template, A]) => made(template, { A })),
      ),
    }
  })

  it('is the sign at random points', () => {
    const sign = fc.constantFrom<SignName>('positive', 'nonnegative', 'negative', 'nonpositive', 'nonzero')
    const unit = fc.double({ min: 0, max: 1, noNaN: true })
    const points = fc.array(fc.tuple(...Array.from({ length: Object.keys(DOMAINS).length }, () => unit)), {
      minLength: 12,
      maxLength: 12,
    })
    let shownOnes = 0
    fc.assert(
      fc.property(expression, sign, points, (e, name, at) => {
        const { proof } = proveSign(e, name, undefined, domains)
        if (!proof) return
        shownOnes++
        for (const point of at) {
          const values = Object.fromEntries(
            Object.keys(DOMAINS).map((symbol, k) => [symbol, within(symbol, point[k] as number)]),
          )
          if (!proof.conditions.every((c) => holds(value(c.expr, values), c.must))) continue
          const v = value(e, values)
          if (Number.isNaN(v) || Math.abs(v) > 1e6) continue
          const wrong = {
            positive: v < -1e-9,
            nonnegative: v < -1e-9,
            negative: v > 1e-9,
            nonpositive: v > 1e-9,
            nonzero: false,
          }[name]
          expect(wrong, `${JSON.stringify(values)} gives ${v}`).toBe(false)
        }
      }),
      { seed, numRuns: 800 },
    )
    expect(shownOnes).toBeGreaterThan(40)
  })

  const holds = (v: number, must: 'nonzero' | 'positive' | 'nonnegative'): boolean =>
    Number.isNaN(v) || (must === 'nonzero' ? Math.abs(v) > 1e-9 : must === 'positive' ? v > 1e-9 : v >= 0)

  function within(symbol: string, u: number): number {
    const spread = u < 0.1 ? 0 : 6 * (u - 0.1)
    switch (DOMAINS[symbol as keyof typeof DOMAINS]) {
      case 'real':
        return u < 0.05 ? 0 : 8 * (u - 0.5)
      case 'positive':
        return 1e-3 + spread
      case 'nonnegative':
        return spread
      case 'nonzero':
        return u < 0.5 ? -1e-3 - 3 * u : u
      case 'negative':
        return -1e-3 - spread
      case '(0,1)':
        return 1e-3 + u * 0.998
      default:
        return 1 + 2 * u
    }
  }

  function fill(e: Expr, parts: Record<string, Expr>): Expr {
    switch (e.kind) {
      case 'symbol':
        return parts[e.name] ?? e
      case 'add':
        return { ...e, terms: e.terms.map((t) => fill(t, parts)) }
      case 'multiply':
        return { ...e, factors: e.factors.map((t) => fill(t, parts)) }
      case 'divide':
        return { ...e, numerator: fill(e.numerator, parts), denominator: fill(e.denominator, parts) }
      case 'power':
        return { ...e, base: fill(e.base, parts), exponent: fill(e.exponent, parts) }
      case 'negate':
      case 'call':
        return { ...e, argument: fill(e.argument, parts) }
      default:
        return e
    }
  }

  function value(e: Expr, values: Record<string, number>): number {
    switch (e.kind) {
      case 'number':
        return Number(e.value.n) / Number(e.value.d)
      case 'pi':
        return Math.PI
      case 'symbol':
        return values[e.name] as number
      case 'negate':
        return -value(e.argument, values)
      case 'add':
        return e.terms.reduce((t, term) => t + value(term, values), 0)
      case 'multiply':
        return e.factors.reduce((t, factor) => t * value(factor, values), 1)
      case 'divide': {
        const below = value(e.denominator, values)
        return below === 0 ? Number.NaN : value(e.numerator, values) / below
      }
      case 'power': {
        const [base, exponent] = [value(e.base, values), value(e.exponent, values)]
        return base === 0 && exponent < 0 ? Number.NaN : base ** exponent
      }
      case 'call': {
        const x = value(e.argument, values)
        if (e.fn === 'log') return x > 0 ? Math.log(x) : Number.NaN
        return (Math[e.fn as 'exp'] as (v: number) => number)(x)
      }
      default:
        throw new TypeError(`no value of ${e.kind}`)
    }
  }
})
