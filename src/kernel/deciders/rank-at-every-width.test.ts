/** Ranks at every width. */
import { describe, expect, it, test } from 'vitest'
import * as ast from '../../expr/ast.js'
import { parse } from '../../expr/parse.js'
import { print } from '../../expr/print.js'
import { type Assume, domainsOf, flowOf } from '../as-text.example.js'
import { a, b, c, exprs, network, p, positive, q, quadratics, rotations, why } from './every-width.example.js'
import type { Flow } from './motions.js'
import { type Answer, proveRankAtEveryWidth } from '../proof.js'
import { exactRank } from './rank.js'

const rank = (flow: Flow, family: readonly string[], formula: string, assume: Assume = {}): Answer =>
  proveRankAtEveryWidth({ family: exprs(family), rank: parse(formula) }, flow, domainsOf(assume))

const ratios = [`${p('i')}/${p('j')}`, `${q('i')}/${q('j')}`, `${p('i')}*${q('j')}`, `${p('i')}*${q('i')}`]

/** What it is, the flow, the family, the claimed rank, the domains. */
type Refused = [string, Flow, string[], string, Assume?]

describe('a rank at every width', () => {
  test.each([
    ['the ratios of modes', network, ratios, '2*d - 1'],
    ['the same, in another form', network, ratios, '(4*d^2 - 1)/(2*d + 1)'],
    ['the same, by a sum', network, ratios, 'sum(k, 2) - 1'],
    ['energies of oscillators, as many as there are', rotations, [a('i')], 'd'],
    ['energies, twice', rotations, ['u[i]^2 + w[i]^2', b('i', 'j'), c('i', 'j')], '2*d - 1'],
    ['oscillators with a parameter', flowOf({ 'u[i]': 'w[i]', 'w[i]': '-k*u[i]' }), ['w[i]^2 + k*u[i]^2'], 'd'],
    ['oscillators of their own frequencies', flowOf({ 'u[i]': 'a[i]*w[i]', 'w[i]': '-a[i]*u[i]' }), [a('i')], 'd'],
    ['an epidemic without families', flowOf({ X: '-b*X*Y', Y: 'b*X*Y - g*Y', Z: 'g*Y' }), ['X + Y + Z'], '1'],
    [
      'an epidemic of two single states that keeps nothing else',
      flowOf({ X: '-b*X*Y', Y: 'b*X*Y' }),
      ['X + Y', '2*(X + Y)', '(X + Y)^2'],
      '1',
    ],
    [
      'epidemics in d towns that infect each other',
      flowOf({
        'X[i]': '-b*X[i]*sum(j, Y[j])',
        'Y[i]': 'b*X[i]*sum(j, Y[j]) - g*Y[i]',
        'Z[i]': 'g*Y[i]',
      }),
      ['X[i] + Y[i] + Z[i]'],
      'd',
    ],
    [
      'a single state beside the families',
      flowOf({ 'u[i]': 'z*w[i]', 'w[i]': 'z*u[i]', z: '0' }),
      ['z', 'u[i]^2 - w[i]^2', 'u[i]*w[j] - u[j]*w[i]'],
      '2*d',
    ],
    [
      'members that mix the single state in',
      flowOf({ 'u[i]': 'w[i]', 'w[i]': 'u[i]', z: 'z' }),
      ['(u[i] + w[i])/z', '(u[i] - w[i])*z'],
      '2*d',
    ],
    ['a flow that stands still', flowOf({ 'u[i]': '0' }), ['u[i]'], 'd'],
  ])('%s', (_, flow, family, formula) => {
    expect(why(rank(flow, family, formula, positive))).toBe('proved')
  })

  it('does not count by small widths', () => {
    // There is none of these at widths 1 and 2.
    const averaging = flowOf({ 'u[i]': 'sum(j, u[j] - u[i])' })
    expect(rank(averaging, ['(u[i] - u[j])/(u[i] - u[k])'], '0').proof).toBeUndefined()
    expect(rank(averaging, ['(u[i] - u[j])/(u[i] - u[k])'], 'd - 2').proof).toBeUndefined()
  })

  it('passes the conditions of the members on', () => {
    const { proof } = rank(network, ratios, '2*d - 1', positive)
    expect(proof?.conditions.map(({ expr, must }) => `${print(expr)} ${must}`)).toEqual(
      expect.arrayContaining([expect.stringMatching(/w\[j\].*nonzero/)]),
    )
  })

  test.each([
    '2*d',
    '2*d - 2',
    'd',
    'd^2 - 2*d + 1',
    '2*d - 1 + (d-1)*(d-2)*(d-3)*(d-4)*(d-5)*(d-6)',
    'd + (d-1)*(d-2)*(d-3)*(d-4)*(d-5)*(d-6)',
    '2*d - 1 + (d-1)/(d+1000000)',
    '(2*d - 1)*(d - 7)/(d - 7)',
    '2*k - 1',
    '2^d',
    '2*d - 1/1000000',
  ])('not %s for the ratios of modes', (formula) => {
    expect(rank(network, ratios, formula, positive).proof).toBeUndefined()
  })

  it('not d + (d-1)*...*(d-6) energies', () => {
    expect(rank(rotations, [a('i')], 'd + (d-1)*(d-2)*(d-3)*(d-4)*(d-5)*(d-6)').proof).toBeUndefined()
  })

  it('not when a member is missing or another is not conserved', () => {
    expect(rank(network, ratios.slice(3), '2*d - 1', positive).proof).toBeUndefined()
    expect(rank(network, ratios.slice(0, 1), '2*d - 1', positive).proof).toBeUndefined()
    expect(why(rank(network, [...ratios, 'u[i]'], '2*d - 1', positive))).toMatch(/not shown to be conserved/)
    expect(rank(network, [], '0').proof).toBeUndefined()
  })

  it('does not take a flow for moving that stands still at some width', () => {
    const invariants = ['u[i]^2 - w[i]^2', 'u[i]*w[j] - u[j]*w[i]']
    const driven = (factor: string) => flowOf({ 'u[i]': `w[i]*${factor}`, 'w[i]': `u[i]*${factor}` })
    expect(why(rank(driven('1'), invariants, '2*d - 1'))).toBe('proved')
    expect(why(rank(driven('(d^2 - 2)'), invariants, '2*d - 1'))).toBe('proved')
    expect(why(rank(driven('(d - 1)'), invariants, '2*d - 1'))).toMatch(/stand still at d = 1/)
    expect(why(rank(driven('(d^2 - 12*d + 35)'), invariants, '2*d - 1'))).toMatch(/stand still at d = 5, 7|d = 7, 5/)
    expect(
      why(rank(driven('(sum(i, u[i])^2 - sum(i, u[i]^2) - 2*sum(i<j, u[i]*u[j]))'), invariants, '2*d - 1')),
    ).toMatch(/any width/)
    expect(why(rank(driven('sum(i<j, u[i]*u[j])'), invariants, '2*d - 1'))).toMatch(/stand still at d = 1/)
    expect(why(rank(driven('(1/(d - 3))'), invariants, '2*d - 1'))).toMatch(/defined at d = 3/)
    expect(why(rank(driven('(0/(d - 3) + 1)'), invariants, '2*d - 1'))).toMatch(/defined at d = 3/)
    expect(why(rank(driven('(d - 3)^0'), invariants, '2*d - 1'))).toBe('proved')
    expect(why(rank(driven('(1/(1/(d - 3)))'), invariants, '2*d - 1'))).toMatch(/defined at d = 3/)
    expect(why(rank(driven('t'), invariants, '2*d - 1'))).toMatch(/not decided/)
  })

  test.each([
    ['members with sums', rotations, ['sum(i, u[i]^2 + w[i]^2)'], '1'],
    ['members with the width', rotations, ['(d - 3)*(u[i]^2 + w[i]^2)'], 'd'],
    ['two neurons by number', flowOf({ 'u[i]': '0' }), ['u[1]', 'u[2]'], 'd'],
    ['neurons by number', rotations, ['u[1]^2 + w[1]^2', a('i')], 'd'],
    [
      'neurons that are counted',
      flowOf({ 'u[i]': 'w[i]*sum(j, j*u[j])', 'w[i]': '-u[i]*sum(j, j*u[j])' }),
      quadratics,
      '2*d - 1',
    ],
    ['single neurons that move by themselves', flowOf({ 'u[1]': '0', 'u[2]': '0' }), ['u[i]'], '2'],
    ['a rate with a loose index', flowOf({ 'u[i]': '0*w[k]' }), ['u[i]'], 'd'],
    ['functions that are not rational', rotations, ['exp(u[i]^2 + w[i]^2)'], 'd'],
    ['rates that are not rational', flowOf({ 'u[i]': '0*sqrt(-1 - u[i]^2)' }), ['u[i]'], 'd'],
    ['one rate twice', flowOf({ 'u[i]': '0', 'u[j]': '1' }), ['u[i]'], 'd'],
    ['a number d', rotations, [a('i')], 'd', { d: 'real' }],
    ['a parameter with one value', rotations, [`k*${a('i')}`], 'd', { k: '[0,0]' }],
    ['a member with one value', rotations, [a('i')], 'd', { 'u[1]': '[0,0]' }],
  ] satisfies Refused[])('has no rule for %s', (...[, flow, family, formula, assume]: Refused) => {
    expect(rank(flow, family, formula, assume).proof).toBeUndefined()
  })

  it('has no rule for members that count their neuron', () => {
    // Of the third neuron there is none.
    const member = ast.multiply(ast.subtract(ast.index('i'), ast.rational(3)), parse(a('i')))
    const claim = { family: [member], rank: parse('d') }
    expect(why(proveRankAtEveryWidth(claim, rotations, new Map()))).toMatch(/told apart by their number/)
  })

  it('agrees with the exact rank at small widths', () => {
    for (const width of [1, 2, 3])
      expect(exactRank({ family: exprs(ratios), ranks: [] }, network, width).lower).toBe(2 * width - 1)
  })
})
