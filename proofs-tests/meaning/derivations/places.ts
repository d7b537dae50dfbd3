import { derivation, equal, positive, real, tendsTo } from 'rederive'

export default derivation('meaning-places', {
  title: 'Limits at 0 come from every side that the domain allows',
  tag: 'beyond',
  prose: 'A positive variable has one side only.',
  symbols: { x: real('x'), p: positive('p') },
  claims: {
    'both-sides': tendsTo('x^2 + 1', '1', { as: 'x', to: '0' }),
    'both-sides-false': tendsTo('x^2 + 1', '0', { as: 'x', to: '0' }),
    'both-sides-grow': tendsTo('1/x^2', 'oo', { as: 'x', to: '0' }),
    'one-side-of-two': tendsTo('abs(x)/x', '1', { as: 'x', to: '0' }),
    'one-side-of-one': tendsTo('abs(p)/p', '1', { as: 'p', to: '0' }),
    'one-side-grows': tendsTo('1/p', 'oo', { as: 'p', to: '0' }),
    slope: tendsTo('diff(sin(3*p), p)', '3', { as: 'p', to: '0' }),
    'slope-false': tendsTo('diff(sin(3*p), p)', '0', { as: 'p', to: '0' }),
    beside: equal('abs(p)', 'p'),
  },
})
