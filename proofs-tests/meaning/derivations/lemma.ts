import { defined, derivation, positive, real, solves } from 'rederive'

const first = derivation('meaning-lemma-first', {
  title: 'A decay',
  tag: 'beyond',
  prose: 'From 1, for a positive rate.',
  symbols: { c: positive('rate'), z: defined('exp(-c*t)*abs(c)/c', 'decay') },
  flow: { z: '-c*z' },
  claims: { solution: solves({ initial: { z: '1' } }) },
})

export default derivation('meaning-lemma', {
  title: 'Cited where the rate has any sign',
  tag: 'beyond',
  prose: 'For a negative rate it starts at $-1$.',
  uses: [first],
  symbols: { c: real('rate of any sign'), y: defined('z', 'the same text') },
  flow: { y: '-c*y' },
  claims: { solution: solves({ initial: { y: '1' }, cites: [first.claim('solution')] }) },
})
