import { expect, test } from 'vitest'
import type { Claim, StatedClaim } from '../derivation/claim.js'
import { derivation } from '../derivation/derivation.js'
import { defined, nonzero, real } from '../derivation/symbol.js'
import { parse } from '../expr/parse.js'
import { print } from '../expr/print.js'
import { eachStep } from './checks/each-step.js'
import { equal } from './checks/equality.js'
import { solves } from './checks/solves.js'
import { splitByWay } from './on-the-way.js'
import type { Statement } from './statement.js'

const split = (claim: Claim, ...conditions: string[]) => {
  const { claims } = derivation('way', {
    title: 'Way',
    prose: '',
    symbols: {
      a: real('start'),
      b: nonzero('b'),
      x: defined('b*a/(b - a*b*t)', 'x'),
      y: real('y'),
      r: real('r'),
    },
    flow: { x: 'x^2' },
    claims: { it: claim },
  })
  const [{ scope, statement }] = claims as unknown as readonly [StatedClaim<Statement>]
  const found = splitByWay(
    scope,
    statement.proposition,
    conditions.map((text) => ({ expr: parse(text), must: 'nonzero' })),
  )
  return [found.conditions.map(({ expr }) => print(expr)), found.onTheWay]
}

test('a solution that starts somewhere is one as long as nothing comes in its way', () => {
  const words = 'On the interval around $t = 0$ in which'
  expect(split(solves({ initial: { x: 'a' } }), '1 - a*t', 'b')).toEqual([['b', '1 - a*t'], { words, from: 1 }])
  expect(split(solves({ initial: { x: 'a' } }), 'x + 1')).toEqual([['x + 1'], { words, from: 0 }])
  expect(split(solves({ initial: { x: 'a' } }), 'b')).toEqual([['b'], undefined])
  expect(split(solves({}), '1 - a*t')).toEqual([['1 - a*t'], undefined])
  expect(split(equal('x', 'x'), '1 - a*t')).toEqual([['1 - a*t'], undefined])
})

test('what steps change must be at each of them', () => {
  const claim = eachStep('y/y', '1', { step: { y: 'y - r' }, fresh: ['r'] })
  const onTheWay = { words: 'Provided that at each step', from: 1 }
  expect(split(claim, 'y', 'b', 'r')).toEqual([['b', 'y', 'r'], onTheWay])
})
