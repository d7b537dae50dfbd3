import {
  conserved,
  defined,
  derivation,
  equal,
  expandsTo,
  hasRank,
  hasSign,
  positive,
  real,
  solves,
  tendsTo,
} from 'rederive'

export default derivation('meaning-options', {
  title: 'Options that do not exist',
  tag: 'beyond',
  prose: 'None is ignored.',
  symbols: { k: positive('rate'), x: real('a number'), y: defined('exp(-k*t)', 'decay') },
  flow: { y: '-k*y' },
  claims: {
    'misspelt-cites': equal('x', 'x', { cite: [] } as never),
    'misspelt-note': equal('x + x', '2*x', { notes: 'a remark' } as never),
    'misspelt-as': tendsTo('1/k', '0', { as: 'k', too: 'oo' } as never),
    'misspelt-form': hasSign('x^2 + 1', 'positive', { form: 'x^2 + 1' } as never),
    'misspelt-start': solves({ initially: { y: '2' } } as never),
    'misspelt-widths': hasRank(['y*exp(k*t)'], '1', { width: [1] } as never),
    'of-another-kind': expandsTo('y', ['1', '-k'], { from: 0 } as never),
    'of-another-kind-too': conserved('y*exp(k*t)', { initial: { y: '1' } } as never),
  },
})
