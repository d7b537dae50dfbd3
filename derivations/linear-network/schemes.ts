import { derivation, growsAs } from 'rederive'
import scaling from './scaling.js'

/** The exponents (g, h_u, h_w, k_u, k_w) of a scheme, put into the network. */
const scheme = (g: string, hu: string, hw: string, ku: string, kw: string): Record<string, string> => ({
  gamma: `d^(${g})`,
  s_u: `d^(${hu}/2)`,
  s_w: `d^(${hw}/2)`,
  var_u: `d^(${ku})`,
  var_w: `d^(${kw})`,
})

const NTK = scheme('-1/2', '0', '0', '0', '0')
const MEAN_FIELD = scheme('-1', '1', '1', '0', '0')
const STANDARD = scheme('0', '0', '0', '-1', '0')
const STANDARD_SLOW = scheme('0', '-1', '-1', '-1', '0')
const XAVIER = scheme('0', '0', '0', '-1', '-1')
const MUP = scheme('0', '-1', '1', '-2', '0')

export default derivation('schemes', {
  title: 'The usual parametrizations, and where they land',
  tag: 'from the paper',
  uses: [scaling],
  prose:
    'For each scheme the exponent of the rate $1/\\tau$ and of the feature number $\\Phi$. Where the rate has exponent zero, the scheme is in the kernel phase when $\\Phi$ falls with the width and in the feature-learning phase when it stays; where the rate grows, it is unstable.',
  claims: {
    'ntk-rate': growsAs('rate', '0', { given: NTK, note: 'NTK: kernel phase.' }),
    'ntk-phi': growsAs('Phi', '-1/2', { given: NTK }),
    'mean-field-rate': growsAs('rate', '0', { given: MEAN_FIELD, note: 'Mean field: feature learning.' }),
    'mean-field-phi': growsAs('Phi', '0', { given: MEAN_FIELD }),
    'mean-field-slope': growsAs('v_d', '-1/2', { given: MEAN_FIELD, note: 'There the initial slope vanishes.' }),
    'mean-field-distance': growsAs('v_d + m', '0', {
      given: MEAN_FIELD,
      note: 'What is to be learned does not fall with the width.',
    }),
    'standard-rate': growsAs('rate', '1', { given: STANDARD, note: 'Standard (fan-in) at a constant rate: unstable.' }),
    'standard-phi': growsAs('Phi', '-1', { given: STANDARD }),
    'standard-slow-rate': growsAs('rate', '0', {
      given: STANDARD_SLOW,
      note: 'Standard at a rate $1/d$: kernel phase.',
    }),
    'standard-slow-phi': growsAs('Phi', '-1', { given: STANDARD_SLOW }),
    'xavier-rate': growsAs('rate', '0', { given: XAVIER, note: 'Xavier: feature learning.' }),
    'xavier-phi': growsAs('Phi', '0', { given: XAVIER }),
    'mup-rate': growsAs('rate', '0', { given: MUP, note: 'muP with gradient descent: feature learning.' }),
    'mup-phi': growsAs('Phi', '0', { given: MUP }),
  },
})
