import { derivation, equal, positive } from 'rederive'

const spring = derivation('spring-constant', {
  title: 'A spring',
  tag: 'beyond',
  prose: 'k is its stiffness.',
  symbols: { k: positive('stiffness'), m: positive('mass') },
  claims: { ratio: equal('k/m*m', 'k') },
})

const decay = derivation('decay-constant', {
  title: 'A decay',
  tag: 'beyond',
  prose: 'k is its rate.',
  symbols: { k: positive('rate of decay'), m: positive('mass') },
  claims: { ratio: equal('m/k*k', 'm') },
})

export default derivation('two-meanings', {
  title: 'A letter for two things',
  tag: 'beyond',
  prose: 'Of both that are used, one is no value of the other; what they mean alike is one thing.',
  uses: [spring, decay],
  claims: {
    'equal-false': equal('k - k', '0'),
    alike: equal('m - m', '0'),
  },
})
