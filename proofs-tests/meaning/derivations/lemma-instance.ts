import { defined, derivation, positive, real, solves } from 'rederive'

const first = derivation('meaning-lemma-instance-first', {
  title: 'A decay',
  tag: 'beyond',
  prose: 'From 1, for a positive rate.',
  symbols: { c: positive('rate'), z: defined('exp(-c*t)*abs(c)/c', 'decay') },
  flow: { z: '-c*z' },
  claims: { solution: solves({ initial: { z: '1' } }) },
})

export default derivation('meaning-lemma-instance', {
  title: 'Cited where the rate is a sum of squares and 1',
  tag: 'beyond',
  prose: 'That is positive, so the lemma holds there.',
  uses: [first],
  symbols: { q: real('q'), c: defined('q^2 + 1', 'positive'), y: defined('z', 'the same text') },
  flow: { y: '-c*y' },
  claims: { solution: solves({ initial: { y: '1' }, cites: [first.claim('solution')] }) },
})
