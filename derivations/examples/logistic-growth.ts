import { defined, derivation, equal, hasSign, positive, real, solves, tendsTo } from 'rederive'

export default derivation('examples/logistic-growth', {
  title: 'Logistic growth',
  tag: 'from textbooks',
  prose: [
    'A population grows at the rate $r$ while it is small and tends to the capacity $K$. The equation separates: the odds $x/(K - x)$ grow exponentially, and solving for $x$ gives the logistic function.',
    'A population that starts below the capacity passes $K/2$ at the time $T$, where it grows fastest, and its graph is symmetric about that point.',
  ],
  symbols: {
    t: real('time'),
    r: positive('rate of growth of a small population'),
    K: positive('capacity'),
    x_0: positive('population at time 0'),
    x: defined('K*x_0/(x_0 + (K - x_0)*exp(-r*t))', 'population'),
    T: defined('log((K - x_0)/x_0)/r', 'time of half the capacity'),
    s: real('time before or after $T$'),
    m: positive('room at time 0'),
  },
  flow: { x: 'r*x*(1 - x/K)' },
  claims: {
    solution: solves({ initial: { x: 'x_0' }, find: 'separable' }),
    odds: equal('x/(K - x)', 'x_0/(K - x_0)*exp(r*t)', {
      note: 'Partial fractions of $1/(x(1 - x/K))$ integrate to the logarithm of the odds, which is linear in time.',
    }),
    future: tendsTo('x', 'K', { note: 'Every positive population tends to the capacity.' }),
    past: tendsTo('x', '0', {
      to: '-oo',
      given: { K: 'x_0 + m' },
      note: 'One that starts below the capacity came from $0$.',
    }),
    side: hasSign('(K - x)/(K - x_0)', 'positive', {
      given: { t: 'nonnegative' },
      as: 'K/(K + x_0*(exp(r*t) - 1))',
      note: 'A population stays on its side of the capacity, and never reaches it.',
    }),
    inflection: equal('diff(x, t, 2)', 'r^2*x*(1 - x/K)*(1 - 2*x/K)', {
      note: 'Growth accelerates below half the capacity and slows down above it.',
    }),
    symmetry: equal('at(x, t = T + s) + at(x, t = T - s)', 'K', {
      note: 'The graph is symmetric about the inflection; for $s = 0$ it says that half the capacity is reached at $T$.',
      figure: {
        caption: 'A population that starts at a twentieth of the capacity; it passes half of it at $T = \\log 19$.',
        over: 't',
        from: -3,
        to: 9,
        y: 'population',
        curves: { population: 'x', half: 'K/2', capacity: 'K' },
        at: { r: 1, K: 1, x_0: 0.05 },
      },
    }),
    fastest: hasSign('r*K/4 - diff(x, t)', 'nonnegative', {
      as: 'r*(x - K/2)^2/K',
      note: 'The fastest growth is $r K/4$, at half the capacity.',
    }),
    malthus: tendsTo('x', 'x_0*exp(r*t)', {
      as: 'K',
      to: 'oo',
      note: 'For a large capacity the growth is exponential, at any given time.',
    }),
  },
})
