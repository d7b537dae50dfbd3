import { defined, derivation, equal, positive, real, tendsTo } from 'rederive'

export default derivation('idle-values', {
  title: 'Without friction',
  tag: 'beyond',
  prose:
    'That a ratio has a value is no condition on what it is made of, and no claim that does not name it is made under one.',
  symbols: {
    c: positive('friction'),
    m: positive('mass'),
    v: real('speed'),
    z: defined('c/(2*m)', 'damping'),
    twice: defined('2*z', 'damping twice'),
  },
  claims: {
    'force-false': equal('c*v', 'c*v', { given: { z: '0' } }),
    'limit-false': tendsTo('exp(-c*v^2)', '0', { as: 'c', given: { z: '1' } }),
    'named-false': equal('c*v', 'c*v', { given: { twice: '0' } }),
    named: equal('v*z', '0', { given: { z: '0' } }),
    elsewhere: equal('v + v', '2*v', { given: { z: '0' } }),
  },
})
