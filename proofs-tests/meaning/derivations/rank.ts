import { derivation, hasRank, real } from 'rederive'

export default derivation('meaning-rank', {
  title: 'Members that depend on the time',
  tag: 'beyond',
  prose: 'Each is conserved along the flow.',
  symbols: { x: real('x'), y: real('y'), z: real('z') },
  flow: { x: '3*t^2', y: '2*t', z: '0' },
  claims: {
    'three-true': hasRank(['x - t^3', 'y - t^2', 'z'], '3', { widths: [1] }),
    'two-of-three-false': hasRank(['x - t^3', 'y - t^2', 'z'], '2', { widths: [1] }),
    'two-true': hasRank(['x - t^3', '(x - t^3)^2', 'z'], '2', { widths: [1] }),
    'two-shifted-true': hasRank(['y - t^2', '(z - 7)^2'], '2', { widths: [1] }),
    'two-shifted-false': hasRank(['y - t^2', '(z - 7)^2'], '1', { widths: [1] }),
    'not-conserved': hasRank(['x', 'z'], '2', { widths: [1] }),
  },
})
