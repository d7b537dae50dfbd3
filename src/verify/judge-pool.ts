/**
 * Judges claims in worker threads, so that no claim can hold up the others, or take the process down: each has a
 * time limit and each worker a heap of its own. A worker that ran over a limit is gone, and the next claim gets a new one.
 */
import { availableParallelism } from 'node:os'
import { Conclusion } from './conclusion.js'
import {
  type ClaimAnswer,
  type ClaimRequest,
  type JudgedLine,
  type Kind,
  type LineRequest,
  type ProofWith,
  type Question,
  type Questions,
  withTheorem,
} from './judge-protocol.js'
import { JudgeThread, type JudgeThreadOptions, type Reply, type Undecided } from './judge-thread.js'
import { idOf } from './line-id.js'
import type { Verdict } from './report.js'

const CLOSED = 'the pool was closed'

export interface JudgePoolOptions extends JudgeThreadOptions {
  /** Claims at a time; as many as there are processors unless given, and at most two. */
  readonly threads?: number
  /** How lines are judged. */
  readonly lines?: LineRequest['options']
}

/** More did not pay where it was measured, on two processors; and each needs a heap. */
const MOST_THREADS = 2

/**
 * Claims at a time. Beside engines one processor is left to these: two judges more than there are processors do not end sooner, and each claim
 * takes longer, which its limit counts.
 */
export const threadsFor = (engines: boolean): number =>
  Math.max(1, Math.min(MOST_THREADS, availableParallelism() - (engines ? 1 : 0)))

export class JudgePool {
  private readonly threads: number
  private readonly free: JudgeThread[] = []
  private readonly live = new Set<JudgeThread>()
  private waiting: ((thread: JudgeThread | undefined) => void)[] = []
  private closed = false

  constructor(private readonly options: JudgePoolOptions) {
    this.threads = options.threads ?? threadsFor(false)
  }

  /** Starts the workers that it may have, so that they are ready when they are needed. */
  start(): void {
    while (!this.closed && this.live.size < this.threads) this.free.push(this.started())
  }

  /** The verdict on one line. Lines are begun in the order of the calls. Never rejects. */
  async judge(text: string): Promise<JudgedLine> {
    const { lines } = this.options
    if (!lines) throw new Error('this pool was not told how lines are judged')
    const reply = await this.ask({ kind: 'line', request: { text, options: lines } })
    return 'answer' in reply ? reply.answer : told(text, 'unknown', reply.why, reply.ms)
  }

  /**
   * What the kernel and random instances say of one claim. Claims are begun in the order of the calls, but `first` ones before all others.
   * `onProof` is told what the kernel says as soon as it is known. Never rejects.
   */
  async claim(
    request: ClaimRequest,
    { first = false, onProof = () => {} }: { first?: boolean; onProof?(proof: ProofWith<Conclusion>): void } = {},
  ): Promise<ClaimAnswer | Undecided> {
    const told = (part: Questions['claim']['part']): void => onProof(withTheorem(part, Conclusion.received))
    const reply = await this.ask({ kind: 'claim', request }, told, first)
    return 'answer' in reply ? reply.answer : reply
  }

  /** Ends what is under way or waits, which comes back undecided. Workers that do nothing stay. Resolves when the others are gone. */
  async cancel(why = 'it was cancelled'): Promise<void> {
    const waiting = this.waiting
    this.waiting = []
    for (const told of waiting) told(undefined)
    await Promise.all([...this.live].filter((thread) => !this.free.includes(thread)).map((thread) => thread.end(why)))
  }

  /** Terminates every worker; what is under way or waits comes back undecided. Resolves when no worker is left. */
  async close(): Promise<void> {
    this.closed = true
    await Promise.all([this.cancel(CLOSED), ...[...this.live].map((thread) => thread.end(CLOSED))])
  }

  /** How many workers there are. */
  get size(): number {
    return this.live.size
  }

  private async ask<K extends Kind>(
    question: Question<K>,
    onPart?: (part: Questions[K]['part']) => void,
    first = false,
  ): Promise<Reply<K>> {
    for (;;) {
      const thread = await this.take(first)
      if (!thread) return { why: CLOSED, ms: 0 }
      const reply = await thread.ask(question, onPart)
      if (!thread.alive) await thread.gone
      this.release(thread)
      // In a worker of its own it has all of the memory.
      if (!('crowded' in reply)) return reply
    }
  }

  /** A worker that nobody else has, once there is one; undefined where there will be none. */
  private take(first: boolean): Promise<JudgeThread | undefined> {
    if (this.closed) return Promise.resolve(undefined)
    const thread = this.free.pop()
    if (thread) return Promise.resolve(thread)
    if (this.live.size < this.threads) return Promise.resolve(this.started())
    return new Promise((resolve) => {
      if (first) this.waiting.unshift(resolve)
      else this.waiting.push(resolve)
    })
  }

  private release(thread: JudgeThread): void {
    const next = this.closed ? undefined : this.waiting.shift()
    if (next) next(thread.alive ? thread : this.started())
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
