/** rederive check: foreign claims as JSON lines in, one JSON verdict a line out, in order. A bad line gets its own verdict and the run goes on. */
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import type { ClaimReport, Verdict } from '../verify/report.js'
import { ForeignClaim, ForeignClaimError } from '../verify/foreign.js'
import { ENGINE_NAMES, judge } from '../verify/verify.js'
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
    if (line !== undefined) report.answer(await judged(text, options, signal), line)
  }
  return report.end()
}

interface CheckVerdict {
  readonly id: string | null
  readonly verdict: Verdict
  readonly ms: number
  readonly [detail: string]: unknown
}

async function judged(text: string, options: RunOptions, signal: AbortSignal): Promise<CheckVerdict> {
  const start = performance.now()
  const ms = (): number => Math.round((performance.now() - start) * 10) / 10
  let fields: unknown
  try {
    fields = JSON.parse(text)
  } catch (error) {
    return { id: null, verdict: 'invalid', why: `not JSON: ${(error as Error).message}`, ms: ms() }
  }
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) {
    return { id: null, verdict: 'invalid', why: 'expected one JSON object a line', ms: ms() }
  }
  const { id } = fields as { id?: unknown }
  const shown = typeof id === 'string' || typeof id === 'number' ? String(id) : null
  try {
    const claim = new ForeignClaim(fields as Record<string, unknown>)
    const report = await judge(claim.id, claim.kind, claim.statement(), claim.known, {
      seed: options.seed,
      runs: options.runs,
      engineLimitMs: options.engineLimit,
      engines: options.engines ? ENGINE_NAMES : [],
      signal,
    })
    return { id: claim.id, verdict: report.verdict, ...details(report), ms: ms() }
  } catch (error) {
    if (!(error instanceof ForeignClaimError)) throw error
    return {
      id: shown,
      verdict: 'invalid',
      why: error.message,
      ...(error.column && { column: error.column }),
      ms: ms(),
    }
  }
}

function details({ verdict, witnesses, counterexample, why, sideConditions }: ClaimReport): Record<string, unknown> {
  const by = witnesses.filter(({ outcome }) => outcome === 'agrees').map(({ name }) => name)
  const conditions = sideConditions.length > 0 ? { sideConditions } : {}
  if (verdict === 'proved') return { by, ...conditions }
  if (counterexample) {
    return { counterexample: counterexample.values, lhs: numeric(counterexample.lhs), rhs: numeric(counterexample.rhs) }
  }
  return { why, ...(by.length > 0 && { by }) }
}

/** A number where the text is one that a double holds, else the text. */
const numeric = (text: string): number | string => (Number.isFinite(Number(text)) ? Number(text) : text)
