/** Which columns of a matrix of residues depend on earlier ones, and how. */
import { PRIME, inverse } from './residues.js'

/** Row to entry; entries that are zero may be left out. */
export type ResidueColumn = ReadonlyMap<number, number>

export interface Profile {
  /** Columns that do not depend on earlier ones. */
  readonly pivots: readonly number[]
  /** Each other column, with the pivots that it is a combination of. */
  readonly dependent: ReadonlyMap<number, readonly number[]>
}

/** Gauss-Jordan elimination from the left; rows that share no column never meet. */
export function profile(columns: readonly ResidueColumn[]): Profile {
  const rows = new Map<number, Map<number, number>>()
  columns.forEach((column, c) => {
    for (const [r, value] of column) {
      if (value === 0) continue
      const row = rows.get(r) ?? new Map<number, number>()
      row.set(c, value)
      rows.set(r, row)
    }
  })
  const holders = columns.map(() => new Set<number>())
  for (const [r, row] of rows) for (const c of row.keys()) holders[c]?.add(r)
  const pivotOf = new Map<number, number>()
  const dependent = new Map<number, readonly number[]>()
  columns.forEach((_, c) => {
    const holding = [...(holders[c] as Set<number>)]
    const open = holding.filter((r) => !pivotOf.has(r))
    if (open.length === 0) {
      dependent.set(
        c,
        holding.map((r) => pivotOf.get(r) as number),
      )
      return
    }
    const size = (r: number): number => (rows.get(r) as Map<number, number>).size
    const chosen = open.reduce((best, r) => (size(r) < size(best) ? r : best))
    const lead = rows.get(chosen) as Map<number, number>
    const scale = inverse(lead.get(c) as number)
    for (const [k, value] of lead) lead.set(k, (value * scale) % PRIME)
    for (const r of holding) {
      if (r === chosen) continue
      const row = rows.get(r) as Map<number, number>
      const factor = PRIME - (row.get(c) as number)
      for (const [k, value] of lead) {
        const next = ((row.get(k) ?? 0) + factor * value) % PRIME
        if (next === 0) {
          row.delete(k)
          holders[k]?.delete(r)
        } else {
          row.set(k, next)
          holders[k]?.add(r)
        }
      }
    }
    pivotOf.set(chosen, c)
  })
  return { pivots: [...pivotOf.values()].sort((a, b) => a - b), dependent }
}
