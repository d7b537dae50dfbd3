import { conserved, derivation, equal } from 'rederive'
import modes from './hyperbolic-modes.js'

export default derivation('angular-momentum', {
  title: 'Every pair of neurons conserves an angular momentum',
  tag: 'beyond the paper',
  uses: [modes],
  prose:
    'For two neurons $i$ and $j$ the oriented area spanned by their weights $(u_i, w_i)$ and $(u_j, w_j)$ stays what it was.',
  claims: {
    pair: conserved('u[i]*w[j] - u[j]*w[i]'),
    modes: equal('u[i]*w[j] - u[j]*w[i]', '(p[i]*q[j] - q[i]*p[j])/(2*s_u*s_w)', {
      note: 'It is a combination of the conserved products of unlike modes.',
    }),
  },
})
