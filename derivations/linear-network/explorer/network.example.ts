/** Networks by numbers alone, and what the explorer has to say of them, for its tests. */
import { gaussianStart, mechanism, type Solution, solve } from 'rederive/linear-network'

/** A network by numbers alone, as a reader would write it down. */
export interface Network {
  d: number
  A: number
  C: number
  gamma: number
  etaU: number
  etaW: number
  varU: number
  varW: number
  g: number
  hU: number
  hW: number
  kU: number
  kW: number
  seed: number
  cosine?: number
}

export const MEAN_FIELD: Network = {
  d: 1000,
  A: 1,
  C: 2,
  gamma: 1,
  etaU: 1,
  etaW: 1,
  varU: 1,
  varW: 1,
  g: -1,
  hU: 1,
  hW: 1,
  kU: 0,
  kW: 0,
  seed: 20260101,
}

export function solved(network: Network): Solution {
  const { d, A, C, seed, cosine, gamma, g, etaU, hU, etaW, hW, varU, kU, varW, kW } = network
  const { u, w } = gaussianStart({
    width: d,
    seed,
    varU: varU * d ** kU,
    varW: varW * d ** kW,
    ...(cosine !== undefined && { cosine }),
  })
  return solve({ u0: u, w0: w, A, C, gamma: gamma * d ** g, etaU: etaU * d ** hU, etaW: etaW * d ** hW })
}

/** What the list of numbers has to say of a network. */
export function numbersOf(network: Network): Record<string, number> {
  const solution = solved(network)
  const { P, Q, R, B, D, tau, Phi } = solution.order
  const { initialCosine, finalCosine } = mechanism(solution.order)
  return {
    P,
    Q,
    R,
    B,
    D,
    tau,
    Phi,
    'zeta-start': initialCosine,
    'zeta-end': finalCosine,
    'loss-start': solution.loss(0),
    'loss-end': solution.limit.loss,
    'kappa-start': solution.kernel(0),
    'kappa-end': solution.limit.kappa,
  }
}

/** `−1.2×10⁻³` to a number. */
export function read(text: string): number {
  const plain = text.replaceAll('−', '-').replaceAll(/[⁰¹²³⁴⁵⁶⁷⁸⁹]/g, (digit) => String('⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(digit)))
  return Number(plain.replaceAll('⁻', '-').replace('×10', 'e').replace('∞', 'Infinity'))
}
