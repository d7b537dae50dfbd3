/** Why judging a claim ended without an answer of any witness: a fault of this program, or the end of what the machine holds. */

const LONGEST = 500

/** How our own faults are told. */
export const fault = (what: string): string =>
  `judging it failed, which is a fault of this program: ${what.slice(0, LONGEST)}`

/** What an exception says of the claim that was being judged. Node tells by messages alone that its stack or its numbers are at their end. */
export function reasonOf(error: unknown): string {
  const { name, message } = error instanceof Error ? error : new Error(String(error))
  if (error instanceof RangeError) {
    if (/call stack/.test(message)) return 'the claim is nested too deeply'
    if (/BigInt size|(?:string|array) length|(?:Map|Set) maximum size/.test(message))
      return `it is too large to judge: ${message}`
  }
  return fault(`${name}: ${message}`)
}
