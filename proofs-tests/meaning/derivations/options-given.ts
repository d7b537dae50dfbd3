import { derivation, equal, real } from 'rederive'

export default derivation('meaning-options-given', {
  title: 'A value for nothing',
  tag: 'beyond',
  prose: 'No symbol has that name.',
  symbols: { x: real('x') },
  claims: { 'no-such-symbol': equal('x', 'x', { given: { z: '1' } }) },
})
