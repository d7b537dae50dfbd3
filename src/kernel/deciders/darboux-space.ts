/**
 * How many polynomials f of bounded degree satisfy D f = K f for the derivative D along a polynomial flow and a given cofactor K, at a concrete
 * width: first integrals for K = 0, Darboux polynomials otherwise. The condition is linear in the coefficients of f. Its
 * null space over the field of the parameters is no larger than at any special values of them, where the rank can only fall; so the
 * nullity at an integer point bounds the dimension from above, exactly.
 */
import * as ast from '../../expr/ast.js'
import { type Expr, type Sym, constantValue } from '../../expr/ast.js'
import { brief, printSymbol } from '../../expr/print.js'
import { type Rational, ZERO, ratio } from '../../expr/rational.js'
import { instancesAtWidth, rewrite, substitute, symbolsOf } from '../../expr/substitute.js'
import type { Monomial } from '../core/monomials.js'
import type { Normalizer } from '../core/normalize.js'
import { Unsupported } from '../core/outcome.js'
import type { Poly } from '../core/polynomials.js'
import type { Flow } from './motions.js'
import { eliminate, nextPrime } from './rank.js'

export interface DarbouxClaim {
  readonly cofactor: Expr
  readonly degree: number
  /** Members; each stands for all its instances over distinct values of its free indices. */
  readonly family: readonly Expr[]
  readonly dimensions: readonly { readonly width: number; readonly dimension: number }[]
}

export interface DarbouxSpace {
  /** The dimension at the integer point, so at most this in general; constants are not counted. */
  readonly upper: number
  /** Independent members of the family at the integer point: the dimension is at least this when each member satisfies the condition. */
  readonly lower: number
}

/** Throws Unsupported when flow, cofactor or family are not polynomial in the states. */
export function darbouxSpace(n: Normalizer, claim: DarbouxClaim, flow: Flow, width: number): DarbouxSpace {
  const states = flow.rates.flatMap(({ symbol }) => instancesAtWidth(symbol, width) as Sym[])
  const rates = flow.rates.flatMap(({ rate, symbol }) => instancesOfRate(rate, symbol, width))
  const members = claim.family.flatMap((member) => instancesAtWidth(member, width))
  const [cofactor] = instancesAtWidth(claim.cofactor, width) as [Expr]
  for (const e of [...rates, ...members, cofactor]) requireRational(e)
  const at = integerPoint([...rates, ...members, cofactor], states)
  const generators = states.map((state) => n.polys.generatorsOf(n.normalize(state).num)[0] as number)
  if (generators.some((g) => n.generators.at(g).root !== 1)) throw new Unsupported('a flow with roots of its states')
  const poly = (e: Expr): Poly => {
    const f = n.normalize(at(e))
    const polynomial = [...f.num.terms.keys()].every((m) =>
      n.polys.monomials.exponents(m).every((k, g) => k === 0 || (k > 0 && generators.includes(g))),
    )
    if (!n.fractions.isPolynomial(f) || !polynomial) throw new Unsupported('a flow or family that is not polynomial')
    return f.num
  }
  const member = (e: Expr): Poly => {
    const p = poly(e)
    const degrees = [...p.terms.keys()].map((m) => n.polys.monomials.exponents(m).reduce((a, b) => a + b, 0))
    if (degrees.some((k) => k === 0 || k > claim.degree)) {
      throw new Unsupported('a member with a constant term, or of too high a degree')
    }
    return p
  }
  const fields = rates.map(poly)
  const factor = poly(cofactor)
  const basis = monomialsUpTo(generators.length, claim.degree).map((exponents) =>
    n.polys.monomial(vectorMonomial(n, generators, exponents)),
  )
  const images = basis.map((m) => {
    let image = n.polys.negate(n.polys.multiply(factor, m))
    for (const [k, g] of generators.entries()) {
      for (const [e, part] of n.polys.collect(m, g)) {
        if (e === 0) continue
        const lowered = n.polys.scale(n.polys.times(part, n.polys.monomials.of(g, e - 1)), ratio(e))
        image = n.polys.add(image, n.polys.multiply(lowered, fields[k] as Poly))
      }
    }
    return image
  })
  return { upper: basis.length - eliminate(rowsOf(images)), lower: eliminate(rowsOf(members.map(member))) }
}

/** What is no rational function of a parameter may have another rank on a half-line, on which no prime lies. */
function requireRational(e: Expr): void {
  rewrite(e, (node) => {
    const whole = node.kind === 'power' && constantValue(node.exponent)?.d === 1n
    if ((node.kind === 'call' || (node.kind === 'power' && !whole)) && symbolsOf(node).length > 0)
      throw new Unsupported(`a space where ${brief(node)} is no rational function`)
    return undefined
  })
}

/** The rates in the order of the states. */
function instancesOfRate(rate: Expr, symbol: Sym, width: number): Expr[] {
  const paired = instancesAtWidth(ast.add(ast.multiply(symbol, ast.rational(0)), rate), width)
  return paired.map((e) => (e.kind === 'add' ? (e.terms[1] as Expr) : e))
}

/** The next prime is so much larger that small multiples of the ones before do not meet it by chance. */
const APART = 7

/** Every symbol but the states set to a prime of its own. */
function integerPoint(expressions: readonly Expr[], states: readonly Sym[]): (e: Expr) => Expr {
  const kept = new Set(states.map(printSymbol))
  const values = new Map<string, { symbol: Sym; by: Expr }>()
  let prime = 3
  for (const s of expressions.flatMap(symbolsOf)) {
    const key = printSymbol(s)
    if (kept.has(key) || values.has(key)) continue
    prime = nextPrime(values.size === 0 ? prime : APART * prime)
    values.set(key, { symbol: s, by: ast.rational(prime) })
  }
  return (e) => substitute(e, [...values.values()])
}

/** Exponent vectors of total degree 1 to `degree`. */
function monomialsUpTo(variables: number, degree: number): number[][] {
  let layer: number[][] = [new Array<number>(variables).fill(0)]
  const all: number[][] = []
  for (let k = 0; k < degree; k++) {
    const next = new Map<string, number[]>()
    for (const exponents of layer) {
      for (let v = 0; v < variables; v++) {
        const raised = exponents.map((e, w) => (v === w ? e + 1 : e))
        next.set(raised.join(), raised)
      }
    }
    layer = [...next.values()]
    all.push(...layer)
  }
  return all
}

function vectorMonomial(n: Normalizer, generators: readonly number[], exponents: readonly number[]): Monomial {
  return exponents.reduce<Monomial>(
    (m, e, k) => n.polys.monomials.multiply(m, n.polys.monomials.of(generators[k] as number, e)),
    n.polys.monomials.one,
  )
}

/** Coefficient rows over the monomials that occur. */
function rowsOf(polys: readonly Poly[]): Rational[][] {
  const columns = [...new Set(polys.flatMap((p) => [...p.terms.keys()]))]
  return polys.map((p) => columns.map((m) => (p.terms.has(m) ? ratio(p.terms.get(m) as bigint, p.den) : ZERO)))
}
