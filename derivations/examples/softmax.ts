import { alongFlow, defined, derivation, equal, hasSign, positive, real } from 'rederive'

export default derivation('examples/softmax', {
  title: 'The softmax and its derivatives',
  tag: 'from textbooks',
  prose: [
    'The softmax turns $d$ real scores into a probability distribution over $d$ classes. It is the gradient of the convex function $\\log Z$, and its Jacobian is $p_i(\\delta_{ij} - p_j)$, the covariance matrix of the indicators of a class that is drawn from $p$.',
    'To state the Jacobian for all classes at once we move the scores along a line, with any velocities $a_i$. Against target frequencies $y$ the cross-entropy has the gradient $p - y$.',
  ],
  symbols: {
    'z[i]': real('score of class i'),
    'a[i]': real('velocity of score i'),
    'n[i]': positive('count of class i in the data'),
    c: real('shift of all scores'),
    Z: defined('sum(j, exp(z[j]))', 'partition sum', { domain: 'positive' }),
    'p[i]': defined('exp(z[i])/Z', 'probability of class i', { domain: 'positive' }),
    'y[i]': defined('n[i]/sum(j, n[j])', 'frequency of class i in the data'),
    mean: defined('sum(j, p[j]*a[j])', 'mean velocity', { tex: '\\langle a\\rangle' }),
    loss: defined('-sum(j, y[j]*log(p[j]))', 'cross-entropy', { tex: '\\mathcal{L}' }),
  },
  flow: { 'z[i]': 'a[i]' },
  claims: {
    one: equal('sum(i, p[i])', '1'),
    shift: equal('at(p[i], z[k] = z[k] + c)', 'p[i]', {
      note: 'Only differences of scores matter, so the largest may be subtracted from all before they are exponentiated.',
    }),
    logistic: equal('p[i]/(p[i] + p[j])', '1/(1 + exp(-(z[i] - z[j])))', {
      note: 'Given that it is one of two classes, which one is a logistic function of the difference of their scores; for $d = 2$ this is the whole softmax.',
    }),
    gradient: equal('diff(log(Z), z[i])', 'p[i]'),
    diagonal: equal('diff(p[i], z[i])', 'p[i]*(1 - p[i])'),
    'off-diagonal': equal('diff(p[1], z[2])', '-p[1]*p[2]', {
      note: 'For two different classes, which we may call $1$ and $2$.',
    }),
    jacobian: alongFlow('p[i]', 'p[i]*(a[i] - mean)', {
      note: 'Applied to any vector $a$, the whole Jacobian gives the replicator equation: a class gains if its score rises faster than the mean.',
    }),
    convex: hasSign('diff(log(Z), t, 2)', 'nonnegative', {
      as: 'sum(i<j, p[i]*p[j]*(a[i] - a[j])^2)',
      note: 'Along every line the second derivative of $\\log Z$ is the variance of $a$ under $p$, here as a sum over pairs.',
    }),
    'cross-entropy': equal('diff(loss, z[i])', 'p[i] - y[i]', {
      note: 'The gradient vanishes exactly where the probabilities are the frequencies.',
    }),
  },
})
