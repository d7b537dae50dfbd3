import { defined, derivation, equal, positive, real } from 'rederive'

export default derivation('velocity', {
  title: 'A particle',
  tag: 'beyond',
  prose: 'A place that no flow moves has no velocity, not one of 0.',
  symbols: {
    t: real('time'),
    x: real('position of the particle'),
    v: defined('diff(x, t)', 'velocity'),
    m: positive('mass'),
    K: defined('m*v^2/2', 'kinetic energy'),
    y: defined('m*t^2', 'position of another one'),
  },
  claims: {
    'velocity-false': equal('v', '0'),
    'energy-false': equal('K', '0'),
    other: equal('diff(y, t)', '2*m*t'),
  },
})
