import { alongFlow, defined, derivation, equal, positive, real, solves } from 'rederive'

const decay = derivation('decay-elsewhere', {
  title: 'Decay',
  tag: 'beyond',
  prose: 'At a rate that stands still.',
  symbols: { k: positive('rate'), x: defined('exp(-k*t)', 'what decays') },
  flow: { x: '-k*x' },
  claims: { solution: solves({ initial: { x: '1' } }) },
})

export default derivation('driven-elsewhere', {
  title: 'What it becomes',
  tag: 'beyond',
  prose: 'The flow that is stated here says nothing of what decays.',
  uses: [decay],
  symbols: { y: real('what it becomes') },
  flow: { y: 'k*x' },
  claims: {
    total: alongFlow('y', 'k*x'),
    'driven-false': equal('x', 'exp(-t^2)', { given: { k: 't' } }),
    'rate-false': alongFlow('x + y', '-t*exp(-t^2)', { given: { k: 't' } }),
    'driven-here-false': alongFlow('y^2', '2*y*t*x', { given: { k: 't' } }),
    other: alongFlow('y', '2*x', { given: { k: '2' } }),
  },
})
