import { describe, expect, it } from 'vitest'
import type { Sym } from '../expr/ast.js'
import { parse } from '../expr/parse.js'
import { Scope } from './scope.js'
import { type Declaration, defined, inDomain, real } from './symbol.js'
import { closed } from './closed.js'

/** A scope with these symbols, in which some of them move. */
function scopeOf(symbols: Readonly<Record<string, Declaration>>, flow: Readonly<Record<string, string>> = {}): Scope {
  const s = Scope.inheriting([])
  s.declare('t', real('time'))
  for (const [head, declaration] of Object.entries(symbols)) s.declare(head, declaration)
  for (const [head, { is, ...declaration }] of Object.entries(symbols)) if (is) s.define(head, { ...declaration, is })
  const rates = Object.entries(flow).map(([head, rate]) => ({ symbol: parse(head) as Sym, rate: parse(rate) }))
  if (rates.length > 0) s.move({ variable: parse('t') as Sym, rates })
  return s
}
const equal = (lhs: string) => ({ kind: 'equal', lhs: parse(lhs), rhs: parse('0') }) as const
const step = (quantity: string, by: Readonly<Record<string, string>>) => ({
  kind: 'step' as const,
  quantity: parse(quantity),
  factor: parse('1'),
  step: Object.entries(by).map(([head, text]) => ({ symbol: parse(head) as Sym, by: parse(text) })),
  fresh: [],
})
const limit = (expr: string, variable: string) =>
  ({ kind: 'limit', expr: parse(expr), variable: parse(variable) as Sym, target: 'oo', value: parse('0') }) as const

describe('an index', () => {
  const family = { 'u[i]': real('state') }

  it('is no symbol under it, through whatever definitions', () => {
    const s = scopeOf({ ...family, k: real('k'), D: defined('k^2', 'D'), E: defined('D + 1', 'E') })
    expect(() => closed(s, equal('sum(k, E*u[k])'))).toThrow('k is a symbol here, and k an index above it')
    expect(() => closed(s, equal('E*u[k]'))).toThrow('k is a symbol here')
    for (const lhs of ['sum(j, E*u[j])', 'E*u[j]', 'E*sum(k, u[k])']) expect(() => closed(s, equal(lhs))).not.toThrow()
  })

  it('is printed like no member of a family', () => {
    const s = scopeOf({
      'k[i]': real('k'),
      'nu[i]': real('nu'),
      'x_a[i]': real('x'),
      'p_star[i]': real('p'),
      'f[i]': { ...real('f'), tex: '\\psi' },
    })
    for (const lhs of [
      ...['sum(k1, k1)', 'sum(k1, 2)', 'k_1*2 + sum(i, k[i])*k[k_1]', 'sum(k1<k2, 1)', 'sum(nu_1, nu_1)'],
      ...['sum(i<k_n, 1)', 'sum(k_n, 2)', 'sum(x_a_1, 1)', 'sum(i<p_1_star, 1)', 'sum(i<p_star_1, 1)'],
    ])
      expect(() => closed(s, equal(lhs)), lhs).toThrow(/is printed like a member of/)
    for (const lhs of ['sum(i1, i1)', 'sum(i1, k[i1])', 'sum(f1, 1)']) expect(() => closed(s, equal(lhs))).not.toThrow()
  })

  it('has nothing put on it that is a symbol', () => {
    for (const tex of ['i^2', '|i|', '\\bar i', "i'", '\\Delta i', 'i^*', '[i]', '\\overline{i+1}']) {
      const s = scopeOf({ ...family, q: defined('5', 'q', { tex }) })
      expect(() => closed(s, equal('sum(i, q)'))).toThrow('q is printed like something of the index i above it')
      expect(() => closed(s, equal('sum(j, q)'))).not.toThrow()
    }
    const s = scopeOf({ ...family, n_0: real('start') })
    expect(() => closed(s, equal('sum(n, n_0*u[n])'))).not.toThrow()
  })

  it('is no time, and nothing that moves', () => {
    const s = scopeOf({ ...family, x: real('place') }, { x: '1', 'u[i]': '0' })
    const along = (expr: string) => ({ kind: 'along', expr: parse(expr), rate: parse('0') }) as const
    for (const index of ['t', 'x'])
      expect(() => closed(s, along(`u[${index}]`))).toThrow(`${index} is a symbol here, and ${index} an index above it`)
    expect(() => closed(s, along('u[j]'))).not.toThrow()
  })

  it('of a family, or of its rate, is none either', () => {
    const symbols = { k: real('k'), D: defined('k^2', 'D'), 'u[k]': real('state'), 'a[k]': defined('D', 'a') }
    const s = scopeOf(symbols, { 'u[k]': '-D*u[k]' })
    expect(() => closed(s, equal('a[1]'))).toThrow('k is a symbol here')
    expect(() => closed(s, equal('diff(u[1], t)'))).toThrow('k is a symbol here')
    expect(() => closed(s, equal('u[1]'))).not.toThrow()
  })

  it.each([
    ['x_i', undefined],
    ['w_ij', undefined],
    ['s', 'T_{jik}'],
    ['s', 'z_{k_i}'],
    ['x_i', '\\xi'],
    ['varphi_i', undefined],
    ['s', 'r^{(i)}'],
    ['s', '\\mathbf{m}_{\\mathrm{i}}'],
    ['s', 'V_{2i}'],
  ])('is in the name of no number under it: %s, %s', (name, tex) => {
    const s = scopeOf({
      ...family,
      [name]: real('number', tex === undefined ? {} : { tex }),
      l: defined(`${name}^2`, 'l'),
    })
    expect(() => closed(s, equal('sum(i, l)'))).toThrow(`${name} is a single number, and would be read as member i`)
    expect(() => closed(s, equal('sum(n, l)'))).not.toThrow()
  })

  it('is one of a place, too', () => {
    const s = scopeOf({ ...family, x_i: real('number') })
    expect(() => closed(s, equal('at(sum(j, u[j]*x_i), u[i] = 1)'))).toThrow('x_i is a single number')
    expect(() => closed(s, equal('at(sum(j, u[j]*x_i), u[k] = 1)'))).not.toThrow()
  })

  it('is in no name that is one word', () => {
    const s = scopeOf({ ...family, _i: real('number'), '__def__[j]': real('family') })
    expect(() => closed(s, equal('sum(i, _i*__def__[i]*u[i])'))).not.toThrow()
  })

  it('is in the name of no family under it', () => {
    const s = scopeOf({ 'w_i[j]': real('weights') })
    expect(() => closed(s, equal('sum(i, w_i[i])'))).toThrow(
      'w_i is one family, and would be read as member i of several',
    )
    expect(() => closed(s, equal('sum(j, w_i[j])'))).not.toThrow()
  })

  it('is printed like nothing else', () => {
    const s = scopeOf({ ...family, i_1: real('number'), q: real('number', { tex: 'j' }) })
    expect(() => closed(s, equal('sum(i1, i_1*u[i1])'))).toThrow('which is printed alike')
    expect(() => closed(s, equal('sum(j, q*u[j])'))).toThrow('which is printed alike')
    expect(() => closed(s, equal('sum(k1, sum(k_1, u[k1]*u[k_1]))'))).toThrow('k1 and k_1 are printed alike')
    expect(() => closed(scopeOf({ ...family, x_i1: real('number') }), equal('sum(i1, x_i1*u[i1])'))).toThrow(
      'member i1',
    )
    expect(() => closed(scopeOf({ ...family, x_in: real('input') }), equal('sum(i, x_in*u[i])'))).not.toThrow()
    expect(() => closed(s, equal('sum(pi, u[pi])'))).toThrow('printed like something else')
    expect(() => closed(s, equal('sum(k, q*i_1*u[k])'))).not.toThrow()
  })
})

describe('what goes along an axis', () => {
  const symbols = {
    n: inDomain('(0,oo)', 'n'),
    a_n: real('a'),
    p_n: defined('1/n', 'p'),
    mean: defined('a_n/n', 'mean'),
    x_t: real('x'),
    y_t: real('y'),
    e_d: real('e'),
    h: real('h'),
    N: defined('n^2 + h', 'N'),
    a_N: real('a'),
    K_n: real('constant', { tex: 'K_{\\mathrm{n}}' }),
  }
  const s = scopeOf(symbols, { y_t: '1' })

  it.each([
    ['a limit', limit('mean', 'n'), 'a_n does not depend on n'],
    ['the time', limit('x_t/t', 't'), 'x_t does not depend on t'],
    ['a rate', { kind: 'along', expr: parse('x_t'), rate: parse('0') } as const, 'x_t does not depend on t'],
    ['a place', equal('at(a_n, n = n + 1)'), 'a_n does not depend on n'],
    ['a place of a formula', equal('at(mean, n = 2)'), 'a_n does not depend on n'],
    ['a step that counts', step('a_n', { n: 'n + 1' }), 'a_n does not depend on n'],
    ['what goes along', limit('a_N/N', 'n'), 'a_N does not depend on N'],
    ['the width', { kind: 'growth', expr: parse('d^e_d'), plus: [parse('e_d')], minus: [] } as const, 'e_d does not'],
  ])('is in the name of no number: %s', (_, assertion, said) => {
    expect(() => closed(s, assertion)).toThrow(said)
  })

  it('is an upright label in one', () => {
    expect(() => closed(s, limit('K_n/n', 'n'))).not.toThrow()
    expect(() => closed(s, equal('sum(n, K_n)'))).toThrow('would be read as member n')
  })

  it('is a label in a step by what else is stepped, and in the name of what is stepped itself', () => {
    expect(() => closed(s, step('a_n', { n: 'n + K_n', K_n: '2*K_n' }))).not.toThrow()
    expect(() => closed(s, step('a_n', { n: 'n + 1', a_n: '2*a_n' }))).not.toThrow()
    for (const by of ['2*n', 'n - 1', 'n + h', 'n^2'])
      expect(() => closed(s, step('a_n', { n: by })), by).toThrow('a_n does not depend on n')
    expect(() => closed(s, step('a_N*N', { n: 'n + 1' }))).toThrow('a_N does not depend on N')
  })

  it('is in the name of nothing that is made of it beside something else', () => {
    const grid = scopeOf({ h: real('spacing'), L: real('length'), N: defined('L/h', 'points'), e_N: real('error') })
    expect(() => closed(grid, limit('N*e_N', 'h'))).toThrow('e_N does not depend on N')
    expect(() => closed(grid, limit('N*L', 'h'))).not.toThrow()
    expect(() => closed(grid, equal('at(N*e_N, h = 2)'))).toThrow('e_N does not depend on N')
    // Of what is not spoken of nothing is asked.
    expect(() => closed(grid, limit('e_N*h', 'h'))).not.toThrow()
  })

  it('is the time where no flow is stated, too', () => {
    const still = scopeOf({ x_t: real('x') })
    still.time = 't'
    expect(() => closed(still, equal('diff(x_t*t, t)'))).toThrow('x_t does not depend on t')
    expect(() => closed(still, equal('x_t*t'))).not.toThrow()
  })

  it('is a label where something is differentiated by it', () => {
    expect(() => closed(s, equal('diff(a_n*n, n)'))).not.toThrow()
  })

  it('is told by its print, too', () => {
    const other = scopeOf({ size: inDomain('(0,oo)', 'size', { tex: 'N' }), a_N: real('a'), b_max: real('b') })
    expect(() => closed(other, limit('a_N/size', 'size'))).toThrow('a_N does not depend on size')
    expect(() => closed(other, limit('b_max/size', 'size'))).not.toThrow()
  })

  it('may be in the name of what is made of it, and of what moves', () => {
    expect(() => closed(s, limit('n*p_n', 'n'))).not.toThrow()
    expect(() => closed(s, { kind: 'along', expr: parse('y_t'), rate: parse('1') })).not.toThrow()
  })
})
