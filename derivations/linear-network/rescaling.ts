import { derivation, equal, real } from 'rederive'
import trajectories from './trajectories.js'
import identity from './alignment-identity.js'

export default derivation('rescaling', {
  title: 'Rescaling: parallel layers stay parallel',
  tag: 'from the paper',
  uses: [trajectories],
  prose:
    'When $P Q = R^2$ the two layers are parallel, and the conserved area is zero: they stay parallel for ever, and all learning is in their lengths. The cosine keeps its size one; where a layer passes through zero its sign turns.',
  symbols: {
    lambda: real('ratio of the layers at the start'),
  },
  claims: {
    condition: equal('P*Q - R^2', '0', {
      given: { u0: 'lambda*w0[i]' },
      note: 'Layers that start parallel, $u_i = \\lambda w_i$ for all $i$, meet the condition.',
    }),
    area: equal('P*Q - R^2', '4*eta_u*eta_w*(sum(i, u0[i]^2)*sum(i, w0[i]^2) - sum(i, u0[i]*w0[i])^2)', {
      note: 'In general $P Q - R^2$ is the squared area of the initial layers, up to the learning rates: it vanishes for parallel layers only.',
    }),
    parallel: equal('u[i]*w[j] - u[j]*w[i]', '0', {
      given: { u0: 'lambda*w0[i]', z: 'positive' },
      note: 'They stay parallel.',
    }),
    cosine: equal('1 - 4*(P*Q - R^2)/((P*z + Q/z)^2 - 4*R^2)', '1', {
      given: { u0: 'lambda*w0[i]', z: 'positive' },
      cites: [identity.claim('angle')],
    }),
  },
})
