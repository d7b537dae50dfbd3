/** Runs a command so that Ctrl-C ends it with no worker left and no half-written file, and every error is told in words. */
import { endAllThreads } from '../engines/thread.js'
import { AuthorError } from '../expr/author-error.js'
import { channelHere } from './apart/here.js'
import { sayBeside, written } from './output.js'

/** Bad input: told in one message, exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** Nothing is no success: throws UsageError where no claim was judged. */
export function requireJudged(claims: number, expected: string): void {
  if (claims === 0) throw new UsageError(`no claim was judged: ${expected}`)
}

/** 128 and the number of the signal, as shells have it. */
const ENDED = { SIGINT: 130, SIGTERM: 143 } as const

/** Ends the process at once. */
export function exitNow(code: number): never {
  channelHere()?.end(code)
  process.exit(code)
}

/** The last two arguments that commander passes are options and the command; the command function gets the signal instead of the latter. */
export function interruptible<Args extends readonly unknown[]>(
  command: (...args: [...Args, AbortSignal]) => Promise<number>,
): (...args: [...Args, unknown]) => Promise<void> {
  return async (...args) => {
    const abort = new AbortController()
    let ended: number = ENDED.SIGINT
    const stop = (name: keyof typeof ENDED): void => {
      ended = ENDED[name]
      if (abort.signal.aborted) exitNow(ended)
      abort.abort(new UsageError('interrupted'))
    }
    process.on('SIGINT', stop)
    process.on('SIGTERM', stop)
    try {
      const code = await command(...(args.slice(0, -1) as unknown as Args), abort.signal)
      // What was interrupted may have come to an end that tells of it as a mistake in a file.
      process.exitCode = abort.signal.aborted && code !== 0 ? ended : code
    } catch (error) {
      if (abort.signal.aborted) process.exitCode = ended
      else if (error instanceof UsageError || error instanceof AuthorError) {
        sayBeside(`rederive: ${error.message}`)
        process.exitCode = 2
      } else throw error
    } finally {
      process.off('SIGINT', stop)
      process.off('SIGTERM', stop)
      await endAllThreads()
    }
    const channel = channelHere()
    if (channel) {
      // What an author's code has left open ends with it.
      await written()
      channel.end(Number(process.exitCode))
    }
  }
}
