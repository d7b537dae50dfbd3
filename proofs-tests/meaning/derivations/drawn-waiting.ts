import { defined, derivation, eachStep, positive } from 'rederive'

export default derivation('drawn-waiting', {
  title: 'A waiting time that is drawn',
  tag: 'beyond',
  prose: 'Between the pulses something decays.',
  symbols: {
    k: positive('rate'),
    x: positive('what decays'),
    y: positive('what is doubled'),
    E: defined('x*y', 'signal'),
    r: positive('drawn'),
    q: defined('-1', 'not drawn'),
  },
  flow: { x: '-k*x' },
  claims: {
    'signal-false': eachStep('E', '2', { step: { y: '2*y' }, fresh: ['t'] }),
    'rate-false': eachStep('x', '1', { step: { y: '2*y' }, fresh: ['k'] }),
    'defined-false': eachStep('y', '0', { step: { y: '(1 + q)*y' }, fresh: ['q'] }),
    doubling: eachStep('y', '2 + r', { step: { y: '(2 + r)*y' }, fresh: ['r'] }),
  },
})
