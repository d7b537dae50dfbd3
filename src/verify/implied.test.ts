import { expect, it } from 'vitest'
import { derivation } from '../derivation/derivation.js'
import { defined, positive } from '../derivation/symbol.js'
import { impliedBy } from './implied.js'

it('names that differ in capitals only make claims of different names', () => {
  const one = derivation('one', {
    title: 'T',
    tag: 'beyond',
    prose: 'P',
    symbols: Object.fromEntries([
      ['x', positive('x')],
      ...['K', 'k', 'k_2', 'K_2'].map((name) => [name, defined('x', name, { domain: 'positive' })]),
    ]),
    claims: {},
  })
  expect(impliedBy(one).map(({ id }) => id)).toEqual([
    'one/sign-of-k',
    'one/sign-of-k-3',
    'one/sign-of-k-2',
    'one/sign-of-k-2-2',
  ])
})
