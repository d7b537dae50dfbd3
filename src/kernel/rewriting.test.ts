/** Equalities between random ways to write the same thing: what is proved agrees at random points. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Expr } from '../expr/ast.js'
import { parse } from '../expr/parse.js'
import { print } from '../expr/print.js'
import { domainsOf, equal } from './as-text.example.js'
import { IDENTITIES } from './deciders/identities.example.js'
import { proveEqual } from './proof.js'

const seed = Number(process.env.REDERIVE_SEED ?? 20260101)

describe('what is proved', () => {
  const NAMES = { x: 'real', y: 'real', p: 'positive', q: 'positive', n: 'nonnegative', m: 'negative', z: 'nonzero' }
  const domains = domainsOf(NAMES)

  /** Ways to write the same thing: some right everywhere, some only on a domain, some wrong. */
  const REWRITES = [
    'A',
    'sqrt(A^2)',
    'sqrt(A)^2',
    'abs(A)',
    '-abs(A)',
    '-A',
    '(A^3)^(1/3)',
    '(A^(1/3))^3',
    '(A^4)^(1/4)',
    '(A^6)^(1/2)',
    'A^2/A',
    'A^2/abs(A)',
    '1/(1/A)',
    'exp(log(A))',
    'log(exp(A))',
    'exp(2*log(A))/A',
    'log(A^2)',
    '2*log(A)',
    '2*log(abs(A))',
    'exp(log(A^2)/2)',
    'A^(1 + 2)',
    'A^3',
    'abs(A)^3',
    'A*abs(A)^2',
    'sin(A)',
    'cos(A)',
    'sqrt(1 - cos(A)^2)',
    'sqrt(1 - sin(A)^2)',
    '2*sin(A/2)*cos(A/2)',
    'cos(pi/2 - A)',
    'abs(cos(A))',
    'sqrt((1 + cos(2*A))/2)',
    '1/(1 - cos(A)^2)',
    'abs(1/(cos(A)^2 - 1))',
    'sinh(A)/cosh(A)',
    '(exp(2*A) - 1)/(exp(2*A) + 1)',
    '1 - 2/(exp(2*A) + 1)',
    'cosh(A)',
    'sqrt(1 + sinh(A)^2)',
    'atan(A)',
    '-atan(-A)',
    'tan(atan(A))',
    'A^(3/2)',
    'A*sqrt(A)',
    'sqrt(A^3)',
    'abs(A)^(3/2)',
  ].map((text) => parse(text))
  const INNER = [
    'x',
    'y',
    'p',
    'q',
    'n',
    'm',
    'z',
    'x*y',
    'x - 1',
    'p - q',
    'x^2 + 1',
    'p*m',
    'x + n',
    'n*q',
    'x/z',
    '1 - x^2',
    '2',
    '-3',
    '1/2',
    'x^2 - 2*x + 1',
    'sqrt(n)',
    'x^3',
    'p/q',
    'exp(x)',
    'sqrt(2) - 1',
  ].map((text) => parse(text))
  const OUTER = [
    'A',
    'A + B',
    'A*B',
    'A/B',
    'sqrt(A)',
    'A^2',
    'exp(A)',
    'log(A)',
    'A*B^2',
    'sqrt(A*B)',
    'abs(A)',
    'A - B',
  ].map((text) => parse(text))

  const fill = (e: Expr, parts: Readonly<Record<string, Expr>>): Expr => {
    switch (e.kind) {
      case 'symbol':
        return parts[e.name] ?? e
      case 'add':
        return { ...e, terms: e.terms.map((part) => fill(part, parts)) }
      case 'multiply':
        return { ...e, factors: e.factors.map((part) => fill(part, parts)) }
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

  /** Value and a bound on its error; NaN where it is not defined. */
  const value = (e: Expr, at: Readonly<Record<string, number>>): number => {
    switch (e.kind) {
      case 'number':
        return Number(e.value.n) / Number(e.value.d)
      case 'pi':
        return Math.PI
      case 'symbol':
        return at[e.name] as number
      case 'negate':
        return -value(e.argument, at)
      case 'add':
        return e.terms.reduce((total, term) => total + value(term, at), 0)
      case 'multiply':
        return e.factors.reduce((total, factor) => total * value(factor, at), 1)
      case 'divide': {
        const below = value(e.denominator, at)
        return Math.abs(below) < 1e-7 ? Number.NaN : value(e.numerator, at) / below
      }
      case 'power': {
        const [base, exponent] = [value(e.base, at), value(e.exponent, at)]
        return Math.abs(base) < 1e-7 && exponent < 0 ? Number.NaN : base ** exponent
      }
      case 'call': {
        const x = value(e.argument, at)
        if (e.fn === 'log') return x > 1e-9 ? Math.log(x) : Number.NaN
        return (Math[e.fn as 'exp'] as (v: number) => number)(x)
      }
      default:
        throw new TypeError(`no value of ${e.kind}`)
    }
  }
  const point = fc.record({
    x: fc.double({ min: -3, max: 3, noNaN: true }),
    y: fc.double({ min: -3, max: 3, noNaN: true }),
    p: fc.double({ min: 0.01, max: 4, noNaN: true }),
    q: fc.double({ min: 0.01, max: 4, noNaN: true }),
    n: fc.oneof(fc.constant(0), fc.double({ min: 0, max: 4, noNaN: true })),
    m: fc.double({ min: -4, max: -0.01, noNaN: true }),
    z: fc.oneof(fc.double({ min: 0.01, max: 3, noNaN: true }), fc.double({ min: -3, max: -0.01, noNaN: true })),
  })

  it('agrees at random points, whatever was rewritten', () => {
    const pick = (from: readonly Expr[]) => fc.constantFrom(...from)
    let proved = 0
    fc.assert(
      fc.property(
        pick(OUTER),
        pick(REWRITES),
        pick(REWRITES),
        pick(INNER),
        pick(INNER),
        fc.array(point, { minLength: 12, maxLength: 12 }),
        (outer, first, second, a, b, points) => {
          const lhs = fill(outer, { A: fill(first, { A: a }), B: b })
          const rhs = fill(outer, { A: fill(second, { A: a }), B: b })
          const { proof } = proveEqual(lhs, rhs, domains)
          if (!proof) return
          proved++
          for (const at of points) {
            const [left, right] = [value(lhs, at), value(rhs, at)]
            if (Number.isNaN(left) || Number.isNaN(right) || Math.abs(left) > 1e6 || Math.abs(right) > 1e6) continue
            const holds = proof.conditions.every(({ expr, must }) => {
              const v = value(expr, at)
              return Number.isNaN(v) || (must === 'nonzero' ? Math.abs(v) > 1e-7 : v > 1e-7)
            })
            if (holds)
              expect(Math.abs(left - right), `${print(lhs)} = ${print(rhs)} at ${JSON.stringify(at)}`).toBeLessThan(
                1e-4 * (1 + Math.abs(left)),
              )
          }
        },
      ),
      { seed, numRuns: 1500 },
    )
    expect(proved).toBeGreaterThan(100)
  })

  it('is never a small perturbation of the truth', () => {
    fc.assert(
      fc.property(fc.constantFrom(...IDENTITIES), fc.integer({ min: 1, max: 12 }), ([lhs, rhs, , assume], digits) => {
        expect(equal(lhs, `${rhs} + 1e-${digits}`, assume).proof).toBeUndefined()
      }),
      { seed, numRuns: 300 },
    )
  })
})
