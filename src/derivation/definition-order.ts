/** What definitions rest on each other. */
import { type Replacement, namesOf } from '../expr/substitute.js'

type Definitions = ReadonlyMap<string, Replacement>

/** Names each of which is defined in terms of the next, and the last in terms of the first; undefined where there are none. */
export function circleIn(definitions: Definitions): readonly string[] | undefined {
  const done = new Set<string>()
  const open: string[] = []
  const visit = (name: string): readonly string[] | undefined => {
    const definition = definitions.get(name)
    if (!definition || done.has(name)) return undefined
    if (open.includes(name)) return open.slice(open.indexOf(name))
    open.push(name)
    for (const inner of namesOf(definition.by)) {
      const found = visit(inner)
      if (found) return found
    }
    open.pop()
    done.add(name)
    return undefined
  }
  for (const name of definitions.keys()) {
    const found = visit(name)
    if (found) return found
  }
  return undefined
}

/** Defined names, users before what they use, where there is no circle. */
export function usersFirst(definitions: Definitions): readonly string[] {
  const seen = new Set<string>()
  const order: string[] = []
  const visit = (name: string): void => {
    const definition = definitions.get(name)
    if (!definition || seen.has(name)) return
    seen.add(name)
    for (const inner of namesOf(definition.by)) visit(inner)
    order.push(name)
  }
  for (const name of definitions.keys()) visit(name)
  return order.reverse()
}
