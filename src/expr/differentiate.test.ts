import { Decimal } from 'decimal.js'
import fc from 'fast-check'
import { Undecided } from './substitute.js'
import { describe, expect, it } from 'vitest'
import * as ast from './ast.js'
import type { Expr, Sym } from './ast.js'
import { derivativeAlong, differentiate, evaluateDerivatives } from './differentiate.js'
import { FUNCTIONS, type FunctionName, functionNames } from '../functions/registry/registry.js'
import { decimalOf } from '../numeric/decimal-functions.js'
import { parse } from './parse.js'
import { print } from './print.js'
import { atWidth, renameIndices, symbolsOf } from './substitute.js'

const seed = Number(process.env.REDERIVE_SEED ?? 20260101)
const Precise = Decimal.clone({ precision: 60 })
const one = new Precise(1)

const by = (text: string, variable: string): string => print(differentiate(parse(text), parse(variable) as Sym))

/** The value at 60 digits; throws RangeError where the expression is not defined. */
function value(e: Expr, of: (name: string) => Decimal): Decimal {
  const v = ((): Decimal => {
    switch (e.kind) {
      case 'number':
        return new Precise(e.value.n.toString()).div(e.value.d.toString())
      case 'pi':
        return Precise.acos(-1)
      case 'symbol':
        return of(print(e))
      case 'negate':
        return value(e.argument, of).neg()
      case 'add':
        return e.terms.reduce((total, term) => total.plus(value(term, of)), new Precise(0))
      case 'multiply':
        return e.factors.reduce((total, factor) => total.times(value(factor, of)), one)
      case 'divide':
        return value(e.numerator, of).div(value(e.denominator, of))
      case 'power':
        return value(e.base, of).pow(value(e.exponent, of))
      case 'call':
        return applied(e.fn, value(e.argument, of))
      case 'where':
        value(e.defined, of)
        return value(e.value, of)
      default:
        throw new TypeError(`no value of ${e.kind}`)
    }
  })()
  if (!v.isFinite() || v.abs().gt(1e12)) throw new RangeError('undefined or too large')
  return v
}

function applied(fn: FunctionName, x: Decimal): Decimal {
  switch (fn) {
    case 'exp':
      return x.exp()
    case 'log':
      return x.ln()
    case 'sech':
      return one.div(x.cosh())
    case 'csch':
      return one.div(x.sinh())
    case 'coth':
      return one.div(x.tanh())
    default: {
      const { is } = FUNCTIONS[fn]
      const own = x[fn as 'sin'] as (() => Decimal) | undefined
      return own ? own.call(x) : is === undefined ? decimalOf(fn, x, Precise) : value(parse(is), () => x)
    }
  }
}

const { expression } = fc.letrec<{ expression: Expr }>((tie) => {
  const inner = tie('expression')
  const constant = fc.constantFrom('2', '3', '1/2', '-1', '3/2', '1/3', '-1/2', 'pi').map((text) => parse(text))
  return {
    expression: fc.oneof(
      { depthSize: 'small', maxDepth: 4 },
      fc.constantFrom('x', 'x', 'y').map((name) => ast.symbol(name)),
      constant,
      fc.tuple(inner, inner).map(([a, b]) => ast.add(a, b)),
      fc.tuple(inner, inner, inner).map(([a, b, c]) => ast.multiply(a, b, c)),
      fc.tuple(inner, inner).map(([a, b]) => ast.divide(a, b)),
      fc.tuple(inner, constant).map(([a, k]) => ast.power(a, k)),
      fc.tuple(inner, inner).map(([a, b]) => ast.power(a, b)),
      inner.map(ast.negate),
      fc.tuple(fc.constantFrom(...functionNames()), inner).map(([fn, a]) => ast.call(fn, a)),
    ),
  }
})

/** f'(x) by central differences, exact to about 30 digits; undefined where f or its derivative is not defined nearby. */
function difference(f: (x: Decimal) => Decimal, x: Decimal): Decimal | undefined {
  const h = new Precise('1e-18')
  try {
    return f(x.plus(h))
      .minus(f(x.minus(h)))
      .div(h.times(2))
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

describe('differentiate', () => {
  it.each(functionNames())('knows the derivative of %s', (fn) => {
    const derivative = differentiate(parse(`${fn}(x)`), ast.symbol('x'))
    let checked = 0
    for (const x of ['0.3', '0.77', '1.9', '-0.4', '-2.2', '3.1'].map((text) => new Precise(text))) {
      const expected = difference((at) => value(parse(`${fn}(x)`), () => at), x)
      if (!expected) continue
      expect(
        value(derivative, () => x)
          .minus(expected)
          .abs()
          .toNumber(),
      ).toBeLessThan(1e-20)
      checked++
    }
    expect(checked).toBeGreaterThanOrEqual(2)
  })

  it('agrees with central differences on random expressions', () => {
    let checked = 0
    fc.assert(
      fc.property(expression, fc.integer({ min: -3000, max: 3000 }), fc.integer({ min: 1, max: 2000 }), (e, x, y) => {
        const at = new Precise(x).div(997)
        const other = new Precise(y).div(991)
        const f = (t: Decimal): Decimal => value(e, (name) => (name === 'x' ? t : other))
        const expected = difference(f, at)
        if (!expected || expected.abs().gt(1e8)) return
        let found: Decimal
        try {
          found = value(differentiate(e, ast.symbol('x')), (name) => (name === 'x' ? at : other))
        } catch (error) {
          // A derivative may be undefined where the function is smooth: x^0.5 squared at 0, (x^y) at x = 0.
          if (error instanceof RangeError) return
          throw error
        }
        checked++
        const scale = expected.abs().plus(1)
        expect(found.minus(expected).abs().div(scale).toNumber(), print(e)).toBeLessThan(1e-12)
      }),
      { seed, numRuns: 1500 },
    )
    expect(checked).toBeGreaterThan(200)
  })

  it('keeps constants out', () => {
    expect(by('y + pi', 'x')).toBe('0')
    expect(by('x^0', 'x')).toBe('0')
    expect(by('x*y', 'x')).toBe('y')
  })

  it('ends where its base does, however the exponent is written', () => {
    for (const exponent of ['(3/2)', '(1 + 1/2)', '(3*2^(-1))', 'y', '(3/2*sqrt(1))'])
      expect(by(`x^${exponent}`, 'x')).toMatch(/^where\(.*, (1\/x|x\^\(-1\))\)$/)
    for (const exponent of ['3', '(1 + 2)', '(4/2)']) expect(by(`x^${exponent}`, 'x')).not.toContain('where')
    for (const base of ['abs(x)', 'exp(x)', '(x^2)']) expect(by(`${base}^y`, 'x')).not.toContain('where')
  })

  it('asks of what is multiplied by zero that it has a derivative', () => {
    for (const text of [
      '0*sqrt(x)',
      'sqrt(x)^0',
      '0*acos(x)',
      'y*sqrt(x)^0',
      'sin(0*sqrt(x))',
      '0/sqrt(x)',
      '0*sqrt(x)*x',
    ])
      expect(by(text, 'x')).toContain('where(')
    expect(by('0*sqrt(y)*x', 'x')).toBe('where(0, sqrt(y))')
    expect(by('0*sin(x)', 'x')).toBe('0')
    expect(by('sqrt(y)^0', 'x')).toBe('0')
  })

  it('takes the k-th term of a sum', () => {
    expect(by('sum(i, u[i]^2)', 'u[k]')).toBe('2*u[k]')
    expect(by('sum(i, u[i]*w[i])', 'w[i]')).toBe('u[i]')
    expect(by('sum(i, u[i]*w[i])*u[k]', 'u[k]')).toBe('w[k]*u[k] + sum(i, u[i]*w[i])')
  })

  it('renames the index of a sum where it would meet another', () => {
    expect(by('sum(i, u[i]*v[i_])', 'u[i]')).toBe('v[i_]')
    expect(by('sum(i, u[i]*sum(j, u[j]))', 'u[j]')).toBe('sum(j1, u[j1]) + sum(i, u[i])')
  })

  it('differentiates sums by u[k] as it would with the sum written out', () => {
    const texts = [
      'sum(i, u[i]^3*w[i])',
      'sum(i, u[i])^2',
      'sum(i, w[i]*sum(j, u[i]*u[j]))',
      'sum(i, exp(u[i]*x))*sum(j, u[j]*w[j])',
      'sum(i, sqrt(1 + u[i]^2)/(2 + cos(w[i])))',
      'sum(i, sum(i, u[i])*w[i])',
      'x*sum(i, u[2]*u[i])',
    ]
    const width = 3
    const number = (name: string): Decimal =>
      new Precise([...name].reduce((n, c) => (n * 31 + c.charCodeAt(0)) % 97, 7)).div(53)
    for (const text of texts) {
      const whole = parse(text)
      const derivative = text.includes('u[2]')
        ? differentiate(whole, parse('u[2]') as Sym)
        : renameIndices(differentiate(whole, parse('u[k]') as Sym), new Map([['k', 2]]))
      const found = value(atWidth(derivative, width), number)
      const expected = value(differentiate(atWidth(whole, width), parse('u[2]') as Sym), number)
      expect(found.minus(expected).abs().toNumber(), text).toBeLessThan(1e-40)
    }
  })

  it('refuses where two symbols may or may not be the same', () => {
    expect(() => differentiate(parse('u[j]^2'), parse('u[k]') as Sym)).toThrow(/are the same/)
    expect(() => differentiate(parse('u[1]'), parse('u[k]') as Sym)).toThrow(Undecided)
    expect(() => differentiate(parse('sum(i<j, u[i]*u[j])'), parse('u[k]') as Sym)).toThrow(Undecided)
  })
})

describe('diff(...) nodes', () => {
  it('are carried out innermost first, with their order', () => {
    const e = evaluateDerivatives(parse('diff(diff(x^3*y^2, x), y) + diff(x^4, x, 3)'))
    expect(symbolsOf(e).map(print)).toEqual(['x', 'y'])
    const at = (name: string): Decimal => new Precise(name === 'x' ? 2 : 3)
    expect(value(e, at).toNumber()).toBe(3 * 4 * 2 * 3 + 24 * 2)
  })
})

describe('a place', () => {
  const asks = (text: string): string | undefined => {
    const e = evaluateDerivatives(parse(text))
    return e.kind === 'where' ? print(e.defined) : undefined
  }

  it.each([
    ['at(diff(a, a), a = sqrt(b))', 'sqrt(b)'],
    ['at(1, a = 1/b)', '1/b'],
    ['at(sum(i<j, a), a = log(b))', 'log(b)'],
    ['at(a + 1, a = sqrt(b))', undefined],
    ['at(1, a = b^2)', undefined],
  ])('in %s has a value: %s', (text, expected) => {
    expect(asks(text)).toBe(expected)
  })
})

describe('derivativeAlong', () => {
  const rate = (s: Sym): Expr | undefined => {
    if (s.name === 'u') return ast.symbol('w', ...s.indices)
    return s.name === 't' ? parse('1') : undefined
  }

  it('is the chain rule over all that moves', () => {
    expect(print(derivativeAlong(parse('u[1]^2*t + c'), rate))).toBe('(2*u[1]*w[1])*t + u[1]^2')
  })

  it('goes into sums and pair sums', () => {
    expect(print(derivativeAlong(parse('sum(i, u[i]*c[i])'), rate))).toBe('sum(i, w[i]*c[i])')
    expect(print(derivativeAlong(parse('sum(i<j, u[i]*u[j])'), rate))).toBe('sum(i<j, w[i]*u[j] + u[i]*w[j])')
  })

  it('does not capture an index that is free in a rate', () => {
    const e = derivativeAlong(parse('sum(i, a*w[i])'), (s) => (s.name === 'a' ? parse('u[i]') : undefined))
    const written = print(atWidth(renameIndices(e, new Map([['i', 3]])), 2))
    expect(written).toBe('u[3]*w[1] + u[3]*w[2]')
  })
})
