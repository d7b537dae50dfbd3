/** Names that are not known where a few are. */
import { nearest } from '../expr/nearest.js'

/** What to say of the first name that is not among the known ones; undefined when all are. */
export function unknownKey(names: readonly string[], known: readonly string[]): string | undefined {
  const name = names.find((one) => !known.includes(one))
  return name === undefined ? undefined : `unknown field ${JSON.stringify(name)}${nearest(name, known, 'known are')}`
}
