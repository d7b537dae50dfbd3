import { alongFlow, conserved, derivation, equal, hasRank, inDomain, real } from 'rederive'

export default derivation('separate-values', {
  title: 'What moves has no whole numbers to move in',
  tag: 'beyond',
  prose: 'The rate is 0 at each of them, and nowhere between.',
  symbols: {
    x: real('place'),
    y: real('what grows between'),
    t: inDomain('real', 'time'),
    n: inDomain('integer', 'a whole number'),
  },
  flow: { x: '1', y: 'sin(pi*x)*y' },
  claims: {
    'whole-places': conserved('y', { given: { x: 'integer' } }),
    'whole-times': alongFlow('x', '1', { given: { t: 'integer' } }),
    'one-place': conserved('y', { given: { x: '[2,2]' } }),
    'total-derivative': equal('diff(y, t)', '0', { given: { x: 'integer' } }),
    rank: hasRank(['y'], '1', { widths: [1], given: { x: 'integer' } }),
    'by-a-whole-number': equal('diff(sin(pi*n), n)', 'pi*cos(pi*n)'),
    stands: conserved('sin(pi*n)*x'),
    'between-too': conserved('y', { given: { x: '[2,3]' } }),
  },
})
