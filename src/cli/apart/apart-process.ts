/** A process that runs this command apart, as it is seen by whoever started it: what it tells, whether it lives, and how it came to its end. */
import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Socket } from 'node:net'
import { totalmem } from 'node:os'
import { createInterface } from 'node:readline'
import { withoutCrash } from './crash-text.js'
import { APART, type Given, type Message } from './here.js'

/** How often it is looked at, in milliseconds. */
const TICK_MS = 500
/** How long it may give no sign of life, in units of the time that the code of a file may take. */
const SILENCE = 1.5
/** Looks that a process is given to end when it is asked to; fewer while code of a file runs, which lets it hear nothing. */
const ENDING_TICKS = 10
const ENDING_TICKS_IN_CODE = 2
/** Memory of all its threads together, in bytes. */
const MEMORY_LIMIT = Math.min(8 * 2 ** 30, 0.75 * totalmem())
/** How long its outputs are read when it has ended, in milliseconds. */
const LINGERS_MS = 500

/** 128 and the number of the signal, as shells have it. */
export const ENDED = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const
export type Ending = keyof typeof ENDED

/** How a process came to its end. */
export interface End {
  /** The exit code of the command, where it came to its end. */
  readonly code?: number
  /** Why the process came to none, as a clause. */
  readonly why: string
  /** The file whose code was running, or that did it later. */
  readonly by?: string
  readonly fault?: string
  /** Since code ran last, in milliseconds. */
  readonly after: number
}

export class Apart {
  /** Files whose code began, with hashes of their texts. */
  readonly texts = new Map<string, string>()
  /** Files whose packages were imported, or whose code came to its end. */
  readonly met = new Set<string>()
  readonly ended: Promise<End>
  private readonly child: ChildProcess
  private readonly token = randomUUID()
  private readonly running: string[] = []
  private since = performance.now()
  private code: number | undefined
  private exit: number | null | undefined
  private later: Pick<End, 'by' | 'why'> | undefined
  private fault: string | undefined
  private changed: string | undefined
  private killed: string | undefined
  private outOfMemory = false
  private readonly silenceMs: number
  private silent = 0
  private ending: number | undefined

  constructor(
    given: Omit<Given, 'token'>,
    private readonly said: Set<string>,
    fileLimit: number,
    quiet: boolean,
  ) {
    this.silenceMs = fileLimit * SILENCE
    this.child = spawn(process.execPath, [...process.execArgv, ...process.argv.slice(1)], {
      // A group of its own, so that Ctrl-C comes to it through us, and nothing of it is left.
      detached: true,
      stdio: ['inherit', 'pipe', 'pipe', 1, 2, 'pipe'],
      env: { ...process.env, [APART]: '1' },
    })
    const { child } = this
    const heard = (child.stdio as readonly unknown[])[5] as Socket
    heard.on('error', () => {})
    heard.write(`${JSON.stringify({ ...given, token: this.token })}\n`)
    createInterface({ input: heard })
      .on('line', (line) => this.hear(line))
      .on('error', () => {})
    for (const stream of [child.stdout, child.stderr])
      withoutCrash(stream as NodeJS.ReadableStream, (text) => {
        if (!quiet) process.stderr.write(text)
      }).then(
        (isMemory) => {
          this.outOfMemory ||= isMemory
        },
        () => {},
      )
    const tick = setInterval(() => this.look(), TICK_MS)
    this.ended = new Promise((resolve) => {
      const end = (how: string): void => {
        clearInterval(tick)
        this.signal('SIGKILL')
        for (const stream of [child.stdout, child.stderr, heard]) stream?.destroy()
        resolve(this.endOf(how))
      }
      child.on('error', (error) => end(`no process can be started: ${error.message}`))
      child.on('exit', (code, signal) => {
        this.exit = code
        const how = signal === null ? `exit code ${code}` : signal
        child.on('close', () => end(how))
        // What it has started may hold its outputs.
        this.signal('SIGKILL')
        setTimeout(() => end(how), LINGERS_MS).unref()
      })
    })
  }

  /** Asks it to end. */
  stop(signal: Ending): void {
    this.ending ??= 0
    this.child.kill(signal)
  }

  kill(why: string): void {
    this.killed ??= why
    this.signal('SIGKILL')
  }

  /** To it and to all processes that it started. */
  signal(name: NodeJS.Signals): void {
    try {
      process.kill(-(this.child.pid as number), name)
    } catch {
      // It is gone.
    }
  }

  private endOf(how: string): End {
    const { running, later, fault, code } = this
    const why =
      this.killed ??
      (this.outOfMemory
        ? 'its code ran out of memory'
        : this.changed !== undefined
          ? `its code, or that of a package, changes ${this.changed}, which all code here shares`
          : `its code ended the process (${how})`)
    const by = running.at(-1)
    return {
      ...(code !== undefined && code === this.exit && { code }),
      why,
      ...(by !== undefined && { by }),
      ...later,
      ...(fault !== undefined && { fault }),
      after: performance.now() - this.since,
    }
  }

  private look(): void {
    const patience = this.running.length > 0 ? ENDING_TICKS_IN_CODE : ENDING_TICKS
    if (this.ending !== undefined && ++this.ending > patience) this.kill('it did not end when it was asked to')
    // Counted, not timed: a machine that slept is no silence.
    if (++this.silent * TICK_MS > this.silenceMs)
      this.kill(`its code does not end (nothing was heard for ${this.silenceMs / 1000} s)`)
    const bytes = residentOf(this.child.pid)
    if (bytes > MEMORY_LIMIT) this.kill(`its code took more than ${(MEMORY_LIMIT / 2 ** 30).toFixed(1)} GB of memory`)
  }

  private hear(line: string): void {
    this.silent = 0
    const message = parsed(line, this.token)
    if (message === undefined) return
    if ('meets' in message) {
      this.texts.set(message.meets, message.text)
      this.met.add(message.meets)
    } else if ('changed' in message) this.changed = message.changed
    else if ('begins' in message) {
      this.running.push(message.begins)
      this.texts.set(message.begins, message.text)
    } else if ('ends' in message) {
      const at = this.running.lastIndexOf(message.ends)
      if (at >= 0) this.running.splice(at)
      this.met.add(message.ends)
      this.since = performance.now()
    } else if ('said' in message) this.said.add(message.said)
    else if ('later' in message) this.later = { by: message.later, why: message.why }
    else if ('fault' in message) this.fault = message.fault
    else if ('code' in message) this.code = message.code
  }
}

/** Only we write to the channel; what else there may be in it is nothing. */
function parsed(line: string, token: string): Message | undefined {
  try {
    const found: unknown = JSON.parse(line)
    return typeof found === 'object' && found !== null && (found as { token?: unknown }).token === token
      ? (found as Message)
      : undefined
  } catch {
    return undefined
  }
}

/** Bytes of memory that a process has, where the system says so; else 0. */
function residentOf(pid: number | undefined): number {
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * 4096
  } catch {
    return 0
  }
}
