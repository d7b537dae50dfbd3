import { alongFlow, defined, derivation, equal } from 'rederive'
import model from './model.js'

export default derivation('hyperbolic-modes', {
  title: 'Every mode grows or decays at one common rate',
  tag: 'from the paper',
  uses: [model],
  prose:
    'Two combinations of the weights of a neuron diagonalize the flow. One grows and one decays at a rate that is the same for all neurons: both are Darboux polynomials of the flow, with opposite cofactors.',
  symbols: {
    'p[i]': defined('s_u*w[i] + s_w*u[i]', 'growing mode of neuron i'),
    'q[i]': defined('s_u*w[i] - s_w*u[i]', 'decaying mode of neuron i'),
  },
  claims: {
    growth: alongFlow('p[i]', '2*s_u*s_w*gamma*r*p[i]'),
    decay: alongFlow('q[i]', '-2*s_u*s_w*gamma*r*q[i]'),
    'output-weight': equal('u[i]', '(p[i] - q[i])/(2*s_w)', {
      note: 'The two modes determine the two weights of the neuron.',
    }),
    'input-weight': equal('w[i]', '(p[i] + q[i])/(2*s_u)'),
  },
})
