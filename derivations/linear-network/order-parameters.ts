import { alongFlow, defined, derivation, equal, hasSign, positive, real } from 'rederive'
import modes from './hyperbolic-modes.js'

export default derivation('order-parameters', {
  title: 'Three numbers carry the initialization',
  tag: 'beyond the paper',
  uses: [modes],
  prose:
    'Since all growing modes share one factor $\\xi$, every weight at every time is known from the initial modes and that one number. The overlap, and with it the loss, sees the initialization through $P$ and $Q$ alone; norms and angle see $R$ besides. This holds at every width.',
  symbols: {
    'p0[i]': real('initial growing mode of neuron i'),
    'q0[i]': real('initial decaying mode of neuron i'),
    xi: positive('common factor of the growing modes'),
    z: defined('xi^2', 'square of the common factor', { domain: 'positive' }),
    'p[i]': defined('p0[i]*xi', 'growing mode of neuron i'),
    'q[i]': defined('q0[i]/xi', 'decaying mode of neuron i'),
    'u[i]': defined('(p[i] - q[i])/(2*s_w)', 'output weight of neuron i'),
    'w[i]': defined('(p[i] + q[i])/(2*s_u)', 'input weight of neuron i'),
    P: defined('sum(i, p0[i]^2)', 'initial strength of the growing modes', { domain: 'nonnegative' }),
    Q: defined('sum(i, q0[i]^2)', 'initial strength of the decaying modes', { domain: 'nonnegative' }),
    R: defined('sum(i, p0[i]*q0[i])', 'initial overlap of the modes'),
  },
  flow: { xi: '2*s_u*s_w*gamma*r*xi' },
  claims: {
    'flow-u': alongFlow('u[i]', '2*eta_u*gamma*w[i]*r', {
      note: 'When $\\xi$ moves at the common rate, all $2d$ weights obey the gradient flow.',
    }),
    'flow-w': alongFlow('w[i]', '2*eta_w*gamma*u[i]*r'),
    overlap: equal('S', '(P*z - Q/z)/(4*s_u*s_w)'),
    'kernel-sum': equal('sum(i, eta_u*w[i]^2 + eta_w*u[i]^2)', '(P*z + Q/z)/2', {
      note: 'The weighted norms of the layers are known from the same numbers; their difference is the conserved balance.',
    }),
    'balance-sum': equal('sum(i, eta_u*w[i]^2 - eta_w*u[i]^2)', 'R'),
    'norm-u': equal('eta_w*sum(i, u[i]^2)', '(P*z - 2*R + Q/z)/4'),
    'norm-w': equal('eta_u*sum(i, w[i]^2)', '(P*z + 2*R + Q/z)/4'),
    bound: hasSign('P*Q - R^2', 'nonnegative', {
      as: 'sum(i<j, (p0[i]*q0[j] - p0[j]*q0[i])^2)',
      note: 'The overlap of the modes is bounded by their strengths, $|R| \\le \\sqrt{P Q}$.',
    }),
  },
})
