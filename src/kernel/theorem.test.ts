import { describe, expect, it } from 'vitest'
import type { Sym } from '../expr/ast.js'
import { parseDomain } from '../expr/domain.js'
import { parse } from '../expr/parse.js'
import { print } from '../expr/print.js'
import type { Assertion, Context, Proposition, SignName } from '../proposition/proposition.js'
import { refute } from './refutation.js'
import { Theorem, prove } from './theorem.js'

const symbol = (text: string): Sym => parse(text) as Sym
const put = (by: Readonly<Record<string, string>>) =>
  Object.entries(by).map(([head, text]) => ({ symbol: symbol(head), by: parse(text) }))

interface Parts {
  /** Domains by head. */
  readonly binders?: Readonly<Record<string, string>>
  /** Formula, and its declared domain, by head; users before what they use. */
  readonly definitions?: Readonly<Record<string, string | readonly [string, string]>>
  readonly flow?: Readonly<Record<string, string>>
}

function context({ binders = {}, definitions = {}, flow }: Parts): Context {
  return {
    binders: Object.entries(binders).map(([head, domain]) => {
      const { name, indices } = symbol(head)
      return { name, indices: indices.length, domain: parseDomain(domain) }
    }),
    definitions: Object.entries(definitions).map(([head, given]) => {
      const [text, domain] = typeof given === 'string' ? [given, 'real'] : given
      return { symbol: symbol(head), by: parse(text), domain: parseDomain(domain) }
    }),
    ...(flow && {
      flow: {
        variable: symbol('t'),
        rates: Object.entries(flow).map(([head, text]) => ({ symbol: symbol(head), rate: parse(text) })),
      },
    }),
  }
}
const stated = (parts: Parts, assertion: Assertion): Proposition => ({ context: context(parts), assertion })
const equal = (lhs: string, rhs: string): Assertion => ({ kind: 'equal', lhs: parse(lhs), rhs: parse(rhs) })
const sign = (expr: string, word: SignName): Assertion => ({ kind: 'sign', expr: parse(expr), sign: word })
const solves = (
  rates: Readonly<Record<string, string>>,
  solution: Readonly<Record<string, string>>,
  initial: Readonly<Record<string, string>> = {},
): Assertion => ({
  kind: 'solves',
  variable: symbol('t'),
  rates: Object.entries(rates).map(([head, text]) => ({ symbol: symbol(head), rate: parse(text) })),
  solution: put(solution),
  initial: put(initial),
})
const holds = (parts: Parts, assertion: Assertion, cited: readonly Theorem[] = []): boolean =>
  prove(stated(parts, assertion), cited).theorem !== undefined

describe('a theorem', () => {
  it('says what it proves, and what it supposes', () => {
    const proposition = stated({ binders: { x: 'real' } }, equal('x/x', '1'))
    const { theorem } = prove(proposition)
    expect(theorem?.proposition).toBe(proposition)
    expect(theorem?.conditions).toHaveLength(1)
  })

  it('is made by the kernel alone', () => {
    const Constructor = Theorem as unknown as new (...args: unknown[]) => Theorem
    for (const token of [undefined, Symbol('theorem'), Symbol.for('theorem')])
      expect(() => new Constructor(token, stated({}, equal('1', '2')), [], '', [])).toThrow(/only the kernel/)
    expect(Theorem.is({ proposition: stated({}, equal('1', '2')), conditions: [], method: '', uses: [] })).toBe(false)
  })

  it('is not made of nothing', () => {
    expect(holds({}, { kind: 'all', parts: [] })).toBe(false)
  })

  it('of several parts needs each, and has the conditions of all', () => {
    const parts = { binders: { x: 'real', y: 'real' } }
    expect(holds(parts, { kind: 'all', parts: [equal('x', 'x'), equal('x', 'y')] })).toBe(false)
    const { theorem } = prove(stated(parts, { kind: 'all', parts: [equal('x/x', '1'), equal('y/y', '1')] }))
    expect(theorem?.conditions).toHaveLength(2)
  })

  it('of a sign may go by an equal form that is shown first', () => {
    const form = (as: string): Assertion => ({
      kind: 'all',
      parts: [equal('x^2 - 2*x*y + y^2 + 1', as), sign('x^2 - 2*x*y + y^2 + 1', 'positive')],
    })
    const parts = { binders: { x: 'real', y: 'real' } }
    expect(holds(parts, form('(x - y)^2 + 1'))).toBe(true)
    expect(holds(parts, form('(x + y)^2 + 1'))).toBe(false)
  })
})

describe('a declared domain of a definition', () => {
  const abs = (text: string) => ({
    binders: { x: 'positive', y: 'real' },
    definitions: { p: [text, 'positive'] as const },
  })

  it('is known where it is proved, and then used by name', () => {
    const outcome = prove(stated(abs('2*x'), equal('abs(p)', 'p')))
    expect(outcome.theorem?.uses.map(({ proposition }) => proposition.assertion.kind)).toEqual(['sign'])
  })

  it.each(['y', 'y - 1/10^9', '(y - 2/3)^2 - 1/10^18', '-x'])('is not where p is %s', (text) => {
    expect(holds(abs(text), equal('abs(p)', 'p'))).toBe(false)
    expect(holds(abs(text), sign('p', 'positive'))).toBe(false)
  })

  it('is no hypothesis for itself', () => {
    expect(
      holds(
        { binders: { y: 'real' }, definitions: { q: ['p', 'positive'], p: ['y', 'positive'] } },
        equal('abs(q)', 'q'),
      ),
    ).toBe(false)
  })
})

describe('derivatives and what they see', () => {
  it('find what they are taken by inside definitions', () => {
    const parts = { binders: { x: 'real' }, definitions: { L: 'x^3' } }
    expect(holds(parts, equal('diff(L, x)', '3*x^2'))).toBe(true)
    expect(holds(parts, equal('diff(L, x)', '0'))).toBe(false)
  })

  it('are taken where a value says', () => {
    const given = (value: string) => ({ binders: { y: 'real' }, definitions: { S: 'diff(x^3, x)', x: value } })
    expect(holds(given('2'), equal('S', '12'))).toBe(true)
    expect(holds(given('2'), equal('S', '0'))).toBe(false)
    expect(holds(given('y + 1'), equal('S', '3*(y + 1)^2'))).toBe(true)
    expect(holds(given('y'), equal('diff(x*y, y)', '2*y'))).toBe(true)
    expect(holds(given('y'), equal('diff(x*y, x)', 'y'))).toBe(true)
  })

  it('by the time are total along a flow', () => {
    const parts = {
      binders: { k: 'positive', x: 'real', v: 'real', t: 'nonnegative' },
      definitions: { H: '(x^2 + v^2)/2' },
      flow: { x: 'v', v: '-x - k*v' },
    }
    expect(holds(parts, equal('diff(H, t)', '-k*v^2'))).toBe(true)
    expect(holds(parts, equal('diff(H, t)', '0'))).toBe(false)
    expect(holds(parts, equal('diff(t*x, t)', 'x + t*v'))).toBe(true)
    expect(holds(parts, equal('diff(x, t, 2)', '-x - k*v'))).toBe(true)
    expect(holds(parts, sign('diff(H, t)', 'nonnegative'))).toBe(false)
    expect(holds(parts, sign('-diff(H, t)', 'nonnegative'))).toBe(true)
  })

  it('by what has a value are not of a rate from which it is gone', () => {
    const binders = { y: 'real', t: 'real', u: 'real' }
    const driven: readonly [Record<string, string>, string][] = [
      [{ x: 'y' }, 'x'],
      [{ r: 'x', x: 'y' }, 'r'],
    ]
    for (const [definitions, rate] of driven) {
      const parts = { binders, definitions, flow: { u: rate } }
      expect(holds(parts, equal('diff(diff(u, t), x)', '0'))).toBe(false)
      expect(holds(parts, equal('diff(diff(u*x, t), x)', 'x'))).toBe(false)
      expect(holds(parts, equal('diff(u^2, t)', '2*u*y'))).toBe(true)
    }
    const free = { binders: { ...binders, x: 'real' }, flow: { u: 'x' } }
    expect(holds(free, equal('diff(diff(u*x, t), x)', '2*x'))).toBe(true)
    expect(holds(free, equal('diff(diff(u*x, t), x)', 'x'))).toBe(false)
  })

  it('by the time are total under whatever else binds', () => {
    const parts = { binders: { x: 'real', v: 'real', y: 'real', t: 'nonnegative' }, flow: { x: 'v', v: '-x' } }
    const at = (value: string): Assertion => ({
      kind: 'limit',
      expr: parse('diff(x^2*y, t)'),
      variable: symbol('y'),
      target: { place: parse('1') },
      value: parse(value),
    })
    expect(holds(parts, at('2*x*v'))).toBe(true)
    expect(holds(parts, at('0'))).toBe(false)
    for (const kind of ['taylor', 'expansion'] as const) {
      const series = (first: string): Assertion => ({
        kind,
        expr: parse('y + diff(x^2*y, t)'),
        variable: symbol('y'),
        low: 0,
        coefficients: [parse('0'), parse(first)],
      })
      expect(holds(parts, series('1 + 2*x*v'))).toBe(true)
      expect(holds(parts, series('1'))).toBe(false)
    }
    const step = (factor: string): Assertion => ({
      kind: 'step',
      step: put({ y: '2*y + diff(x^2, t)' }),
      quantity: parse('y'),
      factor: parse(factor),
      fresh: [],
    })
    expect(holds(parts, step('2 + 2*x*v/y'))).toBe(true)
    expect(holds(parts, step('2'))).toBe(false)
    const growth: Assertion = { kind: 'growth', expr: parse('1 + d*diff(x^2, t)^2'), plus: [parse('0')], minus: [] }
    expect(holds(parts, growth)).toBe(false)
  })

  it('and values at a time are not known of what moves', () => {
    const parts = { binders: { x: 'real', v: 'real', t: 'nonnegative' }, flow: { x: 'v', v: '-x' } }
    expect(holds(parts, equal('at(x, t = 0)', 'x'))).toBe(false)
    expect(holds(parts, equal('at(x*t, t = 2)', '2*x'))).toBe(false)
    expect(holds(parts, { kind: 'along', expr: parse('at(x, t = 2)'), rate: parse('v') })).toBe(false)
    expect(holds(parts, equal('at(t^2, t = 2)', '4'))).toBe(true)
  })

  it('exist only where what is differentiated does', () => {
    const nowhere = prove(stated({ binders: { x: 'real' } }, equal('diff(log(-1 - x^2), x)', '2*x/(1 + x^2)')))
    expect(nowhere).toMatchObject({ theorem: undefined, nowhere: true })
    expect(holds({ binders: { x: 'real' } }, equal('diff(log(x - 1), x)', '1/abs(x - 1)'))).toBe(true)
    expect(holds({ binders: { x: 'real' } }, equal('diff(x, x)', 'at(diff(log(x), x), x = 1)'))).toBe(true)
    expect(holds({ binders: { x: 'real' } }, equal('1', 'at(diff(log(x), x), x = -1)*(-1)'))).toBe(false)
  })
})

it('of a space at named widths needs rates that are rational in what is a parameter', () => {
  const space: Assertion = {
    kind: 'space',
    family: [parse('w')],
    cofactor: parse('0'),
    degree: 1,
    dimension: parse('1'),
    widths: [1],
  }
  const at = (rate: string): boolean =>
    holds({ binders: { c: 'negative', u: 'real', w: 'real' }, flow: { u: rate, w: '0' } }, space)
  expect(at('c*u')).toBe(true)
  expect(at('(c + abs(c))*u')).toBe(false)
  expect(at('sqrt((c - 2)^2)*u + (c - 2)*u')).toBe(false)
})

describe('a limit', () => {
  const limit = (expr: string, variable: string, value: string, place?: string): Assertion => ({
    kind: 'limit',
    expr: parse(expr),
    variable: symbol(variable),
    target: place === undefined ? 'oo' : { place: parse(place) },
    value: parse(value),
  })

  it('of a derivative is the limit of its values', () => {
    const parts = { binders: { x: 'real' } }
    expect(holds(parts, limit('diff(x^2, x)', 'x', '2', '1'))).toBe(true)
    expect(holds(parts, limit('diff(x^2, x)', 'x', '0', '1'))).toBe(false)
    expect(holds(parts, limit('diff(x^3, x)/x^2', 'x', '3'))).toBe(true)
    expect(holds(parts, limit('diff(log(1 - x), x)', 'x', '0'))).toBe(false)
  })

  it('in the width knows what a sum makes of it, and that a family may grow', () => {
    const parts = { binders: { 'u[i]': 'real' }, definitions: { M: ['sum(i, 3)', 'positive'] as const } }
    expect(holds(parts, limit('M/d', 'd', '3'))).toBe(true)
    expect(holds(parts, limit('M/d', 'd', '0'))).toBe(false)
    expect(holds(parts, limit('sum(i, i)/d^2', 'd', '1/2'))).toBe(true)
    expect(holds(parts, limit('sum(i, u[i]^4)/d^2', 'd', '0'))).toBe(false)
    expect(holds(parts, limit('u[1]/d', 'd', '0'))).toBe(false)
  })

  it('sees through definitions what its variable is in', () => {
    const parts = { binders: { x: 'real', k: 'real' }, definitions: { p: 'x^2 + k' } }
    expect(holds(parts, limit('p', 'x', '1 + k', '1'))).toBe(true)
    expect(holds(parts, limit('p - p', 'x', '0', '1'))).toBe(true)
    expect(holds(parts, limit('p', 'x', 'p', '1'))).toBe(false)
  })

  it('knows nothing from pairs of which there may be none', () => {
    const parts = { binders: { a: 'real', x: 'real' } }
    const expansion = (rest: string): Assertion => ({
      kind: 'expansion',
      expr: parse(`abs(a) + x + ${rest}`),
      variable: symbol('x'),
      low: 0,
      coefficients: [parse('a'), parse('1')],
    })
    expect(holds(parts, expansion('0*log(a)'))).toBe(true)
    expect(holds(parts, expansion('sum(i < j, 0*log(a))'))).toBe(false)
  })

  it('has the exponents that it says', () => {
    const parts = { binders: { x: 'real', c: 'real' }, definitions: { n: 'm + 1', m: '2' } }
    const diverges: Assertion = {
      kind: 'limit',
      expr: parse('c^n*x'),
      variable: symbol('x'),
      target: 'oo',
      value: 'oo',
    }
    expect(holds(parts, diverges)).toBe(false)
    expect(holds({ ...parts, binders: { x: 'real', c: 'positive' } }, diverges)).toBe(true)
    expect(holds(parts, limit('at(x^n, n = 2)', 'x', '1', '1'))).toBe(true)
    expect(holds(parts, equal('(-1)^n', '-1'))).toBe(true)
    expect(holds(parts, equal('at(c^k, k = n)', 'at(abs(c)^k, k = n)'))).toBe(false)
  })

  it('far out to the left is one there', () => {
    const left = (value: string): Assertion => ({ ...limit('exp(x)', 'x', value), target: '-oo' }) as Assertion
    expect(holds({ binders: { x: 'real' } }, left('0'))).toBe(true)
    expect(holds({ binders: { x: 'real' } }, left('1'))).toBe(false)
    expect(holds({ binders: { x: 'real' } }, { ...left('0'), value: 'oo' } as Assertion)).toBe(false)
  })

  it('is one for every value of the other symbols', () => {
    const parts = { binders: { x: 'real', k: 'real' } }
    expect(holds(parts, limit('x/(k + x)', 'x', '0', '0'))).toBe(false)
    expect(holds({ binders: { x: 'real', k: 'positive' } }, limit('x/(k + x)', 'x', '0', '0'))).toBe(true)
  })

  it('refutes another only where the two are different', () => {
    const parts = { binders: { x: 'real', k: 'real' } }
    const refuted = (value: string): boolean => refute(stated(parts, limit('k + 1/x', 'x', value))) !== undefined
    expect(refuted('k + 1')).toBe(true)
    expect(refuted('abs(k)')).toBe(false)
    expect(refuted('2*k')).toBe(false)
  })

  it('is from both sides', () => {
    const parts = { binders: { x: 'real' } }
    expect(holds(parts, limit('abs(x)', 'x', '0', '0'))).toBe(true)
    expect(holds(parts, limit('abs(x)/x', 'x', '1', '0'))).toBe(false)
    expect(holds({ binders: { x: 'positive' } }, limit('abs(x)/x', 'x', '1', '0'))).toBe(true)
  })
})

describe('conditions', () => {
  const defined = {
    binders: { b: 'positive', c: 'positive', x: 'real' },
    definitions: { R: 'b/c', S: 'b - c' },
  }
  const asked = (text: string): readonly string[] | undefined =>
    prove(stated(defined, equal(text, text))).theorem?.conditions.map(({ expr, must }) => `${print(expr)} ${must}`)

  it('that definitions settle are none', () => {
    expect(asked('1/R')).toEqual([])
    expect(asked('log(R)')).toEqual([])
  })

  it('that they leave open, or that ask for more, stay', () => {
    expect(asked('1/S')).toEqual(['S nonzero'])
    expect(asked('sqrt(x*R)')).toEqual(['x*R nonnegative'])
  })
})

describe('growth', () => {
  const growth = (expr: string, plus: string): Assertion => ({
    kind: 'growth',
    expr: parse(expr),
    plus: [parse(plus)],
    minus: [],
  })

  it('is refuted by another one', () => {
    const found = (text: string, exponent: string) =>
      refute(stated({ binders: { c: 'positive', r: 'real' } }, growth(text, exponent)))?.found
    expect(found('sum(i, i^2)', '2')).toBe('3')
    expect(found('c/d', '1')).toBe('-1')
    expect(found('sum(i, i^2)', '3')).toBeUndefined()
    expect(found('sum(i, i^2)', 'r')).toBeUndefined()
    expect(found('d^r', '1')).toBeUndefined()
  })

  it('counts a sum for what it is, and does not count on families', () => {
    const parts = { binders: { 'u[i]': 'positive' }, definitions: { M: ['sum(i, 3)', 'positive'] as const } }
    expect(holds(parts, growth('M', '1'))).toBe(true)
    expect(holds(parts, growth('M', '0'))).toBe(false)
    expect(holds(parts, growth('sum(i, u[i])', '0'))).toBe(false)
    expect(holds(parts, growth('u[1]', '0'))).toBe(false)
    expect(holds({}, growth('d^d', 'd'))).toBe(false)
  })
})

describe('a cited solution of a flow', () => {
  const first = (domain = 'positive') =>
    prove(
      stated(
        { binders: { c: domain, z: 'real', t: 'nonnegative' } },
        solves({ z: '2' }, { z: '2*t + abs(c) - c' }, { z: 'abs(c) - c' }),
      ),
    ).theorem as Theorem
  const second = (parts: Parts, start = '0') => stated(parts, solves({ y: '2' }, { y: 'z' }, { y: start }))
  const z = '2*t + abs(c) - c'

  it('is used where its names mean the same', () => {
    const outcome = prove(second({ binders: { c: 'positive', t: 'nonnegative', y: 'real' }, definitions: { z } }), [
      first(),
    ])
    expect(outcome.theorem?.uses).toHaveLength(1)
  })

  it('is used for the derivative of its functions too, and for their start', () => {
    const lemma = prove(
      stated(
        { binders: { c: 'real', z: 'real', t: 'nonnegative' } },
        solves({ z: 'z + c' }, { z: 'c*exp(t) - c' }, { z: '0' }),
      ),
    ).theorem as Theorem
    const parts = {
      binders: { c: 'real', t: 'nonnegative', y: 'real' },
      definitions: { z: 'c*exp(t) - c' },
    }
    const slope = (start: string) => solves({ y: 'y' }, { y: 'diff(z, t)' }, { y: start })
    for (const cited of [[lemma], []]) {
      expect(holds(parts, slope('c'), cited)).toBe(true)
      expect(holds(parts, slope('0'), cited)).toBe(false)
      expect(holds(parts, solves({ y: 'diff(z, t)' }, { y: '1' }), cited)).toBe(false)
      expect(holds(parts, solves({ y: 'diff(z, t)' }, { y: 'z' }), cited)).toBe(true)
      expect(holds(parts, solves({ y: '0' }, { y: '0' }, { y: 'diff(z, t)' }), cited)).toBe(false)
    }
  })

  it('asks for no more than what cites it', () => {
    const lemma = prove(
      stated(
        { binders: { w: 'real', x: 'real', t: 'nonnegative' } },
        solves({ x: '1' }, { x: 't + abs(w)' }, { x: 'w + 0*log(w)' }),
      ),
    ).theorem as Theorem
    const parts = {
      binders: { q: 'real', t: 'nonnegative', y: 'real' },
      definitions: { x: 't + abs(w)', w: '(q^2 - 2)^2 - 1/10^8' },
    }
    const begins = (start: string) => solves({ y: '1' }, { y: 'x + 1' }, { y: start })
    expect(holds(parts, begins('w + 1'), [lemma])).toBe(false)
    expect(holds(parts, begins('abs(w) + 1'), [lemma])).toBe(true)
    expect(holds(parts, begins('w + 1 + 0*log(w)'), [lemma])).toBe(true)
  })

  it('of one equation supposes nothing for another', () => {
    const parts = { binders: { w: 'real', x: 'real', y: 'real', t: 'real' } }
    const both = (first: string) => solves({ x: first, y: '1 + w - abs(w)' }, { x: 't', y: 't' })
    expect(holds(parts, both('1 + 0*log(w)'))).toBe(false)
    expect(holds({ binders: { ...parts.binders, w: 'positive' } }, both('1 + 0*log(w)'))).toBe(true)
  })

  it('is put into exponents as what it is', () => {
    const parts = { binders: { b: 'real', y: 'real', t: 'real' }, definitions: { three: '3' } }
    const power = (rate: string) => solves({ x: '0', y: rate }, { x: 'three', y: '0' })
    expect(holds(parts, power('b^x - abs(b)^x'))).toBe(false)
    expect(holds(parts, power('b^x - b^3'))).toBe(true)
  })

  it.each<[string, Parts]>([
    ['the function is another', { binders: { c: 'positive', t: 'nonnegative', y: 'real' }, definitions: { z: '3*t' } }],
    ['its constant may lie elsewhere', { binders: { c: 'real', t: 'nonnegative', y: 'real' }, definitions: { z } }],
    [
      'its constant is not shown to lie there',
      { binders: { q: 'real', t: 'nonnegative', y: 'real' }, definitions: { z, c: '(q - 2/3)^2 - 1/10^18' } },
    ],
    ['its constant moves', { binders: { t: 'nonnegative', y: 'real' }, definitions: { z, c: 't - 1' } }],
  ])('is not where %s', (_, parts) => {
    expect(prove(second(parts), [first()]).theorem).toBeUndefined()
  })

  it('is used for a constant that is shown to lie in its domain', () => {
    const parts = { binders: { q: 'real', t: 'nonnegative', y: 'real' }, definitions: { z, c: 'q^2 + 1' } }
    const outcome = prove(second(parts), [first()])
    expect(outcome.theorem?.uses.map(({ proposition }) => proposition.assertion.kind)).toContain('sign')
  })
})

describe('members and families', () => {
  const parts = { binders: { 'u[i]': 'real', w: 'real', t: 'nonnegative' }, flow: { 'u[1]': '2', w: '1' } }
  const step = (of: Readonly<Record<string, string>>, quantity: string, factor: string): Assertion => ({
    kind: 'step',
    step: put(of),
    quantity: parse(quantity),
    factor: parse(factor),
    fresh: [],
  })

  it('are not the same where an index is open', () => {
    expect(holds(parts, { kind: 'along', expr: parse('u[i]'), rate: parse('0') })).toBe(false)
    expect(holds(parts, { kind: 'along', expr: parse('u[2]'), rate: parse('0') })).toBe(true)
    expect(holds(parts, { kind: 'along', expr: parse('sum(i, u[i])'), rate: parse('0') })).toBe(false)
    expect(holds({ binders: { 'u[i]': 'real' } }, step({ 'u[2]': '0' }, 'u[i]', '1'))).toBe(false)
    expect(holds({ binders: { 'u[i]': 'real' } }, step({ 'u[2]': '0' }, 'u[3]', '1'))).toBe(true)
    expect(holds({ binders: { 'u[i]': 'real' } }, equal('diff(u[2]^2*u[j], u[2])', '2*u[2]*u[j]'))).toBe(false)
  })

  it('have domains of their own', () => {
    const member: Proposition = {
      context: {
        binders: [
          {
            name: 'u',
            indices: 1,
            domain: parseDomain('real'),
            members: [{ index: 1, domain: parseDomain('positive') }],
          },
        ],
        definitions: [],
      },
      assertion: equal('abs(u[1])', 'u[1]'),
    }
    expect(prove(member).theorem).toBeDefined()
    expect(prove({ ...member, assertion: equal('abs(u[3])', 'u[3]') }).theorem).toBeUndefined()
    expect(prove({ ...member, assertion: equal('abs(u[i])', 'u[i]') }).theorem).toBeUndefined()
    expect(prove({ ...member, assertion: equal('sum(i, abs(u[i]))', 'sum(i, u[i])') }).theorem).toBeUndefined()
  })
})

describe('an index as a number', () => {
  it('is summed as one', () => {
    expect(holds({}, equal('sum(i, 2*i)', 'd*(d + 1)'))).toBe(true)
    expect(holds({}, equal('sum(i, i^3)', '(d*(d + 1)/2)^2'))).toBe(true)
    expect(holds({}, equal('sum(i, i)', 'd^2'))).toBe(false)
    expect(holds({}, equal('sum(i<j, 1)', 'd*(d - 1)/2'))).toBe(true)
    expect(holds({ binders: { 'u[i]': 'real' } }, equal('sum(i, i*u[i])', 'sum(j, u[j]*j)'))).toBe(true)
  })
})

describe('functions that solve a flow', () => {
  it('may not be in terms of the symbols that they are put for', () => {
    const parts = { binders: { c: 'real', x: 'real', y: 'real', t: 'nonnegative' } }
    expect(holds(parts, solves({ x: '1', y: '0' }, { x: 't', y: 'x + c' }))).toBe(false)
    expect(holds(parts, solves({ x: '1', y: '1' }, { x: 't', y: 't + c' }))).toBe(true)
    expect(holds({ ...parts, definitions: { r: 'x + c' } }, solves({ x: '1', y: '0' }, { x: 't', y: 'r' }))).toBe(false)
  })
})

describe('a constant of a cited solution', () => {
  const lemma = prove(stated({ binders: { c: 'real', z: 'real', t: 'nonnegative' } }, solves({ z: 'c' }, { z: 'c*t' })))
    .theorem as Theorem
  const cited = (c: string): boolean =>
    holds(
      { binders: { k: 'real', t: 'nonnegative', y: 'real' }, definitions: { z: 'c*t', c } },
      solves({ y: 'c' }, { y: 'z' }),
      [lemma],
    )

  it('may be something else that does not move', () => {
    expect(cited('k^2')).toBe(true)
    expect(cited('t + 1')).toBe(false)
    expect(cited('k*t')).toBe(false)
  })
})

describe('what a theorem rests on', () => {
  it('gives it its conditions', () => {
    const lemma = prove(
      stated({ binders: { c: 'real', z: 'real', t: 'nonnegative' } }, solves({ z: '-z^2' }, { z: '1/(c + t)' })),
    ).theorem as Theorem
    expect(lemma.conditions.map(({ expr }) => print(expr))).toEqual(['c + t'])
    const parts = { binders: { c: 'real', t: 'nonnegative', y: 'real' }, definitions: { z: '1/(c + t)' } }
    const { theorem } = prove(stated(parts, solves({ y: '-2*z^2' }, { y: '2*z' })), [lemma])
    expect(theorem?.uses).toEqual([lemma])
    expect(theorem?.conditions.map(({ expr }) => print(expr))).toEqual(['c + t'])
  })

  it('is nothing where it can hold nowhere', () => {
    const parts = { binders: { x: 'real' }, definitions: { p: 'x - x', q: '-x^2' } }
    expect(holds(parts, equal('1/p', '1/p'))).toBe(false)
    expect(holds(parts, equal('log(q)', 'log(q)'))).toBe(false)
  })
})

describe('signs and steps', () => {
  it('are those that are named', () => {
    const parts = { binders: { x: 'real' } }
    const names = ['positive', 'nonnegative', 'negative', 'nonpositive', 'nonzero'] as const
    const of = (expr: string): string[] => names.filter((name) => holds(parts, sign(expr, name)))
    expect(of('x^2 + 1')).toEqual(['positive', 'nonnegative', 'nonzero'])
    expect(of('x^2')).toEqual(['nonnegative'])
    expect(of('-x^2 - 1')).toEqual(['negative', 'nonpositive', 'nonzero'])
    expect(of('-x^2')).toEqual(['nonpositive'])
    expect(of('x')).toEqual([])
  })

  const step = (by: Readonly<Record<string, string>>, quantity: string, factor: string): Assertion => ({
    kind: 'step',
    step: put(by),
    quantity: parse(quantity),
    factor: parse(factor),
    fresh: [],
  })

  it('are taken all at once, and see through definitions', () => {
    const parts = { binders: { x: 'real', y: 'real' }, definitions: { q: 'x - y' } }
    expect(holds(parts, step({ x: 'y', y: 'x' }, 'x - y', '-1'))).toBe(true)
    expect(holds(parts, step({ x: 'y', y: 'x' }, 'x - y', '0'))).toBe(false)
    expect(holds(parts, step({ x: 'y', y: 'x' }, 'q', '-1'))).toBe(true)
    expect(holds(parts, step({ x: 'y', y: 'x' }, 'q', '1'))).toBe(false)
  })

  it('stays where it is supposed to be', () => {
    const stays = (domain: string, by: string): boolean =>
      holds({ binders: { x: domain, p: 'positive' } }, step({ x: by }, 'x - x', '1'))
    expect(stays('(0,1)', 'x*(1 + p)/(1 + p*x)')).toBe(true)
    expect(stays('(0,1)', '2*x')).toBe(false)
    expect(stays('(0,1)', '-x')).toBe(false)
    expect(stays('[0,1]', 'x^2')).toBe(true)
    expect(stays('integer', 'x^2 + 3')).toBe(true)
    expect(stays('integer', 'x/2')).toBe(false)
    expect(stays('integer', 'x + p')).toBe(false)
    expect(stays('nonzero', '2*x')).toBe(true)
    expect(stays('nonzero', 'x - p')).toBe(false)
  })

  it('of an expansion are coefficients, not derivatives', () => {
    const taylor = (...list: string[]): Assertion => ({
      kind: 'taylor',
      expr: parse('exp(x)'),
      variable: symbol('x'),
      coefficients: list.map((text) => parse(text)),
    })
    expect(holds({ binders: { x: 'real' } }, taylor('1', '1', '1/2', '1/6'))).toBe(true)
    expect(holds({ binders: { x: 'real' } }, taylor('1', '1', '1', '1'))).toBe(false)
  })
})
