import { alongFlow, defined, derivation, equal, real } from 'rederive'

export default derivation('clock', {
  title: 'A clock beside it',
  tag: 'beyond',
  prose: 'What moves beside something else is no function of it.',
  symbols: {
    tau: real('time on the clock'),
    x: real('x'),
    z: real('z'),
    H: defined('x^2 + z^2', 'energy'),
  },
  flow: { tau: '1', x: 'z', z: '-x' },
  claims: {
    'quotient-false': equal('diff(x, tau)', '0'),
    'past-false': equal('at(x, tau = tau - 1)', 'x'),
    gradient: equal('diff(H, x)', '2*x'),
    cyclic: equal('diff(H, tau)', '0'),
    energy: alongFlow('H', '0'),
  },
})
