/** One worker that answers questions, one at a time, until it runs over a limit or is ended. */
import { Worker } from 'node:worker_threads'
import { workerEntry } from '../engines/worker-entry.js'
import { fault } from './fault.js'
import type { Kind, Message, Question, Questions } from './judge-protocol.js'

export interface JudgeLimits {
  /** Milliseconds for one claim, all witnesses together, counted in its worker. */
  readonly claimLimit: number
  /** MB of heap for the worker. */
  readonly claimMemory: number
}

export interface JudgeThreadOptions extends JudgeLimits {
  /** Another worker than ours, for tests of what happens when one misbehaves. */
  readonly entry?: URL
}

/** Why there is no answer, and after how many milliseconds. */
export interface Undecided {
  readonly why: string
  readonly ms: number
  /** It ran out of memory that earlier questions may have taken. */
  readonly crowded?: true
}

export type Reply<K extends Kind> = { readonly answer: Questions[K]['answer'] } | Undecided

export class JudgeThread {
  private readonly worker: Worker
  private readonly ready: Promise<void>
  /** Resolves when it has exited, whatever the reason. */
  readonly gone: Promise<void>
  private heard: (message: unknown) => void = () => {}
  /** Why it ended or is about to end. */
  private why: string | undefined
  private full = false
  private running = true
  private asked = 0

  constructor(private readonly options: JudgeThreadOptions) {
    const { claimMemory, entry } = options
    const { url, execArgv } = workerEntry(import.meta.url, 'judge-worker')
    this.worker = new Worker(entry ?? url, {
      execArgv,
      env: { ...process.env, NODE_OPTIONS: '' },
      resourceLimits: { maxOldGenerationSizeMb: claimMemory },
      stdout: true,
      stderr: true,
    })
    this.ready = new Promise((resolve) => {
      this.heard = () => resolve()
    })
    this.worker.on('message', (message: unknown) => this.heard(message))
    this.worker.on('error', (error: NodeJS.ErrnoException) => {
      this.full ||= error.code === 'ERR_WORKER_OUT_OF_MEMORY'
      this.why ??= this.full
        ? `no decision within ${claimMemory} MB of memory (--claim-memory)`
        : fault(`its worker failed: ${error.message}`)
    })
    this.gone = new Promise((resolve) => {
      this.worker.on('exit', () => {
        this.running = false
        this.why ??= fault('its worker ended')
        this.heard(undefined)
        resolve()
      })
    })
  }

  /** Whether it can be asked again. */
  get alive(): boolean {
    return this.running && this.why === undefined
  }

  /** The answer to one question. One at a time; where a limit is run over, the worker is gone. Never rejects. */
  async ask<K extends Kind>(
    question: Question<K>,
    onPart: (part: Questions[K]['part']) => void = () => {},
  ): Promise<Reply<K>> {
    await this.ready
    const first = this.asked++ === 0
    const began = performance.now()
    const undecided = (why = this.why as string): Undecided => ({
      why,
      ms: performance.now() - began,
      ...(this.full && !first && { crowded: true }),
    })
    if (!this.alive) return undecided()
    const final = this.final<K>(onPart)
    this.worker.postMessage(question)
    // An answer that came in time while this thread was busy is delivered before the immediate.
    const { claimLimit } = this.options
    const late = `no decision within ${claimLimit / 1000} s (--claim-limit)`
    let answered = false
    const timer = setTimeout(() => setImmediate(() => void (answered || this.end(late))), claimLimit)
    const said = await final
    answered = true
    clearTimeout(timer)
    if (said !== undefined) return 'why' in said ? undecided(said.why) : said.ms > claimLimit ? undecided(late) : said
    await this.gone
    return undecided()
  }

  /** Terminates it. Resolves when it is gone. */
  async end(why: string): Promise<void> {
    this.why ??= why
    void this.worker.terminate()
    await this.gone
  }

  /** The message after all parts, or undefined when the worker has exited. */
  private final<K extends Kind>(
    onPart: (part: Questions[K]['part']) => void,
  ): Promise<Exclude<Message<K>, { part: unknown }> | undefined> {
    return new Promise((resolve) => {
      this.heard = (message) => {
        const said = message as Message<K> | undefined
        if (said !== undefined && 'part' in said) onPart(said.part)
        else resolve(said)
      }
    })
  }
}
