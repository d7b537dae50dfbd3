/** One worker that judges lines, one at a time, until it runs over a limit or is ended. */
import { Worker } from 'node:worker_threads'
import { workerEntry } from '../engines/worker-entry.js'
import type { JudgeLineOptions } from './judge-line.js'
import type { JudgedLine } from './judge-protocol.js'

export interface JudgeThreadOptions extends Omit<JudgeLineOptions, 'signal'> {
  /** Milliseconds for one claim, all witnesses together, counted in its worker. */
  readonly claimLimit: number
  /** MB of heap for the worker. */
  readonly claimMemory: number
}

/** Why there is no verdict, and after how many milliseconds. */
export interface Undecided {
  readonly why: string
  readonly ms: number
}

export class JudgeThread {
  private readonly worker: Worker
  private readonly ready: Promise<void>
  /** Resolves when it has exited, whatever the reason. */
  readonly gone: Promise<void>
  private heard: (message: unknown) => void = () => {}
  /** Why it ended or is about to end. */
  private why: string | undefined
  private running = true

  constructor(private readonly options: JudgeThreadOptions) {
    const { seed, runs, engineLimit, engines, claimMemory } = options
    const { url, execArgv } = workerEntry(import.meta.url, 'judge-worker')
    this.worker = new Worker(url, {
      workerData: { seed, runs, engineLimit, engines } satisfies JudgeLineOptions,
      execArgv,
      env: { ...process.env, NODE_OPTIONS: '' },
      resourceLimits: { maxOldGenerationSizeMb: claimMemory },
      stdout: true,
      stderr: true,
    })
    this.ready = this.reply().then(() => {})
    this.worker.on('message', (message: unknown) => this.heard(message))
    this.worker.on('error', (error: NodeJS.ErrnoException) => {
      this.why ??=
        error.code === 'ERR_WORKER_OUT_OF_MEMORY'
          ? `no decision within ${claimMemory} MB of memory (--claim-memory)`
          : `its worker failed: ${error.message.slice(0, 500)}`
    })
    this.gone = new Promise((resolve) => {
      this.worker.on('exit', () => {
        this.running = false
        this.why ??= 'its worker ended'
        this.heard(undefined)
        resolve()
      })
    })
  }

  /** Whether it can be asked again. */
  get alive(): boolean {
    return this.running && this.why === undefined
  }

  /** The verdict on one line. One line at a time; without a verdict the worker is gone. */
  async judge(text: string): Promise<JudgedLine | Undecided> {
    await this.ready
    const began = performance.now()
    if (!this.alive) return this.undecided(began)
    const reply = this.reply()
    this.worker.postMessage(text)
    // An answer that came in time while this thread was busy is delivered before the immediate.
    const { claimLimit } = this.options
    const why = `no decision within ${claimLimit / 1000} s (--claim-limit)`
    let answered = false
    const timer = setTimeout(() => setImmediate(() => void (answered || this.end(why))), claimLimit)
    const answer = await reply
    answered = true
    clearTimeout(timer)
    if (answer !== undefined) return answer as JudgedLine
    await this.gone
    return this.undecided(began)
  }

  /** Terminates it. Resolves when it is gone. */
  async end(why: string): Promise<void> {
    this.why ??= why
    void this.worker.terminate()
    await this.gone
  }

  private undecided(began: number): Undecided {
    return { why: this.why as string, ms: performance.now() - began }
  }

  /** The next message, or undefined when the worker has exited. */
  private reply(): Promise<unknown> {
    return new Promise((resolve) => {
      this.heard = resolve
    })
  }
}
