import { defined, derivation, equal, real, tendsTo } from 'rederive'

export default derivation('time-beside', {
  title: 'A parabola and its time',
  tag: 'beyond',
  prose:
    'Who lets x go to infinity lets the time go, too, and whatever else moves; a name for y has no place on x of its own.',
  symbols: { x: real('x'), y: real('y'), half: defined('y/2', 'half of y'), both: defined('x*y', 'made of both') },
  flow: { x: '1', y: '2*x' },
  claims: {
    'slope-false': equal('diff(t, x)', '0'),
    'clock-false': tendsTo('t/x', '0', { as: 'x' }),
    'other-false': tendsTo('y/x', '0', { as: 'x' }),
    'named-false': tendsTo('half/x', '0', { as: 'x' }),
    'place-false': equal('at(half, x = 1)', 'half'),
    slope: equal('diff(y, t)', '2*x'),
    place: equal('at(both, x = 1)', 'y'),
    own: tendsTo('(1 + x)/x', '1', { as: 'x' }),
  },
})
