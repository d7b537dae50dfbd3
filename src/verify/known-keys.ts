/** Names that are not known where a few are. */
import { nearestOf } from '../expr/nearest.js'

/** What to say of the first name that is not among the known ones; undefined when all are. */
export function unknownKey(names: readonly string[], known: readonly string[]): string | undefined {
  const name = names.find((one) => !known.includes(one))
  if (name === undefined) return undefined
  const near = nearestOf(name, known)
  return `unknown field ${JSON.stringify(name)}${near === undefined ? `; known are ${known.join(', ')}` : `; did you mean ${near}?`}`
}
