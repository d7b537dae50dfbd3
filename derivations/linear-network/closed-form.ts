import { defined, derivation, equal, solves } from 'rederive'
import riccati from './riccati.js'

export default derivation('closed-form', {
  title: 'The exact solution at every width',
  tag: 'from the paper',
  uses: [riccati],
  prose:
    'The Riccati equation separates. Its solution from $z = 1$ is a fractional linear function of $T$, a hyperbolic tangent in time; when $D$ vanishes, $T$ stands for its limit $\\gamma^2 A t/2$. The time scale $\\tau$ belongs to the final approach.',
  symbols: {
    T: defined('tanh(gamma^2*A*D*t/2)/D', 'rescaled time'),
    z: defined('(1 + (B + 2*Q)*T)/(1 + (2*P - B)*T)', 'square of the common factor'),
    xi: defined('sqrt(z)', 'common factor of the growing modes'),
    tau: defined('1/(gamma^2*A*D)', 'time scale of the final approach'),
    k: defined('(1 - alpha_plus)/(1 - alpha_minus)', 'initial ratio of the distances to the fixed points'),
  },
  flow: { z: '-gamma^2*A*(P*z^2 - B*z - Q)' },
  claims: {
    solution: solves({ initial: { z: '1' }, find: 'separable', cites: [riccati.claim('ode')] }),
    'without-root': solves({
      initial: { z: '1' },
      given: { C: '0', q0: '0', T: 'gamma^2*A*t/2' },
      note: 'Where $D = 0$, that is with no target and one kind of modes alone, $T$ is its limit: growing modes,',
    }),
    'without-root-mirrored': solves({
      initial: { z: '1' },
      given: { C: '0', p0: '0', T: 'gamma^2*A*t/2' },
      note: 'or decaying ones.',
    }),
    'roots-form': equal('(z - alpha_plus)/(z - alpha_minus)', 'k*exp(-t/tau)', {
      note: 'In terms of the fixed points: the ratio of the distances to them decays exponentially.',
    }),
    'clock-rate': equal('diff(T, t)', 'gamma^2*A*(1 - D^2*T^2)/2', {
      note: 'The rescaled time obeys a logistic equation of its own, from $T = 0$.',
    }),
  },
})
