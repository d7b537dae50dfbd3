import { describe, expect, it } from 'vitest'
import { parseDomain } from '../expr/domain.js'
import { parse } from '../expr/parse.js'
import type { Assertion, Proposition } from '../proposition/proposition.js'
import { refute } from './refutation.js'
import { prove } from './prove.js'
import { symbol, put, stated, equal, sign, solves, holds } from './written.example.js'

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
