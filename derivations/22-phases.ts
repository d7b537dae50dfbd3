import { derivation, equal, growsAs, hasSign } from 'rederive'
import scaling from './21-scaling.js'

/** Exponents on the line where the time scale stays of order one, for the two ways in which it can. */
const byModes = {
  gamma: 'd^((0 - 1 - h_u - k_w)/2)',
  s_u: 'd^(h_u/2)',
  s_w: 'd^((h_u + k_w - k_u)/2)',
  var_u: 'd^k_u',
  var_w: 'd^k_w',
}
const byTarget = { gamma: 'd^(0 - (h_u + h_w)/2)', s_u: 'd^(h_u/2)', s_w: 'd^(h_w/2)', var_u: 'd^k_u', var_w: 'd^k_w' }

export default derivation('phases', {
  title: 'Kernel and feature-learning phases',
  tag: 'paper',
  uses: [scaling],
  prose: [
    'The output diverges at initialization when the exponent of $v_0$ is positive. The time scale $\\tau$ must neither vanish (unstable: the learning rates are too large) nor diverge (frozen), so the exponent of $1/\\tau$ must be zero. Among such scalings the exponent of $\\Phi$ decides: negative, the kernel phase; zero, feature learning; positive, feature learning from vanishing initialization.',
    'The rate is $\\gamma^2 A D$ with $D = \\sqrt{B^2 + (P + Q)^2}$: it stays of order one either because the modes do it or because the target does. When the modes do it, with both layers contributing alike, the feature number is that of the initial kernel; when the target does, it is at least of order one.',
  ],
  claims: {
    'rate-by-modes': growsAs('gamma^2*PQ', '0', {
      given: byModes,
      note: 'A time scale set by the modes: $2g + 1 + h_u + k_w = 0$, and the same for the other layer.',
    }),
    'phi-by-modes': growsAs(
      'Phi',
      {
        max: [
          'h_u/2 + (h_u + k_w - k_u)/2 + (1 + h_u + k_w)/2 - 1 - h_u - k_w',
          'h_u/2 + (h_u + k_w - k_u)/2 + 1/2 + (k_u + k_w)/2 - 1 - h_u - k_w',
        ],
      },
      {
        given: byModes,
        note: 'Then $\\Phi$ falls with the width, the kernel phase, exactly when the product of the weight scales and rates is small enough.',
      },
    ),
    'rate-by-target': growsAs('gamma^2*B', '0', {
      given: byTarget,
      note: 'A time scale set by the target: $g = -(h_u + h_w)/2$.',
    }),
    ratio: equal('D/PQ', 'sqrt((B/PQ)^2 + 1)', {
      note: 'The kernel ends at $D/(P + Q)$ times its start. When $\\Phi$ and $v_0$ are small this tends to one; when $B$ is of the order of the modes or larger it does not.',
    }),
    learning: hasSign('(D/PQ)^2 - 1', 'positive', { note: 'With a target there is always some gain.' }),
  },
})
