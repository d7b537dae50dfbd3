import { defined, derivation, equal, real } from 'rederive'

const counted = derivation('meaning-index-counted', {
  title: 'The index as a number',
  tag: 'beyond',
  prose: 'A member is weighted by its place.',
  symbols: { 'v[j]': real('a member'), 'w[i]': defined('i*v[i]', 'weighted') },
  claims: { second: equal('w[2]', '2*v[2]') },
})

const current = derivation('meaning-index-current', {
  title: 'A symbol of that name',
  tag: 'beyond',
  prose: 'All members are weighted alike.',
  symbols: { k: real('a current'), 'v[j]': real('a member'), 'w[i]': defined('k*v[i]', 'weighted') },
  claims: { second: equal('w[2]', 'k*v[2]') },
})

export default derivation('meaning-index', {
  title: 'Which of them is meant',
  tag: 'beyond',
  prose: 'Nobody can tell.',
  uses: [counted, current],
  symbols: { x: real('something') },
  claims: {
    'counted-false': equal('w[2]', '2*v[2]'),
    'current-false': equal('w[2]', 'k*v[2]'),
    other: equal('x + v[1]', 'v[1] + x'),
  },
})
