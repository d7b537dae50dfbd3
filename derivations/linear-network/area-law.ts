import { conserved, defined, derivation, equal, hasSign } from 'rederive'
import angular from './angular-momentum.js'

export default derivation('area-law', {
  title: 'The area spanned by the two weight vectors is conserved',
  tag: 'beyond the paper',
  uses: [angular],
  prose:
    'Summed over all pairs, the squares of the angular momenta give the Gram determinant of the vectors $u$ and $w$: the quantity $|u|\\,|w|\\,|\\sin(u, w)|$ never changes, at any width.',
  symbols: {
    norm_u2: defined('sum(i, u[i]^2)', 'squared length of u', { tex: '|u|^2' }),
    norm_w2: defined('sum(i, w[i]^2)', 'squared length of w', { tex: '|w|^2' }),
    area2: defined('norm_u2*norm_w2 - S^2', 'squared area', { tex: '\\mathcal{A}^2' }),
  },
  claims: {
    lagrange: equal('area2', 'sum(i<j, (u[i]*w[j] - u[j]*w[i])^2)', { note: "Lagrange's identity." }),
    conserved: conserved('area2', { cites: [angular.claim('pair')] }),
    modes: equal('area2', '(sum(i, p[i]^2)*sum(i, q[i]^2) - sum(i, p[i]*q[i])^2)/(4*eta_u*eta_w)', {
      note: 'The same area in terms of the modes.',
    }),
    sign: hasSign('area2', 'nonnegative', {
      as: 'sum(i<j, (u[i]*w[j] - u[j]*w[i])^2)',
      note: 'It is the inequality of Cauchy and Schwarz.',
    }),
  },
})
