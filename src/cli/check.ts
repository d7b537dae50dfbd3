/** rederive check: foreign claims as JSON lines in, one JSON verdict a line out, in order. A bad line gets its own verdict and the run goes on. */
import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import type { Readable } from 'node:stream'
import { JudgePool, told } from '../verify/judge-pool.js'
import type { JudgedLine } from '../verify/judge-protocol.js'
import type { Verdict } from '../verify/report.js'
import { inOrder } from './in-order.js'
import { TOO_LONG, lines } from './lines.js'
import type { RunOptions } from './main.js'
import { UsageError } from './interrupt.js'

export interface CheckOptions extends RunOptions {
  /** Milliseconds for each claim. */
  readonly claimLimit: number
  /** MB of heap for each worker. */
  readonly claimMemory: number
  /** Longest line, in KB. */
  readonly lineLimit: number
}

/** Claims judged at a time. */
const THREADS = 2
/** Lines read before the verdict on the first of them is out. */
const AHEAD = 16

export async function check(file: string, options: CheckOptions, signal: AbortSignal): Promise<number> {
  const input: Readable = file === '-' ? process.stdin : createReadStream(file)
  const pool = new JudgePool({ ...options, threads: THREADS })
  const stop = (): void => {
    input.destroy()
    void pool.close()
  }
  signal.addEventListener('abort', stop, { once: true })
  await opened(input, file)
  const verdicts = new Set<Verdict>()
  try {
    const limit = options.lineLimit * 1000
    for await (const { verdict, json } of inOrder(claimLines(lines(input, limit)), AHEAD, judged(pool, options))) {
      signal.throwIfAborted()
      verdicts.add(verdict)
      if (!process.stdout.write(`${json}\n`)) await once(process.stdout, 'drain', { signal })
    }
    signal.throwIfAborted()
  } finally {
    signal.removeEventListener('abort', stop)
    await pool.close()
  }
  if (verdicts.has('invalid')) return 2
  return verdicts.has('refuted') || verdicts.has('unknown') ? 1 : 0
}

/** Resolves when there is something to read, or nothing at all. Throws UsageError for what cannot be read. */
function opened(input: Readable, file: string): Promise<void> {
  return new Promise((resolve, reject) => {
    input.once('error', (error) => reject(new UsageError(`cannot read ${file}: ${error.message}`)))
    for (const event of ['readable', 'end', 'close']) input.once(event, resolve)
  })
}

async function* claimLines(all: AsyncIterable<string | typeof TOO_LONG>): AsyncGenerator<string | typeof TOO_LONG> {
  for await (const line of all) if (line === TOO_LONG || line.trim() !== '') yield line
}

const judged =
  (pool: JudgePool, { lineLimit }: CheckOptions) =>
  async (line: string | typeof TOO_LONG): Promise<JudgedLine> =>
    line === TOO_LONG ? told('', 'invalid', `a line of more than ${lineLimit} kB (--line-limit)`, 0) : pool.judge(line)
