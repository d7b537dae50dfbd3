import { defined, derivation, equal, positive, real, solves } from 'rederive'

/** A function of the time where that is positive, which it is not everywhere below. */
const later = derivation('meaning-lemma-later', {
  title: 'After the start',
  tag: 'beyond',
  prose: 'The size of the time is the time.',
  symbols: { t: positive('the time'), z: defined('abs(t)', 'its size') },
  flow: { z: '1' },
  claims: { solution: solves() },
})

export default derivation('meaning-lemma-whole', {
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
