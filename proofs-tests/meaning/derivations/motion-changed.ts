import { alongFlow, defined, derivation, positive, real } from 'rederive'

const still = derivation('still-oscillator', {
  title: 'Energy stays',
  tag: 'beyond',
  prose: 'Its formula moves as it is said to.',
  symbols: {
    g: positive('damping'),
    q: real('place'),
    p: real('momentum'),
    H: defined('(q^2 + p^2)/2', 'energy'),
  },
  flow: { q: 'p', p: '-q', H: '0' },
  claims: {},
})

export default derivation('motion-changed', {
  title: 'Damped',
  tag: 'beyond',
  prose: 'The same formula and the same rate for it, but what it is made of moves otherwise.',
  uses: [still],
  flow: { q: 'p', p: '-q - g*p', H: '0' },
  claims: { falls: alongFlow('H', '-g*p^2') },
})
