import { defined, derivation, real, solves } from 'rederive'

export default derivation('hidden-solution', {
  title: 'Where a solution has a value',
  tag: 'beyond',
  prose: 'What a name stands for has a value at some points only, also where nothing of it is left.',
  symbols: {
    k: real('k'),
    x: real('a start'),
    q: defined('log(k)', 'where k > 0'),
    w: defined('(x + 0*q)*exp(-t)', 'falls'),
    v: defined('exp(t)', 'grows'),
  },
  flow: { w: '-w', v: 'v + 0*q' },
  claims: {
    solution: solves({ initial: { w: 'x', v: '1' } }),
    start: solves({ initial: { w: 'x + 0*q', v: '1' } }),
  },
})
