/** What a suite measured; printed when REDERIVE_MEASURE is set. */
export class Tally {
  private readonly worst = new Map<string, number>()
  private readonly counts = new Map<string, number>()

  /** Keeps the worst error of this kind, and returns it. */
  error(kind: string, error: number): number {
    this.worst.set(kind, Math.max(this.worst.get(kind) ?? 0, error))
    return error
  }

  count(kind: string): void {
    this.counts.set(kind, this.of(kind) + 1)
  }

  of(kind: string): number {
    return this.counts.get(kind) ?? 0
  }

  report(): void {
    if (process.env.REDERIVE_MEASURE === undefined) return
    const counts = [...this.counts].map(([kind, n]) => `${n} ${kind}`)
    console.log([...counts, ...[...this.worst].map(([kind, e]) => `${kind} ${e.toExponential(1)}`)].join(', '))
  }
}
