/**
 * A session: one engine for one job. What one session does to its engine is gone with it: the next gets a fresh copy. Operations of a
 * session run one after the other; every exchange with the engine is kept word for word.
 */
import * as ast from '../expr/ast.js'
import type { Expr, Sym } from '../expr/ast.js'
import { answer, answers } from './answer.js'
import type { Engine, Request } from './engine.js'
import { EngineFailure, EngineTimeout, Refusal } from './failure.js'
import { Naming } from './naming.js'
import { question } from './question.js'
import { ENGINES, type EngineName } from './registry.js'
import { DEFAULT_MEMORY_MB, type EngineThread, endAllThreads, returnThread, takeThread } from './thread.js'

export { EngineFailure, EngineTimeout } from './failure.js'
export type { EngineName } from './registry.js'

/** One request and its reply, neutral names and all. `received` is empty when the engine was terminated. */
export interface Exchange {
  readonly operation: string
  readonly sent: string
  readonly received: string
  readonly ms: number
}

export interface SessionOptions {
  /** For each operation, counted from when the engine is loaded; 5000 unless given. */
  readonly timeLimitMs?: number
  /** Heap of the worker. */
  readonly memoryMb?: number
  /** Ends the session; what is under way rejects with the signal's reason. */
  readonly signal?: AbortSignal
}

/**
 * Every operation throws EngineTimeout (and the session is over) or EngineFailure. Answers are the engine's word: they
 * may be wrong, and are only read, never trusted.
 */
export interface EngineSession {
  readonly engine: EngineName
  readonly exchanges: readonly Exchange[]
  /** Neutral name, as in the exchanges, to the symbol it stands for. */
  readonly legend: ReadonlyMap<string, Sym>
  differentiate(e: Expr, by: Sym, order?: number): Promise<Expr>
  expand(e: Expr): Promise<Expr>
  simplify(e: Expr): Promise<Expr>
  partialFractions(e: Expr, by: Sym): Promise<Expr>
  /** An antiderivative; where the engine finds none, that of its partial fractions, term by term. */
  integrate(e: Expr, by: Sym): Promise<Expr>
  /** The roots of e = 0; at least one. */
  solve(e: Expr, by: Sym): Promise<readonly Expr[]>
  substitute(e: Expr, by: Sym, value: Expr): Promise<Expr>
  /** Ends the session: nothing can be asked any more. May be called again. */
  close(): Promise<void>
}

type Ask = (request: Request) => Promise<string>

class Session implements EngineSession {
  readonly exchanges: Exchange[] = []
  private readonly naming = new Naming()
  private readonly its: Engine
  private turn: Promise<unknown> = Promise.resolve()
  private over: string | undefined
  private closed = false

  constructor(
    readonly engine: EngineName,
    private readonly thread: EngineThread,
    private readonly timeLimitMs: number,
    private readonly stopListening: () => void,
  ) {
    this.its = ENGINES[engine]
  }

  get legend(): ReadonlyMap<string, Sym> {
    return this.naming.legend
  }

  differentiate(e: Expr, by: Sym, order = 1): Promise<Expr> {
    return this.one('differentiate', () => this.its.differentiate(this.text(e), this.text(by), order))
  }
  expand(e: Expr): Promise<Expr> {
    return this.one('expand', () => this.its.expand(this.text(e)))
  }
  simplify(e: Expr): Promise<Expr> {
    return this.one('simplify', () => this.its.simplify(this.text(e)))
  }
  partialFractions(e: Expr, by: Sym): Promise<Expr> {
    return this.one('take partial fractions', () => this.its.partialFractions(this.text(e), this.text(by)))
  }
  solve(e: Expr, by: Sym): Promise<readonly Expr[]> {
    return this.perform('solve', async (ask) => {
      const request = this.its.solve(this.text(e), this.text(by))
      return answers(this.its, this.naming, await ask(request), sentText(request))
    })
  }
  substitute(e: Expr, by: Sym, value: Expr): Promise<Expr> {
    return this.one('substitute', () => this.its.substitute(this.text(e), this.text(by), this.text(value)))
  }
  integrate(e: Expr, by: Sym): Promise<Expr> {
    return this.perform('integrate', async (ask) => {
      const integral = (f: Expr) => this.read(ask, this.its.integrate(this.text(f), this.text(by)))
      try {
        return await integral(e)
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        const fractions = await this.read(ask, this.its.partialFractions(this.text(e), this.text(by)))
        if (fractions.kind !== 'add') throw error
        const terms: Expr[] = []
        for (const term of fractions.terms) terms.push(await integral(term))
        return ast.add(...terms)
      }
    })
  }

  async close(): Promise<void> {
    this.over ??= 'the session is closed'
    this.stopListening()
    if (this.closed) return
    this.closed = true
    await returnThread(this.thread, new EngineFailure(this.engine, 'go on', this.over))
  }

  private text(e: Expr): string {
    return question(this.its, this.naming, e)
  }

  private one(operation: string, request: () => Request): Promise<Expr> {
    return this.perform(operation, (ask) => this.read(ask, request()))
  }

  private async read(ask: Ask, request: Request): Promise<Expr> {
    return answer(this.its, this.naming, await ask(request), sentText(request))
  }

  /** Runs one operation in its turn under one time limit; a Refusal is its reason to fail. */
  private perform<T>(operation: string, steps: (ask: Ask) => Promise<T>): Promise<T> {
    const result = this.turn.then(async () => {
      if (this.over !== undefined) throw new EngineFailure(this.engine, operation, this.over)
      const deadline = performance.now() + this.timeLimitMs
      try {
        return await steps((request) => this.ask(operation, request, deadline))
      } catch (error) {
        if (error instanceof Refusal) throw new EngineFailure(this.engine, operation, error.message)
        if (this.thread.alive) throw error
        this.over ??= `the session is over: ${(error as Error).message}`
        throw error instanceof EngineFailure ? new EngineFailure(this.engine, operation, error.reason) : error
      }
    })
    this.turn = result.catch(() => {})
    return result
  }

  private async ask(operation: string, request: Request, deadline: number): Promise<string> {
    const start = performance.now()
    const record = (received: string, ms: number): void => {
      this.exchanges.push({ operation, sent: sentText(request), received, ms })
    }
    const late = () => new EngineTimeout(this.engine, operation, this.timeLimitMs)
    const reply = await this.thread.ask(request, deadline - start, late).catch((error) => {
      record('', performance.now() - start)
      throw error
    })
    record(reply.text, reply.ms)
    if (reply.threw) throw new Refusal(reply.text.split('\n')[0] ?? '')
    return reply.text
  }
}

const sentText = ({ text, where }: Request): string => (where ? `${text} where ${where.symbol} = ${where.value}` : text)

/** A session with its engine loaded. Throws EngineFailure when that fails, and the signal's reason when aborted. */
export async function openSession(engine: EngineName, options: SessionOptions = {}): Promise<EngineSession> {
  const { timeLimitMs = 5000, memoryMb = DEFAULT_MEMORY_MB, signal } = options
  signal?.throwIfAborted()
  const thread = await takeThread(engine, memoryMb)
  const abort = (): void => void thread.end(signal?.reason)
  signal?.addEventListener('abort', abort, { once: true })
  if (signal?.aborted) await thread.end(signal.reason)
  signal?.throwIfAborted()
  return new Session(engine, thread, timeLimitMs, () => signal?.removeEventListener('abort', abort))
}

/** Terminates every worker, those kept ready included. Resolves when none is left. */
export const closeAllSessions = endAllThreads

/** Opens a session, does the job and closes it, whatever happens. Throws what the job throws. */
export async function withSession<T>(
  engine: EngineName,
  options: SessionOptions,
  job: (session: EngineSession) => Promise<T>,
): Promise<T> {
  const session = await openSession(engine, options)
  try {
    return await job(session)
  } finally {
    await session.close()
  }
}
