import { conserved, defined, derivation, equal, positive, real } from 'rederive'
import model from './model.js'

export default derivation('general-beta', {
  title: 'Homogeneous activations: any width reduces to one clock',
  tag: 'beyond the paper',
  uses: [model],
  prose:
    'With the activation $x \\mapsto x^\\beta$ the network is $f = \\gamma \\sum_i u_i (w_i a)^\\beta$ for inputs $a \\ge 0$ and weights $w_i > 0$, as long as these stay positive, and the data enter through $A_\\beta = \\mathbb{E}[a^{2\\beta}]$ and $C_\\beta = \\mathbb{E}[a^\\beta y]$. Each neuron conserves its own balance. In the clock $d\\tau = 2 \\gamma (C_\\beta - \\gamma A_\\beta S)\\,dt$ all neurons follow one planar flow, so that any width reduces to a scalar equation for $\\tau$.',
  symbols: {
    beta: positive('degree of the activation'),
    'w[i]': positive('input weight of neuron i along the data'),
    A_b: positive('moment of the input', { tex: 'A_\\beta' }),
    C_b: real('correlation of input and target', { tex: 'C_\\beta' }),
    S: defined('sum(i, u[i]*w[i]^beta)', 'overlap of the two layers'),
    L: defined('A_b*gamma^2*S^2 - 2*gamma*C_b*S + Y', 'loss'),
    clock: defined('2*gamma*(C_b - gamma*A_b*S)', 'rate of the clock', { tex: '\\dot\\tau' }),
  },
  flow: {
    'u[i]': 'clock*eta_u*w[i]^beta',
    'w[i]': 'clock*beta*eta_w*u[i]*w[i]^(beta - 1)',
  },
  claims: {
    'gradient-u': equal('-eta_u*diff(L, u[i])', 'clock*eta_u*w[i]^beta', {
      note: 'The flow is the gradient flow of the loss, for each neuron a common clock times a planar field.',
    }),
    'gradient-w': equal('-eta_w*diff(L, w[i])', 'clock*beta*eta_w*u[i]*w[i]^(beta - 1)'),
    balance: conserved('beta*eta_w*u[i]^2 - eta_u*w[i]^2'),
  },
})
