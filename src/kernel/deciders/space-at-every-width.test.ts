/** Spaces of Darboux polynomials at every width. */
import { describe, expect, it } from 'vitest'
import { parse } from '../../expr/parse.js'
import { type Assume, domainsOf, flowOf } from '../as-text.example.js'
import { S, a, b, c, exprs, network, p, positive, q, quadratics, rotations, why } from './every-width.example.js'
import { boundDarbouxSpace } from './families.js'
import type { Flow } from './motions.js'
import { type Answer, proveSpaceAtEveryWidth } from '../proof.js'

const space = (
  flow: Flow,
  degree: number,
  family: readonly string[],
  formula: string,
  { cofactor = '0', assume = {} }: { cofactor?: string; assume?: Assume } = {},
): Answer =>
  proveSpaceAtEveryWidth(
    { family: exprs(family), dimension: parse(formula), cofactor: parse(cofactor), degree },
    flow,
    domainsOf(assume),
  )

const eigenvalue = `2*s_u*s_w*gamma*(C - gamma*A*${S})`

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
