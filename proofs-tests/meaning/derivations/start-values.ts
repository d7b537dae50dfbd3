import { derivation, equal, positive, real, tendsTo } from 'rederive'

export default derivation('start-values', {
  title: 'How what moves depends on where it began',
  tag: 'beyond',
  prose: 'Nothing here tells that, so it cannot be asked.',
  symbols: { a: real('level at the start'), k: positive('rate'), x: real('level'), y: real('other level') },
  flow: { x: 'k*(y - x)', y: 'k*(x - y)' },
  claims: {
    'derivative-false': equal('diff(x - y, a)', '0'),
    'limit-false': tendsTo('(x - y)/a', '0', { as: 'a' }),
    'place-false': equal('at(x, a = 2)', 'x'),
  },
})
