import { defined, derivation, eachStep, equal, growsAs, positive, real, tendsTo } from 'rederive'

export default derivation('terms-of-a-sequence', {
  title: 'Numbers that read as terms of a sequence',
  tag: 'beyond',
  prose: 'What has a letter below reads as what changes with it.',
  symbols: {
    n: real('n'),
    a_n: real('a number'),
    c: real('c'),
    S_n: defined('a_n + c', 'one of it'),
    x_t: real('a number'),
    eta_n: positive('a rate'),
    x: real('place'),
    p_x: real('momentum'),
    N: defined('d^2', 'a size'),
    a_N: positive('a number'),
    K_n: real('constant', { tex: 'K_{\\mathrm{n}}' }),
  },
  claims: {
    'moved-false': equal('at(a_n, n = n + 1)', 'a_n'),
    'stepped-false': eachStep('a_n', '1', { step: { n: 'n + 1' } }),
    'schedule-false': eachStep('x*eta_n', '1 - eta_n', { step: { x: 'x - eta_n*x', n: 'n + 1' } }),
    'hidden-false': equal('at(S_n, n = 2)', 'S_n'),
    'time-false': equal('diff(x_t*t, t)', 'x_t'),
    'at-time-false': equal('at(x_t*t, t = 2)', '2*x_t'),
    'size-false': tendsTo('a_N/N', '0', { as: 'd' }),
    'growth-false': growsAs('a_N*N', '2'),
    label: tendsTo('K_n/n', '0', { as: 'n', to: 'oo' }),
    momentum: equal('diff(p_x*x, x)', 'p_x'),
    leapfrog: eachStep('p_x', '2', { step: { x: 'x + p_x', p_x: '2*p_x' } }),
  },
})
