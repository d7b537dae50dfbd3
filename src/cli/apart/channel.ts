/**
 * A process in which authors' code runs, as it is seen from within. Whoever started it (`supervisor.ts`) is told, before the code of each
 * file runs, which one it is, so that a process that ends or falls silent is known by the file that was read. Standard output and
 * standard error, as that code knows them, are another pipe; the report is written elsewhere.
 */
import { readSync, writeSync } from 'node:fs'
import { endWith } from '../../system/parent-watch.js'
import { sha256 } from '../../verify/store.js'
import { Intrinsics } from '../../verify/intrinsics.js'
import { tamed } from '../../verify/thrown.js'
import { writeTo } from '../output.js'
import { APART, type Channel, type Given, type Message, open } from './here.js'

/** Descriptors of a process that runs apart: where the report goes, what is said beside it, and whoever started it. */
const REPORT = 3
const BESIDE = 4
const CHANNEL = 5

/** Time between two signs of life, in milliseconds. */
const PULSE_MS = 1000

class OpenChannel implements Channel {
  private readonly texts = new Map<string, string>()
  private readonly saidBefore: ReadonlySet<string>
  private readonly shared = new Intrinsics()
  private isMeant = false

  constructor(private readonly given: Given) {
    this.saidBefore = new Set(given.said)
    setInterval(() => {
      this.requireIntact()
      this.tell({ alive: true })
    }, PULSE_MS).unref()
    process.on('exit', (code) => this.exits(code))
    process.on('uncaughtException', (error) => this.threw(error))
    // Where whoever started this one is killed, nothing ends a loop here but a thread.
    endWith(process.ppid)
  }

  meets(file: string, text: string): string | undefined {
    const hash = sha256(text)
    this.tell({ meets: file, text: hash })
    return this.whyLeft(file, hash)
  }

  begins(file: string, text: string): string | undefined {
    this.requireIntact()
    const hash = sha256(text)
    this.texts.set(file, hash)
    this.tell({ begins: file, text: hash })
    return this.whyLeft(file, hash)
  }

  private whyLeft(file: string, hash: string): string | undefined {
    return this.given.left.find((one) => one.file === file && one.text === hash)?.why
  }

  /** Ends the process where code of an author, or of a package of one, has changed what all code shares after it was read: what was made since is not to be believed. */
  requireIntact(): void {
    const changed = this.shared.restored()
    if (changed === undefined) return
    this.tell({ changed })
    this.isMeant = true
    own.exit(CHANGED)
  }

  ends(file: string): void {
    this.tell({ ends: file })
  }

  /** Whether something is said for the first time. */
  isNew(key: string): boolean {
    if (this.saidBefore.has(key)) return false
    this.tell({ said: key })
    return true
  }

  /** Ends the process, with an exit code of the command. */
  end(code: number): never {
    this.requireIntact()
    this.isMeant = true
    this.tell({ code })
    return own.exit(code)
  }

  private tell(message: Message): void {
    try {
      write(CHANNEL, `${json({ ...message, token: this.given.token })}\n`)
    } catch {
      // Nobody listens any more.
      own.kill(own.pid, 'SIGKILL')
    }
  }

  /** Only an author's code ends the process before the command does. */
  private exits(code: number): void {
    if (this.isMeant) return
    const file = this.fileIn(new Error().stack ?? '')
    if (file !== undefined) this.tell({ later: file, why: `its code calls process.exit(${code})` })
  }

  private threw(thrown: unknown): void {
    const error = tamed(thrown)
    const { message, stack = '' } = error instanceof Error ? error : { message: String(error) }
    const file = this.fileIn(stack)
    const first = message.split('\n')[0]
    if (file !== undefined) this.tell({ later: file, why: `its code threw when it had been read: ${first}` })
    else this.tell({ fault: `${first}${/\n\s+at (.*)/.exec(stack)?.[1]?.replace(/^/, ', at ') ?? ''}` })
    this.isMeant = true
    own.exit(THREW)
  }

  /** The innermost file in a stack whose code was run here. */
  private fileIn(stack: string): string | undefined {
    for (const line of stack.split('\n')) {
      const file = /^\s+at (?:.* \()?(?:file:\/\/)?(\/.+?|[A-Za-z]:\\.+?):\d+:\d+\)?$/.exec(line)?.[1]
      if (file !== undefined && this.texts.has(file)) return file
    }
    return undefined
  }
}

// An author's code may change what JSON is; what is told here is read by us alone.
const json = JSON.stringify
const write = writeSync
const own = process

/** Exit codes of a process that did not come to its end. */
const THREW = 70
const CHANGED = 71

/** What this process is told by whoever started it apart. */
function heard(): Given {
  const parts: Buffer[] = []
  const part = Buffer.alloc(65_536)
  for (;;) {
    const count = readSync(CHANNEL, part)
    parts.push(Buffer.from(part.subarray(0, count)))
    if (count === 0 || part.subarray(0, count).includes(10)) break
  }
  return JSON.parse(Buffer.concat(parts).toString()) as Given
}

/** Opens what this process tells to whoever started it apart. Returns what is to be tried, where it is for that alone. */
export function openChannel(): Given['trial'] {
  delete process.env[APART]
  writeTo(REPORT, BESIDE)
  const given = heard()
  open(new OpenChannel(given))
  return given.trial
}
