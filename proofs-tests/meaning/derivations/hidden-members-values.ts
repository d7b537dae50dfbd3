import { defined, derivation, eachStep, equal, hasSign, inDomain, real, tendsTo } from 'rederive'

export default derivation('hidden-members-values', {
  title: 'Which members have a value',
  tag: 'beyond',
  prose: 'What is asked of a member of a family that a formula defines is asked of the one that is meant.',
  symbols: {
    x: real('x'),
    p: real('p'),
    k: real('k'),
    n: inDomain('integer', 'a whole number'),
    'u[i]': real('u'),
    'w[i]': real('w'),
    'f[i]': defined('log(u[i])', 'where u[i] > 0'),
    'H[i]': defined('sum(j, 1/(u[i] - w[j]))', 'where none of w is u[i]'),
    'C[i]': defined('sum(j, 1/(i - j - 1/2))', 'everywhere'),
    'P[i]': defined('sum(j, sqrt(u[i] - w[j]))', 'where no w is larger', { domain: 'nonnegative' }),
    'E[m]': defined('log(k - m)', 'where k > m'),
  },
  claims: {
    other: equal('u[i] + 0*f[j]', 'u[i]'),
    both: equal('0*f[i] + 0*f[j]', '0'),
    each: equal('sum(j, 0*f[j])', '0'),
    captured: equal('x + 0*H[j]', 'x'),
    member: equal('0*H[1]', '0'),
    everywhere: equal('0*C[2]', '0'),
    sign: hasSign('u[i]^2 + P[j]', 'nonnegative'),
    number: equal('0*E[n]', '0'),
    limit: tendsTo('0*E[3]/p', '0', { as: 'p' }),
    step: eachStep('x', '1/2', { step: { x: 'x/2', p: 'log(k)' } }),
    'step-hidden': eachStep('x', '1/2', { step: { x: 'x/2', p: '1/p' } }),
  },
})
