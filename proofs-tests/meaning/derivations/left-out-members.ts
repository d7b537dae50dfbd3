import { alongFlow, conserved, derivation, equal, real } from 'rederive'

const parent = derivation('all-members', {
  title: 'Members that move',
  tag: 'beyond',
  prose: 'Each at its own rate.',
  symbols: { 'u[i]': real('modes'), x: real('what they drive') },
  flow: { 'u[1]': '-u[1]', 'u[2]': '-2*u[2]', x: 'u[1]' },
  claims: {},
})

export default derivation('left-out-members', {
  title: 'One of them left out',
  tag: 'beyond',
  prose: 'The flow that is stated here says nothing of the first.',
  uses: [parent],
  flow: { 'u[2]': '-2*u[2]', x: 'u[1]' },
  claims: {
    'still-false': conserved('u[1]'),
    'line-false': alongFlow('x - t*u[1]', '0'),
    'free-false': equal('diff(u[1], t)', '0', { given: { u: 'positive' } }),
  },
})
