import { defined, derivation, positive, real, solves } from 'rederive'

export default derivation('rate-of-before', {
  title: 'A rate that speaks of the past',
  tag: 'beyond',
  prose: 'A delay is no relaxation.',
  symbols: { x: defined('x0*exp(-t)', 'level'), x0: real('start'), tau: positive('delay') },
  flow: { x: '-at(x, t = t - tau)' },
  claims: { 'no-delay-false': solves({ initial: { x: 'x0' } }) },
})
