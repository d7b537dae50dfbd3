/** False claims of the kinds that random instances alone did not refute at first. */
import { describe, expect, it } from 'vitest'
import type { Claim } from '../derivation/claim.js'
import { derivation } from '../derivation/derivation.js'
import { nonnegative, positive, real } from '../derivation/symbol.js'
import { refute } from '../kernel/refutation.js'
import { prove } from '../kernel/prove.js'
import { attackProposition } from '../numeric/interpreter/witness.js'
import { conserved } from '../verify/checks/along-flow.js'
import { spansAll } from '../verify/checks/darboux-space.js'
import { growsAs } from '../verify/checks/exponent.js'
import { tendsTo } from '../verify/checks/limit.js'
import { hasRank } from '../verify/checks/rank.js'
import { hasSign } from '../verify/checks/sign.js'
import type { Statement } from '../verify/statement.js'

const BUDGET = { seed: 20260101, runs: 100, timeLimitMs: 600_000 }

/** In the scope of a harmonic flow of pairs, u' = w and w' = u, with some parameters. */
function stated(claim: Claim<Statement>): Statement {
  const { claims } = derivation('escaped', {
    title: 'T',
    tag: 'beyond',
    prose: 'P',
    symbols: {
      'u[i]': real('u'),
      'w[i]': real('w'),
      'a[i]': real('a'),
      b: real('b'),
      c: positive('c'),
      q: nonnegative('q'),
    },
    flow: { 'u[i]': 'w[i]', 'w[i]': 'u[i]' },
    claims: { claim },
  })
  return claims[0]?.statement as Statement
}

describe('a false claim is refuted', () => {
  it.each<[string, Claim<Statement>]>([
    ['zero at isolated points only', hasSign('(b - sum(i, a[i]))^2', 'positive')],
    ['a root that may equal its bound', hasSign('sqrt(b^2 + 4*q) - b', 'positive')],
    ['a sign whose rewritten form is another quantity', hasSign('b^2', 'nonnegative', { as: '2*b^2' })],
    ['pairs i < j of a body without symmetry', hasSign('1', 'positive', { as: 'sum(i<j, (a[i] - 2*a[j])^2)' })],
    ['infinite, but it settles', tendsTo('1 + exp(-c*t)', 'oo')],
    ['infinite, but it vanishes slowly', tendsTo('1/(1 + c*t)', '-oo')],
    ['a limit of what is defined near its target only', tendsTo('sqrt(1/b - 4096)*sqrt(b)', '2', { as: 'b', to: '0' })],
    ['the limit of a derivative that is zero', tendsTo('diff(c^2 + 0*t, t)/exp(-c*t)', '1')],
    ['finite, but it grows', tendsTo('c*t', '1')],
    ['the growth of something negative', growsAs('-d^2', '2')],
    ['a member that moves', hasRank(['u[i] + w[i]'], 'd')],
    ['too few members', spansAll(['u[i]^2 - w[i]^2'], 'd^2', { degree: 2 })],
  ])('%s', (_, claim) => {
    const { proposition } = stated(claim)
    expect(prove(proposition).theorem).toBeUndefined()
    const refuted = attackProposition(proposition, BUDGET).counterexample ?? refute(proposition)
    expect(refuted).toBeDefined()
  })
})

describe('a true claim is not', () => {
  it.each<[string, Claim<Statement>]>([
    ['a strict sign', hasSign('1 + (b - sum(i, a[i]))^2', 'positive')],
    ['an infinite limit', tendsTo('c*t', 'oo')],
    ['a slow limit', tendsTo('1/(1 + c*t)', '0')],
    ['a rank with members that are constants', hasRank(['(u[i]^2 - w[i]^2)/(u[i]^2 - w[i]^2)'], '0')],
    ['a power of something that may vanish', conserved('2*(u[i]^2 - w[i]^2)^2')],
    [
      'all first integrals',
      spansAll(['u[i]^2 - w[i]^2', 'u[i]*u[j] - w[i]*w[j]', 'u[i]*w[j] - u[j]*w[i]'], 'd^2', { degree: 2 }),
    ],
  ])('%s', (_, claim) => {
    const { proposition } = stated(claim)
    expect(attackProposition(proposition, BUDGET).counterexample).toBeUndefined()
    expect(refute(proposition)).toBeUndefined()
  })
})
