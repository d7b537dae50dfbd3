import { defined, derivation, equal, hasSign, positive, real, tendsTo } from 'rederive'

const base = derivation('meaning-signs-base', {
  title: 'Signs that are declared and never proved here',
  tag: 'beyond',
  prose: 'One is true, one false.',
  symbols: {
    y: real('y'),
    high: defined('(y - 3)^2 + 1/10', 'above 0', { domain: 'positive' }),
    low: defined('(y - 3/7)^2 - 1/10^12', 'below 0 near 3/7', { domain: 'positive' }),
  },
  claims: {},
})

export default derivation('meaning-signs', {
  title: 'A declared sign holds where it is proved',
  tag: 'beyond',
  prose: 'Not where it is only said.',
  uses: [base],
  symbols: {
    x: positive('x'),
    p: defined('3*x', 'p', { domain: 'positive' }),
    n: defined('-x - 1', 'n', { domain: 'negative' }),
  },
  claims: {
    'own-true': equal('abs(p)', 'p'),
    'own-negative-true': equal('abs(n)', '-n'),
    'own-negative-false': equal('abs(n)', 'n'),
    'base-true': equal('sqrt(high^2)', 'high'),
    'base-false': equal('sqrt(low^2)', 'low'),
    'base-sign-false': hasSign('low', 'positive'),
    'base-log-false': equal('log(low^2)', '2*log(abs(low)) + abs(low) - low'),
    'given-true': equal('abs(p)', 'p', { given: { x: 'y^2 + 1' } }),
    'given-false': equal('abs(p)', 'p', { given: { x: 'y' } }),
    'given-sign-false': hasSign('p', 'positive', { given: { x: '-y^2 - 1' } }),
    'given-negative-false': equal('abs(n)', '-n', { given: { x: '-3' } }),
    'given-domain-false': equal('abs(p)', 'p', { given: { x: 'real' } }),
    'limit-false': tendsTo('abs(p)/p', '1', { as: 't', given: { x: '-1 - t' } }),
  },
})
