/** The names #0, #1, ... of the indices that sums bind, while what stands in the sums is read: that of the outermost first. */
export class BoundIndices {
  private depth = 0

  /** The names of so many more indices, which are bound until they are left. */
  enter(count: number): readonly string[] {
    const outside = this.depth
    this.depth += count
    return Array.from({ length: count }, (_, k) => `#${outside + k}`)
  }

  leave(count: number): void {
    this.depth -= count
  }
}
