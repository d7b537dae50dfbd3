import { describe, expect, it } from 'vitest'
import { parse } from '../expr/parse.js'
import { print } from '../expr/print.js'
import { AuthorError } from '../expr/author-error.js'
import { derivation, isDerivation } from './derivation.js'
import { Scope } from './scope.js'
import { defined, inDomain, real } from './symbol.js'
import { closed } from './closed.js'
import { problem, scope } from './scope.example.js'

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
    ['x y', /found "x y": a name has letters from a to z, digits and _, and a letter first/],
    ['2y', /found "2y": a name has letters/],
  ])('refuse %s', (head, reason) => {
    expect(problem(() => scope().declare(head, real('x')))).toMatch(reason)
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
