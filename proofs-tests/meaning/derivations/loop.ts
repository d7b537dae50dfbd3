import { defined, derivation, equal, hasSign, real } from 'rederive'

export default derivation('meaning-loop', {
  title: 'Derivatives of derivatives come to an end',
  tag: 'beyond',
  prose: 'With values given for what they are taken by.',
  symbols: {
    x: real('x'),
    y: real('y'),
    S: defined('diff(diff(x^4, x), x)', 'curvature'),
    T: defined('diff(S*x, x)', 'made of it'),
  },
  claims: {
    curvature: equal('S', '12', { given: { x: '1' } }),
    'curvature-false': equal('S', '0', { given: { x: '1' } }),
    'made-of-it': equal('T', '144', { given: { x: '2' } }),
    'made-of-it-false': equal('T', '48', { given: { x: '2' } }),
    'at-another': equal('T', '36*y^2', { given: { x: 'y' } }),
    'at-another-false': equal('T', '12*y^2', { given: { x: 'y' } }),
    sign: hasSign('S', 'nonnegative', { given: { x: 'y - 1' } }),
  },
})
