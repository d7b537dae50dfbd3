import { defined, derivation, equal, hasSign, real, tendsTo } from 'rederive'

export default derivation('meaning-given', {
  title: 'Values given under derivatives',
  tag: 'beyond',
  prose: 'A value is a definition for one claim: a derivative sees what it is made of.',
  symbols: {
    x: real('x'),
    y: real('y'),
    G: defined('diff(y*sin(x), x)', 'slope'),
    K: defined('diff(y^2, x)', 'slope of what has none'),
  },
  claims: {
    constant: equal('G', '7*cos(x)', { given: { y: '7' } }),
    'constant-false': equal('G', '0', { given: { y: '7' } }),
    function: equal('diff(y*sin(x), x)', 'x^2*cos(x) + 2*x*sin(x)', { given: { y: 'x^2' } }),
    'function-false': equal('diff(y*sin(x), x)', '2*x*cos(x)', { given: { y: 'x^2' } }),
    'through-a-name': equal('G', 'x^2*cos(x) + 2*x*sin(x)', { given: { y: 'x^2' } }),
    none: equal('K', '0'),
    'none-with-a-number': equal('K', '0', { given: { y: '3' } }),
    'some-with-a-function': equal('diff(y^2, x)', '4*x^3', { given: { y: 'x^2' } }),
    'some-with-a-function-false': equal('diff(y^2, x)', '0', { given: { y: 'x^2' } }),
    place: equal('G', 'y', { given: { x: '0' } }),
    'place-false': equal('G', '0', { given: { x: '0' } }),
    'of-one-claim-only': equal('K', '4*x^3'),
    sign: hasSign('diff(y^2, x)', 'nonnegative', { given: { y: 'x^2', x: 'nonnegative' } }),
    'sign-false': hasSign('diff(y^2, x)', 'nonnegative', { given: { y: 'x^2' } }),
    limit: tendsTo('diff(y^2, x)/x^3', '4', { as: 'x', given: { y: 'x^2' } }),
    'limit-false': tendsTo('diff(y^2, x)/x^3', '0', { as: 'x', given: { y: 'x^2' } }),
  },
})
