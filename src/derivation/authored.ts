/** What our own functions made of what an author said. The author's objects are read once, and nobody changes what was made of them. */

const ours = new WeakSet()
/** How deep an author's data goes. */
const DEEPEST = 8

/** Whether a value was made here, not put together by somebody else. */
export const isOurs = (value: unknown): boolean => typeof value === 'object' && value !== null && ours.has(value)

/** Takes an object for ours: its fields are never changed again. */
export function asOurs<T extends object>(value: T): T {
  ours.add(value)
  return Object.freeze(value)
}

/** A claim, or whatever has options, as ours, with options of its own. */
export const authored = <T extends { readonly options: unknown }>(claim: T): T =>
  asOurs({ ...claim, options: ownData(claim.options) })

/** A copy of lists and plain objects that the author keeps no hold of; what is ours, and what is no data, stays. */
export function ownData<T>(value: T, depth = DEEPEST): T {
  if (typeof value !== 'object' || value === null || depth === 0 || isOurs(value)) return value
  if (Array.isArray(value)) return Object.freeze(value.map((each: unknown) => ownData(each, depth - 1))) as T
  const kind: unknown = Object.getPrototypeOf(value)
  if (kind !== Object.prototype && kind !== null) return value
  const entries = Object.entries(value).map(([name, each]: [string, unknown]) => [name, ownData(each, depth - 1)])
  return Object.freeze(Object.fromEntries(entries)) as T
}

/** Freezes a tree of ours with all that is in it. */
export function frozen<T>(tree: T): T {
  const open: unknown[] = [tree]
  for (let node = open.pop(); open.length > 0 || node !== undefined; node = open.pop()) {
    if (typeof node !== 'object' || node === null || Object.isFrozen(node)) continue
    Object.freeze(node)
    open.push(...Object.values(node))
  }
  return tree
}
