import { defined, derivation, solves } from 'rederive'

export default derivation('rate-of-a-force', {
  title: 'A rate with a force in it',
  tag: 'beyond',
  prose: 'What is known as a function of the time may be differentiated.',
  symbols: { F: defined('t^2', 'force'), x: defined('t^2 + 1', 'place'), y: defined('t^2', 'place of another') },
  flow: { x: 'diff(F, t)', y: 'diff(F, t) + 1' },
  claims: {
    'driven-false': solves({ initial: { x: '1', y: '0' } }),
  },
})
