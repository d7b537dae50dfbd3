import { derivation, eachStep, inDomain, positive } from 'rederive'

export default derivation('step-domains', {
  title: 'Steps that stay where they may be',
  tag: 'beyond',
  prose: 'Counters and frequencies.',
  symbols: {
    n: inDomain('integer', 'counter'),
    y: inDomain('(0,1)', 'frequency'),
    z: inDomain('(0,1)', 'another'),
    p: inDomain('[0,1]', 'share'),
    s: positive('selection'),
  },
  claims: {
    counter: eachStep('2^n', '2', { step: { n: 'n + 1' } }),
    'counter-false': eachStep('2^n', '4', { step: { n: 'n + 1' } }),
    parity: eachStep('(-1)^n', '-1', { step: { n: 'n + 1' } }),
    'parity-false': eachStep('(-1)^n', '1', { step: { n: 'n + 1' } }),
    odds: eachStep('y/(1 - y)', '1 + s', { step: { y: 'y*(1 + s)/(1 + s*y)' } }),
    'odds-false': eachStep('y/(1 - y)', '1 + 2*s', { step: { y: 'y*(1 + s)/(1 + s*y)' } }),
    rest: eachStep('1 - p', '1 - p', { step: { p: 'p + p*(1 - p)' } }),
    'leaves-false': eachStep('z', '2', { step: { z: '2*z' } }),
  },
})
