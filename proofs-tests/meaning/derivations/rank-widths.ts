import { derivation, hasRank, real } from 'rederive'

export default derivation('meaning-rank-widths', {
  title: 'A rank at six widths is none at every width',
  tag: 'beyond',
  prose: 'The ratios of members that grow alike.',
  symbols: { 'u[i]': real('u') },
  flow: { 'u[i]': '2*u[i]' },
  claims: {
    'at-two-widths': hasRank(['u[i]/u[j]'], 'd - 1', { widths: [2, 3] }),
    'at-two-widths-false': hasRank(['u[i]/u[j]'], 'd', { widths: [2, 3] }),
    'at-every-width': hasRank(['u[i]/u[j]'], 'd - 1'),
    'at-every-width-false': hasRank(['u[i]/u[j]'], 'd - 1 + (d-1)*(d-2)*(d-3)*(d-4)*(d-5)*(d-6)'),
  },
})
