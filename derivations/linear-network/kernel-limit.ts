import { defined, derivation, equal, tendsTo } from 'rederive'
import limits from './limits.js'
import order from './order-parameters.js'

const generic = { P: 'positive', Q: 'positive' }

export default derivation('kernel-limit', {
  title: 'The kernel at the end of training',
  tag: 'from the paper',
  uses: [limits],
  prose:
    'In terms of the order parameters the kernel is $\\kappa = \\gamma^2 (P z + Q/z)/2$. It starts at $\\gamma^2 (P + Q)/2$, and ends at a value that depends on the initialization through $D$ alone: $1/(2 A \\tau)$, with the time scale $\\tau$ of the final approach.',
  symbols: {
    kappa: defined('gamma^2*(P*z + Q/z)/2', 'kernel'),
    kappa_0: defined('gamma^2*(P + Q)/2', 'kernel at the start'),
    kappa_inf: defined('gamma^2*D/2', 'kernel at the end'),
  },
  claims: {
    start: equal('kappa', 'kappa_0', {
      given: { z: '1' },
      cites: [order.claim('kernel-sum')],
      note: 'At the start $z = 1$.',
    }),
    end: tendsTo('kappa', 'kappa_inf', {
      given: generic,
      cites: [limits.claim('fixed-point')],
      figure: {
        caption: 'The kernel on its way from its value at the start to its value at the end, here a larger one.',
        over: 't',
        from: 0,
        to: 1.5,
        y: 'kernel',
        curves: { kernel: 'kappa', 'at the start': 'kappa_0', 'at the end': 'kappa_inf' },
        at: { P: 0.5, Q: 0.3, A: 1, C: 1, gamma: 1, s_u: 1, s_w: 1 },
      },
    }),
    'time-scale': equal('kappa_inf', '1/(2*A*tau)'),
    ratio: equal('kappa_inf/kappa_0', 'D/(P + Q)'),
  },
})
