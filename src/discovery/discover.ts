/**
 * What a polynomial flow conserves, and what it only scales, found from its rates alone by exact linear algebra over Q(parameters): a
 * basis of all polynomial first integrals up to a degree, and all Darboux polynomials of degree 1.
 *
 * Nothing here is trusted: every object is proved by the kernel along the flow as it was given. One that the kernel does not
 * prove is a bug, told as such, and not among the results. Completeness rests on the arguments in `integrals.ts` and `darboux.ts`.
 */
import * as ast from '../expr/ast.js'
import type { Expr, Sym } from '../expr/ast.js'
import { print } from '../expr/print.js'
import type { Domains } from '../kernel/core/normalize.js'
import type { Poly } from '../kernel/core/polynomials.js'
import type { Flow } from '../kernel/deciders/motions.js'
import { type Proof, proveAlong } from '../kernel/proof.js'
import { linearDarboux } from './darboux.js'
import { type Integral, firstIntegrals } from './integrals.js'
import { VectorField } from './vector-field.js'
import { written, writtenFactored } from './written.js'

export interface DiscoveryOptions {
  /** Largest total degree in the states of the first integrals, from 1. */
  readonly degree: number
  /** Whether to look for Darboux polynomials of degree 1 too. */
  readonly darboux?: boolean
  /** Of parameters and states, by name; real where there is none. */
  readonly domains?: Domains
}

export interface FirstIntegral {
  readonly expression: Expr
  readonly degree: number
  /** For a product of integrals found before: their positions in the list. None for a new one, which is no polynomial in those before. */
  readonly productOf: readonly number[]
  readonly proof: Proof
}

interface Dimension {
  readonly degree: number
  /** Of the space of first integrals up to this degree, constants excluded. */
  readonly dimension: number
  /** Of them, how many of exactly this degree are new generators. */
  readonly generators: number
}

interface DarbouxPolynomial {
  readonly polynomial: Expr
  readonly cofactor: Expr
  readonly proof: Proof
}

interface DarbouxGroup {
  readonly cofactor: Expr
  /** A basis of all polynomials of degree 1 with this cofactor. */
  readonly members: readonly DarbouxPolynomial[]
}

export interface Discovery {
  readonly states: readonly Sym[]
  readonly parameters: readonly Sym[]
  /** A basis of all first integrals up to the degree, constants excluded, by degree. */
  readonly integrals: readonly FirstIntegral[]
  readonly dimensions: readonly Dimension[]
  readonly darboux?: { readonly groups: readonly DarbouxGroup[]; readonly complete: boolean; readonly why: string }
  /** Whether what was asked for is all there is, for generic parameters. */
  readonly complete: boolean
  readonly why: string
  /** Findings that the kernel did not prove: bugs of ours, left out of the results. */
  readonly bugs: readonly string[]
}

/**
 * Everything of the asked kind that the flow has. The flow must be at a concrete width. Throws FlowError for a rate that is not
 * polynomial in the states, TooManyMonomials, RangeError for a degree that is no whole number from 1, and KernelLimit or Error
 * when a computation outgrows its bounds.
 */
export function discover(flow: Flow, options: DiscoveryOptions): Discovery {
  const { degree, domains = new Map() } = options
  if (!Number.isInteger(degree) || degree < 1) throw new RangeError('the degree must be a whole number from 1')
  const field = new VectorField(flow, domains)
  const bugs: string[] = []
  const proved = (expression: Expr, rate: Expr): Proof | undefined => {
    const answer = proveAlong(flow, expression, rate, domains)
    if (answer.proof) return answer.proof
    bugs.push(`the kernel does not prove that ${print(expression)} moves at the rate ${print(rate)}: ${answer.why}`)
    return undefined
  }
  const found = firstIntegrals(field, degree)
  const integrals = provedIntegrals(field, found, proved)
  const dimensions = Array.from({ length: degree }, (_, k) => ({
    degree: k + 1,
    dimension: found.filter((integral) => integral.degree <= k + 1).length,
    generators: found.filter((integral) => integral.degree === k + 1 && isGenerator(integral)).length,
  }))
  const darboux = options.darboux ? provedDarboux(field, proved) : undefined
  const reasons = [
    `first integrals: for generic parameters there are no more up to degree ${degree}, by the rank of the linear conditions`,
    ...(darboux ? [`Darboux polynomials of degree 1: ${darboux.why}`] : []),
    ...(bugs.length > 0 ? ['a finding that the kernel did not prove was left out'] : []),
  ]
  return {
    states: field.ring.states,
    parameters: field.parameters,
    integrals,
    dimensions,
    ...(darboux && { darboux }),
    complete: bugs.length === 0 && (darboux?.complete ?? true),
    why: reasons.join('; '),
    bugs,
  }
}

const isGenerator = ({ generators }: Integral): boolean => generators.length === 1

type Prove = (expression: Expr, rate: Expr) => Proof | undefined

/** The integrals with their proofs; with an unproved one its products are dropped too, so that positions stay right. */
function provedIntegrals({ ring }: VectorField, found: readonly Integral[], prove: Prove): FirstIntegral[] {
  const proved: FirstIntegral[] = []
  const position = new Map<number, number>()
  found.forEach((integral, k) => {
    const factors = isGenerator(integral) ? [] : integral.generators.map((g) => position.get(g))
    if (!factors.every((p) => p !== undefined)) return
    const expression =
      factors.length === 0
        ? written(ring, integral.polynomial)
        : productOf(factors.map((p) => proved[p] as FirstIntegral))
    const proof = prove(expression, ast.rational(0))
    if (!proof) return
    position.set(k, proved.length)
    proved.push({ expression, degree: integral.degree, productOf: factors, proof })
  })
  return proved
}

/** A product with repeated factors as powers. */
function productOf(factors: readonly FirstIntegral[]): Expr {
  const times = new Map<FirstIntegral, number>()
  for (const factor of factors) times.set(factor, (times.get(factor) ?? 0) + 1)
  const powers = [...times].map(([{ expression }, k]) =>
    k === 1 ? expression : ast.power(expression, ast.rational(k)),
  )
  return powers.length === 1 ? (powers[0] as Expr) : ast.multiply(...powers)
}

function provedDarboux(field: VectorField, prove: Prove): NonNullable<Discovery['darboux']> {
  const { spaces, complete, why } = linearDarboux(field)
  const groups = spaces.flatMap(({ cofactor, basis }): DarbouxGroup[] => {
    const rate = rateOf(field, cofactor)
    const members = basis.flatMap((f): DarbouxPolynomial[] => {
      const polynomial = written(field.ring, f)
      const proof = prove(polynomial, ast.multiply(rate, polynomial))
      return proof ? [{ polynomial, cofactor: rate, proof }] : []
    })
    return members.length > 0 ? [{ cofactor: rate, members }] : []
  })
  return { groups, complete, why }
}

/** A cofactor of the scaled field as one of the flow. */
function rateOf({ ring, divisors, scale }: VectorField, cofactor: Poly): Expr {
  const common = divisors.gcd(cofactor, scale)
  const above = writtenFactored(ring, divisors.exact(cofactor, common))
  const below = divisors.exact(scale, common)
  if (ring.polys.asConstant(below)?.n === 1n) return above
  const quotient = (e: Expr): Expr => ast.divide(e, writtenFactored(ring, below))
  return above.kind === 'negate' ? ast.negate(quotient(above.argument)) : quotient(above)
}
