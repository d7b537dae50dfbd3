/**
 * Judges lines of foreign claims in worker threads, so that no line can hold up the others, or take the process down: each has a
 * time limit and each worker a heap of its own. A worker that ran over a limit is gone, and the next line gets a new one.
 */
import type { JudgedLine } from './judge-protocol.js'
import { JudgeThread, type JudgeThreadOptions } from './judge-thread.js'
import { idOf } from './line-id.js'
import type { Verdict } from './report.js'

const CLOSED = 'the pool was closed'

export interface JudgePoolOptions extends JudgeThreadOptions {
  /** Claims at a time. */
  readonly threads: number
}

export class JudgePool {
  private readonly free: JudgeThread[] = []
  private readonly live = new Set<JudgeThread>()
  private readonly waiting: ((thread: JudgeThread) => void)[] = []
  private closed = false

  constructor(private readonly options: JudgePoolOptions) {}

  /** The verdict on one line. Lines are begun in the order of the calls. Never rejects. */
  async judge(text: string): Promise<JudgedLine> {
    if (this.closed) return told(text, 'unknown', CLOSED, 0)
    const thread = await this.take()
    const answer = await thread.judge(text)
    if (!thread.alive) await thread.gone
    this.release(thread)
    return 'json' in answer ? answer : told(text, 'unknown', answer.why, answer.ms)
  }

  /** Terminates every worker; lines under way or waiting come back as unknown. Resolves when no worker is left. */
  async close(): Promise<void> {
    this.closed = true
    await Promise.all([...this.live].map((thread) => thread.end(CLOSED)))
  }

  /** How many workers there are. */
  get size(): number {
    return this.live.size
  }

  private take(): Promise<JudgeThread> {
    const thread = this.free.pop()
    if (thread) return Promise.resolve(thread)
    if (this.live.size < this.options.threads) return Promise.resolve(this.started())
    return new Promise((resolve) => this.waiting.push(resolve))
  }

  private release(thread: JudgeThread): void {
    const next = this.waiting.shift()
    if (next) next(thread.alive || this.closed ? thread : this.started())
    else if (thread.alive) this.free.push(thread)
  }

  private started(): JudgeThread {
    const thread = new JudgeThread(this.options)
    this.live.add(thread)
    void thread.gone.then(() => {
      this.live.delete(thread)
      const at = this.free.indexOf(thread)
      if (at >= 0) this.free.splice(at, 1)
    })
    return thread
  }
}

/** A verdict that no worker gave. */
export function told(text: string, verdict: Verdict, why: string, ms: number): JudgedLine {
  const answer = { id: idOf(text), verdict, why, ms: Math.round(ms * 10) / 10 }
  return { verdict, json: JSON.stringify(answer) }
}
