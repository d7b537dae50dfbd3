/** The names #0, #1, ... of the indices that sums bind, while what stands in the sums is read: that of the outermost first. What is known of them is known of each member. */
export class BoundIndices {
  private depth = 0

  /** What `read` makes of the names of so many more indices. */
  within<T>(count: number, read: (names: readonly string[]) => T): T {
    const outside = this.depth
    this.depth += count
    try {
      return read(Array.from({ length: count }, (_, k) => `#${outside + k}`))
    } finally {
      this.depth = outside
    }
  }
}
