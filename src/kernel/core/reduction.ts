/** What a method may ask of the normal forms: reductions, each on normalizers of its own, so that none knows what another has noted. */
import type { Expr } from '../../expr/ast.js'
import type { Domains, Normalizer } from './normalize.js'
import type { Poly } from './polynomials.js'
import type { Sign } from './signs.js'

/** What the signs of polynomials are on the piece at hand. */
export type SignOracle = (n: Normalizer, p: Poly) => Sign

/** Reductions by the kernel, each on normalizers of its own. */
export interface Reduction {
  /** What `work` makes of a normalizer on these domains; undefined where the kernel has no rule, or nothing is defined. */
  compute<T>(domains: Domains, work: (n: Normalizer) => T, oracle?: SignOracle): T | undefined
  /** Whether e reduces to 0 on the domains, without any condition left. */
  vanishes(e: Expr, domains: Domains, oracle?: SignOracle): boolean
}
