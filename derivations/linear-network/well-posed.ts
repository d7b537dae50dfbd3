import { derivation, hasSign } from 'rederive'
import closedForm from './closed-form.js'

export default derivation('well-posed', {
  title: 'The solution exists for all time',
  tag: 'beyond the paper',
  uses: [closedForm],
  prose:
    'Numerator and denominator of the closed form stay positive for all $t \\ge 0$, because $0 \\le D\\,T < 1$ and $D \\ge |B|$; where $D = 0$ they are $1$ plus a multiple of the time that is not negative. So $z$ is finite and positive, and its square root is real.',
  claims: {
    clock: hasSign('1 - D*T', 'positive'),
    denominator: hasSign('1 + (2*P - B)*T', 'positive'),
    numerator: hasSign('1 + (B + 2*Q)*T', 'positive'),
    positive: hasSign('z', 'positive'),
  },
})
