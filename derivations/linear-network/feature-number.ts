import { asymptotic, defined, derivation, equal } from 'rederive'
import lazy from './lazy-solution.js'
import order from './order-parameters.js'

export default derivation('feature-number', {
  title: 'One number tells lazy from feature learning',
  tag: 'beyond the paper',
  uses: [lazy],
  prose:
    'How far the modes must move, against how strong they are: $\\Phi = 4 s_u s_w |S_0 - S^*|/(P + Q)$. The kernel phase is $\\Phi \\to 0$; feature learning is $\\Phi$ bounded away from zero. We keep the sign, $\\varphi = \\pm\\Phi$.',
  symbols: {
    S_0: defined('(P - Q)/(4*s_u*s_w)', 'initial overlap'),
    phi: defined('4*s_u*s_w*(S_0 - S_star)/(P + Q)', 'signed feature number', { tex: '\\varphi' }),
  },
  claims: {
    modes: equal('phi', '(P - Q - B)/(P + Q)'),
    weights: equal('phi', '2*s_u*s_w*(gamma*S_0 - v_star)/(gamma*(P + Q)/2)', {
      cites: [order.claim('kernel-sum')],
      note: 'In terms of the slope and of $(P + Q)/2 = \\eta_u |w_0|^2 + \\eta_w |u_0|^2$.',
    }),
    'fixed-point': equal('alpha_plus - 1', '8*s_u*s_w*(S_star - S_0)/(2*P - B + D)', {
      note: 'The distance that $z$ has to go has the sign of what is to be learned, and vanishes with it.',
    }),
    small: asymptotic('alpha_plus', 'epsilon', ['1', 'B - delta'], {
      given: { P: '(1/epsilon + delta)/2', Q: '(1/epsilon - delta)/2' },
      note: 'For strong modes, to first order: $z$ moves by $-\\varphi$, which vanishes with it.',
    }),
    'small-phi': equal('phi', '(delta - B)*epsilon', {
      given: { P: '(1/epsilon + delta)/2', Q: '(1/epsilon - delta)/2' },
    }),
  },
})
