import { derivation, spansAll } from 'rederive'
import area from './area-law.js'
import ratios from './mode-ratios.js'

export default derivation('invariant-discovery', {
  title: 'These are all the quadratic invariants there are',
  tag: 'beyond the paper',
  uses: [area],
  prose: [
    'That a polynomial of bounded degree is conserved, or is multiplied by a given cofactor, is a linear condition on its coefficients. Solved exactly, without any hint, it says that the first integrals of degree two are the products $p_i q_j$ and their combinations, and nothing else; and that the polynomials of degree one with the cofactors of the two kinds of modes are the modes themselves.',
    'The same search is offered for any polynomial flow by the command rederive discover.',
  ],
  claims: {
    integrals: spansAll(['p[i]*q[j]', 'p[i]*q[i]'], 'd^2', { degree: 2, cites: [ratios.claim('mixed')] }),
    growing: spansAll(['p[i]'], 'd', { degree: 1, cofactor: '2*s_u*s_w*gamma*r' }),
    decaying: spansAll(['q[i]'], 'd', { degree: 1, cofactor: '-2*s_u*s_w*gamma*r' }),
  },
})
