/** Claims about what moves: rates along a flow, steps, solutions. */
import { describe, expect, it } from 'vitest'
import { parse } from '../../expr/parse.js'
import { type Assume, conditionsOf, domainsOf, flowOf, replacements } from '../as-text.example.js'
import { type Answer, proveAlong, proveEachStep, proveSolves } from '../proof.js'

describe('proofs along a flow', () => {
  const rates = { 'u[i]': '2*w[i]*r', 'w[i]': '2*u[i]*r' }
  it.each([
    ['u[i]^2 - w[i]^2', '0', true],
    ['u[i]*w[j] - u[j]*w[i]', '0', true],
    ['sum(i, u[i]*w[i])', '2*r*sum(i, u[i]^2 + w[i]^2)', true],
    ['sum(i<j, (u[i]*w[j] - u[j]*w[i])^2)', '0', true],
    ['t*u[k]', 'u[k] + 2*t*r*w[k]', true],
    ['u[i]^2 + w[i]^2', '0', false],
    ['u[i]*w[j] + u[j]*w[i]', '0', false],
    ['sum(i, u[i])', '2*r*sum(i, u[i])', false],
    ['t', '0', false],
  ])('d/dt of %s is %s: %s', (expr, rate, proved) => {
    expect(proveAlong(flowOf(rates), parse(expr), parse(rate), new Map()).proof !== undefined).toBe(proved)
  })

  it('do not forget a symbol that moves inside a sum over its family', () => {
    expect(proveAlong(flowOf({ 'u[1]': '1' }), parse('sum(i, u[i])'), parse('0'), new Map()).proof).toBeUndefined()
  })

  it('do not move a symbol of another number of indices', () => {
    expect(proveAlong(flowOf({ 'u[i]': 'u[i]' }), parse('u'), parse('u'), new Map()).proof).toBeUndefined()
  })
})

describe('proofs of one step', () => {
  it('hold at every state', () => {
    const step = replacements({ 'u[i]': 'u[i] + a*w[i]', 'w[i]': 'w[i] + a*u[i]' })
    expect(proveEachStep(step, parse('u[k] + w[k]'), parse('1 + a'), new Map()).proof).toBeDefined()
    expect(proveEachStep(step, parse('u[k] - w[k]'), parse('1 + a'), new Map()).proof).toBeUndefined()
  })

  it('do not forget a symbol that changes inside a sum over its family', () => {
    expect(
      proveEachStep(replacements({ 'u[1]': '2*u[1]' }), parse('sum(i, u[i])'), parse('1'), new Map()).proof,
    ).toBeUndefined()
  })
})

describe('proofs of solutions', () => {
  const solves = (
    flow: Record<string, string>,
    solution: Record<string, string>,
    initial: Record<string, string> = {},
    assume: Assume = {},
  ): Answer => proveSolves(flowOf(flow), replacements(solution), replacements(initial), domainsOf(assume))

  it.each<[string, string, string, boolean]>([
    ['k*y', 'a*exp(k*t)', 'a', true],
    ['k*y', 'exp(k*t)', 'a', false],
    ['k*y', 'a*exp(2*k*t)', 'a', false],
    ['y^2', 'a/(1 - a*t)', 'a', true],
    ['1 - y^2', 'tanh(t)', '0', true],
    ['1 - y^2', 'tanh(2*t)', '0', false],
    ['1 + y^2', 'tan(t)', '0', true],
    ['1 + y^2', 'tanh(t)', '0', false],
  ])("y' = %s has the solution %s from %s: %s", (rate, solution, start, proved) => {
    expect(solves({ y: rate }, { y: solution }, { y: start }).proof !== undefined).toBe(proved)
  })

  it('want a solution for everything that moves', () => {
    expect(solves({ x: 'y', y: '-x' }, { x: 'cos(t)', y: '-sin(t)' }, { x: '1', y: '0' }).proof).toBeDefined()
    expect(solves({ x: 'y', y: '-x' }, { x: 'cos(t)' }).proof).toBeUndefined()
  })

  it('hold each symbol to its own solution', () => {
    expect(solves({ 'u[1]': '1', 'u[2]': '1' }, { 'u[1]': 't', 'u[2]': 't + 5*t^2' }).proof).toBeUndefined()
  })

  it('are about points that all equations have in common', () => {
    const logarithms = (one: string, other: string): Answer =>
      solves({ x: one, y: other }, { x: `${one}*t`, y: `${other}*t` })
    expect(conditionsOf(logarithms('log(a)', 'log(1 - a)'))).toEqual(['a positive', '1 - a positive'])
    expect(logarithms('log(a)', 'log(-a)')).toMatchObject({ proof: undefined, nowhere: true })
  })

  it('may rest on functions that are known to solve a flow of their own', () => {
    const known = { flow: flowOf({ y: 'k*y' }), initial: replacements({ y: '1' }) }
    const put = (z: string, start: string) =>
      proveSolves(flowOf({ z: 'k*z' }), replacements({ z }), replacements({ z: start }), new Map(), known).proof
    expect(put('2*y', '2')).toBeDefined()
    expect(put('2*y', '1')).toBeUndefined()
    expect(put('y^2', '1')).toBeUndefined()
  })

  it('do not know the start of a function of which none is known', () => {
    const known = { flow: flowOf({ y: 'k*y' }), initial: [] }
    const put = (z: string, start: string) =>
      proveSolves(flowOf({ z: 'k*z' }), replacements({ z }), replacements({ z: start }), new Map(), known).proof
    expect(put('2*y', '2*y')).toBeUndefined()
    expect(put('2*y', '2')).toBeUndefined()
    expect(put('3*exp(k*t)', '3')).toBeDefined()
  })
})
