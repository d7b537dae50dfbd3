import type { Poly } from './polynomials.js'

/** Values by polynomial: two with the same terms over the same denominator are one key. */
export class PolyMap<V> {
  private readonly buckets = new Map<number, { readonly key: Poly; value: V }[]>()

  get(p: Poly): V | undefined {
    return this.entry(p)?.value
  }

  set(p: Poly, value: V): void {
    const entry = this.entry(p)
    if (entry) entry.value = value
    else {
      const hash = hashOf(p)
      const bucket = this.buckets.get(hash)
      if (bucket) bucket.push({ key: p, value })
      else this.buckets.set(hash, [{ key: p, value }])
    }
  }

  clear(): void {
    this.buckets.clear()
  }

  private entry(p: Poly): { value: V } | undefined {
    return this.buckets.get(hashOf(p))?.find(({ key }) => isSame(key, p))
  }
}

/** Of the monomials alone, in whatever order. */
function hashOf(p: Poly): number {
  let hash = 0
  for (const m of p.terms.keys()) {
    const mixed = Math.imul(m + 1, 0x9e3779b1)
    hash = (hash + Math.imul(mixed ^ (mixed >>> 15), 0x85ebca6b)) | 0
  }
  return hash
}

function isSame(a: Poly, b: Poly): boolean {
  if (a === b) return true
  if (a.terms.size !== b.terms.size || a.den !== b.den) return false
  for (const [m, c] of a.terms) if (b.terms.get(m) !== c) return false
  return true
}
