/** What holds for a free symbol need not hold for the name of a formula: where it fails, definitions are unfolded further. */
import { describe, expect, it } from 'vitest'
import type { Claim, StatedClaim } from '../derivation/claim.js'
import { derivation } from '../derivation/derivation.js'
import { defined, positive } from '../derivation/symbol.js'
import { alongFlow } from '../verify/checks/along-flow.js'
import { equal } from '../verify/checks/equality.js'
import { tendsTo } from '../verify/checks/limit.js'
import { hasSign } from '../verify/checks/sign.js'
import { prove } from './prove.js'
import type { Statement } from '../verify/statement.js'

function proves(claim: Claim<Statement>): boolean {
  const { claims } = derivation('layers', {
    title: 'T',
    tag: 'beyond',
    prose: 'P',
    symbols: {
      c: positive('c'),
      x: positive('x'),
      y: positive('y'),
      X: defined('x^2', 'a function of x'),
      slope: defined('diff(X, x)', 'its slope'),
      A: defined('1/c', 'a limit'),
      T: defined('exp(-c*t) + 1/c', 'what tends to it'),
      N: defined('x - x', 'nothing'),
    },
    flow: { y: 'X*y' },
    claims: { claim },
  })
  const [stated] = claims as readonly StatedClaim<Statement>[]
  return stated !== undefined && prove(stated.statement.proposition).theorem !== undefined
}

describe('a name is unfolded', () => {
  it.each<[string, Claim<Statement>, Claim<Statement>]>([
    ['under a derivative', hasSign('diff(X, x, 2)', 'nonpositive'), hasSign('diff(X, x, 2)', 'positive')],
    ['under a derivative in a limit', tendsTo('diff(X, x)/t + diff(X, x)', '0'), tendsTo('diff(X, x)/t', '0')],
    ['under the derivative of a definition', equal('slope', '0'), equal('slope', '2*x')],
    ['under the derivative in a rate', alongFlow('y', 'slope*y'), alongFlow('y^2', 'slope*x*y^2')],
    [
      'where a condition of the proof fails for it',
      tendsTo('diff(T, t)/(T - A)', '0'),
      tendsTo('diff(T, t)/(T - A)', '-c'),
    ],
    ['where a condition of the proof fails outright', tendsTo('c*t/(N*t^2 + t)', '0'), tendsTo('c*t/(N*t^2 + t)', 'c')],
  ])('%s', (_, wrong, right) => {
    expect(proves(wrong)).toBe(false)
    expect(proves(right)).toBe(true)
  })
})
