import { defined, derivation, equal, real } from 'rederive'

export default derivation('meaning-shadowed', {
  title: 'One name, two binders',
  tag: 'beyond',
  prose: 'The nearest binds.',
  symbols: {
    i: real('a number that is called i'),
    'u[i]': real('u'),
    'm[k]': defined('u[k]*sum(k, u[k])', 'the inner k is another'),
    'c[i]': defined('u[i]*sum(j, u[j])', 'the same with other names'),
  },
  claims: {
    outside: equal('i*sum(i, 1)', 'i*d'),
    'outside-false': equal('i*sum(i, 1)', 'd*(d+1)/2'),
    'taken-out-false': equal('sum(i, i*u[i])', 'i*sum(i, u[i])'),
    counted: equal('sum(i, i)', 'd*(d+1)/2'),
    'counted-false': equal('sum(i, i)', 'd*i'),
    'sum-within': equal('sum(i, u[i]*sum(i, u[i]))', 'sum(i, u[i])^2'),
    'sum-within-false': equal('sum(i, u[i]*sum(i, u[i]))', 'sum(i, u[i]^2)'),
    'sum-of-a-sum': equal('sum(i, sum(i, u[i]))', 'd*sum(i, u[i])'),
    'sum-of-a-sum-false': equal('sum(i, sum(i, u[i]))', 'sum(i, u[i])'),
    member: equal('m[1]', 'u[1]*sum(i, u[i])'),
    'member-false': equal('m[1]', 'u[1]*d*u[1]'),
    'summed-by-j': equal('sum(j, c[j])', 'sum(i, u[i])^2'),
    'summed-by-j-false': equal('sum(j, c[j])', 'sum(i, u[i]^2)'),
    'two-definitions': equal('m[j]', 'c[j]'),
    'slope-of-a-member': equal('diff(sum(k, m[k]), u[1])', '2*sum(i, u[i])'),
    'slope-of-a-member-false': equal('diff(sum(k, m[k]), u[1])', '2*u[1]'),
  },
})
