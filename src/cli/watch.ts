/** rederive verify --watch: verdicts of what changed, each time a derivation file is saved. */
import { type FSWatcher, statSync, watch as watchFolder } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { ClaimReport, Report } from '../verify/report.js'
import { filesAt } from './files.js'
import { UsageError } from './interrupt.js'
import { type VerificationOptions, meansFor, verifyFilesBy } from './run.js'
import { claimLine, problemLines, summaryLine } from './terminal.js'

/** Editors write a file in several steps. */
const DEBOUNCE_MS = 50
/** How often to look for a folder that is not there. */
const MISSING_MS = 300

/** Runs until the signal is aborted; rejects with its reason. `verified` is told of each round that came to its end. */
export async function watch(
  paths: string[],
  options: VerificationOptions,
  signal: AbortSignal,
  verified: (report: Report) => Promise<void> = async () => {},
): Promise<never> {
  const means = meansFor(options)
  const { modules } = means.kept
  const folders = new Folders()
  let shown = new Map<string, string>()
  try {
    for (;;) {
      folders.watch([...paths.map(folderOf), ...modules.files.map(dirname)])
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
        if (shown.get(key) !== gist) console.log(text)
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
        console.log(summaryLine(report, reused))
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

/** The derivation files at these paths, or why there are none. */
function listing(paths: readonly string[]): string {
  try {
    return filesAt(paths).join('\n')
  } catch (error) {
    return (error as Error).message
  }
}

function folderOf(path: string): string {
  const absolute = resolve(path)
  return statSync(absolute, { throwIfNoEntry: false })?.isFile() || /\.tsx?$/.test(absolute)
    ? dirname(absolute)
    : absolute
}

/** Tells of changes in a set of folders, those that are made anew included. */
class Folders {
  private readonly watched = new Map<string, { readonly watcher: FSWatcher; readonly inode: number }>()
  private missing = false
  private noticed = false
  private notice = (): void => {}

  watch(folders: readonly string[]): void {
    const wanted = new Set(folders)
    this.missing = false
    for (const [folder, { watcher, inode }] of this.watched) {
      if (wanted.has(folder) && inodeOf(folder) === inode) continue
      watcher.close()
      this.watched.delete(folder)
    }
    for (const folder of wanted) {
      const inode = inodeOf(folder)
      if (inode === undefined) this.missing = true
      else if (!this.watched.has(folder)) this.watched.set(folder, { watcher: this.watcher(folder), inode })
    }
  }

  /** Resolves once it is quiet after an event that `matters`, as it is asked at each. Rejects with the signal's reason. */
  changed(signal: AbortSignal, matters: () => boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      let timer: NodeJS.Timeout | undefined
      const done = (): void => {
        clearTimeout(timer)
        signal.removeEventListener('abort', fail)
        this.notice = () => {
          this.noticed = true
        }
      }
      const fail = (): void => {
        done()
        reject(signal.reason)
      }
      const soon = (ms: number): void => {
        clearTimeout(timer)
        timer = setTimeout(() => {
          done()
          resolve()
        }, ms)
      }
      signal.addEventListener('abort', fail, { once: true })
      if (signal.aborted) return fail()
      this.notice = () => {
        if (matters()) soon(DEBOUNCE_MS)
      }
      if (this.noticed) this.notice()
      // A folder that is not there tells of nothing.
      const look = (): void => {
        if (matters()) soon(DEBOUNCE_MS)
        else timer = setTimeout(look, MISSING_MS)
      }
      if (this.missing && timer === undefined) timer = setTimeout(look, MISSING_MS)
      this.noticed = false
    })
  }

  close(): void {
    for (const { watcher } of this.watched.values()) watcher.close()
    this.watched.clear()
  }

  private watcher(folder: string): FSWatcher {
    const watcher = watchFolder(folder, () => this.notice())
    // A folder that goes away is a change like any other.
    watcher.on('error', () => this.notice())
    return watcher
  }
}

const inodeOf = (folder: string): number | undefined => statSync(folder, { throwIfNoEntry: false })?.ino
