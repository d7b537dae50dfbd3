/** What an author may have meant by a name that is not there. */

/** Names that are listed in full where none is close. */
const FEW = 13
/** Beginnings by which a name is told. */
const SHORTEST = 3

/** The only one of some names that begins with this one, or with which this one begins. */
function begun(name: string, names: readonly string[]): string | undefined {
  const long = names.filter((other) => Math.min(name.length, other.length) >= SHORTEST)
  const [found, ...others] = long.filter((other) => other.startsWith(name) || name.startsWith(other))
  return others.length === 0 ? found : undefined
}

/** "; did you mean ...?" for a name within two edits, or of which one is the beginning of the other; else the known names, after `known`, when they are few. */
export function nearest(name: string, names: readonly string[], known = 'declared are'): string {
  const best = names.map((other) => [distance(name, other), other] as const).sort(([a], [b]) => a - b)[0]
  const meant = best && best[0] <= Math.min(2, name.length - 1) ? best[1] : begun(name, names)
  if (meant !== undefined) return `; did you mean ${meant}?`
  return names.length > 0 && names.length <= FEW ? `; ${known} ${[...names].sort().join(', ')}` : ''
}

/** Characters to put in, take out, change or swap with the next to get from one text to the other; less than one where only their case differs; 3 for more than two. */
function distance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2) return 3
  if (a.toLowerCase() === b.toLowerCase()) return 0.5
  let before: number[] = []
  let row = Array.from({ length: b.length + 1 }, (_, k) => k)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const substitution = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1)
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      const swap = swapped ? (before[j - 2] as number) + 1 : Number.POSITIVE_INFINITY
      next.push(Math.min((row[j] as number) + 1, (next[j - 1] as number) + 1, substitution, swap))
    }
    before = row
    row = next
  }
  return Math.min(row[b.length] as number, 3)
}
