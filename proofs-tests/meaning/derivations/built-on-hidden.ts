import { defined, derivation, hasSign, positive, solves, tendsTo } from 'rederive'

const hidden = derivation('hidden', {
  title: 'In no file of its own',
  tag: 'beyond',
  prose:
    'Its formula for x does not move as its flow says, whatever its own claim of that; nor is its sign what it declares.',
  symbols: {
    x0: positive('start'),
    x: defined('x0*exp(t)', 'amount'),
    below: defined('-1 - t^2', 'never positive', { domain: 'positive' }),
  },
  flow: { x: '-x' },
  claims: { solution: solves() },
})

export default derivation('built-on-hidden', {
  title: 'Built on what nobody sees',
  tag: 'beyond',
  prose: 'What the hidden one declares is judged all the same.',
  uses: [hidden],
  claims: {
    grows: tendsTo('x', 'oo'),
    sign: hasSign('below', 'positive'),
  },
})
