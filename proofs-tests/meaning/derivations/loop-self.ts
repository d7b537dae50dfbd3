import { defined, derivation, equal, real } from 'rederive'

export default derivation('meaning-loop-self', {
  title: 'A value in terms of itself is none',
  tag: 'beyond',
  prose: 'Each is given by the other.',
  symbols: { x: real('x'), y: real('y'), S: defined('diff(x^2, x)', 'slope') },
  claims: { circle: equal('S', '2*y', { given: { x: 'y + 1', y: 'x - 1' } }) },
})
