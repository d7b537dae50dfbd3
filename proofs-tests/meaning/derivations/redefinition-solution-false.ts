import { defined, derivation, real, solves } from 'rederive'

const base = derivation('meaning-redefinition-solution-false-base', {
  title: 'A decay',
  tag: 'beyond',
  prose: 'Its rate has a name.',
  symbols: { k: defined('2', 'rate'), z: real('z') },
  flow: { z: '-k*z' },
  claims: {},
})

export default derivation('meaning-redefinition-solution-false', {
  title: 'The solution at the old rate',
  tag: 'beyond',
  prose: 'It does not solve the flow as it is read here.',
  uses: [base],
  symbols: { k: defined('3', 'another rate'), z: defined('5*exp(-2*t)', 'no solution') },
  claims: { solution: solves({ initial: { z: '5' } }) },
})
