/** rederive check: foreign claims as JSON lines in, one JSON verdict a line out, in order. A bad line gets its own verdict and the run goes on. */
import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import type { Readable } from 'node:stream'
import { JudgePool, told } from '../verify/judge-pool.js'
import type { JudgedLine } from '../verify/judge-protocol.js'
import { CheckReport } from './check-report.js'
import { inOrder } from './in-order.js'
import { UsageError } from './interrupt.js'
import { TOO_LONG, lines } from './lines.js'
import type { CIOptions, RunOptions } from './options.js'

interface CheckOptions extends RunOptions, CIOptions {
  /** Longest line, in KB. */
  readonly lineLimit: number
}

/** Lines read before the verdict on the first of them is out. */
const AHEAD = 16

export async function runCheck(file: string, options: CheckOptions, signal: AbortSignal): Promise<number> {
  const input: Readable = file === '-' ? process.stdin : createReadStream(file)
  const { seed, runs, engineLimit, engines } = options
  const pool = new JudgePool({ ...options, lines: { seed, runs, engineLimit, engines } })
  const stop = (): void => {
    input.destroy()
    void pool.close()
  }
  signal.addEventListener('abort', stop, { once: true })
  await opened(input, file)
  const report = new CheckReport(file, options)
  try {
    const ours = ourLines(lines(input, options.lineLimit * 1000), report)
    for await (const { json, line } of inOrder(ours, AHEAD, judged(pool, options))) {
      signal.throwIfAborted()
      report.answer(JSON.parse(json), line)
      if (process.stdout.writableNeedDrain) await once(process.stdout, 'drain', { signal })
    }
    signal.throwIfAborted()
  } finally {
    signal.removeEventListener('abort', stop)
    await pool.close()
  }
  return report.end()
}

/** Resolves when there is something to read, or nothing at all. Throws UsageError for what cannot be read. */
function opened(input: Readable, file: string): Promise<void> {
  return new Promise((resolve, reject) => {
    input.once('error', (error) => reject(new UsageError(`cannot read ${file}: ${error.message}`)))
    for (const event of ['readable', 'end', 'close']) input.once(event, resolve)
  })
}

interface OurLine {
  readonly text: string | typeof TOO_LONG
  /** From 1. */
  readonly line: number
}

/** The lines that this run is to answer. */
async function* ourLines(all: AsyncIterable<string | typeof TOO_LONG>, report: CheckReport): AsyncGenerator<OurLine> {
  for await (const text of all) {
    const line = report.line(text === TOO_LONG ? 'a line that is too long' : text)
    if (line !== undefined) yield { text, line }
  }
}

const judged =
  (pool: JudgePool, { lineLimit }: CheckOptions) =>
  async ({ text, line }: OurLine): Promise<JudgedLine & { readonly line: number }> => {
    if (text !== TOO_LONG) return { ...(await pool.judge(text)), line }
    return { ...told('', 'invalid', `a line of more than ${lineLimit} kB (--line-limit)`, 0), line }
  }
