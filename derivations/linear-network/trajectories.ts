import { defined, derivation, equal, real, solves } from 'rederive'
import model from './model.js'
import closedForm from './closed-form.js'

export default derivation('trajectories', {
  title: 'Every weight at every time',
  tag: 'from the paper',
  uses: [closedForm],
  flow: model,
  prose:
    'From any initial weights: two initial modes for each neuron, one common factor $\\xi = \\sqrt z$ for all. These $2d$ functions solve the full gradient flow, at every width $d$.',
  symbols: {
    'u0[i]': real('initial output weight of neuron i'),
    'w0[i]': real('initial input weight of neuron i'),
    'p0[i]': defined('s_u*w0[i] + s_w*u0[i]', 'initial growing mode of neuron i'),
    'q0[i]': defined('s_u*w0[i] - s_w*u0[i]', 'initial decaying mode of neuron i'),
    'u[i]': defined('(p0[i]*xi - q0[i]/xi)/(2*s_w)', 'output weight of neuron i'),
    'w[i]': defined('(p0[i]*xi + q0[i]/xi)/(2*s_u)', 'input weight of neuron i'),
  },
  claims: {
    solution: solves({ initial: { 'u[i]': 'u0[i]', 'w[i]': 'w0[i]' }, cites: [closedForm.claim('solution')] }),
    'rotation-u': equal('s_w*u[i]', 's_w*u0[i]*cosh(log(xi)) + s_u*w0[i]*sinh(log(xi))', {
      given: { xi: 'positive' },
      note: 'Equivalently, each neuron is turned by one hyperbolic rotation through the angle $\\log \\xi$, the same for all.',
    }),
    'rotation-w': equal('s_u*w[i]', 's_u*w0[i]*cosh(log(xi)) + s_w*u0[i]*sinh(log(xi))', { given: { xi: 'positive' } }),
  },
})
