import { defined, derivation, equal, hasSign } from 'rederive'
import alignment from './alignment.js'

const free = { P: 'positive', Q: 'positive', z: 'positive' }
const turning = { P: 'positive', Q: 'positive', t: 't_turn' }

export default derivation('turning-point', {
  title: 'A path through zero overlap disaligns first and aligns afterwards',
  tag: 'beyond the paper',
  uses: [alignment],
  prose:
    'As a function of $z$, $X = P z + Q/z$ is convex, with its minimum where the overlap vanishes. A trajectory that crosses $S = 0$ passes it: $|\\zeta|$ falls to zero and rises again, unless the layers are parallel. The crossing time is known exactly; a start beyond the crossing gives a negative one.',
  symbols: {
    z_turn: defined('sqrt(Q/P)', 'where the overlap vanishes', { tex: 'z_\\times' }),
    T_turn: defined('(z_turn - 1)/(B + 2*Q - (2*P - B)*z_turn)', 'rescaled crossing time', { tex: 'T_\\times' }),
    t_turn: defined('2*atanh(D*T_turn)/(gamma^2*A*D)', 'crossing time', { tex: 't_\\times' }),
  },
  claims: {
    convex: hasSign('diff(X, z, 2)', 'positive', { given: free }),
    minimum: equal('X', '2*sqrt(P*Q)', { given: { P: 'positive', Q: 'positive', z: 'sqrt(Q/P)' } }),
    bound: hasSign('X - 2*sqrt(P*Q)', 'nonnegative', {
      given: free,
      as: '(sqrt(P*z) - sqrt(Q/z))^2',
      note: 'It is never less.',
    }),
    overlap: equal('P*z - Q/z', '0', {
      given: { P: 'positive', Q: 'positive', z: 'sqrt(Q/P)' },
      note: 'There the overlap vanishes.',
    }),
    'crossing-time': equal('z', 'z_turn', { given: turning, note: 'At the crossing time the closed form is there.' }),
  },
})
