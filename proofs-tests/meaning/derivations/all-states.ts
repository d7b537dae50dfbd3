import { conserved, defined, derivation, hasRank, real, spansAll } from 'rederive'

const chain = derivation('chain-of-three', {
  title: 'A chain',
  tag: 'beyond',
  prose: 'Two of three stand still.',
  symbols: { x: real('x'), y: real('y'), z: real('z'), c: real('c') },
  flow: { x: '0', y: 'x', z: '0' },
  claims: {},
})

export default derivation('all-states', {
  title: 'One of them by its formula',
  tag: 'beyond',
  prose: 'A rank is one of all that moves.',
  uses: [chain],
  symbols: { x: defined('c', 'x') },
  claims: {
    'space-false': spansAll(['z'], '1', { degree: 1, widths: [1] }),
    'rank-false': hasRank(['x', 'z'], '1', { widths: [1] }),
    still: conserved('x'),
  },
})
