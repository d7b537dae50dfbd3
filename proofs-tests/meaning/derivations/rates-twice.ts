import { conserved, derivation, real } from 'rederive'

export default derivation('meaning-rates-twice', {
  title: 'A member with two rates',
  tag: 'beyond',
  prose: 'It is one of the family, and moves as they do.',
  symbols: { 'u[i]': real('u') },
  flow: { 'u[i]': 'u[i]', 'u[1]': '2*u[1]' },
  claims: { others: conserved('u[2]/u[3]') },
})
