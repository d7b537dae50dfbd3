import { alongFlow, conserved, defined, derivation, equal, real } from 'rederive'
import area from './area-law.js'

export default derivation('loss-independence', {
  title: 'The conserved quantities do not depend on the loss',
  tag: 'beyond the paper',
  uses: [area],
  prose: [
    'For any loss $\\mathbb{E}[\\ell(f, y)]$ the chain rule gives the same flow with the residual replaced by $\\rho = -\\tfrac12 \\mathbb{E}[a\\,\\partial\\ell/\\partial f]$, whatever function of time that is. The loss sets the clock; the orbits stay the same.',
    'Below $\\rho$ is a constant. Nothing that is claimed differentiates it, so each line holds at each time of any function $\\rho(t)$.',
  ],
  symbols: {
    rho: real('driving term of the loss'),
    x: real('input $a$ of a sample'),
    f: defined('gamma*x*S', 'output of the network on the sample'),
  },
  flow: {
    'u[i]': '2*eta_u*gamma*w[i]*rho',
    'w[i]': '2*eta_w*gamma*u[i]*rho',
  },
  claims: {
    'chain-u': equal('diff(f, u[i])', 'gamma*x*w[i]', {
      note: 'The output depends on each weight through the other one, times the input.',
    }),
    'chain-w': equal('diff(f, w[i])', 'gamma*x*u[i]'),
    growth: alongFlow('p[i]', '2*s_u*s_w*gamma*rho*p[i]'),
    decay: alongFlow('q[i]', '-2*s_u*s_w*gamma*rho*q[i]'),
    balance: conserved('eta_u*w[i]^2 - eta_w*u[i]^2'),
    growing: conserved('p[i]/p[j]'),
    decaying: conserved('q[i]/q[j]'),
    mixed: conserved('p[i]*q[j]'),
    pair: conserved('u[i]*w[j] - u[j]*w[i]'),
    area: conserved('area2'),
  },
})
