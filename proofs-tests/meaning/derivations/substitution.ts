import { defined, derivation, eachStep, equal, expandsTo, hasSign, real, tendsTo } from 'rederive'

export default derivation('meaning-substitution', {
  title: 'A value goes where a derivative is evaluated',
  tag: 'beyond',
  prose: 'Not into what is differentiated.',
  symbols: {
    x: real('x'),
    y: real('y'),
    S: defined('diff(x^4, x)', 'slope'),
    c: defined('diff(x^2*y, x)', 'slope in x'),
  },
  claims: {
    'at-one': equal('S', '4', { given: { x: '1' } }),
    'at-one-false': equal('S', '0', { given: { x: '1' } }),
    'at-a-square': equal('S', '4*y^6', { given: { x: 'y^2' } }),
    'at-a-square-false': equal('S', '8*y^7', { given: { x: 'y^2' } }),
    'another-value': equal('c', '10*x', { given: { y: '5' } }),
    'another-value-false': equal('c', '0', { given: { y: '5' } }),
    'at-the-other': equal('c', '2*y^2', { given: { x: 'y' } }),
    'at-the-other-false': equal('c', '3*y^2', { given: { x: 'y' } }),
    step: eachStep('diff(x^4, x)', '8', { step: { x: '2*x' } }),
    'step-false': eachStep('diff(x^4, x)', '16', { step: { x: '2*x' } }),
    limit: tendsTo('S/x^3', '4', { as: 'x' }),
    'limit-false': tendsTo('S/x^3', '0', { as: 'x' }),
    expansion: expandsTo('diff(t^3 + t, t)', ['1', '0', '3']),
    'expansion-false': expandsTo('diff(t^3 + t, t)', ['0', '0', '0']),
    sign: hasSign('S', 'nonnegative', { given: { x: 'y^2' } }),
    'sign-false': hasSign('S', 'nonnegative', { given: { x: '-y^2' } }),
  },
})
