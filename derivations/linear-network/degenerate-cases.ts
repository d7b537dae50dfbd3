import { derivation, equal, tendsTo } from 'rederive'
import limits from './limits.js'

export default derivation('degenerate-cases', {
  title: 'Aligned and anti-aligned starts',
  tag: 'beyond the paper',
  uses: [limits],
  prose: [
    'When all decaying modes vanish, $Q = 0$, the layers are exactly aligned: $s_u\\,w_i = s_w\\,u_i$. A positive target is reached; a negative one cannot be, and the flow ends at the saddle $u = w = 0$. When all growing modes vanish, $P = 0$, the same holds with the signs of the target exchanged. With $P = Q = 0$ the flow starts at $u = w = 0$ and stays there. Every other start reaches the global minimum.',
    'With a zero target $u = w = 0$ is itself a global minimum, $L = A \\gamma^2 S^2 + Y$, and such starts reach it only algebraically. Where $D = 0$ the closed form is read with $T = \\gamma^2 A t/2$.',
  ],
  claims: {
    'aligned-reached': tendsTo('z', 'B/P', { given: { q0: '0', P: 'positive', C: 'positive' } }),
    'aligned-optimal': tendsTo('S', 'S_star', { given: { q0: '0', P: 'positive', C: 'positive' } }),
    'aligned-negative': tendsTo('z', '0', { given: { q0: '0', P: 'positive', C: 'negative' } }),
    'aligned-saddle-u': tendsTo('u[i]', '0', { given: { q0: '0', P: 'positive', C: 'negative' } }),
    'aligned-saddle-w': tendsTo('w[i]', '0', { given: { q0: '0', P: 'positive', C: 'negative' } }),
    'aligned-zero-target': equal(
      'diff(1/(1 + gamma^2*A*P*t), t)',
      '-gamma^2*A*(P*(1/(1 + gamma^2*A*P*t))^2 - B*(1/(1 + gamma^2*A*P*t)) - Q)',
      {
        given: { q0: '0', C: '0', P: 'positive' },
        note: 'With a zero target $z = 1/(1 + \\gamma^2 A P t)$ solves the Riccati equation: an algebraic decay.',
      },
    ),
    'aligned-zero-limit': tendsTo('1/(1 + gamma^2*A*P*t)', '0', { given: { P: 'positive' } }),
    'opposed-reached': tendsTo('z', '-Q/B', { given: { p0: '0', Q: 'positive', C: 'negative' } }),
    'opposed-optimal': tendsTo('S', 'S_star', { given: { p0: '0', Q: 'positive', C: 'negative' } }),
    'opposed-positive': tendsTo('z', 'oo', { given: { p0: '0', Q: 'positive', C: 'positive' } }),
    'opposed-saddle-u': tendsTo('u[i]', '0', { given: { p0: '0', Q: 'positive', C: 'positive' } }),
    'opposed-saddle-w': tendsTo('w[i]', '0', { given: { p0: '0', Q: 'positive', C: 'positive' } }),
    'opposed-zero-target': equal(
      'diff(1 + gamma^2*A*Q*t, t)',
      '-gamma^2*A*(P*(1 + gamma^2*A*Q*t)^2 - B*(1 + gamma^2*A*Q*t) - Q)',
      { given: { p0: '0', C: '0', Q: 'positive' }, note: 'The mirror image of the algebraic case.' },
    ),
    'saddle-u': equal('u[i]', '0', {
      given: { p0: '0', q0: '0', xi: 'positive' },
      note: 'Without any modes nothing moves.',
    }),
    'saddle-w': equal('w[i]', '0', { given: { p0: '0', q0: '0', xi: 'positive' } }),
  },
})
