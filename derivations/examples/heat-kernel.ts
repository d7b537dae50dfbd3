import { defined, derivation, equal, hasSign, positive, real, tendsTo } from 'rederive'

export default derivation('examples/heat-kernel', {
  title: 'The heat kernel on the line',
  tag: 'from textbooks',
  prose: [
    'A unit of heat, released at the origin at time $0$, spreads as a Gaussian of variance $2 \\kappa t$. This kernel depends on place and time through $x/\\sqrt{t}$ alone, up to a factor, and the solution from a bounded start is a superposition of its translates.',
    'Two further solutions show the same smoothing: a step of temperature, given by the error function, and a standing wave, which decays the faster the shorter it is.',
  ],
  symbols: {
    t: positive('time'),
    s: positive('another time'),
    kappa: positive('diffusivity'),
    lambda: positive('factor of scale'),
    x: real('place'),
    y: real('place at the time $s$'),
    k: real('wave number'),
    u: defined('exp(-x^2/(4*kappa*t))/sqrt(4*pi*kappa*t)', 'heat kernel', { tex: 'u(x,t)' }),
    first: defined('at(at(u, x = y), t = s)', 'kernel from $0$ to $y$ in the time $s$'),
    second: defined('at(u, x = x - y)', 'kernel from $y$ to $x$ in the time $t$'),
    whole: defined('at(u, t = t + s)', 'kernel from $0$ to $x$ in the time $t + s$'),
    bridge: defined(
      'at(at(u, t = s*t/(t + s)), x = y - s*x/(t + s))',
      'Gaussian in $y$ about the point at the time $s$ of the straight way from $0$ to $x$',
    ),
    F: defined('(1 + erf(x/sqrt(4*kappa*t)))/2', 'temperature after a step', { tex: 'F(x,t)' }),
    w: defined('exp(-kappa*k^2*t)*cos(k*x)', 'standing wave', { tex: 'w(x,t)' }),
  },
  claims: {
    heat: equal('diff(u, t)', 'kappa*diff(u, x, 2)'),
    similarity: equal('at(at(u, x = lambda*x), t = lambda^2*t)', 'u/lambda', {
      note: 'Stretching place by $\\lambda$ and time by $\\lambda^2$ leaves the equation as it is; the kernel is multiplied so that the total heat stays the same.',
    }),
    semigroup: equal('log(first) + log(second)', 'log(whole) + log(bridge)', {
      note: 'Completing the square in $y$: the weight of the way from $0$ to $x$ through $y$ is that of the whole way times a Gaussian in $y$ of integral $1$. Integrated over $y$ it says that the kernel of time $s$, evolved for $t$, is the kernel of time $t + s$.',
    }),
    peak: hasSign('1/sqrt(4*pi*kappa*t) - u', 'nonnegative', {
      note: 'The temperature is highest at the origin, and the highest temperature falls as $1/\\sqrt{t}$.',
      figure: {
        caption: 'The kernel at three times.',
        over: 'x',
        from: -4,
        to: 4,
        y: 'temperature',
        curves: { early: 'at(u, t = 1/8)', later: 'at(u, t = 1/2)', late: 'at(u, t = 2)' },
        at: { kappa: 1 },
      },
    }),
    decay: tendsTo('sqrt(t)*u', '1/sqrt(4*pi*kappa)', {
      note: 'At every place the temperature falls as $1/\\sqrt{t}$ in the end, with the same factor.',
    }),
    start: tendsTo('u', '0', {
      as: 't',
      to: '0',
      given: { x: 'nonzero' },
      note: 'Away from the origin the temperature begins at $0$.',
    }),
    rise: equal('diff(u, t)', '(x^2 - 2*kappa*t)/(4*kappa*t^2)*u', {
      note: 'The second derivative by place is the kernel times a Hermite polynomial of degree $2$. So the temperature at $x$ rises until $t = x^2/(2\\kappa)$, and falls from then on.',
    }),
    step: equal('diff(F, t)', 'kappa*diff(F, x, 2)', {
      note: 'The integral of the kernel from $-\\infty$ to $x$ solves the equation too. It is what becomes of a step from $0$ to $1$.',
    }),
    wave: equal('diff(w, t)', 'kappa*diff(w, x, 2)', {
      note: 'The wave keeps its form and decays at the rate $\\kappa k^2$.',
    }),
  },
})
