/**
 * Case analysis on a sign. A claim about points holds when it holds at all points where a quantity is not negative, and at all where it is
 * not positive. The quantity is one on which an absolute value, a root or a logarithm of the claim turns.
 */
import type { Domain } from '../../expr/domain.js'
import { intersection } from '../../expr/domain.js'
import { brief } from '../../expr/print.js'
import { toDecimal } from '../../expr/rational.js'
import type { Rational } from '../../expr/rational.js'
import { integerCoefficients, rationalRoots } from '../core/factors.js'
import { type Knowledge, copied } from '../core/generators.js'
import { onlySymbol } from '../core/narrowing.js'
import type { Normalizer } from '../core/normalize.js'
import type { Poly } from '../core/polynomials.js'
import { ANY, NONNEGATIVE, NONPOSITIVE, type Sign, negateSign, within } from '../core/signs.js'

export interface Split {
  /** What it is split on, for a reader. */
  readonly on: string
  /** What is known in the two cases. */
  readonly cases: readonly [Knowledge, Knowledge]
}

/** A quantity of unknown sign that stands alone: a generator, or a factor of a sum. */
interface Unknown {
  readonly poly: Poly
  /** The less the sooner it is tried. */
  readonly rank: number
}

/** The most telling case distinction for a claim that this normalizer has seen; undefined when no quantity of unknown sign is in the way. */
export function splitOf(n: Normalizer, knowledge: Knowledge): Split | undefined {
  const [best] = unknowns(n).sort((a, b) => a.rank - b.rank)
  if (!best) return undefined
  const on = brief(n.readable(n.fractions.of(best.poly)))
  const cases = [NONNEGATIVE, NONPOSITIVE].map((sign) => confined(n, copied(knowledge), best.poly, sign))
  return { on, cases: cases as [Knowledge, Knowledge] }
}

/** Knowledge with the sign of p narrowed. */
function confined(n: Normalizer, knowledge: Knowledge, p: Poly, sign: Sign): Knowledge {
  const line = lineOf(n, p)
  if (line) {
    const above = line.rising === (sign === NONNEGATIVE)
    const half: Domain = {
      ...(above ? { low: line.root } : { high: line.root }),
      lowOpen: !above,
      highOpen: above,
      integer: false,
      nonzero: false,
    }
    const domain = intersection(line.domain, half)
    // Where nothing is left of the domain, the attempt finds that by itself from the contradiction.
    knowledge.domains.set(line.name, domain ?? half)
    return knowledge
  }
  const [generator, ...more] = n.polys.generatorsOf(p)
  const alone = p.terms.size === 1 && more.length === 0 && generator !== undefined
  const { key, flipped } = alone
    ? { key: n.generators.at(generator).key, flipped: false }
    : n.field.signs.assumed.nameOf(p)
  knowledge.signs.set(key, (knowledge.signs.get(key) ?? ANY) & (flipped ? negateSign(sign) : sign))
  return knowledge
}

/** p as a linear function of one scalar symbol. */
function lineOf(n: Normalizer, p: Poly): { name: string; domain: Domain; root: Rational; rising: boolean } | undefined {
  const generator = onlySymbol(n.polys, n.generators, p)
  const coefficients = generator && integerCoefficients(n.polys, p, generator.index)
  if (!generator?.domain || coefficients?.length !== 2 || generator.expr.kind !== 'symbol') return undefined
  const [root] = rationalRoots(coefficients)
  return root && { name: generator.expr.name, domain: generator.domain, root, rising: (coefficients[1] as bigint) > 0n }
}

function unknowns(n: Normalizer): Unknown[] {
  const { polys, generators, fractions } = n
  const found = new Map<string, Unknown>()
  const consider = (poly: Poly): void => {
    const sign = n.field.signs.of(poly)
    const decided = within(sign, NONNEGATIVE) || within(sign, NONPOSITIVE)
    if (decided || !generators.isReal(poly) || generators.boundIn(poly).size > 0) return
    const line = lineOf(n, poly)
    const rank = line ? (line.root.n === 0n ? 0 : 1 + (toDecimal(line.root)?.length ?? 9) / 100) : 1 + poly.terms.size
    found.set(polys.key(poly), { poly, rank })
  }
  for (const { kind, argument } of [...generators.all()]) {
    if (!argument || (kind !== 'absolute' && kind !== 'root' && kind !== 'logarithm')) continue
    if (fractions.isZero(argument)) continue
    const { monomial, factors } = n.decomposed(argument)
    polys.monomials.exponents(monomial).forEach((e, g) => {
      if (e !== 0 && generators.at(g).root === 1) consider(polys.generator(g))
    })
    for (const id of factors.keys()) consider(fractions.factor(id))
  }
  return [...found.values()]
}
