import { defined, derivation, equal, hasSign, inDomain, positive } from 'rederive'
import modes from './hyperbolic-modes.js'

export default derivation('catapult', {
  title: 'The catapult: how large steps flatten the minimum',
  tag: 'beyond the paper',
  uses: [modes],
  prose:
    'Under gradient descent on the squared loss, the residual after a step is known exactly from the strengths of the modes. A minimum is linearly stable when $\\gamma^2 A D_n < 2$, with $D_n$ from the current strengths $P_n, Q_n$. Above the threshold the residual grows, and each step of relative growth $0 < |e_n| < 1$ lowers the product $P_n Q_n$ by the decay of the balance, and with it $D_n$: while the steps stay so small, the threshold is approached from above. $D_n$ can go no lower than $|B|$: when $\\gamma^2 A |B| \\ge 2$, no minimum is stable at these learning rates.',
  symbols: {
    P_n: defined('sum(i, p[i]^2)', 'current strength of the growing modes'),
    Q_n: defined('sum(i, q[i]^2)', 'current strength of the decaying modes'),
    B: defined('4*s_u*s_w*C/(gamma*A)', 'target in units of the overlap'),
    D_n: defined('sqrt(B^2 + 4*P_n*Q_n)', 'root of the current discriminant'),
    e: defined('2*s_u*s_w*gamma*r', 'relative growth in a step', { tex: 'e_n' }),
    r_next: defined(
      'C - gamma*A*sum(i, (u[i] + 2*eta_u*gamma*w[i]*r)*(w[i] + 2*eta_w*gamma*u[i]*r))',
      'residual after the step',
      { tex: 'r_{n+1}' },
    ),
    lambda: inDomain('(0,1)', 'step in units of the threshold'),
    mu: positive('excess over the threshold'),
  },
  claims: {
    overlap: equal('S', '(P_n - Q_n)/(4*s_u*s_w)'),
    step: equal('r_next', '(1 - gamma^2*A*(P_n + Q_n))*r - gamma*A*S*e^2', {
      note: 'The residual after a step, exactly: a linear part and one of second order.',
    }),
    minimum: equal('D_n', 'P_n + Q_n', {
      given: { C: 'gamma*A*S' },
      note: 'At a minimum $r = 0$, and the sum of the strengths is $D_n$: the residual is multiplied by $1 - \\gamma^2 A D_n$.',
    }),
    stable: hasSign('1 - (1 - gamma^2*A*D_n)^2', 'positive', {
      given: { D_n: '2*lambda/(gamma^2*A)' },
      note: 'Below the threshold, $\\gamma^2 A D_n = 2\\lambda$ with $0 < \\lambda < 1$, its size shrinks;',
    }),
    unstable: hasSign('1 - (1 - gamma^2*A*D_n)^2', 'negative', {
      given: { D_n: '2*(1 + mu)/(gamma^2*A)' },
      note: 'above it, it grows.',
    }),
    least: hasSign('D_n - B', 'nonnegative', { note: 'However flat the minimum becomes, $D_n \\ge |B|$.' }),
    'least-below': hasSign('D_n + B', 'nonnegative'),
    flattening: hasSign('1 - (1 - e^2)^2', 'positive', {
      given: { e: '(0,1)' },
      note: 'Such a step multiplies $P_n Q_n$ by $(1 - e_n^2)^2 < 1$;',
    }),
    'flattening-down': hasSign('1 - (1 - e^2)^2', 'positive', {
      given: { e: '(-1,0)' },
      note: 'in either direction.',
    }),
  },
})
