import { defined, derivation, equal, positive, real, tendsTo } from 'rederive'
import kernelLimit from './kernel-limit.js'

/** Strong modes, and the time in units of the initial kernel. */
const strong = {
  P: '(1/epsilon + delta)/2',
  Q: '(1/epsilon - delta)/2',
  t: 'epsilon*theta/(gamma^2*A)',
}

export default derivation('lazy-solution', {
  title: 'Training with a frozen kernel',
  tag: 'from the paper',
  uses: [kernelLimit],
  prose: [
    'If the kernel kept its initial value, the slope would relax exponentially: the lazy solution. It is what the exact solution tends to when the kernel is strong against what is to be learned.',
    'To see it, let the strengths of the modes grow together, $P + Q = 1/\\epsilon$ with their difference held at $\\delta$, and measure the time in units of the initial kernel, $\\gamma^2 A\\,t = \\epsilon\\,\\theta$.',
  ],
  symbols: {
    v_0: real('initial slope'),
    v_lazy: defined('v_star + (v_0 - v_star)*exp(-2*kappa_0*A*t)', 'slope under a frozen kernel', {
      tex: 'v_{\\mathrm{lazy}}',
    }),
    epsilon: positive('inverse strength of the modes'),
    delta: real('difference of the strengths of the modes'),
    theta: positive('time in units of the initial kernel'),
  },
  claims: {
    ode: equal('diff(v_lazy, t)', '2*kappa_0*(C - A*v_lazy)', {
      note: 'It solves the equation of the slope with the kernel held at its initial value.',
    }),
    start: equal('v_lazy', 'v_0', { given: { t: '0' } }),
    limit: tendsTo('P*z - Q/z - B', '(delta - B)*exp(-theta)', {
      as: 'epsilon',
      to: '0',
      given: strong,
      note: 'The distance of the slope from the optimal one is $\\gamma (P z - Q/z - B)/(4 s_u s_w)$; as the kernel grows strong it follows the lazy solution.',
    }),
    kernel: tendsTo('kappa/kappa_0', '1', {
      as: 'epsilon',
      to: '0',
      given: strong,
      note: 'And the kernel indeed stays what it was.',
    }),
  },
})
