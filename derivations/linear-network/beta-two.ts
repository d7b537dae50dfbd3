import { conserved, defined, derivation, equal, positive, real, solves } from 'rederive'
import model from './model.js'

export default derivation('beta-two', {
  title: 'Quadratic activation: every neuron in closed form',
  tag: 'beyond the paper',
  uses: [model],
  prose:
    "For $\\beta = 2$ the planar flow is solved in the clock $\\tau$, here written $t$. With the conserved $c = 2 \\eta_w u_0^2 - \\eta_u w_0^2$ and $k = 2 \\eta_w$, the output weight obeys $u' = k u^2 - c$. The formula below has $T = \\tanh(\\sqrt{c k}\\,t)/\\sqrt{c k}$; for $c < 0$ the tangent takes the place of the hyperbolic one, and for $c = 0$ simply $T = t$. It lasts as long as $1 - k u_0 T > 0$, and the tangent up to its first pole: where that ends, the weights have grown without bound in a finite clock.",
  symbols: {
    u0: real('initial output weight', { tex: 'u_0' }),
    w0: positive('initial input weight', { tex: 'w_0' }),
    k: defined('2*eta_w', 'twice the learning rate of w'),
    c: defined('2*eta_w*u0^2 - eta_u*w0^2', 'conserved balance'),
    T: defined('tanh(sqrt(c*k)*t)/sqrt(c*k)', 'rescaled clock'),
    u: defined('(u0 - c*T)/(1 - k*u0*T)', 'output weight'),
    w: defined('w0*sqrt(1 - c*k*T^2)/(1 - k*u0*T)', 'input weight'),
  },
  flow: { u: 'eta_u*w^2', w: '2*eta_w*u*w' },
  claims: {
    balance: conserved('2*eta_w*u^2 - eta_u*w^2', { given: { u: 'real', w: 'real' } }),
    solution: solves({ initial: { u: 'u0', w: 'w0' } }),
    negative: solves({
      initial: { u: 'u0', w: 'w0' },
      given: { T: 'tan(sqrt(-c*k)*t)/sqrt(-c*k)' },
      note: 'The same with a negative balance.',
    }),
    balanced: solves({
      initial: { u: 'u0', w: 'w0' },
      given: { u0: 'nonzero', w0: 'sqrt(2)*s_w*abs(u0)/s_u', T: 't' },
      note: 'And with none: $2 \\eta_w u_0^2 = \\eta_u w_0^2$, on either branch.',
    }),
    form: equal('1 - c*k*T^2', '1/cosh(sqrt(c*k)*t)^2', {
      note: 'Under the root of $w$ stands the square of a hyperbolic secant.',
    }),
  },
})
