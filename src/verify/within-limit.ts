/** Work in this thread that can be ended: by a limit of time, and by Ctrl-C. */
import { Script } from 'node:vm'

const WORK = '__rederive_work'
const CALL = new Script(`globalThis.${WORK}()`)

/** Work that was ended before it came to its end. */
export class NotEnded extends Error {
  override readonly name = 'NotEnded'
}

/** What work returns that runs no longer than so many milliseconds, and can be interrupted. Throws NotEnded, and what the work throws. */
export function withinLimit<T>(timeout: number, work: () => T): T {
  Object.defineProperty(globalThis, WORK, { value: work, configurable: true })
  try {
    return CALL.runInThisContext({ timeout, breakOnSigint: true }) as T
  } catch (error) {
    const code = (error as NodeJS.ErrnoException | null | undefined)?.code
    // Whoever waits for the signal has not heard it.
    if (code === 'ERR_SCRIPT_EXECUTION_INTERRUPTED') process.emit('SIGINT', 'SIGINT')
    if (code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw new NotEnded(`does not end within ${timeout / 1000} s`)
    if (code === 'ERR_SCRIPT_EXECUTION_INTERRUPTED') throw new NotEnded('was interrupted')
    throw error
  } finally {
    Reflect.deleteProperty(globalThis, WORK)
  }
}
