/** rederive check: foreign claims as JSON lines in, one JSON verdict a line out, in order. A bad line gets its own verdict and the run goes on. */
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { judgeLine } from '../verify/judge-line.js'
import type { Verdict } from '../verify/report.js'
import type { RunOptions } from './main.js'
import { UsageError } from './interrupt.js'

export async function check(file: string, options: RunOptions, signal: AbortSignal): Promise<number> {
  const input: Readable = file === '-' ? process.stdin : createReadStream(file)
  const opened = new Promise<void>((resolve, reject) => {
    input.once('error', (error) => reject(new UsageError(`cannot read ${file}: ${error.message}`)))
    input.once('readable', resolve)
    input.once('end', resolve)
  })
  await opened
  const verdicts = new Set<Verdict>()
  for await (const text of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    signal.throwIfAborted()
    if (text.trim() === '') continue
    const answer = await judgeLine(text, { ...options, signal })
    verdicts.add(answer.verdict)
    process.stdout.write(`${JSON.stringify(answer)}\n`)
  }
  if (verdicts.has('invalid')) return 2
  return verdicts.has('refuted') || verdicts.has('unknown') ? 1 : 0
}
