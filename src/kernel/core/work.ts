/** The budget of one attempt at a claim: what blows up ends with a reason in seconds, and the same on every machine. */
import { KernelLimit } from './outcome.js'

/** A product or sum of two small coefficients, its monomials included, is one step: half a microsecond or so. */
const MOST_STEPS = 2_000_000
/** Coefficients below this count as one word. */
const WORD = 1n << 64n
const MINUS_WORD = -WORD
/** Binary digits that a coefficient may have. */
const MAX_BITS = 100_000
const LARGEST = 1n << BigInt(MAX_BITS)

/** Where the kernel's arithmetic accounts for its steps. */
export class Work {
  private done = 0

  constructor(private readonly most = MOST_STEPS) {}

  /** Takes note of `steps` more. Throws KernelLimit when they are too many. */
  spend(steps: number): void {
    this.done += steps
    if (this.done > this.most) throw new KernelLimit(`a computation of more than ${this.most} steps`)
  }
}

/** 64-bit words of the largest of these numbers. Throws KernelLimit for a number beyond the limit. */
export function wordsOf(numbers: Iterable<bigint>): number {
  let most = 1
  for (const n of numbers) {
    if (n < WORD && n > MINUS_WORD) continue
    if (n > LARGEST || n < -LARGEST) throw new KernelLimit(`a number with more than ${MAX_BITS} binary digits`)
    most = Math.max(most, Math.ceil(n.toString(16).length / 16))
  }
  return most
}
