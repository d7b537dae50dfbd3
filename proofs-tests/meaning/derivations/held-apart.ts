import { asymptotic, defined, derivation, equal, real, tendsTo } from 'rederive'

export default derivation('held-apart', {
  title: 'A chain',
  tag: 'beyond',
  prose: 'What moves is held fixed by nobody while something else that moves goes elsewhere.',
  symbols: { x: real('x'), y: real('y'), z: real('z'), q: defined('y', 'a name for y') },
  flow: { x: '0', y: 'x', z: '0' },
  claims: {
    'place-false': equal('at(q, x = 0)', 'q'),
    'limit-false': tendsTo('y', 'y', { as: 'x', to: '0' }),
    'series-false': asymptotic('y', 'x', ['y', '0']),
    own: tendsTo('1/(1 + x^2)', '0', { as: 'x' }),
  },
})
