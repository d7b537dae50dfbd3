import { defined, derivation, equal, positive, real } from 'rederive'

export default derivation('no-flow', {
  title: 'A flow that nobody stated',
  tag: 'beyond',
  prose:
    'Without one, an energy is conserved by whatever force: nothing in it changes with a time that it does not mention.',
  symbols: {
    x: real('place'),
    v: real('speed'),
    m: positive('mass'),
    k: positive('stiffness'),
    E: defined('m*v^2/2 + k*x^2/2', 'energy'),
    shift: defined('k*t', 'how far it is driven'),
  },
  claims: {
    'energy-false': equal('diff(E, t)', '0'),
    'square-false': equal('diff(v^2, t)', '0'),
    'twice-false': equal('diff(x, t, 2)', '0'),
    driven: equal('diff(shift*x, t)', 'k*x'),
    gradient: equal('diff(E, x)', 'k*x'),
  },
})
