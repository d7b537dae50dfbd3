/** Symbols that the flow moves and a formula defines: the two must not contradict each other. */
import { conserved, defined, derivation, equal, real } from 'rederive'

export default derivation('moving-definitions', {
  title: 'Moving definitions',
  tag: 'beyond',
  prose: '',
  symbols: {
    x: defined('exp(t)', 'against the flow'),
    'u[i]': defined('exp(-t)*v[i]', 'with the flow'),
    'v[i]': real('the start'),
    y: real('moves'),
  },
  flow: { x: '-x', 'u[i]': '-u[i]', y: 'x' },
  claims: {
    kept: conserved('x*exp(-t)'),
    rate: equal('diff(y, t)', 'exp(t)'),
  },
})
