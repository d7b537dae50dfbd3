/** Folders in which something may change. */
import { type FSWatcher, statSync, watch } from 'node:fs'

/** Editors write a file in several steps. */
const DEBOUNCE_MS = 50
/** How often to look for a folder that is not there. */
const MISSING_MS = 300

/** Tells of changes in a set of folders, those that are made anew included. */
export class WatchedFolders {
  private readonly watched = new Map<string, { readonly watcher: FSWatcher; readonly inode: number }>()
  private missing = false
  private noticed = false
  private notice = (): void => {}

  /** `wanted`: the folders that are to be watched, which is asked anew at each event: one may have got others in it. */
  constructor(private readonly wanted: () => readonly string[]) {}

  /** Watches what is wanted by now, and nothing else. */
  renew(): void {
    const wanted = new Set(this.wanted())
    for (const folder of this.watched.keys()) if (!wanted.has(folder)) this.leave(folder)
    this.follow()
  }

  /** Watches what is wanted by now, too, and looks for what changed before it was watched. */
  update(): void {
    this.follow()
    this.notice()
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
    for (const folder of this.watched.keys()) this.leave(folder)
  }

  private follow(): void {
    const wanted = new Set(this.wanted())
    this.missing = false
    for (const [folder, { inode }] of this.watched) if (inodeOf(folder) !== inode) this.leave(folder)
    for (const folder of wanted) if (!this.watched.has(folder)) this.watch(folder)
    // What was made in a folder before that was watched, nobody told of.
    if (this.wanted().some((folder) => !wanted.has(folder))) this.follow()
  }

  private watch(folder: string): void {
    try {
      const { ino: inode } = statSync(folder)
      const watcher = watch(folder, () => this.update())
      // A folder that goes away is a change like any other.
      watcher.on('error', () => this.update())
      this.watched.set(folder, { watcher, inode })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
      this.missing = true
    }
  }

  private leave(folder: string): void {
    this.watched.get(folder)?.watcher.close()
    this.watched.delete(folder)
  }
}

const inodeOf = (folder: string): number | undefined => statSync(folder, { throwIfNoEntry: false })?.ino
