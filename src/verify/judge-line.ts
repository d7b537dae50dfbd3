/** One line of foreign claims as one verdict: what `rederive check` says of it, in this thread. */
import { genericNames } from '../proposition/print.js'
import { ExactNumber, JsonError, exactJson } from './exact-json.js'
import { ENGINE_NAMES } from '../engines/registry.js'
import { reasonOf } from './fault.js'
import { foreignClaim } from './foreign.js'
import { ForeignClaimError } from './foreign-error.js'
import { judge } from './judge-here.js'
import type { JudgeLineOptions, JudgedLine, LineRequest } from './judge-protocol.js'
import { idOf } from './line-id.js'
import type { Outcome } from './judgement.js'
import type { Counterexample, Verdict } from './report.js'

/** Plain data, one JSON object of the output. */
export interface LineVerdict {
  /** The claim's id, or null where none can be read. */
  readonly id: string | null
  readonly verdict: Verdict
  readonly ms: number
  readonly [detail: string]: unknown
}

/** The verdict on one line as it is printed, also where judging it fails. */
export async function judgeLineTold({ text, options }: LineRequest): Promise<JudgedLine> {
  const start = performance.now()
  const found = await judgeLine(text, options).catch((error: unknown): LineVerdict => {
    const ms = Math.round((performance.now() - start) * 10) / 10
    return { id: idOf(text), verdict: 'unknown', why: reasonOf(error), ms }
  })
  return { verdict: found.verdict, json: JSON.stringify(shortened(found)) }
}

/** Characters of a reason; one that quotes the claim might be as long as the claim. */
const LONGEST_REASON = 1000

const shortened = (answer: LineVerdict): LineVerdict =>
  typeof answer.why === 'string' && answer.why.length > LONGEST_REASON
    ? { ...answer, why: `${answer.why.slice(0, LONGEST_REASON)}…` }
    : answer

/** The verdict on one line. A line that is no well-formed claim gets `invalid`; throws only the signal's reason, or for our own fault. */
export async function judgeLine(text: string, options: JudgeLineOptions): Promise<LineVerdict> {
  const start = performance.now()
  const ms = (): number => Math.round((performance.now() - start) * 10) / 10
  let fields: unknown
  try {
    fields = exactJson(text)
  } catch (error) {
    if (!(error instanceof JsonError)) throw error
    return { id: null, verdict: 'invalid', why: `not JSON: ${error.message}`, column: error.column, ms: ms() }
  }
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields) || fields instanceof ExactNumber) {
    return { id: null, verdict: 'invalid', why: 'expected one JSON object a line', ms: ms() }
  }
  const { id } = fields as { id?: unknown }
  const shown = typeof id === 'string' ? id : id instanceof ExactNumber ? id.text : null
  try {
    const claim = foreignClaim(fields as Record<string, unknown>)
    const statement = claim.statement()
    const report = await judge(statement, {
      seed: options.seed,
      runs: options.runs,
      engineLimitMs: options.engineLimit,
      engines: options.engines ? ENGINE_NAMES : [],
      ...(options.signal && { signal: options.signal }),
    })
    return { id: claim.id, verdict: report.verdict, ...details(report, genericNames(statement.proposition)), ms: ms() }
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

function details(
  { verdict, witnesses, counterexample, why, sideConditions }: Outcome,
  generic: readonly string[],
): Record<string, unknown> {
  const by = witnesses.filter(({ outcome }) => outcome === 'agrees').map(({ name }) => name)
  const conditions = { ...(sideConditions.length > 0 && { sideConditions }), ...(generic.length > 0 && { generic }) }
  if (verdict === 'proved') return { by, ...conditions }
  const instance = counterexample && { counterexample: counterexample.values, ...sides(counterexample) }
  if (verdict === 'refuted') return { ...instance }
  return { why, ...(by.length > 0 && { by }), ...instance }
}

/** Two values as numbers, if doubles can tell them apart, else as texts. */
function sides({ lhs, rhs }: Counterexample): { readonly lhs: number | string; readonly rhs: number | string } {
  const [left, right] = [numeric(lhs), numeric(rhs)]
  return left === right ? { lhs, rhs } : { lhs: left, rhs: right }
}

/** A number where the text is one that a double holds, else the text. */
const numeric = (text: string): number | string => {
  const value = Number(text)
  const isHeld = Number.isFinite(value) && (value !== 0 || /^[-+]?[0.]+(?:e|$)/i.test(text))
  return isHeld ? value : text
}
