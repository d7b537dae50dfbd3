import { alongFlow, defined, derivation, equal, hasSign, real } from 'rederive'
import order from './order-parameters.js'

export default derivation('riccati', {
  title: 'The whole flow is one Riccati equation',
  tag: 'from the paper',
  uses: [order],
  prose:
    'The residual is a function of the overlap, the overlap one of $z = \\xi^2$; so $z$ obeys an autonomous equation with constant coefficients. It starts at $z = 1$. Its fixed points are the roots of a quadratic.',
  symbols: {
    B: defined('4*s_u*s_w*C/(gamma*A)', 'target in units of the overlap'),
    D: defined('sqrt(B^2 + 4*P*Q)', 'root of the discriminant', { domain: 'nonnegative' }),
    alpha_plus: defined('(B + D)/(2*P)', 'stable fixed point'),
    alpha_minus: defined('(B - D)/(2*P)', 'unstable fixed point'),
    x: real('any number'),
  },
  claims: {
    residual: equal('r', 'gamma*A*(B - P*z + Q/z)/(4*s_u*s_w)', { cites: [order.claim('overlap')] }),
    ode: alongFlow('z', '-gamma^2*A*(P*z^2 - B*z - Q)', { cites: [order.claim('overlap')] }),
    roots: equal('P*x^2 - B*x - Q', 'P*(x - alpha_plus)*(x - alpha_minus)', {
      note: 'The quadratic factors over its roots.',
    }),
    discriminant: hasSign('D - B', 'nonnegative', {
      note: 'The root of the discriminant is at least $|B|$, so the fixed points have opposite signs, or vanish.',
    }),
    'discriminant-below': hasSign('D + B', 'nonnegative'),
  },
})
