import { defined, derivation, equal, hasSign, positive, real } from 'rederive'

const narrow = derivation('meaning-cites-narrow', {
  title: 'For positive numbers',
  tag: 'beyond',
  prose: 'There the root of the square is the number.',
  symbols: { x: positive('x'), y: real('y') },
  claims: {
    root: equal('sqrt(x^2)', 'x'),
    sign: hasSign('x', 'positive'),
    line: equal('abs(y + x)', 'y + x', { given: { y: 'nonnegative' } }),
  },
})

export default derivation('meaning-cites', {
  title: 'Cited for every number',
  tag: 'beyond',
  prose: 'A proof for some is none for all.',
  uses: [narrow],
  symbols: { x: real('any number'), q: real('q'), s: defined('q^2 + 1', 'positive') },
  claims: {
    'root-false': equal('sqrt(x^2)', 'x', { cites: [narrow.claim('root')] }),
    'sign-false': hasSign('x', 'positive', { cites: [narrow.claim('sign')] }),
    'root-given': equal('sqrt(x^2)', 'x', { given: { x: 'q^2 + 1' }, cites: [narrow.claim('root')] }),
    'root-given-false': equal('sqrt(x^2)', 'x', { given: { x: 'q - 1' }, cites: [narrow.claim('root')] }),
    'root-given-a-domain': equal('sqrt(x^2)', 'x', { given: { x: 'nonnegative' }, cites: [narrow.claim('root')] }),
    'line-false': equal('abs(y + x)', 'y + x', { given: { x: 'positive' }, cites: [narrow.claim('line')] }),
    'line-given': equal('abs(y + x)', 'y + x', { given: { x: 's', y: 'nonnegative' }, cites: [narrow.claim('line')] }),
    'not-at-all': equal('sqrt(x^2)', 'abs(x)', { cites: [narrow.claim('root')] }),
  },
})
