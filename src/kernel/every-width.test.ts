import { describe, expect, it, test } from 'vitest'
import * as ast from '../expr/ast.js'
import type { Sym } from '../expr/ast.js'
import { parseDomain } from '../expr/domain.js'
import { parse } from '../expr/parse.js'
import { print } from '../expr/print.js'
import type { Assertion, Context } from '../proposition/proposition.js'
import { boundDarbouxSpace } from './families.js'
import type { Flow } from './motions.js'
import { type Answer, proveRankAtEveryWidth, proveSpaceAtEveryWidth } from './proof.js'
import { exactRank } from './rank.js'
import { prove } from './prove.js'
import { formulaInWidth, rootsOf, undefinedAt, vanishingAt } from './width-function.js'

const flowOf = (rates: Record<string, string>): Flow => ({
  variable: parse('t') as Sym,
  rates: Object.entries(rates).map(([symbol, rate]) => ({ symbol: parse(symbol) as Sym, rate: parse(rate) })),
})
const domainsOf = (assume: Record<string, string> = {}) =>
  new Map(Object.entries(assume).map(([name, text]) => [name, parseDomain(text)] as const))
const exprs = (texts: readonly string[]) => texts.map((text) => parse(text))

const rank = (flow: Flow, family: readonly string[], formula: string, assume: Record<string, string> = {}): Answer =>
  proveRankAtEveryWidth({ family: exprs(family), rank: parse(formula) }, flow, domainsOf(assume))
const space = (
  flow: Flow,
  degree: number,
  family: readonly string[],
  formula: string,
  { cofactor = '0', assume = {} }: { cofactor?: string; assume?: Record<string, string> } = {},
): Answer =>
  proveSpaceAtEveryWidth(
    { family: exprs(family), dimension: parse(formula), cofactor: parse(cofactor), degree },
    flow,
    domainsOf(assume),
  )
const why = (answer: Answer): string => (answer.proof ? 'proved' : answer.why)

/** The network of the paper: both layers of all neurons are driven by one residual. */
const S = 'sum(i, u[i]*w[i])'
const network = flowOf({
  'u[i]': `2*s_u^2*gamma*w[i]*(C - gamma*A*${S})`,
  'w[i]': `2*s_w^2*gamma*u[i]*(C - gamma*A*${S})`,
})
const positive = { gamma: 'positive', s_u: 'positive', s_w: 'positive', A: 'positive' }
const p = (i: string) => `(s_u*w[${i}] + s_w*u[${i}])`
const q = (i: string) => `(s_u*w[${i}] - s_w*u[${i}])`
const ratios = [`${p('i')}/${p('j')}`, `${q('i')}/${q('j')}`, `${p('i')}*${q('j')}`, `${p('i')}*${q('i')}`]
const eigenvalue = `2*s_u*s_w*gamma*(C - gamma*A*${S})`

const rotations = flowOf({ 'u[i]': 'w[i]', 'w[i]': '-u[i]' })
const a = (i: string) => `(u[${i}]^2 + w[${i}]^2)`
const b = (i: string, j: string) => `(u[${i}]*u[${j}] + w[${i}]*w[${j}])`
const c = (i: string, j: string) => `(u[${i}]*w[${j}] - u[${j}]*w[${i}])`
const quadratics = [a('i'), b('i', 'j'), c('i', 'j')]

/** What it is, the flow, the family, the claimed rank, the domains. */
type Refused = [string, Flow, string[], string, Record<string, string>?]

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

/** Members of the invariants of rotations of degree 4, but for those that follow from the others. */
const quartics = [
  `${a('i')}^2`,
  `${a('i')}*${a('j')}`,
  `${a('i')}*${b('i', 'j')}`,
  `${a('i')}*${c('i', 'j')}`,
  `${b('i', 'j')}^2`,
  `${b('i', 'j')}*${c('i', 'j')}`,
  `${a('i')}*${b('j', 'k')}`,
  `${a('i')}*${c('j', 'k')}`,
  `${b('i', 'j')}*${b('i', 'k')}`,
  `${b('i', 'j')}*${c('i', 'k')}`,
  `${b('i', 'j')}*${b('k', 'l')}`,
  `${b('i', 'j')}*${c('k', 'l')}`,
]

describe('a space at every width', () => {
  const modes = { assume: positive }
  it('is proved for the invariants and the modes of the network', () => {
    const products = [`${p('i')}*${q('j')}`, `${p('i')}*${q('i')}`]
    expect(why(space(network, 2, products, 'd^2', modes))).toBe('proved')
    expect(why(space(network, 1, [p('i')], 'd', { ...modes, cofactor: eigenvalue }))).toBe('proved')
    expect(why(space(network, 1, [q('i')], 'd', { ...modes, cofactor: `-${eigenvalue}` }))).toBe('proved')
    expect(why(space(network, 1, [], '0', modes))).toBe('proved')
    for (const formula of ['2*d', 'd^2 + 1', 'd^2 + (d-1)*(d-2)*(d-3)', 'd^2*(d - 9)/(d - 9)', 'd^2 + k'])
      expect(space(network, 2, products, formula, modes).proof).toBeUndefined()
    expect(space(network, 2, products.slice(0, 1), 'd^2', modes).proof).toBeUndefined()
    expect(space(network, 2, products.slice(1), 'd^2', modes).proof).toBeUndefined()
    expect(space(network, 2, products.slice(1), 'd', modes).proof).toBeUndefined()
    expect(space(network, 2, [p('i')], 'd', { ...modes, cofactor: `2*${eigenvalue}` }).proof).toBeUndefined()
    expect(space(network, 1, [q('i')], 'd', { ...modes, cofactor: eigenvalue }).proof).toBeUndefined()
  })

  it('is proved for squares of modes, with a dimension that is no polynomial with whole coefficients', () => {
    const squares = [`${p('i')}^2`, `${p('i')}*${p('j')}`]
    expect(why(space(network, 2, squares, 'd*(d + 1)/2', { ...modes, cofactor: `2*${eigenvalue}` }))).toBe('proved')
    expect(space(network, 2, squares, 'd^2', { ...modes, cofactor: `2*${eigenvalue}` }).proof).toBeUndefined()
  })

  it('is proved for decoupled rotations', () => {
    expect(why(space(rotations, 2, quadratics, 'd^2'))).toBe('proved')
    expect(why(space(rotations, 3, quadratics, 'd^2'))).toBe('proved')
    expect(why(space(rotations, 1, [], '0'))).toBe('proved')
    expect(why(space(rotations, 4, [...quadratics, ...quartics], 'd^2 + (d*(d + 1)/2)^2'))).toBe('proved')
    expect(space(rotations, 4, quadratics, 'd^2').proof).toBeUndefined()
    const spare = quartics.filter((left) => {
      const family = [...quadratics, ...quartics.filter((member) => member !== left)]
      return space(rotations, 4, family, 'd^2 + (d*(d + 1)/2)^2').proof !== undefined
    })
    // a_i c_jk = b_ij c_ik - b_ik c_ij.
    expect(spare).toEqual([`${a('i')}*${c('j', 'k')}`])
  }, 60_000)

  it('is proved for parameters, of all neurons or of each', () => {
    const oscillators = flowOf({ 'u[i]': 'w[i]/(1 + m)', 'w[i]': '-k*u[i]' })
    const own = flowOf({ 'u[i]': 'a[i]*w[i]', 'w[i]': '-a[i]*u[i]' })
    const energies = ['w[i]^2/(1 + m) + k*u[i]^2', 'w[i]*w[j]/(1 + m) + k*u[i]*u[j]', c('i', 'j')]
    expect(why(space(oscillators, 2, energies, 'd^2'))).toBe('proved')
    expect(space(oscillators, 2, energies.slice(0, 2), 'd^2').proof).toBeUndefined()
    expect(why(space(own, 2, [a('i')], 'd'))).toBe('proved')
    expect(space(own, 2, [a('i')], 'd^2').proof).toBeUndefined()
    expect(space(own, 2, quadratics, 'd^2').proof).toBeUndefined()
  })

  it('is proved for competing populations, which keep nothing but what the cofactor says', () => {
    const growth = '(1 - sum(j, x[j]))'
    const logistic = flowOf({ 'x[i]': `x[i]*${growth}` })
    expect(why(space(logistic, 3, [], '0'))).toBe('proved')
    expect(why(space(logistic, 3, ['x[i]'], 'd', { cofactor: growth }))).toBe('proved')
    const squares = ['x[i]^2', 'x[i]*x[j]']
    expect(why(space(logistic, 3, squares, 'd*(d + 1)/2', { cofactor: `2*${growth}` }))).toBe('proved')
    const cubes = ['x[i]^3', 'x[i]^2*x[j]', 'x[i]*x[j]*x[k]']
    expect(why(space(logistic, 3, cubes, 'd*(d + 1)*(d + 2)/6', { cofactor: `3*${growth}` }))).toBe('proved')
    expect(space(logistic, 3, cubes.slice(0, 2), 'd^2', { cofactor: `3*${growth}` }).proof).toBeUndefined()
    expect(why(space(logistic, 3, [], '0', { cofactor: `4*${growth}` }))).toBe('proved')
    const shared = flowOf({ 'x[i]': 'x[i]/(1 + sum(j, x[j]^2))' })
    expect(why(space(shared, 2, ['x[i]'], 'd', { cofactor: '1/(1 + sum(j, x[j]^2))' }))).toBe('proved')
  })

  it('knows a flow that stands still, at every width or at some', () => {
    const still = flowOf({ 'u[i]': '0' })
    expect(why(space(still, 2, ['u[i]', 'u[i]^2', 'u[i]*u[j]'], 'd + d*(d + 1)/2'))).toBe('proved')
    expect(why(space(still, 2, [], '0', { cofactor: 'sum(i, u[i])' }))).toBe('proved')
    const driven = (factor: string) => flowOf({ 'u[i]': `w[i]*${factor}`, 'w[i]': `-u[i]*${factor}` })
    expect(why(space(driven('d'), 2, quadratics, 'd^2'))).toBe('proved')
    expect(why(space(driven('(2*d - 1)'), 2, quadratics, 'd^2'))).toBe('proved')
    expect(why(space(driven('(k/d)'), 2, quadratics, 'd^2'))).toBe('proved')
    // At these widths every polynomial is conserved.
    expect(why(space(driven('(d - 1)'), 2, quadratics, 'd^2'))).toMatch(/vanish at d = 1/)
    expect(why(space(driven('(d - 12)'), 2, quadratics, 'd^2'))).toMatch(/vanish at d = 12/)
    expect(why(space(driven('(d - 1)*sum(i, u[i])'), 2, quadratics, 'd^2'))).toMatch(/vanish at d = 1/)
    expect(why(space(driven('sum(i<j, u[i]*u[j])'), 2, quadratics, 'd^2'))).toMatch(/vanish at d = 1/)
    expect(why(space(driven('(1/(d - 2))'), 2, quadratics, 'd^2'))).toMatch(/defined at d = 2/)
    expect(space(driven('0'), 2, quadratics, 'd^2').proof).toBeUndefined()
  })

  it('has no rule for what couples neurons otherwise', () => {
    const none = (rates: Record<string, string>, family: string[], formula: string, degree = 2, cofactor = '0') =>
      expect(space(flowOf(rates), degree, family, formula, { cofactor }).proof).toBeUndefined()
    // Two factors, a term without a state of the neuron, a constant, a factor of its own for each neuron, a ratio that depends on d.
    none({ 'u[i]': `w[i]*${S}`, 'w[i]': `-u[i]*(1 + ${S})` }, [], '0')
    none({ 'u[i]': 'sum(j, u[j])' }, [], '0')
    none({ 'u[i]': 'sum(j, u[j] - u[i])' }, ['u[i] - u[j]'], 'd - 1', 1, '-d')
    none({ 'u[i]': 'w[k]', 'w[i]': '-u[i]' }, [], '0', 1)
    none({ 'u[i]': 'u[i]', 'u[j]': '2*u[j]' }, [], '0', 1)
    // At width 1, w is conserved, and so is z.
    none({ 'u[i]': 'w[i]', 'w[i]': '(d - 1)*u[i]' }, [], '0', 1)
    none({ 'u[i]': 'w[i]', 'w[i]': '-u[i]', z: '0' }, [], '0', 1)
    none({ 'u[i]': 'u[i]', 'w[2]': '0' }, [], '0', 1)
    none({ 'u[i,j]': 'u[i,j]' }, [], '0', 1)
    none({ 'u[i]': 'i*u[i]*sum(j, j)' }, [], '0', 1)
    none({ 'u[i]': 'exp(u[i])*u[i]' }, [], '0', 1)
    none({ 'u[i]': '1' }, ['u[i] - u[j]'], 'd - 1', 1)
    none({ 'u[i]': 'w[i]*sum(j, u[i]*u[j])', 'w[i]': '-u[i]*sum(j, (1 + u[i])*u[j])' }, [], '0')
    none({ 'u[i]': 'w[i]', 'w[i]': '(d - 1)*u[i]' }, ['w[i]^2 - (d - 1)*u[i]^2'], 'd')
    none({ 'u[i]': 'w[i]/(1 + u[i])', 'w[i]': '-u[i]/(1 + u[i])' }, [a('i')], 'd')
    none({ 'u[i]': 'a[i]*w[i]*sum(j, u[j])', 'w[i]': 'u[i]' }, [], '0')
    none({ 'u[i]': 'w[i]', 'w[i]': '-u[i]', z: '0' }, [...quadratics, 'z', 'z^2'], 'd^2 + 2')
    none({ 'u[i]': 't*w[i]', 'w[i]': '-t*u[i]' }, quadratics, 'd^2')
  })

  it('does not compare one part of the rates only', () => {
    // At width 1, u*(u - 1) has this cofactor.
    const [first, second] = ['sum(i, u[i])', 'sum(i, u[i]^2)']
    for (const [rate, cofactor] of [
      [`2 - 3*${first} + ${second}`, `2 - 5*${first} + 2*${second}`],
      [`-3*${first} + 2 + ${second}`, `-5*${first} + 2 + 2*${second}`],
      [`${second} - 3*${first} + 2`, `2*${second} - 5*${first} + 2`],
    ]) {
      expect(
        space(flowOf({ 'u[i]': `u[i]*(${rate})` }), 2, [], '0', { cofactor: cofactor as string }).proof,
      ).toBeUndefined()
    }
    const own = flowOf({ 'u[i]': `w[i]*(1 + a[i]*${first})`, 'w[i]': `-u[i]*(1 + a[i]*${first})` })
    expect(why(space(own, 1, [], '0'))).toMatch(/the same for all neurons/)
  })

  it('has no rule for members that are not of their neurons alone, or not of the degree', () => {
    expect(why(space(rotations, 2, [a('i'), `${a('i')} + ${b('i', 'j')}`, c('i', 'j')], 'd^2'))).toMatch(
      /not made of monomials/,
    )
    expect(why(space(rotations, 2, [a('i'), `${a('j')} + 0*u[i]`, b('i', 'j'), c('i', 'j')], 'd^2'))).toMatch(
      /not made of monomials/,
    )
    expect(why(space(rotations, 2, [...quadratics, `${a('i')}^2`], 'd^2'))).toMatch(/not made of monomials/)
    expect(why(space(rotations, 2, [...quadratics, `1 + ${a('i')}`], 'd^2'))).toMatch(/not made of monomials/)
    expect(why(space(rotations, 2, [...quadratics, '1'], 'd^2'))).toMatch(/not made of monomials/)
    expect(space(rotations, 2, [`1/${a('i')}`], 'd^2').proof).toBeUndefined()
    expect(space(rotations, 2, [...quadratics, 'sum(i, u[i]^2 + w[i]^2)'], 'd^2').proof).toBeUndefined()
    expect(space(rotations, 2, [...quadratics, 'u[1]^2 + w[1]^2'], 'd^2').proof).toBeUndefined()
    expect(
      space(
        rotations,
        2,
        quadratics.map((m) => `(d - 2)*${m}`),
        'd^2',
      ).proof,
    ).toBeUndefined()
    expect(space(rotations, 0, [], '0').proof).toBeUndefined()
    expect(space(rotations, Number.NaN, [], '0').proof).toBeUndefined()
    expect(space(rotations, 1e9, [], '0').proof).toBeUndefined()
  })

  it('is not misled by a parameter that a chosen point would make special', () => {
    // At k = 5, the first prime tried, both have one frequency.
    const pair = flowOf({ 'u[i]': 'w[i]', 'w[i]': '-u[i]', 'x[i]': '(k - 4)*y[i]', 'y[i]': '-(k - 4)*x[i]' })
    const energies = [
      a('i'),
      'x[i]^2 + y[i]^2',
      b('i', 'j'),
      c('i', 'j'),
      'x[i]*x[j] + y[i]*y[j]',
      'x[i]*y[j] - x[j]*y[i]',
    ]
    expect(why(space(pair, 2, energies, '2*d^2'))).toBe('proved')
    expect(space(pair, 2, energies, '4*d^2').proof).toBeUndefined()
    const mixed = [a('i'), `${b('i', 'j')} + (k - 5)*${a('i')}`, c('i', 'j')]
    expect(why(space(rotations, 2, mixed, 'd^2'))).toMatch(/not made of monomials/)
  })

  it('agrees with the linear algebra at small widths', () => {
    for (const width of [1, 2, 3]) {
      const claim = { family: exprs(quadratics), cofactor: parse('0'), degree: 2, dimensions: [] }
      expect(boundDarbouxSpace(claim, rotations, width, new Map())).toEqual({ lower: width ** 2, upper: width ** 2 })
    }
  })
})

describe('a theorem at every width', () => {
  const real = parseDomain('real')
  const context = (rates: Record<string, string>, definitions: Record<string, string>): Context => ({
    binders: ['u', 'w', 'm'].map((name) => ({ name, indices: name === 'm' ? 0 : 1, domain: real })),
    definitions: Object.entries(definitions).map(([head, text]) => ({
      symbol: parse(head) as Sym,
      by: parse(text),
      domain: real,
    })),
    flow: flowOf(rates),
  })
  const rotation = { 'u[i]': 'w[i]', 'w[i]': '-u[i]' }
  const proved = (rates: Record<string, string>, definitions: Record<string, string>, assertion: Assertion) =>
    prove({ context: context(rates, definitions), assertion }).theorem !== undefined
  const ranked = (family: string[], formula: string, widths: 'every' | number[] = 'every'): Assertion => ({
    kind: 'rank',
    family: exprs(family),
    rank: parse(formula),
    widths,
  })
  const spanned = (family: string[], formula: string, widths: 'every' | number[] = 'every'): Assertion => ({
    kind: 'space',
    family: exprs(family),
    dimension: parse(formula),
    cofactor: parse('0'),
    degree: 2,
    widths,
  })

  it('sees through definitions', () => {
    const definitions = { 'E[i]': 'u[i]^2 + w[i]^2', n: 'd^2' }
    expect(proved(rotation, definitions, ranked(['E[i]'], 'd'))).toBe(true)
    expect(proved(rotation, definitions, spanned(['E[i]', b('i', 'j'), c('i', 'j')], 'n'))).toBe(true)
  })

  it('does not take a name for any number, as the one that it has may be special', () => {
    const definitions = { k: 'm - m', l: '1 + m - m' }
    for (const widths of ['every', [1, 2]] as const) {
      const at = widths === 'every' ? widths : [...widths]
      expect(proved(rotation, definitions, ranked([`k*${a('i')}`], 'd', at))).toBe(false)
      expect(proved(rotation, definitions, ranked([`l*${a('i')}`], 'd', at))).toBe(true)
      expect(proved(rotation, definitions, spanned([`l*${a('i')}`, b('i', 'j'), c('i', 'j')], 'd^2', at))).toBe(true)
      const driven = { 'u[i]': 'k*w[i]', 'w[i]': '-k*u[i]' }
      expect(proved(driven, definitions, spanned(quadratics, 'd^2', at))).toBe(false)
    }
  })
})

describe('functions of the width', () => {
  const roots = (text: string) => [...(rootsOf(formulaInWidth(parse(text), 'formula').num) as Set<bigint>)].map(Number)
  it('have their whole roots from 1 found exactly', () => {
    expect(roots('(d - 1)*(d - 4)^3*(2*d - 5)*(d + 3)*d*(d^2 - 2)').sort()).toEqual([1, 4])
    expect(roots('d - 1000000007')).toEqual([1000000007])
    expect(roots('(d - 1000000007)*(d - 1000000008) + 1')).toEqual([])
    expect(roots('3')).toEqual([])
    expect(rootsOf(formulaInWidth(parse('d - d'), 'formula').num)).toBe('all')
  })

  it('tell where sums are defined and not zero', () => {
    const at = (widths: ReturnType<typeof undefinedAt>) => (widths === 'all' ? 'all' : [...widths].map(Number).sort())
    expect(at(vanishingAt([parse('sum(i, u[i]) - d*u[k]')]))).toEqual([1])
    expect(at(vanishingAt([parse('sum(i, u[i])^2 - sum(i, u[i]^2)')]))).toEqual([1])
    expect(at(vanishingAt([parse('sum(i, 1) - d')]))).toBe('all')
    expect(at(vanishingAt([parse('sum(i<j, 1) - 3')]))).toEqual([3])
    expect(at(vanishingAt([parse('d - 2'), parse('d - 3')]))).toEqual([])
    expect(at(undefinedAt(parse('1/(sum(i, 1) - 5)')))).toEqual([5])
    expect(at(undefinedAt(parse('1/(1/(d - 5))')))).toEqual([5])
    expect(at(undefinedAt(parse('sum(i, 1/(u[i] - u[k]))')))).toBe('all')
    expect(at(undefinedAt(parse('(d - 5)^(-2)')))).toEqual([5])
  })
})
