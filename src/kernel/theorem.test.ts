import { describe, expect, it } from 'vitest'
import { symbol } from '../expr/ast.js'
import { parse } from '../expr/parse.js'
import { print } from '../expr/print.js'
import type { Assertion } from '../proposition/proposition.js'
import type { Proposition } from '../proposition/proposition.js'
import { prove } from './prove.js'
import { Theorem, conjunction, decided } from './theorem.js'
import { stated, equal, sign, solves, holds } from './written.example.js'

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

  it('under which a name has a value are told where it is not unfolded, through all definitions', () => {
    const parts = {
      binders: { c: 'positive', x: 'real', y: 'real' },
      definitions: { R: 'log(x)', S: 'R + sqrt(y)', Z: 'sqrt(c)*log(y^2 + 1)', N: 'log(-1 - x^2)' },
    }
    const told = (text: string): readonly string[] | undefined =>
      prove(stated(parts, equal(text, text))).theorem?.conditions.map(({ expr, must }) => `${print(expr)} ${must}`)
    expect(told('0*R')).toEqual(['x positive'])
    expect(told('0*S')).toEqual(['x positive', 'y nonnegative'])
    expect(told('Z')).toEqual([])
    expect(told('0*N')).toBeUndefined()
  })

  it('are those of the members that are meant', () => {
    const parts = {
      binders: { 'u[i]': 'real', 'w[i]': 'real' },
      definitions: { 'f[i]': 'log(u[i])', 'P[i]': ['sqrt(u[i])', 'nonnegative'] as const },
    }
    const told = (assertion: Assertion): readonly string[] | undefined =>
      prove(stated(parts, assertion)).theorem?.conditions.map(({ expr, must }) => `${print(expr)} ${must}`)
    expect(told(equal('0*f[j] + 0*f[2]', '0'))).toEqual(['u[j] positive', 'u[2] positive'])
    expect(told(sign('P[2]', 'nonnegative'))).toEqual(['u[2] nonnegative'])
  })

  it('are those of a whole step', () => {
    const step = ['x', 'y'].map((name, k) => ({ symbol: symbol(name), by: parse(k === 0 ? 'x/2' : 'log(y)') }))
    const assertion = { kind: 'step', step, quantity: parse('x'), factor: parse('1/2'), fresh: [] } as const
    const { theorem } = prove(stated({ binders: { x: 'real', y: 'real' } }, assertion))
    expect(theorem?.conditions.map(({ expr, must }) => `${print(expr)} ${must}`)).toEqual(['y positive'])
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

describe('a rule', () => {
  const half = stated({ binders: { x: 'real' } }, equal('x + x', '2*x'))
  const { context } = half
  const source = () => undefined

  it('of conjunction takes theorems of the very parts', () => {
    const parts = [half.assertion, equal('x', 'x')]
    const both: Proposition = { context, assertion: { kind: 'all', parts } }
    const theorems = parts.map((assertion) => prove({ context, assertion }).theorem as Theorem)
    expect(conjunction(both, theorems).proposition).toBe(both)
    const elsewhere = prove(stated({ binders: { x: 'positive' } }, half.assertion)).theorem as Theorem
    for (const others of [theorems.slice(0, 1), [...theorems].reverse(), [elsewhere, ...theorems.slice(1)], []])
      expect(() => conjunction(both, others)).toThrow(/theorems of its parts/)
    const imitation = { ...theorems[0] } as unknown as Theorem
    expect(() => conjunction(both, [imitation, ...theorems.slice(1)])).toThrow(/theorems of its parts/)
    expect(() => conjunction({ context, assertion: { kind: 'all', parts: [] } }, [])).toThrow(/has parts/)
    expect(() => conjunction(half, [])).toThrow(/has parts/)
  })

  it('of decision does not take a conjunction, nor another theorem than it asks for', () => {
    const whole: Proposition = { context, assertion: { kind: 'all', parts: [half.assertion] } }
    expect(decided(whole, source).outcome).toMatchObject({ theorem: undefined, noRule: true })
    const root = stated(
      { binders: { x: 'real' }, definitions: { p: ['x^2 + 1', 'positive'] } },
      equal('sqrt(p^2)', 'p'),
    )
    expect(decided(root, source).outcome.theorem).toBeUndefined()
    expect(decided(root, (asked) => prove(asked).theorem).outcome.theorem).toBeDefined()
    const other = prove(half).theorem as Theorem
    expect(() => decided(root, () => other)).toThrow(/given another/)
    expect(() => decided(root, (proposition) => ({ ...other, proposition }) as Theorem)).toThrow(/given another/)
  })

  it('of citation takes a theorem, and about the same', () => {
    const solved = stated({ binders: { a: 'real' } }, solves({ x: 'x' }, { x: 'a*exp(t)' }))
    const { theorem } = prove(solved)
    expect(() => decided(solved, source, { cited: { ...theorem } as Theorem })).toThrow(/only a theorem/)
    expect(decided(solved, source, { cited: prove(half).theorem }).outcome).toMatchObject({ noRule: true })
    expect(decided(half, source, { cited: theorem }).outcome).toMatchObject({ noRule: true })
  })
})
