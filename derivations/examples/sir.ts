import {
  alongFlow,
  asymptotic,
  conserved,
  defined,
  derivation,
  equal,
  hasSign,
  inDomain,
  nonnegative,
  positive,
} from 'rederive'

export default derivation('examples/sir', {
  title: 'The SIR epidemic: threshold, peak and final size',
  tag: 'from textbooks',
  prose: [
    'Susceptibles $S$ are infected in proportion to the infectives $I$, who recover at the rate $\\gamma$ and cannot be infected again. The solution is not an elementary function of time, but the orbits in the plane of $S$ and $I$ are known, and with them the peak and the end of the epidemic.',
    'As $t \\to \\infty$ the infectives vanish, so the final size is where the orbit meets $I = 0$. With a small seed, $I_0 \\to 0$, the fraction of the susceptibles that is infected depends only on the reproduction number $\\mathcal{R} = S_0/\\rho$, and is positive only for $\\mathcal{R} > 1$.',
  ],
  symbols: {
    beta: positive('rate of infection per susceptible and infective'),
    gamma: positive('rate of recovery'),
    S: positive('susceptibles'),
    I: positive('infectives'),
    R: nonnegative('recovered'),
    S_0: positive('susceptibles at the start'),
    I_0: nonnegative('infectives at the start'),
    rho: defined('gamma/beta', 'threshold', { domain: 'positive' }),
    H: defined('I + S - rho*log(S)', 'invariant of the orbits'),
    J: defined('S_0 + I_0 - S + rho*log(S/S_0)', 'infectives when $S$ susceptibles are left', { tex: 'J(S)' }),
    a: inDomain('(0,1)', 'fraction of the susceptibles that is ever infected'),
    repro: defined('-log(1 - a)/a', 'reproduction number that infects the fraction $a$', { tex: '\\mathcal{R}' }),
  },
  flow: { S: '-beta*S*I', I: 'beta*S*I - gamma*I', R: 'gamma*I' },
  claims: {
    total: conserved('S + I + R', { note: 'The flow only moves people between the three classes.' }),
    orbit: conserved('H', {
      note: 'Dividing the two rates gives $dI/dS = -1 + \\rho/S$, which integrates to a second invariant.',
    }),
    curve: equal('at(H, I = J)', 'at(at(H, S = S_0), I = I_0)', {
      note: 'On the orbit from $(S_0, I_0)$ the infectives are the function $J$ of the susceptibles.',
    }),
    threshold: alongFlow('log(I)', 'beta*(S - rho)', {
      note: 'The infectives grow exactly while $S > \\rho$, at first at the relative rate $\\beta(S_0 - \\rho) = \\gamma(\\mathcal{R} - 1)$.',
    }),
    'log-concave': hasSign('diff(log(I), t, 2)', 'negative', {
      note: 'The relative rate only falls, so there is no second wave.',
    }),
    'one-peak': hasSign('(rho - S)*diff(J, S)', 'nonnegative', {
      as: '(S - rho)^2/S',
      note: 'Along the orbit $J$ rises as $S$ falls to $\\rho$, and falls from there on.',
    }),
    peak: equal('at(J, S = rho)', 'S_0 + I_0 - rho*(1 + log(S_0/rho))', {
      note: 'Where $S_0 \\geq \\rho$ this is the largest number of infectives at one time.',
      figure: {
        caption:
          'An orbit with the reproduction number 2.5, from right to left: it rises to the threshold and ends on the axis.',
        over: 'S',
        from: 0.106,
        to: 0.99,
        y: 'infectives',
        curves: { infectives: 'J', peak: 'at(J, S = rho)' },
        at: { S_0: 0.99, I_0: 0.01, beta: 2.5, gamma: 1 },
      },
    }),
    'final-size': equal('at(J, S = (1 - a)*S_0)', '0', {
      given: { I_0: '0', S_0: 'rho*repro' },
      note: 'With a small seed the orbit ends when the fraction $a$ of the susceptibles has been infected, where $1 - a = \\exp(-\\mathcal{R} a)$.',
    }),
    'near-threshold': asymptotic('repro', 'a', ['1', '1/2', '1/3'], {
      note: 'The final size vanishes as $\\mathcal{R}$ falls to $1$, linearly: $a \\approx 2(\\mathcal{R} - 1)$.',
    }),
  },
})
