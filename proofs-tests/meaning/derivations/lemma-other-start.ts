import { defined, derivation, positive, solves } from 'rederive'

const first = derivation('meaning-lemma-other-start-first', {
  title: 'A line',
  tag: 'beyond',
  prose: 'It starts at $c$.',
  symbols: { c: positive('c'), z: defined('3*t + c', 'z') },
  flow: { z: '3' },
  claims: { solution: solves({ initial: { z: 'c' } }) },
})

export default derivation('meaning-lemma-other-start', {
  title: 'Cited where z is another function that nearly starts there',
  tag: 'beyond',
  prose: 'The bump is far from where one looks.',
  uses: [first],
  symbols: { z: defined('3*t + c + 4*exp(-(10^7*(t - 2.2360679))^2)', 'another z'), y: defined('z', 'y') },
  flow: { y: '3' },
  claims: { solution: solves({ initial: { y: 'c' }, cites: [first.claim('solution')] }) },
})
