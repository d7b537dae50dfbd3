import { defined, derivation, equal, real } from 'rederive'

const parent = derivation('alike-members', {
  title: 'Members alike',
  tag: 'beyond',
  prose: 'Two modes of one rate.',
  symbols: { a: real('amplitude'), 'u[i]': defined('a*exp(-t)', 'modes') },
  flow: { 'u[1]': '-u[1]', 'u[2]': '-u[2]' },
  claims: {},
})

export default derivation('flow-of-members', {
  title: 'One of the members moves otherwise',
  tag: 'beyond',
  prose: 'The formulas are those of before.',
  uses: [parent],
  flow: { 'u[1]': '-u[1]', 'u[2]': '-5*u[2]' },
  claims: { formula: equal('u[2]', 'a*exp(-t)') },
})
