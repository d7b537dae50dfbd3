import { alongFlow, conserved, derivation, equal, real } from 'rederive'

const oscillator = derivation('left-oscillator', {
  title: 'Oscillator',
  tag: 'beyond',
  prose: 'It moves.',
  symbols: { x: real('place'), v: real('velocity') },
  flow: { x: 'v', v: '-x' },
  claims: {},
})

export default derivation('flow-left-out', {
  title: 'A probe beside it',
  tag: 'beyond',
  prose: 'The flow that is stated here says nothing of the oscillator.',
  uses: [oscillator],
  symbols: { z: real('probe'), v: real('something else') },
  flow: { z: 'x + v' },
  claims: {
    'still-false': conserved('x'),
    'straight-false': equal('diff(z, t, 2)', '0'),
    'sum-false': alongFlow('z*x', 'x*(x + v)'),
    other: conserved('v^2'),
  },
})
