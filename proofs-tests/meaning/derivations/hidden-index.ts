import { alongFlow, conserved, defined, derivation, positive, real } from 'rederive'

export default derivation('hidden-index', {
  title: 'Modes of heat',
  tag: 'beyond',
  prose:
    'A wave number is one number; where it is called like the index of the modes, a reader takes it for that of each.',
  symbols: {
    k: positive('wave number'),
    D: defined('k^2', 'how fast the mode of wave number k decays'),
    'u[k]': real('amplitude of the mode of wave number k'),
    E: defined('sum(k, u[k]^2)', 'energy'),
    F: defined('sum(j, u[j]^2)', 'energy, counted by a letter of its own'),
  },
  flow: { 'u[k]': '-D*u[k]' },
  claims: {
    'ratio-false': conserved('u[1]/u[2]'),
    'energy-false': alongFlow('E', '-2*D*E'),
    'energy-counted-false': alongFlow('F', '-2*D*F'),
  },
})
