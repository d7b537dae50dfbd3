import { alongFlow, conserved, defined, derivation, eachStep, equal, hasRank, positive, real } from 'rederive'

export default derivation('given-force', {
  title: 'A force that is set free',
  tag: 'beyond',
  prose: 'What moves depends on what its rate is made of, wherever it is asked how it moves.',
  symbols: {
    k: positive('stiffness'),
    x: real('position'),
    v: real('velocity'),
    F: defined('-k*x', 'force'),
  },
  flow: { x: 'v', v: 'F' },
  claims: {
    'jerk-false': equal('diff(x, t, 3)', '0', { given: { F: 'positive' } }),
    'push-false': conserved('diff(v, t)', { given: { F: '1' } }),
    'parabola-false': conserved('v^2 - 2*x*diff(v, t)', { given: { F: 'real' } }),
    'gradient-false': equal('diff(diff(v, t), x)', '0', { given: { F: 'real' } }),
    'still-false': hasRank(['v'], '1', { widths: [1], given: { F: '0' } }),
    'step-false': eachStep('diff(v, t)', '1', { step: { x: '2*x' }, given: { F: 'real' } }),
    force: equal('F^2', 'F*F', { given: { F: 'positive' } }),
    spring: alongFlow('v^2 + k*x^2', '0'),
  },
})
