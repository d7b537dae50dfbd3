import { alongFlow, defined, derivation, equal, hasSign, positive, real } from 'rederive'

/** The network, its loss and its gradient flow. */
export default derivation('model', {
  title: 'A one-hidden-layer linear network on one-dimensional data',
  tag: 'from the paper',
  prose: [
    'The input is $x = a\\,n$ with a fixed unit vector $n$ and a random scalar $a$; the target is $y$. A network of width $d$ computes $f(x) = \\gamma \\sum_i u_i\\,(w_i \\cdot x)$. Only the component of $w_i$ along $n$ receives a gradient, so $w_i$ denotes that component from here on, and $f = v\\,a$ with the slope $v = \\gamma S$.',
    'The mean squared error depends on the data through three moments only, $A = \\mathbb{E}[a^2]$, $C = \\mathbb{E}[a y]$ and $Y = \\mathbb{E}[y^2]$. Each layer has a learning rate of its own.',
  ],
  symbols: {
    'u[i]': real('output weight of neuron i'),
    'w[i]': real('input weight of neuron i along the data'),
    gamma: positive('output scale'),
    s_u: positive('square root of the learning rate of u'),
    s_w: positive('square root of the learning rate of w'),
    A: positive('second moment of the input, $\\mathbb{E}[a^2]$'),
    C: real('correlation of input and target, $\\mathbb{E}[a y]$'),
    Y: positive('second moment of the target, $\\mathbb{E}[y^2]$'),
    'a[k]': real('input of sample k'),
    'y[k]': real('target of sample k'),
    eta_u: defined('s_u^2', 'learning rate of u'),
    eta_w: defined('s_w^2', 'learning rate of w'),
    S: defined('sum(i, u[i]*w[i])', 'overlap of the two layers'),
    v: defined('gamma*S', 'slope of the network'),
    r: defined('C - gamma*A*S', 'residual that drives the flow'),
    L: defined('A*gamma^2*S^2 - 2*gamma*C*S + Y', 'loss'),
    v_star: defined('C/A', 'optimal slope'),
    S_star: defined('C/(gamma*A)', 'optimal overlap'),
    L_star: defined('Y - C^2/A', 'least loss'),
  },
  flow: {
    'u[i]': '2*eta_u*gamma*w[i]*r',
    'w[i]': '2*eta_w*gamma*u[i]*r',
  },
  claims: {
    moments: equal(
      'sum(k, (v*a[k] - y[k])^2)/d',
      'v^2*(sum(k, a[k]^2)/d) - 2*v*(sum(k, a[k]*y[k])/d) + sum(k, y[k]^2)/d',
      {
        given: { v: 'real' },
        note: 'On any data set, here of $d$ samples, the mean squared error of the slope $v$ is a quadratic in $v$ whose coefficients are the three moments.',
      },
    ),
    'gradient-u': equal('-eta_u*diff(L, u[i])', '2*eta_u*gamma*w[i]*r', {
      note: 'Gradient descent with a vanishing step moves each weight against its derivative of the loss.',
    }),
    'gradient-w': equal('-eta_w*diff(L, w[i])', '2*eta_w*gamma*u[i]*r'),
    excess: equal('L - L_star', 'A*(v - v_star)^2', {
      note: 'The loss above its least value is the squared distance of the slope from the optimal one.',
    }),
    floor: hasSign('L - L_star', 'nonnegative', { as: 'A*(v - v_star)^2' }),
    descent: alongFlow('L', '-4*gamma^2*r^2*sum(i, eta_u*w[i]^2 + eta_w*u[i]^2)', {
      note: 'Along the flow the loss never rises: its rate is minus a sum of squares.',
    }),
  },
})
