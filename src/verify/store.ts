/**
 * A folder of results kept by content: one file for each, named by the hash of everything that determines it. Files are written whole
 * (beside, then renamed), carry a checksum by a key of this machine and are ignored when anything about them is wrong, so runs at the same time and runs that are
 * killed do no harm, and what came with a repository is not believed.
 */
import { createHash, createHmac, randomBytes } from 'node:crypto'
import {
  closeSync,
  constants,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { kindAt, kindOf, kindOfLink } from '../system/kind.js'
import { machineKey } from './machine-key.js'

const FORMAT = 'rederive-cache-2'
/** Bytes of the largest entry that is read. */
const LARGEST = 64_000_000
/** Names of entries, and of those that are being written. */
const ENTRY = /^[0-9a-f]{64}$/
const NEW = /^\.new-\d+-[0-9a-f]+$/
const DAY_MS = 24 * 3600 * 1000
/** Entries not read for this long are dropped. */
const UNUSED_MS = 30 * DAY_MS
/** A temporary file this old belongs to a run that was killed. */
const ABANDONED_MS = 3600 * 1000
const MOST_ENTRIES = 100_000

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
      text = regularFile(file)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT')
        this.note(`cannot read ${file}: ${(error as Error).message}`)
      return undefined
    }
    const [head, body = ''] = splitAt(text, text.indexOf('\n'))
    if (head !== this.headOf(key, body)) {
      this.note(`ignored ${file}: it is damaged, of another version, or was not written on this machine`)
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
      writeFileSync(temporary, `${this.headOf(key, body)}\n${body}`)
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
    for (const name of namesIn(this.folder).filter((one) => ENTRY.test(one) || NEW.test(one))) {
      const file = join(this.folder, name)
      // Another run may have dropped it meanwhile.
      const found = kindOfLink(file)
      if (found === undefined) continue
      const used = Number(found.mtimeMs)
      const limit = NEW.test(name) ? ABANDONED_MS : UNUSED_MS
      if (now - used > limit) rmSync(file, { recursive: true, force: true })
      else if (ENTRY.test(name)) entries.push({ file, used })
    }
    entries.sort((a, b) => b.used - a.used)
    for (const { file } of entries.slice(this.most)) rmSync(file, { recursive: true, force: true })
  }

  private headOf(key: string, body: string): string {
    const checksum = createHmac(
      'sha256',
      machineKey((note) => this.note(note)),
    ).update(`${key}\n${body}`)
    return `${FORMAT} ${key} ${checksum.digest('hex')}`
  }

  private file(key: string): string {
    return join(this.folder, key)
  }

  private touch(file: string): void {
    try {
      const used = kindAt(file)?.mtimeMs ?? 0n
      if (Date.now() - Number(used) > DAY_MS) utimesSync(file, new Date(), new Date())
    } catch {
      // Dropped by another run, or a folder that may only be read: the entry was read all the same.
    }
  }

  private note(text: string): void {
    if (!this.told) this.say(`cache: ${text}`)
    this.told = true
  }
}

const splitAt = (text: string, k: number): [string, string?] => (k < 0 ? [text] : [text.slice(0, k), text.slice(k + 1)])

/** The text of a file that is none of the kinds at which a reader waits, or is led elsewhere. */
function regularFile(file: string): string {
  const open = openSync(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
  try {
    const found = kindOf(open)
    if (!found.isFile()) throw new Error('it is no file')
    if (found.size > LARGEST) throw new Error(`it has more than ${LARGEST} bytes`)
    return readFileSync(open, 'utf8')
  } finally {
    closeSync(open)
  }
}

function rmIfFolder(file: string): void {
  if (kindOfLink(file)?.isDirectory()) rmSync(file, { recursive: true })
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
