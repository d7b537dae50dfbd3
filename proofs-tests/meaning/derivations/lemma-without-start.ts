import { defined, derivation, real, solves } from 'rederive'

const begun = derivation('meaning-lemma-begun', {
  title: 'Solved without a start',
  tag: 'beyond',
  prose: 'A constant is any number.',
  symbols: { t: real('the time'), z: defined('c*exp(t)', 'grows'), c: real('a constant') },
  flow: { z: 'z' },
  claims: { solution: solves() },
})

export default derivation('meaning-lemma-started', {
  title: 'Begins where the other does',
  tag: 'beyond',
  prose: 'Where that is, nobody has said.',
  uses: [begun],
  symbols: { t: real('the time'), y: defined('z + 1', 'made of it'), q: real('a start') },
  flow: { y: 'y - 1', z: 'z' },
  claims: { 'start-false': solves({ initial: { y: 'q + 1' }, cites: [begun.claim('solution')] }) },
})
