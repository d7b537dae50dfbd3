import { conserved, defined, derivation, eachStep, equal, growsAs, inDomain, positive, real, tendsTo } from 'rederive'

export default derivation('along-a-letter', {
  title: 'Terms of a sequence',
  tag: 'beyond',
  prose: 'What is written a_n is one number here, and does not change with n.',
  symbols: {
    n: inDomain('integer', 'number of samples'),
    a_n: real('the n-th term'),
    s: defined('a_n/n', 'mean'),
    e_d: real('an exponent'),
    x_t: real('position at time t'),
    p_n: defined('1/n', 'a sequence'),
    'u[i]': real('state'),
    x: real('x'),
    v: real('v'),
    b: real('goal'),
    h_k: positive('step size'),
  },
  flow: { x: 'v' },
  claims: {
    'term-false': tendsTo('a_n/n', '0', { as: 'n' }),
    'mean-false': tendsTo('s', '0', { as: 'n' }),
    'width-false': growsAs('d^e_d', 'e_d'),
    'time-false': tendsTo('x_t/t', '0'),
    'rate-false': equal('diff(x_t, t)', '0'),
    'conserved-false': conserved('x_t'),
    'member-false': tendsTo('u[n]', 'u[n]', { as: 'n' }),
    'member-step-false': eachStep('u[x]', '1', { step: { x: 'x + 1' } }),
    'member-place-false': equal('at(u[x], x = 2)', 'u[x]'),
    sequence: tendsTo('n*p_n', '1', { as: 'n' }),
    step: eachStep('x - b', '1 - h_k', { step: { x: 'x - h_k*(x - b)' } }),
  },
})
