/** Runs a command so that Ctrl-C ends it with no worker left and no half-written file, and every error is told in words. */
import { closeAllSessions } from '../engines/session.js'
import { AuthorError } from '../expr/author-error.js'

/** Bad input: told in one message, exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

const INTERRUPTED = 130

/** The last two arguments that commander passes are options and the command; the command function gets the signal instead of the latter. */
export function interruptible<Args extends readonly unknown[]>(
  command: (...args: [...Args, AbortSignal]) => Promise<number>,
): (...args: [...Args, unknown]) => Promise<void> {
  return async (...args) => {
    const abort = new AbortController()
    const stop = (): void => {
      if (abort.signal.aborted) process.exit(INTERRUPTED)
      abort.abort(new UsageError('interrupted'))
    }
    process.on('SIGINT', stop)
    process.on('SIGTERM', stop)
    try {
      process.exitCode = await command(...(args.slice(0, -1) as unknown as Args), abort.signal)
    } catch (error) {
      if (abort.signal.aborted) process.exitCode = INTERRUPTED
      else if (error instanceof UsageError || error instanceof AuthorError || error instanceof RangeError) {
        process.stderr.write(`rederive: ${error.message}\n`)
        process.exitCode = 2
      } else throw error
    } finally {
      process.off('SIGINT', stop)
      process.off('SIGTERM', stop)
      await closeAllSessions()
    }
  }
}
