import { derivation, tendsTo } from 'rederive'
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
    'As $\\Phi \\to 0$ with $R/(P + Q)$ fixed between $-1/2$ and $1/2$, at any fixed time in units of the initial kernel, the angle, both lengths and the kernel keep their initial values.',
  symbols: {},
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
