import { derivation, equal, growsAs, hasSign } from 'rederive'
import scaling from './scaling.js'

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
  tag: 'from the paper',
  uses: [scaling],
  prose: [
    'The output diverges at initialization when the exponent of $v_0$ is positive. The time scale $\\tau$ must neither vanish (unstable: the learning rates are too large) nor diverge (frozen), so the exponent of $1/\\tau$ must be zero. Among such scalings the exponent of $\\Phi$ decides: negative, the kernel phase; zero, feature learning; positive, feature learning from vanishing initialization.',
    'In this estimate the rate is $\\gamma^2 A \\bar D$ with $\\bar D^2 = \\bar B^2 + \\overline{P + Q}^{\\,2}$: it is of order one when one of its two parts, that of the modes and that of the target, is and the other does not grow. When the modes set it, with both layers contributing alike, the ratio of learning rate to variance decides the phase. When the target sets it, $\\gamma^2 \\bar B$ is of order one and $\\gamma^2\\, \\overline{P + Q}$ does not grow, so their ratio does not fall, and $\\Phi$ is at least that: there is no kernel phase.',
  ],
  claims: {
    'rate-by-modes': growsAs('gamma^2*PQ', '0', {
      given: byModes,
      note: 'A part of order one for the modes: $2g + 1 + h_u + k_w = 0$, and the same for the other layer.',
    }),
    'phi-by-modes': growsAs(
      'Phi',
      {
        max: ['(h_u - k_u - 1)/2', '-1/2'],
      },
      {
        given: byModes,
        note: 'Then $\\Phi$ falls with the width, the kernel phase, exactly when $h_u < 1 + k_u$: what decides is the ratio of the learning rate to the initial variance, here the same in both layers.',
      },
    ),
    'rate-by-target': growsAs('gamma^2*B_d', '0', {
      given: byTarget,
      note: 'A part of order one for the target: $g = -(h_u + h_w)/2$.',
    }),
    'phi-by-target': hasSign('Phi^2 - (B_d/PQ)^2', 'nonnegative', {
      note: '$\\Phi$ is never less than the target in units of the modes.',
    }),
    ratio: equal('D_d/PQ', 'sqrt((B_d/PQ)^2 + 1)', {
      note: 'The kernel ends at this many times its start, which is close to one where the target is small in units of the modes.',
    }),
    learning: hasSign('(D_d/PQ)^2 - 1', 'positive', {
      note: 'In this estimate, which takes $P$ and $Q$ for equal, a target always brings some gain; an exact network may start beyond its target, and then its kernel falls.',
    }),
  },
})
