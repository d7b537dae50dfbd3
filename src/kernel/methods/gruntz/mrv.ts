/**
 * The most rapidly varying subexpressions of an expression ("mrv set"): what grows or vanishes fastest in it, all of one comparability class. f and g
 * are of one class where log f / log g has a limit that is finite and not zero; where it is infinite, f is of the higher class.
 */
import * as ast from '../../../expr/ast.js'
import { type Expr, children } from '../../../expr/ast.js'
import { brief } from '../../../expr/print.js'
import { Unsupported } from '../../core/outcome.js'
import { NONZERO, NULL, within } from '../../core/signs.js'
import type { ConstantSigns } from './constant-signs.js'
import type { Expressions } from './expressions.js'
import type { FarOut } from './far-out.js'
import type { Series } from './power-series.js'

/** What the elements of an mrv set are written as powers of: omega, which is positive and tends to 0. */
export interface Omega {
  /** The mrv set: exponentials, or the variable and what is of its class. */
  readonly mrv: ReadonlySet<Expr>
  /** log(1/omega), as the coefficients know it. */
  readonly g: Expr
  /** What was expanded in omega. */
  readonly series: Map<Expr, Series>
}

export class MrvSets {
  private readonly classes = new Map<Expr, readonly Expr[]>()

  constructor(
    private readonly exprs: Expressions,
    private readonly constants: ConstantSigns,
    private readonly limits: FarOut,
  ) {}

  /** The mrv set of e: exponentials, or the variable; none where e does not move. */
  of(e: Expr): readonly Expr[] {
    if (!this.exprs.moves(e)) return []
    const known = this.classes.get(e)
    if (known) return known
    let found: readonly Expr[] = e === this.exprs.x ? [e] : []
    for (const child of children(e)) found = this.max(found, this.of(child))
    if (e.kind === 'call' && e.fn === 'exp' && typeof this.limits.limit(e.argument) === 'string')
      found = this.max([e], found)
    this.classes.set(e, found)
    return found
  }

  /** What of two mrv sets is of the higher class; both where they are of one. */
  private max(a: readonly Expr[], b: readonly Expr[]): readonly Expr[] {
    const [f] = a
    const [g] = b
    if (!f) return b
    if (!g) return a
    if (a.some((one) => b.includes(one))) return [...new Set([...a, ...b])]
    const quotient = this.limits.limit(this.exprs.intern(ast.divide(this.logarithm(f), this.logarithm(g))))
    if (typeof quotient === 'string') return a
    const s = this.constants.sign(quotient)
    if (s === NULL) return b
    if (!within(s, NONZERO)) throw new Unsupported(`whether ${brief(quotient)} vanishes`)
    return [...new Set([...a, ...b])]
  }

  private logarithm(f: Expr): Expr {
    return f.kind === 'call' ? f.argument : ast.call('log', f)
  }

  /** The omega of an mrv set. */
  omegaOf(set: readonly Expr[]): Omega {
    const mrv = new Set(set)
    const series = new Map<Expr, Series>()
    if (mrv.has(this.exprs.x)) return { mrv, g: this.exprs.x, series }
    // The smallest contains no other of its class.
    const [omega] = [...mrv].sort((a, b) => size(a) - size(b))
    if (omega?.kind !== 'call') throw new Unsupported('the limit of what does not move')
    const up = this.limits.limit(omega.argument) === 'oo'
    return { mrv, g: up ? omega.argument : this.exprs.intern(ast.negate(omega.argument)), series }
  }
}

const size = (e: Expr): number => children(e).reduce((sum, child) => sum + size(child), 1)
