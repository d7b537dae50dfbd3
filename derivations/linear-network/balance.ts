import { conserved, derivation, equal } from 'rederive'
import modes from './hyperbolic-modes.js'

export default derivation('balance', {
  title: 'The balance of the two layers is conserved in each neuron',
  tag: 'from the paper',
  uses: [modes],
  prose: 'The growth of $p_i$ and the decay of $q_i$ cancel in their product.',
  claims: {
    product: conserved('p[i]*q[i]', { cites: [modes.claim('growth'), modes.claim('decay')] }),
    weights: equal('p[i]*q[i]', 'eta_u*w[i]^2 - eta_w*u[i]^2', {
      note: 'In terms of the weights it is the difference of their squares, each weighted by the learning rate of the other layer.',
    }),
    total: conserved('sum(i, eta_u*w[i]^2 - eta_w*u[i]^2)'),
  },
})
