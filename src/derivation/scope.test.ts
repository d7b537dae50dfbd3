import { describe, expect, it } from 'vitest'
import { parse } from '../expr/parse.js'
import { print } from '../expr/print.js'
import { AuthorError } from '../expr/author-error.js'
import { FormulaError } from '../expr/formula-error.js'
import type { Sym } from '../expr/ast.js'
import { parseDomain, printDomain } from '../expr/domain.js'
import type { Proposition } from '../proposition/proposition.js'
import { equal } from '../verify/checks/equality.js'
import { tendsTo } from '../verify/checks/limit.js'
import { hasSign } from '../verify/checks/sign.js'
import { solves } from '../verify/checks/solves.js'
import type { Statement } from '../verify/statement.js'
import type { Claim } from './claim.js'
import { derivation, isDerivation } from './derivation.js'
import { Scope } from './scope.js'
import { type Declaration, defined, inDomain, positive, real } from './symbol.js'
import { closed } from './closed.js'

function scope(): Scope {
  const s = Scope.inheriting([])
  s.declare('gamma', positive('a scale'))
  s.declare('u[i]', real('weights'))
  s.declare('w[i]', real('more weights'))
  s.define('S', { ...defined('sum(i, u[i]*w[i])', 'the overlap'), is: 'sum(i, u[i]*w[i])' })
  s.define('v', { ...defined('gamma*S', 'the slope'), is: 'gamma*S' })
  s.define('p[i]', { ...defined('u[i] + w[i]', 'a mode'), is: 'u[i] + w[i]' })
  return s
}
/** What is wrong with a formula: of what is thrown, or of the first claim that a derivation holds as one of ill form. */
const problem = (work: () => unknown): string => {
  try {
    const made = work()
    if (isDerivation(made) && made.illFormed[0]) throw made.illFormed[0].problem
  } catch (error) {
    if (error instanceof FormulaError) return error.problem
    throw error
  }
  return 'accepted'
}

describe('formulas in a scope', () => {
  it('are read when every symbol is known', () => {
    expect(print(scope().formula('v + p[k]*d'))).toBe('v + p[k]*d')
  })

  it.each<[string, RegExp]>([
    ['gama', /unknown symbol gama; did you mean gamma\?/],
    ['nothing_like_it', /^unknown symbol nothing_like_it(?!.*did you mean)/],
    ['u', /u takes 1 index, found u/],
    ['gamma[1]', /gamma takes no index, found gamma\[1\]/],
    ['diff(v, S)', /cannot differentiate by S/],
  ])('are refused with the reason: %s', (text, reason) => {
    expect(problem(() => scope().formula(text))).toMatch(reason)
  })

  it('point at the unknown symbol', () => {
    expect(() => scope().formula('gamma + zeta*2')).toThrow(expect.objectContaining({ offset: 8 }))
  })

  it('may start with a line break and still be refused in words', () => {
    expect(problem(() => scope().define('q', { ...defined('\nu[k]', 'x'), is: '\nu[k]' }))).toMatch(/bound by nothing/)
  })
})

describe('definitions', () => {
  it('unfold to the free symbols, at every index', () => {
    const s = scope()
    expect(print(s.expand(s.formula('v*p[k]')))).toBe('(gamma*sum(i, u[i]*w[i]))*(u[k] + w[k])')
  })

  it('unfold only those asked for', () => {
    const s = scope()
    expect(print(s.expand(s.formula('v'), (name) => name === 'v'))).toBe('gamma*S')
  })

  it('are looked up where they are used, so that a later one tells what an inherited name is', () => {
    const s = Scope.inheriting([scope()])
    s.define('u[i]', { ...defined('a[i]*gamma', 'solved'), is: 'gamma*w[i]' })
    expect(print(s.expand(s.formula('S')))).toBe('sum(i, (gamma*w[i])*w[i])')
    expect(print(scope().expand(parse('S')))).toBe('sum(i, u[i]*w[i])')
  })

  it('may not go round in a circle', () => {
    const s = scope()
    s.declare('b', real('b'))
    s.define('a', { ...defined('b + 1', 'a'), is: 'b + 1' })
    s.define('b', { ...defined('a - 1', 'b'), is: 'a - 1' })
    expect(problem(() => s.expand(parse('a')))).toMatch(/defined in terms of itself/)
  })

  it('may not contain an index that nothing binds', () => {
    expect(problem(() => scope().define('q', { ...defined('u[k]', 'x'), is: 'u[k]' }))).toMatch(
      /index k is bound by nothing/,
    )
    expect(problem(() => scope().define('q[k]', { ...defined('u[k]', 'x'), is: 'u[k]' }))).toBe('accepted')
  })

  it('know what they depend on', () => {
    const s = scope()
    expect(s.dependsOn('v', new Set(['w']))).toBe(true)
    expect(s.dependsOn('gamma', new Set(['w']))).toBe(false)
    expect(s.dependsOnNames('v', new Set(['S']))).toBe(true)
  })
})

describe('heads', () => {
  it.each([
    ['u[1]', /named index/],
    ['a + b', /expected a symbol/],
    ['d', /d is the width/],
    ['2', /expected a symbol/],
  ])('refuse %s', (head, reason) => {
    expect(problem(() => scope().declare(head, real('x')))).toMatch(reason)
  })
})

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

describe('symbols', () => {
  it('are in the domain that is declared', () => {
    expect(inDomain('(0,1)', 'a fraction').domain).toBe('(0,1)')
    expect(() => inDomain('(1,0)', 'nothing')).toThrow(AuthorError)
  })
})

describe('derivation', () => {
  const spec = {
    title: 'T',
    tag: 'paper' as const,
    prose: 'P',
    symbols: { a: real('a'), b: defined('c^2', 'b'), c: real('c') },
    claims: {},
  }

  it('may define a symbol before what it uses', () => {
    const made = derivation('one', spec)
    expect(isDerivation(made)).toBe(true)
    expect(print(made.scope.expand(made.scope.formula('b')))).toBe('c^2')
    expect(made.own).toEqual(['a', 'b', 'c'])
  })

  it('inherits symbols and definitions', () => {
    const made = derivation('two', { ...spec, uses: [derivation('one', spec)], symbols: { e: defined('a + b', 'e') } })
    expect(print(made.scope.expand(made.scope.formula('e')))).toBe('a + c^2')
  })

  it.each(['One', 'one two', '1', '', 'one-'])('refuses the id %j', (id) => {
    expect(() => derivation(id, spec)).toThrow(AuthorError)
  })
})

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

describe('what is inherited', () => {
  const built = (parents: readonly Scope[], by?: string): Scope => {
    const s = Scope.inheriting(parents)
    if (by === undefined) s.declare('b', real('free'))
    else s.define('b', { ...defined(by, 'defined'), is: by })
    return s
  }

  it('is what the later parent says', () => {
    const [first, second] = [built([], '1'), built([], '2')]
    expect(print(Scope.inheriting([first, second]).expand(parse('b')))).toBe('2')
    expect(print(Scope.inheriting([second, first]).expand(parse('b')))).toBe('1')
  })

  it('is free again where a later parent says so', () => {
    const first = built([], '1')
    expect(Scope.inheriting([first, built([first])]).definition('b')).toBeUndefined()
  })

  it('keeps indices and symbols of one name apart', () => {
    const counting = Scope.inheriting([])
    counting.declare('v[j]', real('a member'))
    counting.define('w[i]', { ...defined('i*v[i]', 'weighted'), is: 'i*v[i]' })
    expect(problem(() => Scope.inheriting([counting]).declare('i', real('a current')))).toMatch(
      /i is an index in the definition of w\[i\]/,
    )
    const current = Scope.inheriting([])
    current.declare('i', real('a current'))
    current.declare('v[j]', real('a member'))
    expect(problem(() => current.formula('i*v[i]'))).toMatch(/i is a symbol here, and an index of this formula/)
    expect(problem(() => current.define('w[i]', { ...defined('i*v[i]', 'weighted'), is: 'i*v[i]' }))).toMatch(
      /a symbol here, and an index/,
    )
    expect(problem(() => current.formula('i*v[j] + sum(i, v[i])'))).toBe('accepted')
    expect(problem(() => Scope.inheriting([counting]).declare('k', real('another')))).toBe('accepted')
  })

  describe('where parents differ', () => {
    const claim = (s: Scope, text = 'b'): string =>
      problem(() => closed(s, { kind: 'sign', expr: s.formula(text), sign: 'positive' }))
    const domain = (text: string, parents: readonly Scope[] = []): Scope => {
      const s = Scope.inheriting(parents)
      s.declare('b', inDomain(text, `in ${text}`))
      return s
    }
    const rivals = /b means two things in what this uses, .* declare it here/

    it('must be declared before it is used', () => {
      for (const [one, other] of [
        [domain('(0,1)'), domain('(0,2)')],
        [domain('(0,1)'), built([], '1')],
        [built([], '1'), built([], '2')],
      ] as const) {
        expect(claim(Scope.inheriting([one, other]))).toMatch(rivals)
        expect(claim(Scope.inheriting([other, one]))).toMatch(rivals)
        expect(claim(Scope.inheriting([Scope.inheriting([one, other])]))).toMatch(rivals)
        expect(claim(domain('(0,1)', [one, other]))).toBe('accepted')
        expect(claim(Scope.inheriting([one, other]).given({ b: 'positive' }))).toBe('accepted')
        expect(claim(Scope.inheriting([domain('(0,3)', [one, other]), one]), '1')).toBe('accepted')
      }
    })

    it('is seen through definitions', () => {
      const defining = domain('(0,1)')
      defining.define('c', { ...defined('2*b', 'twice'), is: '2*b' })
      expect(claim(Scope.inheriting([defining, domain('(0,2)')]), 'c')).toMatch(rivals)
    })

    it('does not matter where they say the same, or one in place of the other', () => {
      expect(claim(Scope.inheriting([domain('(0,1)'), domain('(0,1)')]))).toBe('accepted')
      expect(claim(Scope.inheriting([built([], '1'), built([], '1')]))).toBe('accepted')
      const first = domain('(0,1)')
      expect(claim(Scope.inheriting([first, domain('(0,2)', [first])]))).toBe('accepted')
      expect(claim(Scope.inheriting([domain('(0,2)', [first]), first]))).toMatch(rivals)
    })

    it('is so of how things move, too', () => {
      const moving = (rate: string, parents: readonly Scope[] = []): Scope => {
        const s = domain('real', parents)
        s.declare('t', real('time'))
        s.move({ variable: parse('t') as Sym, rates: [{ symbol: parse('b') as Sym, rate: parse(rate) }] })
        return s
      }
      const along = (s: Scope): string =>
        problem(() => closed(s, { kind: 'along', expr: s.formula('b'), rate: s.formula('1') }))
      const one = moving('1')
      expect(along(Scope.inheriting([one, moving('2')]))).toMatch(/moves in two ways/)
      expect(along(moving('3', [one, moving('2')]))).toBe('accepted')
      expect(along(Scope.inheriting([one, moving('2', [one])]))).toBe('accepted')
      expect(along(Scope.inheriting([one, one]))).toBe('accepted')
    })
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
    expect(() => both.requireOneFlow()).toThrow('moves in two ways')
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

describe('a formula', () => {
  const s = Scope.inheriting([])
  s.declare('u[i]', real('family'))
  for (const name of ['S_i', 'u_alpha', 'w']) s.declare(name, real(name, name === 'w' ? { tex: 'W_{k}' } : {}))

  it.each([
    ['sum(i, S_i)', 'S_i is a single number, and would be read as member i'],
    ['sum(alpha, u_alpha*u[alpha])', 'u_alpha is a single number'],
    ['sum(k, w)', 'w is a single number, and would be read as member k'],
    ['S_i*u[i]', 'S_i is a single number'],
  ])('counts by no index that a name has: %s', (text, problem) => {
    const claim = (lhs: string) => ({ kind: 'equal', lhs: s.formula(lhs), rhs: parse('0') }) as const
    expect(() => closed(s, claim(text))).toThrow(problem)
    expect(() => closed(s, claim(text.replaceAll(/\b(i|alpha|k)\b/g, 'j')))).not.toThrow()
  })

  it('speaks of a family where that is one', () => {
    const inner = Scope.inheriting([s])
    inner.define('P', { ...defined('sum(j, u[j])', 'sum'), is: 'sum(j, u[j])' })
    inner.declare('u', real('a number'))
    const claim = { kind: 'equal', lhs: parse('P'), rhs: parse('P') } as const
    expect(() => closed(inner, claim)).toThrow('the definition of P speaks of u[j], and u is a single number here')
  })
})

describe('what is inherited twice', () => {
  const parent = (meaning: string): Scope => {
    const s = Scope.inheriting([])
    s.declare('k', positive(meaning))
    return s
  }
  const claim = { kind: 'equal', lhs: parse('k'), rhs: parse('k') } as const

  it('is one thing where it says so', () => {
    expect(() => closed(Scope.inheriting([parent('stiffness'), parent('stiffness')]), claim)).not.toThrow()
    const both = Scope.inheriting([parent('stiffness'), parent('rate of decay')])
    expect(() => closed(both, claim)).toThrow('k means two things in what this uses')
    both.declare('k', positive('rate of decay'))
    expect(() => closed(both, claim)).not.toThrow()
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
