import { derivation, equal, inDomain, positive, real, tendsTo } from 'rederive'
import alignment from './alignment.js'
import lazy from './lazy-solution.js'

const modes = { P: 'N*(1 + chi)/2', Q: 'N*(1 - chi)/2' } as const
const start = { ...modes, B: 'N*(chi - phi)' } as const
const time = { t: 'theta/(N*gamma^2*A)' } as const
const given = { ...start, ...time } as const
const near = {
  as: 'z',
  to: '1',
  given: { P: 'positive', Q: 'positive', R: 'rho*sqrt(P*Q)', z: 'positive' },
} as const

export default derivation('kernel-has-none', {
  title: 'In the kernel phase none of the three happens',
  tag: 'from the paper',
  uses: [lazy, alignment],
  prose: [
    'Any start at which both kinds of modes are present has $P + Q = N$ and $P - Q = N \\chi$ with $|\\chi| < 1$, and any target is $B = N (\\chi - \\varphi)$: then $\\varphi$ is the signed feature number, $\\Phi = |\\varphi|$. Let $R = \\varrho \\sqrt{P Q}$ with $|\\varrho| < 1$, and measure the time in units of the initial kernel, $\\theta = 2 \\kappa_0 A\\,t$.',
    'Relative to their start, the angle, both lengths and the kernel then depend on $\\chi$, $\\varrho$, $\\varphi$ and $\\theta$ alone, whatever the width. As $\\Phi \\to 0$, $z$ stays at $1$ and all of them stay with it.',
  ],
  symbols: {
    N: positive('strength of the modes, $P + Q$'),
    chi: inDomain('(-1,1)', 'difference of the modes relative to their sum'),
    phi: real('signed feature number', { tex: '\\varphi' }),
    rho: inDomain('(-1,1)', 'initial overlap of the modes, relative to its bound', { tex: '\\varrho' }),
  },
  claims: {
    number: equal('(P - Q - B)/(P + Q)', 'phi', { given: start }),
    clock: equal('2*kappa_0*A*t', 'theta', { given: { ...modes, ...time } }),
    factor: tendsTo('z', '1', {
      as: 'phi',
      to: '0',
      given,
      cites: [lazy.claim('kernel')],
      note: 'At any fixed $\\theta$ the square of the common factor of the modes stays what it was;',
    }),
    'factor-end': tendsTo('alpha_plus', '1', { as: 'phi', to: '0', given: start, note: 'in the end too.' }),
    angle: tendsTo('((P + Q)^2 - 4*R^2)/(X^2 - 4*R^2)', '1', {
      ...near,
      note: 'And with it the squared sine of the angle, $1 - \\zeta^2 = 4 (P Q - R^2)/(X^2 - 4 R^2)$, relative to its start,',
    }),
    'length-u': tendsTo('(X - 2*R)/(P + Q - 2*R)', '1', { ...near, note: 'the squared length of $u$,' }),
    'length-w': tendsTo('(X + 2*R)/(P + Q + 2*R)', '1', { ...near, note: 'that of $w$,' }),
    kernel: tendsTo('kappa/kappa_0', '1', { ...near, note: 'and the kernel.' }),
  },
})
