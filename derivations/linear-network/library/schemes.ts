/** Ways to scale a network with its width, as they act on a scalar input (theory `schemes`). */
import type { Scaling } from './scaling.js'

/** A scaling that has a name. */
export interface Scheme extends Scaling {
  readonly name: string
}

/** Scalings in use, for the network with one hidden layer. */
export const SCHEMES: readonly Scheme[] = [
  { name: 'NTK', g: '-1/2', hU: 0, hW: 0, kU: 0, kW: 0 },
  { name: 'mean field', g: -1, hU: 1, hW: 1, kU: 0, kW: 0 },
  { name: 'standard (fan-in) at constant rate', g: 0, hU: 0, hW: 0, kU: -1, kW: 0 },
  { name: 'standard at rate 1/d', g: 0, hU: -1, hW: -1, kU: -1, kW: 0 },
  { name: 'Xavier', g: 0, hU: 0, hW: 0, kU: -1, kW: -1 },
  { name: 'muP (SGD)', g: 0, hU: -1, hW: 1, kU: -2, kW: 0 },
]
