/** How lines about orders and series are printed. */
import { describe, expect, it } from 'vitest'
import type { Claim, StatedClaim } from '../../derivation/claim.js'
import { derivation } from '../../derivation/derivation.js'
import { positive, real } from '../../derivation/symbol.js'
import type { Statement } from '../statement.js'
import { asymptotic } from './asymptotic.js'
import { expandsTo } from './expands-to.js'
import { growsAs } from './exponent.js'

const SYMBOLS = { t: real('place'), k: positive('place'), a: real('one'), b: real('other') }
const printed = (claim: Claim<Statement>): string =>
  (
    derivation('lines', { title: 'T', tag: 'beyond', prose: 'P', symbols: SYMBOLS, claims: { claim } })
      .claims as readonly StatedClaim<Statement>[]
  )
    .flatMap(({ statement }) => statement.lines.map(({ tex }) => tex))
    .join()

describe('a series', () => {
  it.each([
    [['0', '0', 'a'], 'a t^{2}'],
    [['1', '1', '1/2'], '1 + t + \\frac{1}{2}\\,t^{2}'],
    [['1', '0', '-1/2'], '1 - \\frac{1}{2}\\,t^{2}'],
    [['a', '-1', 'a - b'], 'a - t + (a - b)\\,t^{2}'],
    [['0', '0'], '0'],
    [['0', '0', '-1'], '-t^{2}'],
  ])('of %j is printed %s', (coefficients, terms) => {
    expect(printed(expandsTo('a', coefficients))).toContain(` = ${terms} + O`)
  })

  it('may begin with a negative order, without a factor 1', () => {
    expect(printed(asymptotic('1/k', 'k', ['1', '0'], { from: -1 }))).toContain(' = k^{-1} + O')
  })
})

it('brackets are around a sum that is subtracted, and around no other exponent', () => {
  expect(printed(growsAs('1', { max: ['1', '2'], minusMax: ['1', '0'] }))).toMatch(/ - \\max\\left\(1,\\, 0\\right\)$/)
  expect(printed(growsAs('1', { max: ['1', '2'], minusMax: ['1 + 2'] }))).toMatch(/ - \\left\(1 \+ 2\\right\)$/)
  expect(printed(growsAs('1', { max: ['1', '2'], minusMax: ['3'] }))).toMatch(/ - 3$/)
})
