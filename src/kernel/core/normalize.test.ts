import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Expr } from '../../expr/ast.js'
import { parseDomain } from '../../expr/domain.js'
import { parse } from '../../expr/parse.js'
import { print } from '../../expr/print.js'
import { atWidth } from '../../expr/substitute.js'
import { NeedsExponentials, Refine, nothingKnown } from './generators.js'
import { Normalizer } from './normalize.js'
import { NowhereDefined, Unsupported } from './outcome.js'
import { proveEqual } from '../proof.js'

const seed = Number(process.env.REDERIVE_SEED ?? 20260101)

/** The normal form as an expression, made by as many attempts as it takes; undefined when there is none. */
function normalForm(e: Expr, assume: Readonly<Record<string, string>> = {}): Expr | undefined {
  const domains = new Map(Object.entries(assume).map(([name, text]) => [name, parseDomain(text)] as const))
  const knowledge = nothingKnown(true)
  for (let k = 0; k < 12; k++) {
    const normalizer = new Normalizer(domains, knowledge)
    try {
      return normalizer.readable(normalizer.normalize(e))
    } catch (error) {
      if (error instanceof Refine) knowledge.roots.set(error.key, (knowledge.roots.get(error.key) ?? 1) * error.by)
      else if (error instanceof NeedsExponentials) knowledge.hyperbolic = 'exp'
      else if (error instanceof Unsupported || error instanceof NowhereDefined) return undefined
      else throw error
    }
  }
  return undefined
}

const shown = (text: string, assume?: Record<string, string>): string | undefined => {
  const e = normalForm(parse(text), assume)
  return e && print(e)
}

describe('the normal form', () => {
  it.each<[string, string, Record<string, string>?]>([
    ['x - x', '0'],
    ['2*x + 3*x', '5*x'],
    ['x/x', '1'],
    ['sqrt(8)', '2*sqrt(2)'],
    ['sqrt(x^2)', 'abs(x)'],
    ['sqrt(x^2)', 'x', { x: 'positive' }],
    ['x^(1/2)*x^(1/2)', 'x', { x: 'nonnegative' }],
    ['exp(log(x))', 'x'],
    ['log(8)', '3*log(2)'],
    ['sum(i, 2*u[i])', '2*sum(i, u[i])'],
    ['sum(i, 1)', 'd'],
    ['k', '3', { k: '[3,3]' }],
  ])('of %s is %s', (text, expected, assume) => {
    expect(shown(text, assume)).toBe(expected)
  })

  it('keeps a free index apart from the index of a sum', () => {
    const form = normalForm(parse('sum(j, exp(u[i]*w[j]))')) as Expr
    expect(proveEqual(form, parse('sum(k, exp(u[i]*w[k]))'), new Map()).proof).toBeDefined()
    expect(print(form)).not.toBe('sum(i, exp(u[i]*w[i]))')
  })

  it('has no rule for a pair sum that is not symmetric', () => {
    expect(normalForm(parse('sum(i<j, u[i] - u[j])'))).toBeUndefined()
  })

  it('is the same function: sums of symbolic width at widths 1 to 4', () => {
    const bodies = [
      'u[i]*w[j]',
      'u[i]*sum(k, w[k]*u[i])',
      '(u[i] - w[j])^2',
      'u[i]/(1 + w[j]^2)',
      'exp(u[i] + w[j])',
      'sqrt(1 + u[i]^2)*w[j]',
      'abs(u[i]*w[j])',
      '2',
      'x*u[j]',
      'sum(k, exp(u[k]*w[i]))*u[j]',
    ]
    const shapes = [
      (a: string) => `sum(i, sum(j, ${a}))`,
      (a: string) => `sum(i<j, (${a}) + ${a.replace(/[ij]/g, (n) => (n === 'i' ? 'j' : 'i')).replace('suj', 'sui')})`,
      (a: string) => `sum(j, sum(i, ${a})^2)`,
      (a: string) => `x*sum(i, sum(j, ${a})*u[i])`,
    ]
    fc.assert(
      fc.property(
        fc.constantFrom(...bodies),
        fc.constantFrom(...shapes),
        fc.integer({ min: 1, max: 4 }),
        fc.nat(1000),
        (body, shape, width, salt) => {
          const e = parse(shape(body))
          const form = normalForm(e)
          if (!form) return
          const of = (name: string): number =>
            ((([...name].reduce((h, c) => h * 31 + c.charCodeAt(0), salt) % 1009) + 1009) % 1009) / 400 - 1.2
          const [expected, found] = [value(atWidth(e, width), of), value(atWidth(form, width), of)]
          expect(Math.abs(found - expected), `${print(e)} at ${width}`).toBeLessThan(1e-8 * (1 + Math.abs(expected)))
        },
      ),
      { seed, numRuns: 400 },
    )
  })

  it('is the same function: random expressions of one symbol', () => {
    const inner = ['x', 'x - 1', 'x^2', '1 - x^2', '1/x', '2*x + 1', 'x^3', '3', '1/2', 'x/3']
    const outer = [
      'A',
      'A^2',
      'sqrt(A)',
      'A^(1/3)',
      'A^(3/2)',
      '1/A',
      'abs(A)',
      'exp(A)',
      'log(A)',
      'cosh(A)',
      'A^(-1/2)',
      'atan(A)',
      'asinh(A)',
      'A^2 + A',
      '(A + 1)/(A - 2)',
      'sech(A)',
    ]
    const piece = fc.constantFrom(...outer)
    const domain = fc.constantFrom('real', 'positive', 'negative', 'nonnegative', 'nonzero', '(0,1)', '[1,3]', '(-1,1)')
    fc.assert(
      fc.property(
        fc.constantFrom(...inner),
        piece,
        piece,
        piece,
        domain,
        fc.double({ min: 0.02, max: 0.98, noNaN: true }),
        (a, f, g, h, assumed, u) => {
          const text = [f, g, h].reduce((at, shape) => shape.replace(/A/g, `(${at})`), a)
          const e = parse(text)
          const form = normalForm(e, { x: assumed })
          if (!form) return
          const x =
            (
              {
                positive: 3 * u,
                nonnegative: 3 * u,
                negative: -3 * u,
                '(0,1)': u,
                '[1,3]': 1 + 2 * u,
                '(-1,1)': 2 * u - 1,
              } as Readonly<Record<string, number>>
            )[assumed] ?? 6 * (u - 0.5)
          const [expected, found] = [value(e, () => x), value(form, () => x)]
          if (Number.isNaN(expected) || Math.abs(expected) > 1e8) return
          // Where the form is not defined the expression must not be either, up to rounding at its edge.
          if (Number.isNaN(found)) return
          expect(Math.abs(found - expected), `${text} is ${print(form)} at x = ${x}`).toBeLessThan(
            1e-5 * (1 + Math.abs(expected)),
          )
        },
      ),
      { seed, numRuns: 1500 },
    )
  })
})

function value(e: Expr, of: (name: string) => number): number {
  switch (e.kind) {
    case 'number':
      return Number(e.value.n) / Number(e.value.d)
    case 'pi':
      return Math.PI
    case 'symbol':
      return of(print(e))
    case 'negate':
      return -value(e.argument, of)
    case 'add':
      return e.terms.reduce((total, term) => total + value(term, of), 0)
    case 'multiply':
      return e.factors.reduce((total, factor) => total * value(factor, of), 1)
    case 'divide':
      return value(e.numerator, of) / value(e.denominator, of)
    case 'power':
      return value(e.base, of) ** value(e.exponent, of)
    case 'call': {
      const x = value(e.argument, of)
      return e.fn === 'sech' ? 1 / Math.cosh(x) : (Math[e.fn as 'exp'] as (v: number) => number)(x)
    }
    default:
      throw new TypeError(`no value of ${e.kind}`)
  }
}
