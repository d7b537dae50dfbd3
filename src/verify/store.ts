/**
 * A folder of results kept by content: one file for each, named by the hash of everything that determines it. Files are written whole
 * (beside, then renamed), carry a checksum and are ignored when anything about them is wrong, so runs at the same time and runs that are
 * killed do no harm. What a result says is only as trustworthy as this folder.
 */
import { createHash, randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const FORMAT = 'rederive-cache-1'
const DAY_MS = 24 * 3600 * 1000
/** Entries not read for this long are dropped. */
const UNUSED_MS = 30 * DAY_MS
/** A temporary file this old belongs to a run that was killed. */
const ABANDONED_MS = 3600 * 1000
const MOST_ENTRIES = 5000

export const sha256 = (text: string | Uint8Array): string => createHash('sha256').update(text).digest('hex')

export class Store {
  private told = false
  private usable = true
  private wrote = false

  constructor(
    readonly folder: string,
    private readonly say: (note: string) => void,
    private readonly most = MOST_ENTRIES,
  ) {}

  /** What was written under `key`, when `isValid` accepts it; undefined otherwise. The first entry that is not as it should be is told. */
  read<T>(key: string, isValid: (value: unknown) => value is T): T | undefined {
    const file = this.file(key)
    let text: string
    try {
      text = readFileSync(file, 'utf8')
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT')
        this.note(`cannot read ${file}: ${(error as Error).message}`)
      return undefined
    }
    const [head, body = ''] = splitAt(text, text.indexOf('\n'))
    if (head !== headOf(key, body)) {
      this.note(`ignored ${file}: it is damaged or of another version`)
      return undefined
    }
    const value = JSON.parse(body) as unknown
    if (!isValid(value)) {
      this.note(`ignored ${file}: it is not of the expected form`)
      return undefined
    }
    this.touch(file)
    return value
  }

  write(key: string, value: unknown): void {
    if (!this.usable) return
    const body = JSON.stringify(value)
    const temporary = join(this.folder, `.new-${process.pid}-${randomBytes(6).toString('hex')}`)
    try {
      // A temporary file that is left when the next lines fail is dropped by a later run.
      mkdirSync(this.folder, { recursive: true })
      writeFileSync(temporary, `${headOf(key, body)}\n${body}`)
      rmIfFolder(this.file(key))
      renameSync(temporary, this.file(key))
      this.wrote = true
    } catch (error) {
      this.usable = false
      this.note(`cannot write to ${this.folder}: ${(error as Error).message}`)
    }
  }

  /** After writes: drops what was not used for 30 days, what is beyond the largest count (the least recently used first), and leftovers. */
  prune(now = Date.now()): void {
    if (!this.wrote) return
    this.wrote = false
    const entries: { file: string; used: number }[] = []
    for (const name of namesIn(this.folder)) {
      const file = join(this.folder, name)
      // Another run may have dropped it meanwhile.
      const used = statSync(file, { throwIfNoEntry: false })?.mtimeMs
      if (used === undefined) continue
      const limit = name.startsWith('.new-') ? ABANDONED_MS : UNUSED_MS
      if (now - used > limit) rmSync(file, { recursive: true, force: true })
      else if (!name.startsWith('.new-')) entries.push({ file, used })
    }
    entries.sort((a, b) => b.used - a.used)
    for (const { file } of entries.slice(this.most)) rmSync(file, { recursive: true, force: true })
  }

  private file(key: string): string {
    return join(this.folder, key)
  }

  private touch(file: string): void {
    try {
      if (Date.now() - statSync(file).mtimeMs > DAY_MS) utimesSync(file, new Date(), new Date())
    } catch {
      // Dropped by another run, or a folder that may only be read: the entry was read all the same.
    }
  }

  private note(text: string): void {
    if (!this.told) this.say(`cache: ${text}`)
    this.told = true
  }
}

const headOf = (key: string, body: string): string => `${FORMAT} ${key} ${sha256(body)}`

const splitAt = (text: string, k: number): [string, string?] => (k < 0 ? [text] : [text.slice(0, k), text.slice(k + 1)])

function rmIfFolder(file: string): void {
  if (statSync(file, { throwIfNoEntry: false })?.isDirectory()) rmSync(file, { recursive: true })
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
