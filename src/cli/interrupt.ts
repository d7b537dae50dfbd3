/** Runs a command so that Ctrl-C ends it with no worker left and no half-written file, and every error is told in words. */
import { endAllThreads } from '../engines/thread.js'
import { AuthorError } from '../expr/author-error.js'

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

let isMeant = false

/** Ends the process at once. */
export function exitNow(code: number): never {
  isMeant = true
  process.exit(code)
}

/** The file whose code calls process.exit just now. */
function endingFile(): string | undefined {
  const calls = new Error().stack?.split('\n') ?? []
  const caller = calls[calls.findIndex((call) => /\bprocess\.exit\b/.test(call)) + 1]
  return /^\s+at (?:.* \()?(?:file:\/\/)?(\/.+?|[A-Za-z]:\\.+?):\d+:\d+\)?$/.exec(caller ?? '')?.[1]
}

/** What ends the process before a command has ended, which only code of an author's can, is no success. */
function endedByAnother(code: number): void {
  if (isMeant) return
  const file = endingFile()
  const by = file === undefined ? 'process.exit or the like' : `process.exit in ${file}`
  process.stderr.write(`rederive: the process was ended, by ${by}, before there was a result\n`)
  process.exitCode = code === 0 ? 2 : code
}

/** How long a process may be kept by what an author's code has left open, in milliseconds. */
const LINGERS_MS = 500

/** Ends the process, when all is written, though something may be left open. */
function endSoon(): void {
  isMeant = true
  const end = (): void => {
    if (process.stdout.writableLength + process.stderr.writableLength > 0) endSoon()
    else process.exit()
  }
  setTimeout(end, LINGERS_MS).unref()
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
    process.on('exit', endedByAnother)
    try {
      const code = await command(...(args.slice(0, -1) as unknown as Args), abort.signal)
      // What was interrupted may have come to an end that tells of it as a mistake in a file.
      process.exitCode = abort.signal.aborted && code !== 0 ? ended : code
    } catch (error) {
      if (abort.signal.aborted) process.exitCode = ended
      else if (error instanceof UsageError || error instanceof AuthorError) {
        process.stderr.write(`rederive: ${error.message}\n`)
        process.exitCode = 2
      } else throw error
    } finally {
      process.off('SIGINT', stop)
      process.off('SIGTERM', stop)
      await endAllThreads()
      endSoon()
    }
  }
}
