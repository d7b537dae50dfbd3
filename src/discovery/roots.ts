/**
 * The rational roots of a polynomial p in one generator: all x = num/den, quotients of polynomials in the other generators, with p(x) = 0.
 *
 * p is made square-free and, by x = y / (leading coefficient), monic; then each root y is a polynomial (Gauss). With integers for the other
 * generators, each y becomes an integer root of a monic integer polynomial. Those are found by lifting roots modulo a small
 * prime. Their number at any point where the polynomial stays square-free bounds the number of roots from above. At powers of one large base,
 * the digits of an integer root are the coefficients of y, and each y so read is kept only if it is a root exactly.
 */
import type { Poly } from '../kernel/core/polynomials.js'
import { type Divisors, digits } from './divisors.js'

interface Root {
  readonly num: Poly
  readonly den: Poly
}

export interface Roots {
  readonly roots: readonly Root[]
  /** Whether these are shown to be all. */
  readonly complete: boolean
}

const SMALL_POINTS = 6
const BASES = [2n ** 29n + 11n, 2n ** 67n + 3n]
const MAX_DIGITS = 20_000

/** The roots of p as a polynomial in generator x, each once. */
export function rootsOf(divisors: Divisors, p: Poly, x: number): Roots {
  const { polys } = divisors
  if (polys.isZero(p)) throw new RangeError('every number is a root of 0')
  const parts = coefficients(divisors, squareFree(divisors, p, x), x)
  const degree = parts.length - 1
  if (degree <= 0) return { roots: [], complete: true }
  const lead = parts[degree] as Poly
  const root = (y: Poly): Root => {
    const common = divisors.gcd(y, lead)
    return { num: divisors.exact(y, common), den: divisors.exact(lead, common) }
  }
  if (degree === 1) return { roots: [root(polys.negate(parts[0] as Poly))], complete: true }
  const monic = parts.map((part, k) =>
    k === degree ? polys.one : polys.multiply(part, polys.power(lead, degree - 1 - k)),
  )
  const variables = [...new Set(monic.flatMap((part) => polys.generatorsOf(part)))]
  let most = degree
  for (let k = 1; k <= SMALL_POINTS && most > 0; k++) {
    const found = integerRoots(monic.map((part) => valueAt(divisors, part, (g) => scattered(g, k))))
    if (found) most = Math.min(most, found.length)
    if (variables.length === 0 && found) return { roots: found.map((y) => root(constant(divisors, y))), complete: true }
  }
  const roots = most === 0 ? [] : lifted(divisors, monic, variables, most)
  return { roots: roots.map(root), complete: roots.length === most }
}

/** The polynomial roots of a monic polynomial: at most `most`. */
function lifted(divisors: Divisors, monic: readonly Poly[], variables: readonly number[], most: number): Poly[] {
  const { polys } = divisors
  const degree = monic.length - 1
  const strides = new Map<number, number>()
  const sizes: [number, number][] = []
  let length = 1
  for (const g of variables) {
    const bounds = monic.map((part, k) => {
      const own = [...part.terms.keys()].reduce((top, m) => Math.max(top, polys.monomials.exponent(m, g)), 0)
      return k === degree ? 0 : Math.floor(own / (degree - k))
    })
    const size = Math.max(...bounds) + 1
    strides.set(g, length)
    sizes.push([g, size])
    length *= size
  }
  if (length > MAX_DIGITS) return []
  const read = (value: bigint, base: bigint): Poly => {
    const terms = new Map<number, bigint>()
    digits(value, base).forEach((digit, position) => {
      if (digit === 0n) return
      const vector: number[] = []
      let rest = position
      for (const [g, size] of sizes) {
        vector[g] = rest % size
        rest = Math.floor(rest / size)
      }
      terms.set(polys.monomials.intern(Array.from(vector, (e) => e ?? 0)), digit)
    })
    return { terms, den: 1n }
  }
  let best: Poly[] = []
  for (const base of BASES) {
    const at = (g: number): bigint => base ** BigInt(strides.get(g) as number)
    const candidates = integerRoots(monic.map((part) => valueAt(divisors, part, at))) ?? []
    const found = candidates.map((value) => read(value, base)).filter((y) => polys.isZero(horner(divisors, monic, y)))
    if (found.length > best.length) best = found
    if (best.length === most) break
  }
  return best
}

/** The coefficients by power of x, from the constant up. */
function coefficients({ polys }: Divisors, p: Poly, x: number): Poly[] {
  const parts = polys.collect(p, x)
  return Array.from({ length: Math.max(...parts.keys()) + 1 }, (_, e) => parts.get(e) ?? polys.zero)
}

/** p without what is free of x, and without repeated factors. */
function squareFree(divisors: Divisors, p: Poly, x: number): Poly {
  const { polys } = divisors
  const primitive = divisors.exact(p, divisors.gcdOf(coefficients(divisors, p, x)))
  const slope = coefficients(divisors, primitive, x).map((part, e) =>
    e === 0 ? polys.zero : polys.times(polys.scale(part, { n: BigInt(e), d: 1n }), polys.monomials.of(x, e - 1)),
  )
  const derivative = slope.reduce((a, b) => polys.add(a, b), polys.zero)
  return polys.isZero(derivative) ? primitive : divisors.exact(primitive, divisors.gcd(primitive, derivative))
}

const constant = ({ polys }: Divisors, n: bigint): Poly => polys.constant({ n, d: 1n })

const horner = ({ polys }: Divisors, parts: readonly Poly[], y: Poly): Poly =>
  parts.reduceRight((total, part) => polys.add(polys.multiply(total, y), part), polys.zero)

/** A fixed integer for generator g, without structure. */
const scattered = (g: number, k: number): bigint =>
  1_000_003n + ((BigInt(g + 3) * 2_654_435_761n * BigInt(k)) % 998_244_353n)

function valueAt({ polys }: Divisors, p: Poly, at: (g: number) => bigint): bigint {
  let total = 0n
  for (const [m, c] of p.terms) {
    let term = c
    polys.monomials.exponents(m).forEach((e, g) => {
      if (e !== 0) term *= at(g) ** BigInt(e)
    })
    total += term
  }
  return total
}

/** The integer roots of a monic integer polynomial, coefficients from the constant up; undefined when it is not seen to be square-free. */
export function integerRoots(parts: readonly bigint[]): bigint[] | undefined {
  for (const prime of [1009, 1013, 1019, 1021, 1031, 1033, 1039, 1049, 1051, 1061]) {
    const small = parts.map((c) => Number(((c % BigInt(prime)) + BigInt(prime)) % BigInt(prime)))
    const value = (x: number): number => small.reduceRight((total, c) => (total * x + c) % prime, 0)
    const slope = (x: number): number =>
      small.reduceRight((total, c, e) => (e === 0 ? total : (total * x + c * e) % prime), 0)
    const residues = Array.from({ length: prime }, (_, x) => x).filter((x) => value(x) === 0)
    if (residues.some((x) => slope(x) === 0)) continue
    return residues.flatMap((x) => {
      const root = liftedInteger(parts, BigInt(x), BigInt(prime))
      return root === undefined ? [] : [root]
    })
  }
  return undefined
}

/** The integer root that is `residue` modulo the prime, by Newton's iteration in the p-adic numbers. */
function liftedInteger(parts: readonly bigint[], residue: bigint, prime: bigint): bigint | undefined {
  const degree = parts.length - 1
  const bits = (c: bigint): number => (c < 0n ? -c : c).toString(16).length * 4
  // Cauchy: a root is at most twice the largest of |c_k|^(1/(degree - k)).
  const size = Math.max(...parts.slice(0, degree).map((c, k) => Math.ceil(bits(c) / (degree - k)))) + 1
  const bound = 1n << BigInt(size + 1)
  const at = (x: bigint, modulus: bigint): [bigint, bigint] => {
    let [value, slope] = [0n, 0n]
    for (let k = degree; k >= 0; k--) {
      slope = (slope * x + value) % modulus
      value = (value * x + (parts[k] as bigint)) % modulus
    }
    return [value, slope]
  }
  let modulus = prime
  let root = residue
  let inverse = inverseModulo(at(root, prime)[1], prime)
  while (modulus <= bound) {
    modulus *= modulus
    root = (root - at(root, modulus)[0] * inverse) % modulus
    inverse = (inverse * (2n - at(root, modulus)[1] * inverse)) % modulus
  }
  if (2n * root > modulus) root -= modulus
  if (2n * root < -modulus) root += modulus
  return parts.reduceRight((total, c) => total * root + c, 0n) === 0n ? root : undefined
}

function inverseModulo(a: bigint, modulus: bigint): bigint {
  let [r, s] = [((a % modulus) + modulus) % modulus, modulus]
  let [x, y] = [1n, 0n]
  while (s !== 0n) {
    const q = r / s
    ;[r, s] = [s, r - q * s]
    ;[x, y] = [y, x - q * y]
  }
  return ((x % modulus) + modulus) % modulus
}
