/** Whether data read from a file is a report: a report that was written elsewhere is believed only in its proper form. */
import { EXPORTER_NAMES } from '../export/registry.js'
import type { ClaimReport, FileProblem, Verdict, Whole, WitnessReport } from './report.js'

type Test = (value: unknown) => boolean

const VERDICTS: readonly Verdict[] = ['proved', 'refuted', 'unknown', 'invalid']
const OUTCOMES: readonly WitnessReport['outcome'][] = ['agrees', 'disagrees', 'could not', 'timed out']
const MODES: readonly WitnessReport['mode'][] = ['rederived', 'checked']

const text: Test = (value) => typeof value === 'string'
const number: Test = (value) => typeof value === 'number' && Number.isFinite(value)
const count: Test = (value) => Number.isInteger(value) && (value as number) >= 1
const oneOf =
  (values: readonly unknown[]): Test =>
  (value) =>
    values.includes(value)
const list =
  (item: Test): Test =>
  (value) =>
    Array.isArray(value) && value.every(item)
const maybe =
  (test: Test): Test =>
  (value) =>
    value === undefined || test(value)

/** An object with these fields and no others. */
const fields =
  (tests: Readonly<Record<string, Test>>): Test =>
  (value) =>
    isRecord(value) &&
    Object.keys(value).every((name) => Object.hasOwn(tests, name)) &&
    Object.entries(tests).every(([name, test]) => test(value[name]))

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const place = { file: text, line: count, column: count }
const witness = fields({
  name: text,
  outcome: oneOf(OUTCOMES),
  mode: oneOf(MODES),
  ms: number,
  detail: text,
  exchange: maybe(list(fields({ sent: text, received: text, ms: number }))),
})
// Values may be no numbers in JSON: infinities are null there.
const drawn: Test = (value) => value === null || number(value) || list((one) => one === null || number(one))(value)
const points = maybe(list((point) => Array.isArray(point) && point.length === 2 && point.every(drawn)))
const figure = fields({
  caption: text,
  asked: maybe(oneOf([true])),
  line: maybe(text),
  x: text,
  y: text,
  series: list(fields({ name: text, tex: maybe(text), line: points, dots: points })),
  difference: points,
})
const claim = fields({
  id: text,
  derivation: text,
  kind: text,
  verdict: oneOf(VERDICTS),
  statement: text,
  tex: list(text),
  forms: list(fields({ text, ...Object.fromEntries(EXPORTER_NAMES.map((name) => [name, maybe(text)])) })),
  note: text,
  givenTex: list(text),
  sideConditions: list(text),
  sideConditionsTex: list(text),
  onTheWay: maybe(fields({ words: text, from: number })),
  uses: list(text),
  mentions: list(text),
  proposition: text,
  witnesses: list(witness),
  why: maybe(text),
  counterexample: maybe(
    fields({
      values: (value) => isRecord(value) && Object.values(value).every(drawn),
      lhs: text,
      rhs: text,
      what: text,
    }),
  ),
  figure: maybe(figure),
  cites: list(text),
  elsewhereTex: maybe(list(text)),
  at: maybe(fields(place)),
})
const problem = fields({ ...place, message: text })

/** A report on a claim whose witnesses bear its verdict out: a proof by the kernel for `proved`, a counterexample for `refuted`. */
export function isClaimReport(value: unknown): value is ClaimReport {
  if (!claim(value)) return false
  const { verdict, witnesses, counterexample } = value as ClaimReport
  if (verdict === 'refuted') return counterexample !== undefined
  return verdict !== 'proved' || witnesses.some(({ name, outcome }) => name === 'kernel' && outcome === 'agrees')
}

export const isWhole = (value: unknown): value is Whole =>
  fields({ texts: text, claims: list((one) => list(text)(one) && (one as string[]).length === 2) })(value)
export const isFileProblem = (value: unknown): value is FileProblem => problem(value)
export const isVerdict = (value: unknown): value is Verdict => VERDICTS.includes(value as Verdict)
