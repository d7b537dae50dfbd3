/**
 * The names #0, #1, ... of the indices that sums bind, while what stands in the sums is read: that of the outermost first. What is known of them is known of each member.
 * A term that was taken out of a sum, such as a condition, has such names free in it: the sums in it bind others.
 */
import type { Expr } from '../../expr/ast.js'
import { freeIndices } from '../../expr/substitute.js'

const NAME = /^#(\d+)$/

export class BoundIndices {
  private depth = 0

  /** What `read` makes of the names of so many more indices, for what stands in this body. */
  within<T>(count: number, body: Expr, read: (names: readonly string[]) => T): T {
    const outside = this.depth
    const free = freeIndices(body).map((index) => Number(NAME.exec(index)?.[1] ?? -1) + 1)
    const from = Math.max(outside, ...free)
    this.depth = from + count
    try {
      return read(Array.from({ length: count }, (_, k) => `#${from + k}`))
    } finally {
      this.depth = outside
    }
  }
}
