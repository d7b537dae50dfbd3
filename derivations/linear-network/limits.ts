import { defined, derivation, equal, expandsTo, tendsTo } from 'rederive'
import closedForm from './closed-form.js'
import order from './order-parameters.js'
import wellPosed from './well-posed.js'

const generic = { P: 'positive', Q: 'positive' }

export default derivation('limits', {
  title: 'Where the flow goes, and how it starts',
  tag: 'from the paper',
  uses: [closedForm],
  prose:
    'When both kinds of modes are present, $P, Q > 0$, the flow converges to the stable fixed point and the loss to its least value. The final approach is exponential with the time scale $\\tau$, unless the flow starts at the fixed point, $P = B + Q$, and stands still.',
  symbols: {
    S: defined('(P*z - Q/z)/(4*s_u*s_w)', 'overlap of the two layers, as a function of z'),
  },
  claims: {
    'fixed-point': tendsTo('z', 'alpha_plus', { given: generic, cites: [wellPosed.claim('positive')] }),
    overlap: tendsTo('S', 'S_star', { given: generic, cites: [order.claim('overlap')] }),
    loss: equal('L', 'L_star', {
      given: { S: 'C/(gamma*A)' },
      note: 'The loss is a continuous function of the overlap; at the limit of the overlap it is the least loss.',
    }),
    'output-weight': tendsTo('u[i]', '(p0[i]*sqrt(alpha_plus) - q0[i]/sqrt(alpha_plus))/(2*s_w)', { given: generic }),
    'input-weight': tendsTo('w[i]', '(p0[i]*sqrt(alpha_plus) + q0[i]/sqrt(alpha_plus))/(2*s_u)', { given: generic }),
    rate: tendsTo('diff(z, t)/(z - alpha_plus)', '-1/tau', {
      given: generic,
      note: 'The logarithmic rate of the final approach.',
    }),
    'small-time': expandsTo('z', ['1', 'gamma^2*A*(B + Q - P)'], { note: 'The start, to first order in time.' }),
  },
})
