/** What was made before, by what it was made from: a build that follows another in the same process finds most of it. */

/** A function that makes the value of each text once. It forgets everything when it has `most` values. */
export function remembered<V>(most: number): (from: string, make: () => V) => V {
  const known = new Map<string, V>()
  return (from, make) => {
    const found = known.get(from)
    if (found !== undefined) return found
    const made = make()
    if (known.size >= most) known.clear()
    known.set(from, made)
    return made
  }
}
