import { alongFlow, defined, derivation, real, solves } from 'rederive'

const base = derivation('meaning-redefinition-solution-base', {
  title: 'A decay',
  tag: 'beyond',
  prose: 'Its rate has a name.',
  symbols: { k: defined('2', 'rate'), z: real('z'), W: defined('z^2', 'square') },
  flow: { z: '-k*z' },
  claims: { square: alongFlow('W', '-4*W') },
})

export default derivation('meaning-redefinition-solution', {
  title: 'The same flow at another rate',
  tag: 'beyond',
  prose: 'The inherited flow is read here.',
  uses: [base],
  symbols: { k: defined('3', 'another rate'), z: defined('5*exp(-3*t)', 'solution') },
  claims: { solution: solves({ initial: { z: '5' } }) },
})
