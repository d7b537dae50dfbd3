import { alongFlow, derivation, equal } from 'rederive'
import riccati from './riccati.js'

export default derivation('loss-curve', {
  title: 'The loss curve at every width',
  tag: 'from the paper',
  uses: [riccati],
  prose:
    'The loss above its floor is the squared distance of the overlap from the optimal one, and that distance has the zeros of the Riccati equation. At every width the whole curve depends on the initialization through $P$ and $Q$ alone.',
  claims: {
    excess: equal('L - L_star', 'A*(gamma*S - C/A)^2'),
    distance: equal('S - S_star', '(P*z - Q/z - B)/(4*s_u*s_w)'),
    roots: equal('S - S_star', 'P*(z - alpha_plus)*(z - alpha_minus)/(4*s_u*s_w*z)', {
      cites: [riccati.claim('roots')],
    }),
    loss: equal('L', 'L_star + A*gamma^2*(P*z - Q/z - B)^2/(16*eta_u*eta_w)', {
      note: 'The loss itself, as a function of $z$.',
    }),
    rate: alongFlow('S - S_star', '-gamma^2*A*(P*z + Q/z)*(S - S_star)', {
      note: 'The distance shrinks at a rate that is twice the kernel, $\\kappa = \\gamma^2 (P z + Q/z)/2$, times $A$.',
    }),
  },
})
