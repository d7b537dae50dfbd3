/** rederive check: foreign claims as JSON lines in, one JSON verdict a line out, in order. A bad line gets its own verdict and the run goes on. */
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { judgeLine } from '../verify/judge-line.js'
import { type CheckOptions, CheckReport } from './check-report.js'
import type { RunOptions } from './main.js'
import { UsageError } from './interrupt.js'

export async function check(file: string, options: CheckOptions, signal: AbortSignal): Promise<number> {
  const input: Readable = file === '-' ? process.stdin : createReadStream(file)
  const opened = new Promise<void>((resolve, reject) => {
    input.once('error', (error) => reject(new UsageError(`cannot read ${file}: ${error.message}`)))
    input.once('readable', resolve)
    input.once('end', resolve)
  })
  await opened
  const report = new CheckReport(file, options)
  for await (const text of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    signal.throwIfAborted()
    const line = report.line(text)
    if (line !== undefined) report.answer(await judgeLine(text, { ...options, signal }), line)
  }
  return report.end()
}
