import { conserved, defined, derivation, equal, positive, real } from 'rederive'

export default derivation('meaning-undeclared', {
  title: 'What nobody said depends on something',
  tag: 'beyond',
  prose: 'A derivative of a number by another one is no statement about physics.',
  symbols: {
    beta: positive('inverse temperature'),
    E: real('energy of a level'),
    Z: positive('partition function'),
    Z_2: defined('1 + exp(-beta*E)', 'partition function of two levels'),
    U: defined('-diff(log(Z), beta)', 'mean energy of what nobody defined'),
    U_2: defined('-diff(log(Z_2), beta)', 'mean energy'),
    'w[i]': real('weights'),
    L: positive('loss'),
    L_2: defined('sum(i, w[i]^2)/2', 'a loss'),
    m: positive('mass'),
    x: real('place'),
    v: real('speed'),
    V: real('potential'),
  },
  flow: { x: 'v', v: '-diff(V, x)/m' },
  claims: {
    'no-function': equal('diff(Z, beta)', '0'),
    'no-mean': equal('U', '0'),
    mean: equal('U_2', 'E*exp(-beta*E)/(1 + exp(-beta*E))'),
    'mean-false': equal('U_2', '0'),
    'no-descent': equal('diff(L, w[i])', '0'),
    descent: equal('diff(L_2, w[i])', 'w[i]'),
    'no-force': conserved('m*v'),
    'other-family': equal('diff(L_2, E)', '0'),
  },
})
