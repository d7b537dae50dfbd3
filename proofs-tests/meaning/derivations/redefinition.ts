import { defined, derivation, equal, hasSign, positive } from 'rederive'

const base = derivation('meaning-redefinition-base', {
  title: 'A square',
  tag: 'beyond',
  prose: 'And what is built on it.',
  symbols: {
    a: positive('a'),
    b: defined('a^2', 'a square'),
    c: defined('2*b', 'built on it'),
    pos: defined('b + 1', 'above 1', { domain: 'positive' }),
  },
  claims: { double: equal('c', '2*a^2'), above: hasSign('pos', 'positive') },
})

export default derivation('meaning-redefinition', {
  title: 'Now it is something else',
  tag: 'beyond',
  prose: 'And so is all that is built on it.',
  uses: [base],
  symbols: { b: defined('-a^3 - 1', 'no square') },
  claims: {
    'built-anew': equal('c', '-2*a^3 - 2'),
    'as-it-was': equal('c', '2*a^2'),
    'as-it-was-cited': equal('c', '2*a^2', { cites: [base.claim('double')] }),
    'sign-as-it-was': hasSign('pos', 'positive', { cites: [base.claim('above')] }),
    'sign-now': hasSign('pos', 'negative'),
    'domain-as-it-was': equal('abs(pos)', 'pos'),
    'domain-now': equal('abs(pos)', 'a^3'),
    slope: equal('diff(c, a)', '-6*a^2'),
    'slope-as-it-was': equal('diff(c, a)', '4*a'),
  },
})
