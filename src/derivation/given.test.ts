import { describe, expect, it } from 'vitest'
import { parse } from '../expr/parse.js'
import { print } from '../expr/print.js'
import type { Sym } from '../expr/ast.js'
import { Scope } from './scope.js'
import { defined, positive, real } from './symbol.js'
import { closed } from './closed.js'
import { problem, scope } from './scope.example.js'

describe('given', () => {
  it('sets values and domains for one claim, and leaves the scope as it was', () => {
    const s = scope()
    const inner = s.given({ gamma: '2', S: 'positive' })
    expect(print(inner.expand(parse('v')))).toBe('2*S')
    expect(print(s.expand(parse('v')))).toBe('gamma*sum(i, u[i]*w[i])')
    expect(s.given({})).toBe(s)
  })

  it('refuses a symbol that is not there', () => {
    expect(problem(() => scope().given({ gama: '0' }))).toMatch(/given: unknown symbol gama; did you mean gamma/)
  })
})

describe('what is given a value for one claim', () => {
  it('stands still where a solution says so', () => {
    const s = Scope.inheriting([])
    s.declare('t', real('time'))
    for (const name of ['k', 'x0']) s.declare(name, real(name))
    s.define('x', { ...defined('x0*exp(-k*t)', 'level'), is: 'x0*exp(-k*t)' })
    s.move({ variable: parse('t') as Sym, rates: [{ symbol: parse('x') as Sym, rate: parse('-k*x') }] })
    const moved = { kind: 'equal', lhs: parse('diff(x, t)'), rhs: parse('-2*t*x') } as const
    expect(() => closed(s.given({ k: 't' }), moved)).toThrow('x solves its flow for a k that stands still')
    expect(() => closed(s.given({ k: 'x0' }), moved)).not.toThrow()
    const claim = { kind: 'equal', lhs: parse('x'), rhs: parse('x0*exp(-t^2)') } as const
    expect(() => closed(s.given({ k: 't' }), claim)).toThrow('x solves its flow for a k that stands still')
    // Whatever else is driven beside it.
    s.declare('a', real('aside'))
    for (const name of ['y', 'x']) s.define(name, { ...defined('x0', name), is: name === 'x' ? 'x0*exp(-k*t)' : 'x0' })
    const rate = (name: string) => ({ symbol: parse(name) as Sym, rate: parse('0') })
    s.move({ variable: parse('t') as Sym, rates: [rate('y'), rate('x')] })
    for (const a of ['t', '2'])
      expect(() => closed(s.given({ a, k: 't' }), claim)).toThrow('x solves its flow for a k that stands still')
  })
})

describe('a value of a formula that a claim does not name', () => {
  const s = Scope.inheriting([])
  for (const name of ['c', 'm', 'v']) s.declare(name, positive(name))
  s.define('g', { ...defined('c/(2*m)', 'damping'), is: 'c/(2*m)' })
  const claim = (lhs: string) => ({ kind: 'equal', lhs: parse(lhs), rhs: parse('0') }) as const

  it('would be taken for a condition on what that is made of', () => {
    expect(() => closed(s.given({ g: '0' }), claim('v*c'))).toThrow(
      'g is given a value, and this claim says nothing of g',
    )
    for (const lhs of ['v', 'g*c']) expect(() => closed(s.given({ g: '0' }), claim(lhs))).not.toThrow()
  })
})

describe('what is set free for one claim', () => {
  const s = Scope.inheriting([])
  s.declare('t', real('time'))
  for (const [name, of] of [
    ['x', real('place')],
    ['y', real('other place')],
    ['z', defined('x - y', 'distance')],
    ['c', defined('2*t', 'clock')],
  ] as const)
    if (of.is === undefined) s.declare(name, of)
    else s.define(name, { ...of, is: of.is })
  s.move({ variable: parse('t') as Sym, rates: [{ symbol: parse('x') as Sym, rate: parse('y') }] })
  const equal = (lhs: string) => ({ kind: 'equal', lhs: parse(lhs), rhs: parse('0') }) as const
  const limit = {
    kind: 'limit',
    expr: parse('c'),
    variable: parse('t') as Sym,
    target: 'oo',
    value: 'oo',
  } as const
  const step = {
    kind: 'step',
    step: [{ symbol: parse('x') as Sym, by: parse('2*x') }],
    quantity: parse('z'),
    factor: parse('1'),
    fresh: [],
  } as const

  it.each([
    ['a derivative', equal('diff(z, x)'), 'x'],
    ['a place', equal('at(z, x = 2)'), 'x'],
    ['a total derivative', equal('diff(z, t)'), 'x'],
    ['a rate', { kind: 'along', expr: parse('z'), rate: parse('0') } as const, 'x'],
    ['a limit', limit, 't'],
    ['a step', step, 'x'],
  ])('is not asked by %s how it changes with what it is made of', (_, assertion, of) => {
    const given: Readonly<Record<string, string>> = assertion.kind === 'limit' ? { c: 'real' } : { z: 'positive' }
    expect(() => closed(s.given(given), assertion)).toThrow(`depends on ${of}, and is given here without it`)
    if (assertion.kind !== 'limit') expect(() => closed(s.given({ z: '3' }), assertion)).toThrow(`z depends on ${of}`)
    expect(() => closed(s.given(assertion.kind === 'limit' ? { c: 't' } : { z: 'x' }), assertion)).not.toThrow()
  })

  it('is what the claim speaks of', () => {
    expect(() => closed(s.given({ z: 'negative' }), equal('x - y'))).toThrow('this claim says nothing of z')
  })

  it('may change with what it is not made of', () => {
    expect(() => closed(s.given({ z: 'positive' }), equal('diff(z*t^2, z)'))).not.toThrow()
    expect(() => closed(s.given({ c: 'real' }), equal('diff(c*x, x)'))).not.toThrow()
  })
})
