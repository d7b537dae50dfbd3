import { describe, expect, it } from 'vitest'
import { parse } from '../expr/parse.js'
import { print } from '../expr/print.js'
import type { Sym } from '../expr/ast.js'
import { Scope } from './scope.js'
import { defined, inDomain, positive, real } from './symbol.js'
import { closed } from './closed.js'
import { problem } from './scope.example.js'

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
