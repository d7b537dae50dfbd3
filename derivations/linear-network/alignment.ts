import { defined, derivation, equal, hasSign, inDomain, positive, tendsTo } from 'rederive'
import identity from './alignment-identity.js'
import kernelLimit from './kernel-limit.js'

const free = { P: 'positive', Q: 'positive', R: 'rho*sqrt(P*Q)' }

export default derivation('alignment', {
  title: 'Alignment: the angle closes over training',
  tag: 'from the paper',
  uses: [kernelLimit],
  prose:
    'When the kernel ends above its start, $D > P + Q$, and the layers are not parallel, $P Q > R^2$, the squared cosine of the angle ends above its start too. To say so exactly we write $D = P + Q + \\delta$ with $\\delta > 0$ and $R = \\varrho \\sqrt{P Q}$ with $|\\varrho| < 1$.',
  symbols: {
    rho: inDomain('(-1,1)', 'initial overlap of the modes, relative to its bound', { tex: '\\varrho' }),
    delta: positive('gain of the kernel'),
    X: defined('P*z + Q/z', 'kernel in units of $\\gamma^2/2$'),
    zeta2: defined('1 - 4*(P*Q - R^2)/(X^2 - 4*R^2)', 'squared cosine of the angle', { tex: '\\zeta^2' }),
    zeta2_0: defined('1 - 4*(P*Q - R^2)/((P + Q)^2 - 4*R^2)', 'squared cosine at the start', { tex: '\\zeta_0^2' }),
    zeta2_inf: defined('1 - 4*(P*Q - R^2)/(D^2 - 4*R^2)', 'squared cosine at the end', { tex: '\\zeta_\\infty^2' }),
  },
  claims: {
    end: tendsTo('X', 'D', {
      given: free,
      cites: [kernelLimit.claim('end')],
      figure: {
        caption:
          'The squared cosine of the angle between the layers rises from its value at the start to its value at the end.',
        over: 't',
        from: 0,
        to: 1.5,
        y: 'squared cosine of the angle',
        curves: { along: 'zeta2', 'at the start': 'zeta2_0', 'at the end': 'zeta2_inf' },
        at: { P: 0.5, Q: 0.3, rho: 0.5, A: 1, C: 1, gamma: 1, s_u: 1, s_w: 1 },
      },
    }),
    'angle-at-end': equal('zeta2', 'zeta2_inf', { given: { X: 'D' }, cites: [identity.claim('angle')] }),
    kernel: hasSign('kappa_inf - kappa_0', 'positive', { given: { ...free, D: 'P + Q + delta' } }),
    angle: hasSign('zeta2_inf - zeta2_0', 'positive', {
      given: { ...free, D: 'P + Q + delta' },
      cites: [identity.claim('rises')],
    }),
  },
})
