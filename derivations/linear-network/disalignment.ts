import { derivation, equal, hasSign, inDomain, positive } from 'rederive'
import alignment from './alignment.js'
import identity from './alignment-identity.js'

const modes = { P: '(b + c)^2', Q: 'b^2', R: 'rho*b*(b + c)', D: '2*b*(b + c) + lambda*c^2' }
const mirrored = { P: 'b^2', Q: '(b + c)^2', R: 'rho*b*(b + c)', D: '2*b*(b + c) + lambda*c^2' }

export default derivation('disalignment', {
  title: 'Disalignment: the angle opens over training',
  tag: 'from the paper',
  uses: [alignment],
  prose:
    'When the kernel ends below its start, $D < P + Q$, the squared cosine is smaller at the end than at the start, unless the layers are parallel. Since $D \\ge 2\\sqrt{P Q}$ always, such a $D$ lies between $2 \\sqrt{P Q}$ and $P + Q$: with $\\sqrt P$ and $\\sqrt Q$ equal to $b$ and $b + c$ in either order, it is $2 b (b + c) + \\lambda c^2$ with $0 \\le \\lambda < 1$.',
  symbols: {
    b: positive('root of the weaker modes'),
    c: positive('difference of the roots'),
    lambda: inDomain('[0,1)', 'where $D$ lies between its bounds'),
  },
  claims: {
    between: equal('P + Q - D', '(1 - lambda)*c^2', { given: modes }),
    kernel: hasSign('kappa_inf - kappa_0', 'negative', { given: modes }),
    angle: hasSign('zeta2_inf - zeta2_0', 'negative', { given: modes, cites: [identity.claim('rises')] }),
    'angle-mirrored': hasSign('zeta2_inf - zeta2_0', 'negative', {
      given: mirrored,
      note: 'The same with the stronger modes decaying.',
    }),
  },
})
