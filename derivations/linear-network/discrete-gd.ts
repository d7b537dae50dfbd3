import { defined, derivation, eachStep, equal, real } from 'rederive'
import modes from './hyperbolic-modes.js'

const step = { 'u[i]': 'u[i] + 2*eta_u*gamma*w[i]*r', 'w[i]': 'w[i] + 2*eta_w*gamma*u[i]*r' }
const any = { step, fresh: ['r'] }

export default derivation('discrete-gd', {
  title: 'Gradient descent with any step obeys exact discrete laws',
  tag: 'beyond the paper',
  uses: [modes],
  prose:
    'One step of gradient descent, full batch or mini-batch, with any differentiable loss and any step size, moves the weights by the same rule with some residual $r$ of its own at each step; the step sizes are the learning rates. With $\\varepsilon = 2 s_u s_w \\gamma\\, r$, each mode is multiplied by a number that is the same for all neurons. So $2d$ parameters follow an exact two-number map.',
  symbols: {
    r: real('residual of a step: any loss, any batch'),
    e: defined('2*s_u*s_w*gamma*r', 'relative growth in a step', { tex: '\\varepsilon' }),
    x: real('input of a sample'),
    f: defined('gamma*x*S', 'output of the network on the sample'),
  },
  claims: {
    'chain-u': equal('diff(f, u[i])', 'gamma*x*w[i]', {
      note: 'By the chain rule the step of any loss $\\ell$ has $r = -\\tfrac12 \\mathbb{E}[a\\,\\partial \\ell/\\partial f]$ over its batch.',
    }),
    'chain-w': equal('diff(f, w[i])', 'gamma*x*u[i]'),
    growth: eachStep('p[i]', '1 + e', any),
    decay: eachStep('q[i]', '1 - e', any),
    balance: eachStep('p[i]*q[i]', '1 - e^2', {
      ...any,
      note: 'The balance is not conserved by finite steps: it shrinks while $0 < |\\varepsilon| < \\sqrt 2$, and grows beyond.',
    }),
    growing: eachStep('p[i]/p[j]', '1', {
      ...any,
      note: 'Mode ratios are conserved exactly, however large the steps, as long as none makes the modes vanish: $p_j$ and $1 + \\varepsilon$ are not zero here, $q_j$ and $1 - \\varepsilon$ below.',
    }),
    decaying: eachStep('q[i]/q[j]', '1', any),
    'strength-p': eachStep('sum(i, p[i]^2)', '(1 + e)^2', {
      ...any,
      note: 'The strengths of the modes follow a map of two numbers.',
    }),
    'strength-q': eachStep('sum(i, q[i]^2)', '(1 - e)^2', any),
  },
})
