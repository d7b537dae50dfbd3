/** A solution that holds where more is supposed than the claim that cites it supposes. */
import { defined, derivation, equal, real, solves } from 'rederive'

const narrow = derivation('narrow', {
  title: 'Narrow',
  tag: 'beyond',
  prose: '',
  symbols: { w: real('w'), x: defined('t + abs(w)', 'x') },
  flow: { x: '1' },
  claims: { solution: solves({ initial: { x: 'w + 0*log(w)' } }) },
})

export default derivation('lemma-conditions', {
  title: 'Wide',
  tag: 'beyond',
  prose: '',
  uses: [narrow],
  symbols: { q: real('q'), w: defined('(q^2 - 2)^2 - 1/10^8', 'w'), y: defined('x + 1', 'y') },
  flow: { y: '1' },
  claims: {
    cited: solves({ initial: { y: 'w + 1' }, cites: [narrow.claim('solution')] }),
    start: solves({ initial: { y: 'abs(w) + 1' }, cites: [narrow.claim('solution')] }),
    given: equal('diff(y^2, t)', '0', { given: { y: '3' } }),
  },
})
