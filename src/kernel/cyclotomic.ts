/**
 * Roots of unity: the polynomials that relate the powers of one, and square roots as sums of them.
 */

/** The coefficients of the n-th cyclotomic polynomial, the constant one first: x^n - 1 divided by those of the proper divisors of n. */
export function cyclotomic(n: number): bigint[] {
  let p: bigint[] = new Array<bigint>(n + 1).fill(0n)
  p[0] = -1n
  p[n] = 1n
  for (let d = 1; d < n; d++) if (n % d === 0) p = quotient(p, cyclotomic(d))
  return p
}

/** a / b for a monic b that divides a. */
function quotient(a: readonly bigint[], b: readonly bigint[]): bigint[] {
  const rest = [...a]
  const result = new Array<bigint>(a.length - b.length + 1).fill(0n)
  for (let k = result.length - 1; k >= 0; k--) {
    const top = rest[k + b.length - 1] as bigint
    result[k] = top
    b.forEach((c, j) => {
      rest[k + j] = (rest[k + j] as bigint) - top * c
    })
  }
  return result
}

/**
 * sqrt(p) of a prime p as a sum of c exp(2 pi i k / order), given as [k, c]; undefined when it is not in that field. `order` is a multiple of 4.
 * For odd p it is Gauss's sum of (a/p) exp(2 pi i a/p), which is sqrt(p) for p = 1 modulo 4 and i sqrt(p) for p = 3.
 */
export function rootOfPrime(p: number, order: number): [number, bigint][] | undefined {
  if (p === 2)
    return order % 8 === 0
      ? [
          [order / 8, 1n],
          [(7 * order) / 8, 1n],
        ]
      : undefined
  if (order % p !== 0) return undefined
  const squares = new Set(Array.from({ length: p - 1 }, (_, a) => ((a + 1) * (a + 1)) % p))
  // Times -i, which is exp(2 pi i 3/4), for p = 3 modulo 4.
  const turn = p % 4 === 3 ? (3 * order) / 4 : 0
  return Array.from({ length: p - 1 }, (_, a): [number, bigint] => [
    ((a + 1) * (order / p) + turn) % order,
    squares.has(a + 1) ? 1n : -1n,
  ])
}
