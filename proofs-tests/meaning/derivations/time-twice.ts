import { conserved, derivation, real } from 'rederive'

export default derivation('meaning-time-twice', {
  title: 'A time with a rate of its own',
  tag: 'beyond',
  prose: 'It moves at rate 1.',
  symbols: { x: real('x') },
  flow: { t: '2', x: '1' },
  claims: { difference: conserved('2*x - t') },
})
