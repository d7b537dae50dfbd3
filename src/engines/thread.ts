/**
 * Worker threads, one engine each. A thread is unref'ed except while somebody waits for it, so it never keeps the
 * process alive; it is in `live` from its start to its exit, so that all of them can be terminated. A thread whose
 * session ended well evaluates its engine's modules afresh, which forgets all state, and waits to be taken again; one
 * that was killed is gone. Of each engine at most IDLE threads wait.
 */
import { Worker } from 'node:worker_threads'
import type { Request } from './engine.js'
import { EngineFailure } from './failure.js'
import type { EngineName } from './registry.js'
import { workerEntry } from './worker-entry.js'
import { RENEW, type Reply } from './worker-protocol.js'

export const DEFAULT_MEMORY_MB = 512

interface Waiting {
  resolve(message: unknown): void
  reject(error: unknown): void
}

const live = new Set<EngineThread>()
const idle = new Map<EngineName, EngineThread[]>()
/** One to be taken while another renews. */
const IDLE = 2

export class EngineThread {
  private readonly worker: Worker
  private loading: Promise<unknown>
  private readonly exited: Promise<void>
  private waiting: Waiting | undefined
  private cause: unknown

  constructor(
    readonly engine: EngineName,
    readonly memoryMb: number,
  ) {
    const { url, execArgv } = workerEntry(import.meta.url, 'worker')
    this.worker = new Worker(url, {
      workerData: engine,
      execArgv,
      env: { ...process.env, NODE_OPTIONS: '' },
      resourceLimits: { maxOldGenerationSizeMb: memoryMb },
      stdout: true,
      stderr: true,
    })
    live.add(this)
    this.loading = this.reply()
    this.loading.catch(() => {})
    this.worker.on('message', (message: unknown) => this.waiting?.resolve(message))
    this.worker.on('error', (error) => {
      this.cause ??= new EngineFailure(engine, 'go on', `its worker crashed: ${error.message}`)
    })
    this.exited = new Promise((resolve) => {
      this.worker.on('exit', () => {
        live.delete(this)
        idle.set(
          engine,
          idleOf(engine).filter((thread) => thread !== this),
        )
        this.cause ??= new EngineFailure(engine, 'go on', 'its worker ended')
        this.waiting?.reject(this.cause)
        resolve()
      })
    })
    // Listening to messages is what refs a worker, so this comes last.
    this.worker.unref()
  }

  /** Whether it can still be asked. */
  get alive(): boolean {
    return live.has(this) && this.cause === undefined
  }

  /** Resolves when the engine is loaded; rejects with what ended the thread before. */
  async loaded(): Promise<void> {
    await this.held(this.loading)
  }

  /** The engine's reply. One request at a time. After `limitMs` the thread ends and this rejects with `late()`. */
  async ask(request: Request, limitMs: number, late: () => Error): Promise<Reply> {
    if (!this.alive) throw this.cause
    const reply = this.reply()
    this.worker.postMessage(request)
    // A reply that came in time while this thread was busy is delivered before the immediate.
    const timer = setTimeout(() => setImmediate(() => this.waiting && void this.end(late())), Math.max(0, limitMs))
    try {
      return (await this.held(reply)) as Reply
    } finally {
      clearTimeout(timer)
    }
  }

  /** Starts over with a fresh copy of the engine. */
  renew(): void {
    this.loading = this.reply()
    this.loading.catch(() => {})
    this.worker.postMessage(RENEW)
  }

  /** Whether a request is under way. */
  get busy(): boolean {
    return this.waiting !== undefined
  }

  /** Terminates the thread; whoever waits for it is rejected with `cause`. Resolves when it is gone. */
  async end(cause: unknown): Promise<void> {
    this.cause ??= cause
    this.waiting?.reject(this.cause)
    void this.worker.terminate()
    await this.exited
  }

  private reply(): Promise<unknown> {
    const done = () => {
      this.waiting = undefined
    }
    return new Promise((resolve, reject) => {
      this.waiting = { resolve, reject }
    }).finally(done)
  }

  private async held<T>(promise: Promise<T>): Promise<T> {
    this.worker.ref()
    try {
      return await promise
    } finally {
      this.worker.unref()
    }
  }
}

const idleOf = (engine: EngineName): EngineThread[] => idle.get(engine) ?? []

/** A thread nobody else has, its engine loaded; leaves another loading for the next. Rejects when loading fails. */
export async function takeThread(engine: EngineName, memoryMb: number): Promise<EngineThread> {
  const [spare, ...others] = memoryMb === DEFAULT_MEMORY_MB ? idleOf(engine) : []
  if (spare) idle.set(engine, others)
  const thread = spare ?? new EngineThread(engine, memoryMb)
  await thread.loaded()
  if (thread.alive && idleOf(engine).length === 0) idle.set(engine, [new EngineThread(engine, DEFAULT_MEMORY_MB)])
  return thread
}

/** Takes a thread back when its session is over: it is renewed and waits, or ends when it cannot be used again. */
export async function returnThread(thread: EngineThread, cause: unknown): Promise<void> {
  const waiting = idleOf(thread.engine)
  if (!thread.alive || thread.busy || thread.memoryMb !== DEFAULT_MEMORY_MB || waiting.length >= IDLE) {
    return thread.end(cause)
  }
  thread.renew()
  idle.set(thread.engine, [...waiting, thread])
}

/** Terminates every thread, spares included. Resolves when none is left. */
export async function endAllThreads(): Promise<void> {
  await Promise.all([...live].map((t) => t.end(new EngineFailure(t.engine, 'go on', 'all sessions were closed'))))
}

/** How many threads there are, spares included. */
export const threadCount = (): number => live.size
