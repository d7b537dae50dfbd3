import { derivation, hasSign, real } from 'rederive'

export default derivation('meaning-options-sign', {
  title: 'A sign that does not exist',
  tag: 'beyond',
  prose: 'It has no name.',
  symbols: { x: real('x') },
  claims: { 'no-such-sign': hasSign('x^2', 'big' as never) },
})
