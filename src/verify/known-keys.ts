/** Names that are not known where a few are. */
import { nearest } from '../expr/nearest.js'

/** What to say of the first name that is not among the known ones, nor among those that need no mention; undefined when all are. */
export function unknownKey(
  names: readonly string[],
  known: readonly string[],
  unmentioned: readonly string[] = [],
): string | undefined {
  const name = names.find((one) => !known.includes(one) && !unmentioned.includes(one))
  return name === undefined ? undefined : `unknown field ${JSON.stringify(name)}${nearest(name, known, 'known are')}`
}
