/** The closed form of theory section 3 as it is written there, in many digits: what the tests compare with. */
import { Decimal } from 'decimal.js'
import type { Problem } from './order-parameters.js'

/** Cancellation of exp(-t/tau) up to 1e-340 leaves 60 digits. */
const Big = Decimal.clone({ precision: 400, defaults: true })

export interface Reference {
  readonly u: readonly Decimal[]
  readonly w: readonly Decimal[]
  readonly quantities: Readonly<Record<string, Decimal>>
  /** |P z| + |Q/z| over 4 s_u s_w, or |S_0| left + |S*| closed when that is less. */
  readonly overlapTerms: Decimal
}

/** Everything at time t > 0 from the doubles of a problem. */
export function reference({ u0, w0, A, C, Y, gamma = 1, etaU = 1, etaW = 1 }: Problem, t: number): Reference {
  const [sU, sW] = [exact(etaU).sqrt(), exact(etaW).sqrt()]
  const [a, c, g, time] = [exact(A), exact(C), exact(gamma), exact(t)]
  const total = (terms: readonly Decimal[]): Decimal => terms.reduce((sum, term) => sum.plus(term), new Big(0))
  const p = Array.from(u0, (u, i) => sU.times(exact(w0[i] as number)).plus(sW.times(exact(u))))
  const q = Array.from(u0, (u, i) => sU.times(exact(w0[i] as number)).minus(sW.times(exact(u))))
  const P = total(p.map((x) => x.times(x)))
  const Q = total(q.map((x) => x.times(x)))
  const unit = sU.times(sW).times(4)
  const B = unit.times(c).div(g.times(a))
  const D = B.times(B).plus(P.times(Q).times(4)).sqrt()
  const speed = g.times(g).times(a)
  const half = speed.times(D).times(time).div(2)
  const T = D.isZero() ? speed.times(time).div(2) : tanh(half).div(D)
  const z = T.times(B.plus(Q.times(2)))
    .plus(1)
    .div(T.times(P.times(2).minus(B)).plus(1))
  const xi = z.sqrt()
  const u = p.map((x, i) =>
    x
      .times(xi)
      .minus((q[i] as Decimal).div(xi))
      .div(sW.times(2)),
  )
  const w = p.map((x, i) =>
    x
      .times(xi)
      .plus((q[i] as Decimal).div(xi))
      .div(sU.times(2)),
  )
  const dot = (x: readonly Decimal[], y: readonly Decimal[]): Decimal =>
    total(x.map((xi, i) => xi.times(y[i] as Decimal)))
  const S = dot(u, w)
  const optimal = c.div(g.times(a))
  const S0 = P.minus(Q).div(unit)
  const left = S0.equals(optimal) ? new Big(1) : S.minus(optimal).div(S0.minus(optimal))
  const excess = a.times(g.times(S.minus(optimal)).pow(2))
  const [normU, normW] = [dot(u, u).sqrt(), dot(w, w).sqrt()]
  const least = Y === undefined ? new Big(0) : exact(Y).minus(c.times(c).div(a))
  return {
    u,
    w,
    quantities: {
      z,
      overlap: S,
      slope: g.times(S),
      excessLoss: excess,
      loss: least.plus(excess),
      kernel: g
        .times(g)
        .times(P.times(z).plus(Q.div(z)))
        .div(2),
      normU,
      normW,
      cosine: S.div(normU.times(normW)),
    },
    overlapTerms: Decimal.min(
      P.times(z).plus(Q.div(z)).div(unit),
      S0.abs()
        .times(left)
        .plus(optimal.abs().times(new Big(1).minus(left))),
    ),
  }
}

function tanh(x: Decimal): Decimal {
  const e = x.times(-2).exp()
  return new Big(1).minus(e).div(e.plus(1))
}

/** The double itself; the constructor would take the shortest text that reads back to it. */
function exact(x: number): Decimal {
  if (x === 0) return new Big(0)
  const exponent = Math.floor(Math.log2(Math.abs(x))) - 53
  return new Big(x / 2 ** exponent).times(new Big(2).pow(exponent))
}
