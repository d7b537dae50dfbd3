import {
  conserved,
  defined,
  derivation,
  eachStep,
  equal,
  expandsTo,
  hasRank,
  hasSign,
  inDomain,
  positive,
  real,
  solves,
  spansAll,
} from 'rederive'

/** A function of the time where that is positive, which it is not everywhere below. */
const later = derivation('meaning-edges-later', {
  title: 'After the start',
  tag: 'beyond',
  prose: 'The size of the time is the time.',
  symbols: { t: positive('the time'), z: defined('abs(t)', 'its size') },
  flow: { z: '1' },
  claims: { solution: solves() },
})

const whole = derivation('meaning-edges-whole', {
  title: 'Before and after the start',
  tag: 'beyond',
  prose: 'What holds after the start need not hold before.',
  uses: [later],
  symbols: { t: real('the time') },
  flow: later,
  claims: {
    'rate-false': equal('diff(z, t)', '1', { cites: [later.claim('solution')] }),
    'solution-false': solves({ cites: [later.claim('solution')] }),
  },
})

export default derivation('meaning-edges', {
  title: 'At one instant, at an edge and almost everywhere',
  tag: 'beyond',
  prose: 'What holds there need not hold anywhere else.',
  uses: [whole],
  symbols: {
    t: inDomain('nonnegative', 'the time'),
    x: real('moves'),
    w: real('moves too'),
    y: real('still'),
    r: real('drawn'),
    p: positive('a size'),
    k: inDomain('[0,0]', 'nothing'),
    a: real('a parameter'),
    Q: defined('r*y', 'made of what is drawn'),
  },
  flow: { x: 'w', w: '0', z: '1' },
  claims: {
    'conserved-at-one-time-false': conserved('x*t', { given: { t: '0' } }),
    'root-false': expandsTo('sqrt(t)', ['0']),
    'three-halves-false': expandsTo('t^(3/2)', ['0', '0']),
    exponential: expandsTo('exp(t*a)', ['1', 'a', 'a^2/2']),
    'sign-where-its-form-is-false': hasSign('y', 'positive', { as: 'exp(log(y))' }),
    'sign-where-a-root-is-false': hasSign('y', 'nonnegative', { as: 'sqrt(y)^2' }),
    'sign-by-its-form': hasSign('y^2 - 2*y + 1', 'nonnegative', { as: '(y - 1)^2' }),
    'drawn-false': eachStep('r*y', '2', { step: { y: '2*y' }, fresh: ['r'] }),
    'drawn-inside-false': eachStep('Q', '2', { step: { y: '2*y' }, fresh: ['r'] }),
    'out-of-its-domain-false': eachStep('p', '-abs(p)/p', { step: { p: '-p' } }),
    'drawn-as-a-factor': eachStep('y', 'r', { step: { y: 'r*y' }, fresh: ['r'] }),
    'rank-of-nothing-false': hasRank(['w', 'w + k*t'], '2', { widths: [1] }),
    'rank-almost-everywhere': hasRank(['w', 'a*(x - w*t)'], '2', { widths: [1] }),
    'space-of-one': spansAll(['w'], '1', { degree: 1, widths: [1] }),
    'space-of-none-false': spansAll([], '0', { degree: 1, widths: [1] }),
  },
})
