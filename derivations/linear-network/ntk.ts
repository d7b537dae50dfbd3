import { alongFlow, defined, derivation, equal, real } from 'rederive'
import model from './model.js'

export default derivation('ntk', {
  title: 'The neural tangent kernel is one number',
  tag: 'from the paper',
  uses: [model],
  prose:
    'The neural tangent kernel of the network, with each parameter weighted by its learning rate, factors over the inputs: all that moves is one number $\\kappa$. The slope relaxes toward the optimal one at the rate $2 \\kappa A$, exactly and at any width.',
  symbols: {
    a1: real('an input', { tex: 'a' }),
    a2: real('another input', { tex: "a'" }),
    f1: defined('gamma*a1*S', 'output on the first input', { tex: 'f(a)' }),
    f2: defined('gamma*a2*S', 'output on the second input', { tex: "f(a')" }),
    kappa: defined('gamma^2*(eta_u*sum(i, w[i]^2) + eta_w*sum(i, u[i]^2))', 'kernel', { domain: 'nonnegative' }),
  },
  claims: {
    kernel: equal('sum(i, eta_u*diff(f1, u[i])*diff(f2, u[i]) + eta_w*diff(f1, w[i])*diff(f2, w[i]))', 'kappa*a1*a2'),
    slope: alongFlow('v', '2*kappa*(C - A*v)', { note: 'It drives the slope of the network.' }),
  },
})
