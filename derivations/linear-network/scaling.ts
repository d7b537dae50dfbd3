import { defined, derivation, equal, growsAs, positive, real } from 'rederive'
import featureNumber from './feature-number.js'

const network = {
  gamma: 'd^g',
  s_u: 'd^(h_u/2)',
  s_w: 'd^(h_w/2)',
  var_u: 'd^k_u',
  var_w: 'd^k_w',
}

export default derivation('scaling', {
  title: 'How everything grows with the width',
  tag: 'beyond the paper',
  uses: [featureNumber],
  prose: [
    'Let output scale, learning rates and initial variances be powers of the width: $\\gamma = d^g$, $\\eta_u = d^{h_u}$, $\\eta_w = d^{h_w}$, $\\operatorname{Var}(u) = d^{k_u}$, $\\operatorname{Var}(w) = d^{k_w}$, with independent entries of mean zero and finite fourth moments, and an optimal slope whose size $m = |C|/A$ is of order one.',
    'Sums of squares are then their means up to relative fluctuations of order $d^{-1/2}$: $P$ and $Q$ are both $d\\,(\\eta_u \\operatorname{Var}(w) + \\eta_w \\operatorname{Var}(u))$, and their difference does not matter for $D$: $4 P Q = (P + Q)^2 - (P - Q)^2$. The initial slope has mean zero; its size is its root mean square, $\\gamma \\sqrt{d \\operatorname{Var}(u) \\operatorname{Var}(w)}$, exactly. The exponents below are those of these expressions, which carry a bar.',
  ],
  symbols: {
    g: real('exponent of the output scale'),
    h_u: real('exponent of the learning rate of u'),
    h_w: real('exponent of the learning rate of w'),
    k_u: real('exponent of the initial variance of u'),
    k_w: real('exponent of the initial variance of w'),
    var_u: positive('initial variance of u', { tex: '\\mathrm{Var}_u' }),
    var_w: positive('initial variance of w', { tex: '\\mathrm{Var}_w' }),
    m: positive('size of the optimal slope'),
    PQ: defined('2*d*(s_u^2*var_w + s_w^2*var_u)', 'mean of $P + Q$', { tex: '\\overline{P + Q}' }),
    v_d: defined('gamma*sqrt(d*var_u*var_w)', 'root mean square of the initial slope', { tex: '\\bar v_0' }),
    B_d: defined('4*s_u*s_w*m/gamma', 'size of the target in units of the overlap', { tex: '\\bar B' }),
    D_d: defined('sqrt(B_d^2 + PQ^2)', 'root of the discriminant, with $P$ and $Q$ of one size', { tex: '\\bar D' }),
    rate: defined('gamma^2*A*D_d', 'rate of the final approach, $1/\\tau$', { tex: '\\bar\\tau^{-1}' }),
    Phi: defined(
      '2*s_u*s_w*sqrt(v_d^2 + m^2)/(gamma*(PQ/2))',
      'feature number, with the root mean square of $v_0 - m$',
    ),
  },
  claims: {
    slope: growsAs('v_d', 'g + 1/2 + (k_u + k_w)/2', { given: network }),
    modes: growsAs('PQ', { max: ['1 + h_u + k_w', '1 + h_w + k_u'] }, { given: network }),
    target: growsAs('B_d', '(h_u + h_w)/2 - g', { given: network }),
    rate: growsAs(
      'rate',
      { max: ['2*g + (h_u + h_w)/2 - g', '2*g + 1 + h_u + k_w', '2*g + 1 + h_w + k_u'] },
      { given: network },
    ),
    'feature-number': growsAs(
      'Phi',
      {
        max: ['(h_u + h_w)/2 - g - 1', '(h_u + h_w)/2 + g + 1/2 + (k_u + k_w)/2 - g - 1'],
        minusMax: ['h_u + k_w', 'h_w + k_u'],
      },
      { given: network },
    ),
    'feature-number-form': equal('Phi', '4*s_u*s_w*sqrt((v_d/gamma)^2 + (m/gamma)^2)/PQ', {
      note: 'This is $4 s_u s_w |S_0 - S^*|/(P + Q)$ with root mean squares, since the initial slope has mean zero.',
    }),
  },
})
