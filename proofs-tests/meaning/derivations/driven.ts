import { defined, derivation, equal, positive, real, solves } from 'rederive'

export default derivation('driven', {
  title: 'A constant that is none',
  tag: 'beyond',
  prose: 'A solution for a constant is none where that changes with the time.',
  symbols: { k: positive('rate'), x0: real('start'), x: defined('x0*exp(-k*t)', 'level') },
  flow: { x: '-k*x' },
  claims: {
    solution: solves({ initial: { x: 'x0' } }),
    'driven-false': equal('diff(x, t)', '-2*t*x', { given: { k: 't' } }),
    'driven-value-false': equal('x', 'x0*exp(-t^2)', { given: { k: 't' } }),
    still: equal('diff(x, t)', '-2*x', { given: { k: '2' } }),
  },
})
