import { derivation, equal, positive, real, tendsTo } from 'rederive'

export default derivation('meaning-crash', {
  title: 'Claims about no point stand among others',
  tag: 'beyond',
  prose: 'What comes before them and after them is judged all the same.',
  symbols: { x: positive('x'), y: real('y') },
  claims: {
    before: equal('x*x', 'x^2'),
    'no-limit-here': tendsTo('log(asin(x/x + 1))', '0', { as: 'x' }),
    between: equal('(x + 1)^2', 'x^2 + 2*x + 1'),
    'no-value-here': equal('log(-1 - y^2)', 'y'),
    'no-root-here': tendsTo('asin(acosh(cos(1) + 0/x))', '12/7', { as: 'x' }),
    after: equal('abs(x)', 'x'),
    'after-false': equal('abs(y)', 'y'),
  },
})
