import { derivation, inDomain, real, tendsTo } from 'rederive'
import alignment from './25-alignment.js'
import lazy from './19-lazy-solution.js'

const strong = {
  P: '(1/epsilon + delta)/2',
  Q: '(1/epsilon - delta)/2',
  R: 'rho/(2*epsilon)',
  t: 'epsilon*theta/(gamma^2*A)',
} as const
const option = { as: 'epsilon', to: '0', given: strong } as const

export default derivation('kernel-has-none', {
  title: 'In the kernel phase none of the three happens',
  tag: 'paper',
  uses: [lazy, alignment],
  prose:
    'Let the modes grow strong together, $P + Q = 1/\\varepsilon$ with $P - Q = \\delta$ and the target held, so that $\\Phi = \\varepsilon\\,|\\delta - B| \\to 0$, and let $R = \\varrho\\,(P + Q)/2$ with $|\\varrho| < 1$. At any fixed time $\\theta$ in units of the initial kernel the angle, both lengths and the kernel then keep their initial values.',
  symbols: {
    delta: real('difference of the strengths of the modes'),
    rho: inDomain('(-1,1)', 'initial overlap of the modes, relative to the mean of $P$ and $Q$', { tex: '\\varrho' }),
  },
  claims: {
    angle: tendsTo('((P + Q)^2 - 4*R^2)/(X^2 - 4*R^2)', '1', {
      ...option,
      cites: [lazy.claim('kernel')],
      note: 'The squared sine of the angle, $1 - \\zeta^2 = 4 (P Q - R^2)/(X^2 - 4 R^2)$, relative to its start.',
    }),
    'length-u': tendsTo('(X - 2*R)/(P + Q - 2*R)', '1', {
      ...option,
      note: 'The squared length of $u$, relative to its start.',
    }),
    'length-w': tendsTo('(X + 2*R)/(P + Q + 2*R)', '1', { ...option, note: 'The same for $w$.' }),
    kernel: tendsTo('kappa/kappa_0', '1', option),
  },
})
