import { defined, derivation, equal, inDomain, real, solves } from 'rederive'

export default derivation('rate-of-a-rate', {
  title: 'A rate that speaks of a rate',
  tag: 'beyond',
  prose: 'An undamped motion solves no damped equation, whatever the damping is called.',
  symbols: {
    g: inDomain('(0,1)', 'damping'),
    x: defined('sin(t)', 'place'),
    v: defined('cos(t)', 'velocity'),
    s: defined('diff(x, t)', 'velocity once more'),
    a: real('amplitude'),
  },
  flow: { x: 'v', v: '-x - g*s' },
  claims: {
    'undamped-false': solves({ initial: { x: '0', v: '1' } }),
    energy: equal('diff(x^2 + v^2, t)', '0'),
  },
})
