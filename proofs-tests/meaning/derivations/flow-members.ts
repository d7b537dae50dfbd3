import { alongFlow, conserved, defined, derivation, equal, real } from 'rederive'

export default derivation('meaning-flow-members', {
  title: 'Two members that turn about each other',
  tag: 'beyond',
  prose: 'The others stand still.',
  symbols: {
    'u[i]': real('u'),
    'w[i]': real('w'),
    E: defined('u[1]^2 + u[2]^2', 'energy of the two'),
    A: defined('sum(i, u[i]^2)', 'energy of all'),
  },
  flow: { 'u[1]': '-u[2]', 'u[2]': 'u[1]' },
  claims: {
    two: conserved('E'),
    'two-false': conserved('u[1]^2 - u[2]^2'),
    third: conserved('u[3]'),
    any: conserved('u[k]'),
    'another-family': conserved('w[k]'),
    product: alongFlow('u[1]*u[2]', 'u[1]^2 - u[2]^2'),
    'product-false': alongFlow('u[1]*u[2]', '0'),
    'with-a-third': alongFlow('u[1]*u[3]', '-u[2]*u[3]'),
    'with-any': alongFlow('u[1]*u[k]', '-u[2]*u[k]'),
    all: conserved('A'),
    slope: equal('diff(E, t)', '0'),
    'slope-of-one': equal('diff(u[1], t)', '-u[2]'),
    'slope-of-one-false': equal('diff(u[1], t)', '0'),
    'slope-of-any': equal('diff(u[k], t)', '0'),
  },
})
