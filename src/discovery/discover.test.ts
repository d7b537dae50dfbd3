import { describe, expect, it } from 'vitest'
import type { Expr } from '../expr/ast.js'
import * as ast from '../expr/ast.js'
import { parseDomain } from '../expr/domain.js'
import { parse } from '../expr/parse.js'
import { print } from '../expr/print.js'
import { Proof, proveAlong, proveEqual } from '../kernel/proof.js'
import { type Discovery, discover } from './discover.js'
import { decay, flowOf, grow, inSpan, network } from './flows.example.js'

const dimensions = (found: Discovery): number[] => found.dimensions.map(({ dimension }) => dimension)
const generators = (found: Discovery): number[] => found.dimensions.map((d) => d.generators)
const expressions = (found: Discovery): Expr[] => found.integrals.map(({ expression }) => expression)
const darbouxTexts = (found: Discovery): string[] =>
  (found.darboux?.groups ?? []).flatMap(({ members }) => members.map(({ polynomial }) => print(polynomial))).sort()

describe('the flow of the paper', () => {
  it.each([1, 2, 3])(
    'at width %i has exactly the quadratic integrals p_i q_j and the modes as Darboux polynomials',
    (d) => {
      const flow = network(d)
      const start = performance.now()
      const found = discover(flow, { degree: 2, darboux: true })
      expect(performance.now() - start).toBeLessThan(10_000)
      expect(found.bugs).toEqual([])
      expect(found.complete).toBe(true)
      expect(dimensions(found)).toEqual([0, d * d])

      const neurons = Array.from({ length: d }, (_, k) => k + 1)
      const products = neurons.flatMap((i) => neurons.map((j) => ast.multiply(grow(i), decay(j))))
      for (const product of products) expect(inSpan(flow, product, expressions(found))).toBe(true)
      for (const integral of expressions(found)) expect(inSpan(flow, integral, products)).toBe(true)

      const groups = found.darboux?.groups ?? []
      expect(groups.map(({ members }) => members.length)).toEqual([d, d])
      const residual = `(C - gamma*A*(${neurons.map((i) => `u[${i}]*w[${i}]`).join(' + ')}))`
      const spaces = [
        { rate: parse(`2*s_u*s_w*gamma*${residual}`), modes: neurons.map(grow) },
        { rate: parse(`-2*s_u*s_w*gamma*${residual}`), modes: neurons.map(decay) },
      ]
      for (const { rate, modes } of spaces) {
        const group = groups.find(({ cofactor }) => proveEqual(cofactor, rate, new Map()).proof)
        const members = group?.members.map(({ polynomial }) => polynomial) ?? []
        for (const mode of modes) expect(inSpan(flow, mode, members)).toBe(true)
        for (const member of members) expect(inSpan(flow, member, modes)).toBe(true)
      }
    },
  )

  it('has no new integrals of degree 3 and 4: all are products', () => {
    const found = discover(network(2), { degree: 4 })
    expect(dimensions(found)).toEqual([0, 4, 4, 13])
    expect(generators(found)).toEqual([0, 4, 0, 0])
    expect(found.integrals.filter(({ degree }) => degree === 4).every(({ productOf }) => productOf.length === 2)).toBe(
      true,
    )
    expect(found.darboux).toBeUndefined()
  })

  it('comes with a proof of the kernel for each object', () => {
    const found = discover(network(2), { degree: 2, darboux: true })
    const proofs = [...found.integrals, ...(found.darboux?.groups ?? []).flatMap(({ members }) => members)]
    expect(proofs.length).toBe(8)
    expect(proofs.every(({ proof }) => Proof.is(proof))).toBe(true)
  })
})

describe('classical flows', () => {
  it('rigid body: energy and squared angular momentum', () => {
    const flow = flowOf({ x: '(I2 - I3)/I1*y*z', y: '(I3 - I1)/I2*z*x', z: '(I1 - I2)/I3*x*y' })
    const found = discover(flow, { degree: 4, darboux: true })
    expect(dimensions(found)).toEqual([0, 2, 2, 5])
    expect(generators(found)).toEqual([0, 2, 0, 0])
    expect(inSpan(flow, parse('I1*x^2 + I2*y^2 + I3*z^2'), expressions(found))).toBe(true)
    expect(inSpan(flow, parse('I1^2*x^2 + I2^2*y^2 + I3^2*z^2'), expressions(found))).toBe(true)
    expect(inSpan(flow, parse('x^2 + y^2'), expressions(found))).toBe(false)
    expect(darbouxTexts(found)).toEqual([])
    expect(found.complete).toBe(true)
  })

  const kepler = flowOf({
    x: 'vx',
    y: 'vy',
    vx: '-mu*x*rho^3',
    vy: '-mu*y*rho^3',
    rho: '-rho^3*(x*vx + y*vy)',
  })
  it('Kepler: energy and angular momentum, and nothing else up to degree 4', () => {
    const found = discover(kepler, { degree: 4, darboux: true })
    expect(expressions(found).slice(0, 2).map(print)).toEqual(['vx^2 + vy^2 - 2*mu*rho', 'x*vy - y*vx'])
    expect(dimensions(found)).toEqual([0, 2, 2, 5])
    expect(darbouxTexts(found)).toEqual(['rho'])
    expect(found.complete).toBe(true)
  })
  it('Kepler: the Laplace-Runge-Lenz vector is conserved only where rho = 1/r, so it is rightly not found', () => {
    const lenz = parse('vy*(x*vy - y*vx) - mu*x*rho')
    expect(proveAlong(kepler, lenz, parse('mu*rho*vx*(rho^2*(x^2 + y^2) - 1)'), new Map()).proof).toBeDefined()
    const relation = parse('rho^2*(x^2 + y^2) - 1')
    const rate = ast.multiply(parse('-2*rho^2*(x*vx + y*vy)'), relation)
    expect(proveAlong(kepler, relation, rate, new Map()).proof).toBeDefined()
  })

  it('Lotka-Volterra: no polynomial integral, two invariant axes', () => {
    const found = discover(flowOf({ x: 'x*(a - b*y)', y: 'y*(c*x - e)' }), { degree: 6, darboux: true })
    expect(found.integrals).toEqual([])
    expect(darbouxTexts(found)).toEqual(['x', 'y'])
    expect(found.darboux?.groups.map(({ cofactor }) => print(cofactor))).toEqual(['a - b*y', 'c*x - e'])
    expect(found.complete).toBe(true)
  })
  it('two species with the Hamiltonian x y (a x + b y + c): it is the integral, its factors are Darboux polynomials', () => {
    const flow = flowOf({ x: 'x*(a*x + 2*b*y + c)', y: '-y*(2*a*x + b*y + c)' })
    const found = discover(flow, { degree: 6, darboux: true })
    expect(dimensions(found)).toEqual([0, 0, 1, 1, 1, 2])
    expect(found.integrals.map(({ productOf }) => productOf)).toEqual([[], [0, 0]])
    expect(inSpan(flow, parse('x*y*(a*x + b*y + c)'), expressions(found))).toBe(true)
    expect(darbouxTexts(found)).toEqual(['a*x + b*y + c', 'x', 'y'])
  })

  it('damped oscillator: none', () => {
    const found = discover(flowOf({ x: 'v', v: '-k*x - c*v' }), { degree: 6, darboux: true })
    expect(found.integrals).toEqual([])
    expect(darbouxTexts(found)).toEqual([])
    expect(found.complete).toBe(true)
  })
  it('harmonic oscillator: the squared radius', () => {
    const found = discover(flowOf({ x: 'omega*y', y: '-omega*x' }), { degree: 4 })
    expect(expressions(found).map(print)).toEqual(['x^2 + y^2', '(x^2 + y^2)^2'])
  })
  it('Kovalevskaya top: its fourth integral at degree 4', () => {
    const flow = flowOf({
      m1: 'm2*m3/2',
      m2: '-m1*m3/2 + c*g3',
      m3: '-c*g2',
      g1: 'g2*m3 - g3*m2/2',
      g2: 'g3*m1/2 - g1*m3',
      g3: 'g1*m2/2 - g2*m1/2',
    })
    const found = discover(flow, { degree: 4 })
    expect(generators(found)).toEqual([0, 3, 0, 1])
    expect(inSpan(flow, parse('(m1^2/4 - m2^2/4 - c*g1)^2 + (m1*m2/2 - c*g2)^2'), expressions(found))).toBe(true)
  })
  it('open Toda chain: traces of powers of its matrix', () => {
    const flow = flowOf({
      a1: 'a1*(b2 - b1)',
      a2: 'a2*(b3 - b2)',
      b1: '2*a1^2',
      b2: '2*(a2^2 - a1^2)',
      b3: '-2*a2^2',
    })
    const found = discover(flow, { degree: 3, darboux: true })
    expect(generators(found)).toEqual([1, 1, 1])
    expect(darbouxTexts(found)).toEqual(['a1', 'a2', 'b1 + b2 + b3'])
  })
})

describe('what is told', () => {
  it('a parameter whose domain is one number is that number', () => {
    const rates = { x: 'k*x', y: '-y' }
    const at = (domain: string) =>
      discover(flowOf(rates), { degree: 2, domains: new Map([['k', parseDomain(domain)]]) })
    expect(dimensions(at('positive'))).toEqual([0, 0])
    expect(expressions(at('[1,1]')).map(print)).toEqual(['x*y'])
  })
  it('an unsolved search is not called complete', () => {
    const names = ['x', 'y', 'z', 'w']
    const planted = (k: number) =>
      `(${names.map((name, j) => `${((k + 2) * (j + 3)) % 7}*${name}`).join(' + ')} + ${k})`
    const rates = Object.fromEntries(
      names.map((name, k) => [name, `${planted(k)}*${planted(k + 4)} - ${planted(k + 2)}*${planted(k + 5)} + ${name}`]),
    )
    const found = discover(flowOf(rates), { degree: 1, darboux: true })
    expect(found.complete).toBe(false)
    expect(found.why).toContain('not decided')
  })
  it.each([
    ['sin(x)', 1, /not polynomial/],
    ['k*x + x/(1 + x)', 7, /divides by a state/],
    ['2*t', 3, /depends on the time/],
    ['x^k', 1, /whole number/],
    ['1/(k - k)', 1, /divides by zero/],
    ['sum(i, x)', 1, /concrete width/],
  ])('the rate %s is refused at column %i', (rate, column, problem) => {
    const refused = () => discover(flowOf({ x: rate }), { degree: 1 })
    expect(refused).toThrow(expect.objectContaining({ name: 'FlowError', column }))
    expect(refused).toThrow(problem)
  })
  it('a degree that asks for too many monomials is refused in words', () => {
    expect(() => discover(network(3), { degree: 30 })).toThrow(/lower the degree/)
    expect(() => discover(network(1), { degree: 0 })).toThrow(/whole number from 1/)
  })
})
