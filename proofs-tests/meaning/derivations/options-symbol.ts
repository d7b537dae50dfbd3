import { defined, derivation, equal, real } from 'rederive'

export default derivation('meaning-options-symbol', {
  title: 'A misspelt declaration',
  tag: 'beyond',
  prose: 'Its domain would be lost.',
  symbols: { x: real('x'), p: defined('x - 1', 'positive, the author thinks', { domian: 'positive' } as never) },
  claims: { shifted: equal('p + 1', 'x') },
})
