/** What an author's code threw, such that reading it runs none of that code: it may be anything, with parts that throw, loop or lie. */
import { types } from 'node:util'
import { NotEnded, withinLimit } from './within-limit.js'

/** Milliseconds for what is thrown to say what it is. */
const LIMIT_MS = 1000

/** The same error where it can be read as it is, else one that says what it said. */
export function tamed(thrown: unknown): unknown {
  if (isPlainError(thrown)) return thrown
  const error = new Error(`it threw ${named(thrown)}`)
  delete error.stack
  return error
}

/** Whether this is an error whose message and stack are texts, and whose classes can be asked for. */
function isPlainError(thrown: unknown): thrown is Error {
  if (!types.isNativeError(thrown)) return false
  try {
    for (let at: object | null = thrown; at !== null; at = Object.getPrototypeOf(at) as object | null)
      if (types.isProxy(at) || !['message', 'stack', 'name'].every((part) => isText(at as object, part))) return false
    return true
  } catch {
    return false
  }
}

/** Whether what an object has under a name, if anything, is a text that is simply there. */
function isText(of: object, part: string): boolean {
  const found = Object.getOwnPropertyDescriptor(of, part)
  return found === undefined || typeof found.value === 'string' || (part === 'stack' && found.get === OWN_STACK)
}

/** How the engine gives an error its stack, where that is by a function of its own. */
const OWN_STACK = Object.getOwnPropertyDescriptor(new Error('to look at'), 'stack')?.get

function named(thrown: unknown): string {
  if ((typeof thrown !== 'object' && typeof thrown !== 'function') || thrown === null)
    return `${String(thrown)}, which is no error`
  try {
    const text: unknown = withinLimit(LIMIT_MS, () => String(thrown))
    return `an object that says ${JSON.stringify(String(text).slice(0, 200))}`
  } catch (error) {
    return error instanceof NotEnded ? 'an object that does not end to say what it is' : 'an object that cannot be read'
  }
}
