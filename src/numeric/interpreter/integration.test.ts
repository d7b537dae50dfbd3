import { expect, test } from 'vitest'
import { symbol } from '../../expr/ast.js'
import { parse } from '../../expr/parse.js'
import { instance } from '../instance.js'
import { alongPaths } from './along.js'
import { context, rates, replacements } from './claims.example.js'
import { Path } from './integration.js'
import { Reading } from './reading.js'
import { solutionPaths } from './solves.js'

const OSCILLATOR = new Reading(context('x v t k:positive', { H: 'v^2/2 + x^2/2' }, { x: 'v', v: '-x - k*v' }))
const TIME = symbol('t')
const BUDGET = { seed: 20260101, runs: 60 }

test('follows a flow to its solution, and integrates along the way', () => {
  const path = new Path(OSCILLATOR, TIME, OSCILLATOR.states, instance(1, { x: 1, v: 0, k: 0, t: 0 }), [parse('x')])
  const [x, v, integral] = path.follow(0, 2, path.start) as [number, number, number]
  expect(x).toBeCloseTo(Math.cos(2), 9)
  expect(v).toBeCloseTo(-Math.sin(2), 9)
  expect(integral).toBeCloseTo(Math.sin(2), 9)
})

test('families move, single members with rates of their own', () => {
  const reading = new Reading(context('u[] t', {}, { 'u[i]': '-u[i]', 'u[2]': 't' }))
  const path = new Path(reading, TIME, reading.states, instance(3, { t: 0 }, { u: [1, 0, 2] }))
  expect(path.at(1, path.follow(0, 1, path.start) as number[]).vectors.get('u')?.[1]).toBeCloseTo(0.5, 9)
  expect(path.at(1, path.follow(0, 1, path.start) as number[]).vectors.get('u')?.[2]).toBeCloseTo(2 / Math.E, 9)
})

test('what blows up is not followed', () => {
  const reading = new Reading(context('x t', {}, { x: 'x^2' }))
  const path = new Path(reading, TIME, reading.states, instance(1, { x: 1, t: 0 }))
  expect(path.follow(0, 2, path.start)).toBeUndefined()
  const nowhere = new Reading(context('x t', {}, { x: 'log(-x^2)' }))
  const other = new Path(nowhere, TIME, nowhere.states, instance(1, { x: 1, t: 0 }))
  expect([other.horizon(), other.follow(0, 1, other.start)]).toEqual([undefined, undefined])
})

test('a wrong rate shows without any derivative', () => {
  expect(alongPaths(OSCILLATOR, TIME, parse('H'), parse('-k*v^2'), BUDGET).outcome).toBe('agrees')
  const wrong = alongPaths(OSCILLATOR, TIME, parse('H'), parse('-k*v^2*1.001'), BUDGET)
  expect([wrong.outcome, wrong.counterexample?.what]).toEqual([
    'disagrees',
    'the change along a path in t and the integral of the claimed rate',
  ])
})

test('a wrong solution shows without any derivative', () => {
  const reading = new Reading(context('z0:positive k:positive t:nonnegative'))
  const terms = ['t', 'z0/(1 + k*t*z0)', 'k'].map((text) => parse(text))
  const outcome = (by: string): string =>
    solutionPaths(reading, TIME, rates({ z: '-k*z^2' }), replacements({ z: by }), terms, BUDGET).outcome
  expect(outcome('z0/(1 + k*t*z0)')).toBe('agrees')
  expect(outcome('z0/(1 + k*t*z0) + t^2/10^4')).toBe('disagrees')
})
