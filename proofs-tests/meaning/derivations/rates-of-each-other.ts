import { alongFlow, conserved, derivation, hasRank, real } from 'rederive'

export default derivation('rates-of-each-other', {
  title: 'Rates that speak of each other',
  tag: 'beyond',
  prose: 'Two circuits with a common inductance.',
  symbols: { c: real('coupling'), x: real('one current'), y: real('other current') },
  flow: { x: '-x - c*diff(y, t)', y: '-y - c*diff(x, t)' },
  claims: {
    'alone-false': alongFlow('x', '-x'),
    'ratio-false': conserved('x/y'),
    'rank-false': hasRank(['x/y'], '1', { widths: [1] }),
  },
})
