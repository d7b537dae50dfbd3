/** rederive verify --watch: verdicts of what changed, each time a derivation file is saved. */
import { dirname, resolve } from 'node:path'
import { kindAt } from '../system/kind.js'
import { foldersFrom } from '../verify/authored-files.js'
import { setAround } from '../verify/contents-file.js'
import type { ClaimReport, Report } from '../verify/report.js'
import { derivationFilesAt } from './files.js'
import { UsageError } from './interrupt.js'
import { say } from './output.js'
import { type VerificationOptions, meansFor, verifyFilesBy } from './run.js'
import { claimLine, problemLines, summaryLine } from './terminal.js'
import { WatchedFolders } from './watched-folders.js'

/** Runs until the signal is aborted; rejects with its reason. `verified` is told of each round that came to its end. */
export async function watch(
  paths: string[],
  options: VerificationOptions,
  signal: AbortSignal,
  verified: (report: Report) => Promise<void> = async () => {},
): Promise<never> {
  const means = meansFor(options)
  const { modules } = means.kept
  const folders = new WatchedFolders(() => [...paths.flatMap(foldersOf), ...modules.files.map((file) => dirname(file))])
  let shown = new Map<string, string>()
  try {
    for (;;) {
      folders.renew()
      const listed = listing(paths)
      // A save while claims are verified ends that round, and begins the next.
      const round = new AbortController()
      const stop = (): void => round.abort(signal.reason)
      signal.addEventListener('abort', stop, { once: true })
      // The cache may lie in a watched folder, and an editor may save the same text; neither is a change.
      const changed = folders.changed(signal, () => listing(paths) !== listed || modules.areStale())
      void changed.then(
        () => round.abort(new Superseded()),
        () => {},
      )
      const told = new Map<string, string>()
      const tell = (key: string, gist: string, text: string): void => {
        told.set(key, gist)
        if (shown.get(key) !== gist) say(text)
      }
      try {
        let reused = 0
        const report = await verifyFilesBy(means, paths, options, round.signal, {
          problem: (problem) => tell(problem.file, JSON.stringify(problem), problemLines(problem)),
          claim: (claim, found) => {
            tell(claim.id, gistOf(claim), claimLine(claim))
            if (found) reused++
          },
        })
        say(summaryLine(report, reused))
        shown = told
        await verified(report)
      } catch (error) {
        signal.throwIfAborted()
        if (error instanceof UsageError) tell('', error.message, `rederive: ${error.message}`)
        else if (!(error instanceof Superseded)) throw error
        // What was told stays told, though the round did not end.
        shown = new Map([...shown, ...told])
      } finally {
        signal.removeEventListener('abort', stop)
      }
      // Files that are imported may lie elsewhere.
      folders.update()
      await changed
    }
  } finally {
    folders.close()
    await means.pool.close()
  }
}

class Superseded extends Error {}

/** What a reader of the terminal sees of a claim, but for times and its place in the file. */
function gistOf(claim: ClaimReport): string {
  const { at: _, figure: _drawn, proposition: _whole, witnesses, ...rest } = claim
  return JSON.stringify([rest, witnesses.map(({ name, outcome, mode }) => [name, outcome, mode])])
}

/** The derivation files at these paths and what is said of their order, or why there are none. */
function listing(paths: readonly string[]): string {
  try {
    const files = derivationFilesAt(paths).map(({ path }) => path)
    return JSON.stringify([files, files.map((file) => setAround(file))])
  } catch (error) {
    return (error as Error).message
  }
}

/** The folders in which files at a path may come and go. */
function foldersOf(path: string): readonly string[] {
  const absolute = resolve(path)
  const found = kindAt(absolute)
  if (!found?.isDirectory()) return [found?.isFile() || /\.tsx?$/.test(absolute) ? dirname(absolute) : absolute]
  try {
    return [absolute, ...foldersFrom(absolute)]
  } catch (error) {
    if (error instanceof RangeError) return [absolute]
    throw error
  }
}
