import { defined, derivation, equal, hasSign, inDomain, real } from 'rederive'

export default derivation('nowhere', {
  title: 'About no point at all',
  tag: 'beyond',
  prose: 'Names of what has no value anywhere.',
  symbols: {
    x: real('x'),
    n: inDomain('integer', 'n'),
    r: defined('1/sin(pi*n)', 'a pole everywhere'),
    z: defined('sqrt(-1 - exp(exp(exp(exp(x^2 + 5)))))', 'a root of what is negative and very large'),
    w: defined('log(-exp(exp(exp(exp(x^2 + 5)))))', 'a logarithm of what is negative and very large'),
  },
  claims: {
    'pole-false': equal('r - r', '0'),
    'root-false': hasSign('z^2 + 1', 'positive'),
    'sum-false': equal('z + x', 'x + z'),
    'logarithm-false': equal('w + 1 - w', '1'),
    plain: equal('x - x', '0'),
  },
})
