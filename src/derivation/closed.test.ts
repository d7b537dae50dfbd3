import { describe, expect, it } from 'vitest'
import { parse } from '../expr/parse.js'
import type { Sym } from '../expr/ast.js'
import { parseDomain, printDomain } from '../expr/domain.js'
import type { Proposition } from '../proposition/proposition.js'
import { equal } from '../verify/checks/equality.js'
import { tendsTo } from '../verify/checks/limit.js'
import { hasSign } from '../verify/checks/sign.js'
import { solves } from '../verify/checks/solves.js'
import type { Statement } from '../verify/statement.js'
import type { Claim } from './claim.js'
import { derivation } from './derivation.js'
import { Scope } from './scope.js'
import { type Declaration, defined, inDomain, positive, real } from './symbol.js'
import { closed, requireOneFlow } from './closed.js'
import { problem, scope } from './scope.example.js'

describe('what moves by a flow', () => {
  const stated = (text: string, symbols = {}) =>
    derivation('moves', {
      title: 'A decay',
      tag: 'beyond',
      prose: 'Its value at a time is not known.',
      symbols: { x: real('what moves'), y: defined('x^2', 'made of it'), ...symbols },
      flow: { x: '-x' },
      claims: { it: equal(text, '1') },
    })

  it.each(['at(x, t = 0)', 'at(y*t, t = 2)', 'x*at(diff(y, t), t = 1)'])('has no value at one time: %s', (text) => {
    expect(problem(() => stated(text))).toMatch(/x moves by the flow and has no known value at a given t/)
  })

  it('has one where it is defined, and others have one', () => {
    expect(problem(() => stated('at(y, t = 0)', { x: defined('exp(-t)', 'the solution') }))).toBe('accepted')
    expect(problem(() => stated('at(t^2, t = 1) + diff(x, t) - diff(x, t)'))).toBe('accepted')
    expect(problem(() => stated('at(y, x = 1)'))).toBe('accepted')
  })
})

describe('a proposition', () => {
  const stating = (claim: Claim, symbols: Readonly<Record<string, Declaration>> = {}) =>
    derivation('closed', {
      title: 'A decay',
      tag: 'beyond',
      prose: 'Its propositions have all that they reach.',
      symbols: { x: positive('what moves'), k: real('a constant'), H: defined('x^2', 'made of it'), ...symbols },
      flow: { x: '-k*x' },
      claims: { it: claim },
    })
  const stated = (...of: Parameters<typeof stating>): Proposition =>
    (stating(...of).claim('it').stated.statement as Statement).proposition
  const names = ({ context: { binders } }: Proposition): string[] => binders.map(({ name }) => name).sort()

  it('has the flow where it differentiates by its time what moves, and only there', () => {
    for (const claim of [equal('diff(H, t)', '-2*k*x^2'), hasSign('diff(x, t)', 'negative')]) {
      const proposition = stated(claim)
      expect(proposition.context.flow?.rates.map(({ symbol }) => symbol.name)).toEqual(['x'])
      expect(names(proposition)).toEqual(['k', 't', 'x'])
    }
    expect(stated(equal('H', 'x^2')).context.flow).toBeUndefined()
    expect(stated(equal('diff(t^2, t)', '2*t')).context.flow).toBeUndefined()
  })

  it('supposes nothing of a function that is put for what moves', () => {
    const solution = { ...defined('exp(-k*t)', 'the solution'), domain: 'positive' }
    const { context } = stated(solves(), { x: solution })
    expect(context.binders.map(({ name, domain }) => [name, printDomain(domain)])).toContainEqual(['x', 'real'])
  })

  it('is none where what it lets go is defined, or has a value elsewhere', () => {
    expect(problem(() => stating(tendsTo('H', '0', { as: 'H', to: '0' })))).toMatch(/H is defined by a formula/)
    expect(problem(() => stating(tendsTo('k', 'k + 1', { as: 'k', to: '0' })))).toMatch(/depends on k, which is bound/)
    expect(problem(() => stating(tendsTo('H', '0')))).toMatch(/x moves by the flow and is not known/)
    expect(problem(() => stating(equal('diff(d^2, d)', '0')))).toMatch(/nothing is differentiated by it/)
  })

  it('knows of a member what is supposed of that member', () => {
    const s = scope()
    s.declareMember(parse('u[2]') as Sym, 'positive')
    const { context } = closed(s, { kind: 'equal', lhs: parse('u[2]'), rhs: parse('u[1]') })
    expect(context.binders).toEqual([
      { name: 'u', indices: 1, domain: parseDomain('real'), members: [{ index: 2, domain: parseDomain('positive') }] },
    ])
  })
})

describe('what moves', () => {
  const moving = (domain: string): Scope => {
    const s = Scope.inheriting([])
    for (const [name, of] of [
      ['x', domain],
      ['t', 'real'],
    ] as const)
      s.declare(name, inDomain(of, name))
    s.move({ variable: parse('t') as Sym, rates: [{ symbol: parse('x') as Sym, rate: parse('1') }] })
    return s
  }
  const along = { kind: 'along', expr: parse('x'), rate: parse('1') } as const

  it.each(['integer', '[2,2]'])('has no domain of separate values such as %s', (domain) => {
    expect(() => closed(moving(domain), along)).toThrow(`x moves, so it takes all values of an interval; its domain is`)
    const squared = { kind: 'equal', lhs: parse('diff(x^2, x)'), rhs: parse('2*x') } as const
    expect(() => closed(moving(domain), squared)).toThrow('x is differentiated by, so')
  })

  it('has any other', () => {
    for (const domain of ['real', '[2,3]', 'nonzero']) expect(closed(moving(domain), along).assertion).toEqual(along)
  })

  it('is not known as a function of what its rate is made of', () => {
    const s = moving('real')
    s.declare('k', real('a rate'))
    s.move({ variable: parse('t') as Sym, rates: [{ symbol: parse('x') as Sym, rate: parse('k*x') }] })
    const unknown = 'x moves by the flow, and how it depends on k is not known'
    for (const lhs of ['diff(x^2, k)', 'at(x, k = 1)', 'diff(diff(x, t), k)'])
      expect(() => closed(s, { kind: 'equal', lhs: parse(lhs), rhs: parse('0') })).toThrow(unknown)
    const limit = {
      kind: 'limit',
      expr: parse('x'),
      variable: parse('k') as Sym,
      target: 'oo',
      value: parse('x'),
    } as const
    expect(() => closed(s, limit)).toThrow(unknown)
    const rate = { symbol: parse('x') as Sym, rate: parse('k*x + diff(x, k)') }
    const solves = { kind: 'solves', variable: parse('t') as Sym, rates: [rate], solution: [], initial: [] } as const
    expect(() => closed(s, solves)).toThrow(unknown)
    const gradient = { kind: 'equal', lhs: parse('diff(k*x^2, x)'), rhs: parse('2*k*x') } as const
    expect(closed(s, gradient).assertion).toEqual(gradient)
  })

  it('moves at a rate that speaks neither of how it moves nor of what it was', () => {
    const s = moving('real')
    for (const name of ['y', 'k']) s.declare(name, real(name))
    s.define('v', defined('diff(x, t)', 'velocity') as Declaration & { is: string })
    s.define('f', defined('t^2', 'force') as Declaration & { is: string })
    const close = (rate: string): unknown => {
      const rates = [
        { symbol: parse('x') as Sym, rate: parse('y') },
        { symbol: parse('y') as Sym, rate: parse(rate) },
      ]
      s.move({ variable: parse('t') as Sym, rates })
      const solves = { kind: 'solves', variable: parse('t') as Sym, rates, solution: [], initial: [] } as const
      const along = { kind: 'along', expr: parse('y'), rate: parse('0') } as const
      return [solves, along].map((assertion) => closed(s, assertion))
    }
    for (const rate of ['-x - k*diff(x, t)', '-x - k*v', 'diff(diff(y, t), t)', 'diff(x*y, t)'])
      expect(() => close(rate)).toThrow(/the rate of y speaks of how [xy] moves, in diff/)
    for (const rate of ['-at(x, t = t - k)', 'at(y, t = 0)'])
      expect(() => close(rate)).toThrow(/the rate of y speaks of what [xy] was at another t/)
    for (const rate of ['diff(f, t)', 'diff(x^2, x)', 'at(f, t = 0)']) expect(close(rate)).toHaveLength(2)
  })

  it('may not be left out of a flow that is stated in place of its own, unless it is declared anew', () => {
    const s = Scope.inheriting([moving('real')])
    s.declare('z', real('probe'))
    const rates = [{ symbol: parse('z') as Sym, rate: parse('x') }]
    s.move({ variable: parse('t') as Sym, rates })
    const still = { kind: 'along', expr: parse('z'), rate: parse('x') } as const
    const solves = { kind: 'solves', variable: parse('t') as Sym, rates, solution: [], initial: [] } as const
    for (const assertion of [still, solves])
      expect(() => closed(s, assertion)).toThrow(
        'x moves where it comes from, and the flow that is stated here does not say',
      )
    // Whatever it says of it, and wherever that is declared or set free meanwhile.
    for (const text of ['diff(x, t)', 'at(x, t = 0)', 'x']) {
      const claim = { kind: 'equal', lhs: parse(text), rhs: parse('0') } as const
      for (const of of [s, s.given({ x: 'positive' }), s.given({ x: '2' })])
        expect(() => closed(of, claim)).toThrow('x moves where it comes from')
    }
    const between = Scope.inheriting([moving('real')])
    between.declare('x', real('the same, in other words'))
    const leaf = Scope.inheriting([between])
    leaf.declare('z', real('probe'))
    leaf.move({ variable: parse('t') as Sym, rates }, ['z'])
    expect(() => closed(leaf, still)).toThrow('x moves where it comes from')
    s.declare('x', real('another'))
    s.move({ variable: parse('t') as Sym, rates }, ['x'])
    expect(closed(s, still).assertion).toEqual(still)
  })

  it('is one member of a family and another', () => {
    const s = Scope.inheriting([])
    for (const head of ['u[i]', 't']) s.declare(head, real(head))
    const rate = (member: string) => ({ symbol: parse(member) as Sym, rate: parse(`-${member}`) })
    const flow = (...members: string[]) => ({ variable: parse('t') as Sym, rates: members.map(rate) })
    const claim = { kind: 'equal', lhs: parse('diff(u[2], t)'), rhs: parse('0') } as const
    s.move(flow('u[1]', 'u[2]'))
    const child = Scope.inheriting([s])
    child.move(flow('u[1]'))
    expect(() => closed(child, claim)).toThrow('u[2] moves where it comes from')
    for (const members of [['u[k]'], ['u[1]', 'u[2]', 'u[3]']]) {
      const other = Scope.inheriting([s])
      other.move(flow(...members))
      expect(closed(other, claim).assertion).toEqual(claim)
    }
  })

  it('moves in one way only, also where a solution is claimed', () => {
    const one = moving('real')
    const both = Scope.inheriting([one, moving('real')])
    const rates = [{ symbol: parse('x') as Sym, rate: parse('1') }]
    const solves = { kind: 'solves', variable: parse('t') as Sym, rates, solution: [], initial: [] } as const
    expect(() => closed(both, solves)).toThrow('moves in two ways')
    expect(() => requireOneFlow(both)).toThrow('moves in two ways')
    expect(closed(Scope.inheriting([one, one]), solves).assertion).toEqual(solves)
  })

  it('is held fixed by nobody where it is defined through what something is differentiated by', () => {
    const s = moving('real')
    s.define('p', { ...defined('x', 'momentum'), is: 'x' })
    s.define('H', { ...defined('p^2/2 - x^2', 'energy'), is: 'p^2/2 - x^2' })
    const claim = (lhs: string) => ({ kind: 'equal', lhs: parse(lhs), rhs: parse('0') }) as const
    expect(() => closed(s, claim('diff(H, x)'))).not.toThrow()
    s.move({
      variable: parse('t') as Sym,
      rates: ['x', 'p'].map((name) => ({ symbol: parse(name) as Sym, rate: parse('1') })),
    })
    for (const lhs of ['diff(H, x)', 'at(H, x = 0)', 'diff(p*x, x)'])
      expect(() => closed(s, claim(lhs))).toThrow('p moves, and is defined through x here')
    expect(() => closed(s, claim('diff(x^2, x)'))).not.toThrow()
  })

  it('is all there, where a rank is claimed', () => {
    const s = moving('real')
    const rank = { kind: 'rank', family: [parse('x - t')], rank: parse('1'), widths: [1] } as const
    expect(closed(s, rank).assertion).toEqual(rank)
    s.define('y', { ...defined('2', 'y'), is: '2' })
    s.move({
      variable: parse('t') as Sym,
      rates: ['x', 'y'].map((name) => ({ symbol: parse(name) as Sym, rate: parse('1') })),
    })
    expect(() => closed(s, rank)).toThrow('y moves, and is defined by a formula here: a rank is one of all that moves')
  })

  it('is a solution for constants, also under another flow', () => {
    const s = Scope.inheriting([])
    for (const name of ['t', 'k', 'y']) s.declare(name, real(name))
    s.define('x', { ...defined('exp(-k*t)', 'x'), is: 'exp(-k*t)' })
    s.move({ variable: parse('t') as Sym, rates: [{ symbol: parse('x') as Sym, rate: parse('-k*x') }] })
    const other = Scope.inheriting([s])
    other.move({ variable: parse('t') as Sym, rates: [{ symbol: parse('y') as Sym, rate: parse('x') }] }, ['y'])
    const claim = { kind: 'equal', lhs: parse('x'), rhs: parse('x') } as const
    for (const k of ['2', 'positive']) expect(() => closed(other.given({ k }), claim)).not.toThrow()
    for (const k of ['t', 'y']) expect(() => closed(other.given({ k }), claim)).toThrow('for a k that stands still')
    other.define('k', { ...defined('t', 'k'), is: 't' })
    expect(() => closed(other, claim)).toThrow('for a k that stands still')
  })

  it('is no function of what moves beside it', () => {
    const s = moving('real')
    s.declare('y', real('y'))
    s.define('H', { ...defined('y^2', 'energy'), is: 'y^2' })
    s.move({
      variable: parse('t') as Sym,
      rates: ['x', 'y'].map((name) => ({ symbol: parse(name) as Sym, rate: parse('1') })),
    })
    const claim = (lhs: string) => ({ kind: 'equal', lhs: parse(lhs), rhs: parse('0') }) as const
    for (const lhs of ['diff(y, x)', 'diff(y^2, x)']) expect(() => closed(s, claim(lhs))).toThrow('y and x both move')
    for (const lhs of ['diff(t, x)', 'diff(sin(t), x)'])
      expect(() => closed(s, claim(lhs))).toThrow('t and x both move')
    expect(() => closed(s, claim('at(H, x = 0)'))).toThrow('y has no value at a given x')
    for (const expr of ['y/x', 't/x', 'H/x']) {
      const limit = {
        kind: 'limit',
        expr: parse(expr),
        variable: parse('x') as Sym,
        target: 'oo',
        value: parse('0'),
      } as const
      expect(() => closed(s, limit)).toThrow(/[yt] moves with x, and is not held fixed/)
    }
    expect(() => closed(s, claim('at(y, x = x - 1)'))).toThrow('y has no value at a given x')
    for (const lhs of ['diff(H, x)', 'diff(x*y, x)', 'at(x*y, x = 1)', 'at(diff(y, t), x = 1)'])
      expect(() => closed(s, claim(lhs))).not.toThrow()
  })

  it('depends on what its rate is made of, where it is asked how it moves', () => {
    const s = moving('real')
    for (const name of ['k', 'r']) s.declare(name, real(name))
    s.define('F', { ...defined('-k*x', 'force'), is: '-k*x' })
    s.declare('v', real('v'))
    const flow = (rate: string) => ({
      variable: parse('t') as Sym,
      rates: [
        { symbol: parse('x') as Sym, rate: parse('v') },
        { symbol: parse('v') as Sym, rate: parse(rate) },
      ],
    })
    s.move(flow('F'))
    const along = { kind: 'along', expr: parse('v'), rate: parse('0') } as const
    const jerk = { kind: 'equal', lhs: parse('diff(x, t, 3)'), rhs: parse('0') } as const
    for (const given of ['positive', '1']) {
      for (const claim of [along, jerk])
        expect(() => closed(s.given({ F: given }), claim)).toThrow(/F depends on [xtv], and is given here without it/)
      const plain = { kind: 'equal', lhs: parse('F'), rhs: parse('F') } as const
      expect(() => closed(s.given({ F: given }), plain)).not.toThrow()
    }
    s.move(flow('r*x'))
    const step = [{ symbol: parse('x') as Sym, by: parse('2*x') }]
    const law = { kind: 'step', step, quantity: parse('diff(v, t)'), factor: parse('2'), fresh: ['r'] } as const
    expect(() => closed(s, law)).toThrow('depends on r, which is another at each step')
  })

  it('begins at a time that it has', () => {
    const s = moving('real')
    const rates = [{ symbol: parse('x') as Sym, rate: parse('1') }]
    const initial = [{ symbol: parse('x') as Sym, by: parse('0') }]
    const solution = [{ symbol: parse('x') as Sym, by: parse('t') }]
    const solves = { kind: 'solves', variable: parse('t') as Sym, rates, solution, initial } as const
    s.declare('t', inDomain('(0,oo)', 'time'))
    expect(closed(s, solves).assertion).toEqual(solves)
    s.declare('t', inDomain('(1,oo)', 'time'))
    expect(() => closed(s, solves)).toThrow('a solution begins where t is 0; its domain is (1,oo)')
  })
})
