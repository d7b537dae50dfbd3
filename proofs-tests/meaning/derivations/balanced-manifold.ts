import { alongFlow, conserved, defined, derivation, equal, real } from 'rederive'

const net = derivation('gradient-net', {
  title: 'Gradient flow',
  tag: 'beyond',
  prose: 'Two layers.',
  symbols: {
    u: real('u'),
    w: real('w'),
    c: real('target'),
    L: defined('(u*w - c)^2/2', 'loss'),
    S: defined('u*w', 'slope'),
  },
  flow: { u: '-diff(L, u)', w: '-diff(L, w)' },
  claims: { balance: conserved('u^2 - w^2') },
})

export default derivation('balanced-manifold', {
  title: 'Where the layers are equal',
  tag: 'beyond',
  prose: 'The gradient is that of both layers, also where one is said to be the other.',
  uses: [net],
  symbols: { w: defined('u', 'the other layer') },
  claims: {
    'twice-false': equal('diff(S, t)', '-4*S*(S - c)'),
    'growth-false': alongFlow('u', '-2*u*(S - c)'),
    slope: equal('S', 'u^2'),
  },
})
