/** The known name that was probably meant. */

/** The known name within two edits of another, if there is one. */
export function nearestOf(name: string, known: readonly string[]): string | undefined {
  const best = known.map((other) => [distance(name, other), other] as const).sort(([a], [b]) => a - b)[0]
  return best && best[0] <= Math.min(2, name.length - 1) ? best[1] : undefined
}

function distance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2) return 3
  let row = Array.from({ length: b.length + 1 }, (_, k) => k)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const substitution = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min((row[j] as number) + 1, (next[j - 1] as number) + 1, substitution))
    }
    row = next
  }
  return row[b.length] as number
}
