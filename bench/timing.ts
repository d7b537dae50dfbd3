/** Times, medians and a plain table. */

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2
}

/** Milliseconds of each of `runs` calls, in order. */
export function timesOf(work: () => void, runs: number): number[] {
  return Array.from({ length: runs }, () => {
    const start = performance.now()
    work()
    return performance.now() - start
  })
}

/** Calls it again and again for so many milliseconds. */
export function warmUp(work: () => void, ms: number): void {
  for (const end = performance.now() + ms; performance.now() < end; ) work()
}

/** Rows under a header in aligned columns, the first to the left, the others to the right. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [header, ...rows]
  const widths = header.map((_, k) => Math.max(...all.map((row) => row[k]?.length ?? 0)))
  const line = (row: readonly string[]): string =>
    row.map((cell, k) => (k === 0 ? cell.padEnd(widths[k] ?? 0) : cell.padStart(widths[k] ?? 0))).join('  ')
  return [line(header), widths.map((width) => '-'.repeat(width)).join('  '), ...rows.map(line)].join('\n')
}

export const ms = (value: number): string => value.toPrecision(3)
