import { conserved, derivation, hasRank } from 'rederive'
import modes from './hyperbolic-modes.js'

export default derivation('mode-ratios', {
  title: 'Mode ratios are conserved, and leave one degree of freedom',
  tag: 'from the paper',
  uses: [modes],
  prose:
    'All growing modes share one factor and all decaying modes its inverse, so ratios of like modes and products of unlike ones never change. They are $2d - 1$ independent invariants: of $2d$ coordinates a single one is left to move.',
  claims: {
    growing: conserved('p[i]/p[j]', { cites: [modes.claim('growth')] }),
    decaying: conserved('q[i]/q[j]', { cites: [modes.claim('decay')] }),
    mixed: conserved('p[i]*q[j]', { cites: [modes.claim('growth'), modes.claim('decay')] }),
    count: hasRank(['p[i]/p[j]', 'q[i]/q[j]', 'p[i]*q[j]', 'p[i]*q[i]'], '2*d - 1', {
      note: 'The rank of the Jacobian of all of them at a generic point.',
    }),
  },
})
