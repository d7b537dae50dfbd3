import { defined, derivation, equal, real } from 'rederive'

const family = derivation('the-family', {
  title: 'A family',
  tag: 'beyond',
  prose: 'And its sum.',
  symbols: { 'u[i]': real('entries'), S: defined('sum(i, u[i])', 'sum') },
  claims: {},
})

export default derivation('number-for-family', {
  title: 'A number of the same name',
  tag: 'beyond',
  prose: 'The sum is one of the family all the same.',
  uses: [family],
  symbols: { u: real('a number') },
  claims: { sum: equal('S', 'S'), number: equal('u + u', '2*u') },
})
