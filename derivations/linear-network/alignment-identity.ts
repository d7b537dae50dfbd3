import { defined, derivation, equal, hasSign, inDomain } from 'rederive'
import order from './order-parameters.js'

export default derivation('alignment-identity', {
  title: 'The angle between the layers is a function of the kernel',
  tag: 'beyond the paper',
  uses: [order],
  prose:
    'Let $\\zeta = \\cos(u, w) = S/(|u|\\,|w|)$ and $X = P z + Q/z$, so that the kernel is $\\gamma^2 X/2$. Since the area spanned by the layers is conserved, angle and lengths depend on $X$ alone, and unless the layers are parallel, $|\\zeta|$ rises exactly when the kernel does.',
  symbols: {
    X: defined('P*z + Q/z', 'kernel in units of $\\gamma^2/2$'),
    norm_u2: defined('sum(i, u[i]^2)', 'squared length of u', { tex: '|u|^2' }),
    norm_w2: defined('sum(i, w[i]^2)', 'squared length of w', { tex: '|w|^2' }),
    zeta2: defined('S^2/(norm_u2*norm_w2)', 'squared cosine of the angle', { tex: '\\zeta^2' }),
    rho: inDomain('(-1,1)', 'initial overlap of the modes, relative to its bound'),
  },
  claims: {
    lengths: equal('norm_u2*norm_w2', '(X^2 - 4*R^2)/(16*eta_u*eta_w)', {
      cites: [order.claim('norm-u'), order.claim('norm-w')],
    }),
    angle: equal('1 - zeta2', '4*(P*Q - R^2)/(X^2 - 4*R^2)'),
    rises: hasSign('diff(1 - 4*(P*Q - R^2)/(X^2 - 4*R^2), X)', 'positive', {
      given: { X: 'positive', P: 'positive', Q: 'positive', R: 'rho*sqrt(P*Q)' },
      note: 'Unless the layers are parallel, $\\zeta^2$ is a strictly increasing function of $X$.',
    }),
  },
})
