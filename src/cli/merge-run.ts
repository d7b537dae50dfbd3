/**
 * rederive merge: the reports of all parts of a run as the report of the whole. Reads what `verify --shard i/n --json` or
 * `check --shard i/n` printed, and prints what the command without `--shard` would have.
 */
import { readFileSync } from 'node:fs'
import type { ClaimReport, Verdict, Whole } from '../verify/report.js'
import { isClaimReport, isFileProblem, isRecord, isVerdict, isWhole } from '../verify/report-shape.js'
import { summarize } from '../verify/derivation-report.js'
import { checkCase } from './check-report.js'
import { writeJUnit } from './ci.js'
import { exitCodeOfReport, exitCodeOfVerdicts, requireClaims } from './exit-code.js'
import { UsageError, requireJudged } from './interrupt.js'
import { junit, junitOf } from './junit.js'
import type { CIOptions } from './options.js'
import { type Shard, inShard, parseShard } from '../verify/shard.js'
import { isOn } from '../verify/whole.js'

/** One part: where it comes from, and what all parts must agree on. */
interface Part {
  readonly file: string
  readonly shard: Shard
  /** By name, so that a difference can be told. */
  readonly common: Readonly<Record<string, unknown>>
  readonly report: Readonly<Record<string, unknown>>
  readonly kind: 'verify' | 'check'
  /** What is to be put in order: reports on claims, or verdicts on lines. */
  readonly items: readonly unknown[]
}

export async function runMerge(
  files: string[],
  { junit: file }: Pick<CIOptions, 'junit'>,
  _signal: AbortSignal,
): Promise<number> {
  const { output, xml, exitCode } = merged(files)
  if (file !== undefined) writeJUnit(file, xml)
  process.stdout.write(output)
  return exitCode
}

interface Merged {
  readonly output: string
  /** The JUnit report. */
  readonly xml: string
  readonly exitCode: number
}

/** The whole of the parts in these files, in any order. Throws UsageError unless they are the parts of one run, each once. */
export function merged(files: readonly string[]): Merged {
  const parts = inOrder(files.map(partIn))
  return (parts[0] as Part).kind === 'verify' ? mergedReports(parts) : mergedVerdicts(parts)
}

function mergedReports(parts: readonly Part[]): Merged {
  const claims = interleaved(parts)
  const [{ common, report }] = parts as [Part]
  const problems = (common.problems as unknown[]).filter(isFileProblem)
  const summary = summarize(claims, problems)
  const { seed, version, settings } = report
  requireClaims({ summary, problems })
  const ms = parts.reduce((sum, part) => sum + (part.report.ms as number), 0)
  return {
    output: `${JSON.stringify({ claims, problems, summary, seed, ms, version, settings })}\n`,
    xml: junitOf(claims, problems),
    exitCode: exitCodeOfReport({ summary, problems }),
  }
}

function mergedVerdicts(parts: readonly Part[]): Merged {
  const lines = parts
    .flatMap(({ items }) => items as (Record<string, unknown> & { line: number; verdict: Verdict })[])
    .sort((a, b) => a.line - b.line)
  requireJudged(lines.length, 'these parts have no verdicts; expected one at least')
  return {
    output: lines
      .map(({ line, ...answer }) => `${JSON.stringify(typeof answer.id === 'string' ? answer : { ...answer, line })}\n`)
      .join(''),
    xml: junit(lines.map((answer) => checkCase(answer, answer.line))),
    exitCode: exitCodeOfVerdicts(new Set(lines.map(({ verdict }) => verdict))),
  }
}

/** The claims of the whole, each from its part. Throws UsageError when one is not there, or another. */
function interleaved(parts: readonly Part[]): ClaimReport[] {
  const { claims } = (parts[0] as Part).common.whole as Whole
  for (const { file, items, shard } of parts) {
    const ours = claims.filter((_, k) => inShard(shard, k))
    if (items.length !== ours.length)
      throw new UsageError(`${file} has ${items.length} claims, expected ${ours.length} of the ${claims.length}`)
    for (const [k, claim] of ours.entries()) {
      const item = items[k] as ClaimReport
      if (!isOn(item, claim))
        throw new UsageError(
          item.id === claim[0]
            ? `${file}: its claim ${item.id} says something else than in the run that it is a part of`
            : `${file}: claim ${k + 1} is ${item.id}, expected ${claim[0]}`,
        )
    }
  }
  return claims.map((_, k) => parts[k % parts.length]?.items[Math.floor(k / parts.length)] as ClaimReport)
}

/** The parts 1 to n, once each. Throws UsageError when one is missing, doubled, or not of the same run. */
function inOrder(parts: readonly Part[]): Part[] {
  const [first] = parts as [Part]
  for (const part of parts) {
    if (part.kind !== first.kind)
      throw new UsageError(`${part.file} is by ${part.kind}, but ${first.file} by ${first.kind}`)
    for (const [name, value] of Object.entries(first.common)) {
      const [here, there] = [JSON.stringify(part.common[name]), JSON.stringify(value)]
      if (here !== there && name === 'whole')
        throw new UsageError(
          `${first.file} and ${part.file} are of two runs: ${differenceOf(value as Whole, part.common[name] as Whole)}`,
        )
      if (here !== there)
        throw new UsageError(
          `the parts differ in ${name}: ${first.file} has ${shortened(there)}, ${part.file} has ${shortened(here)}`,
        )
    }
  }
  const { of } = first.shard
  const byNumber = new Map<number, Part>()
  for (const part of parts) {
    const before = byNumber.get(part.shard.shard)
    if (before) throw new UsageError(`${before.file} and ${part.file} are both part ${part.shard.shard} of ${of}`)
    byNumber.set(part.shard.shard, part)
  }
  const missing = Array.from({ length: of }, (_, k) => k + 1).filter((k) => !byNumber.has(k))
  if (missing.length > 0) throw new UsageError(`missing of ${of} parts: ${missing.join(', ')}`)
  return Array.from({ length: of }, (_, k) => byNumber.get(k + 1) as Part)
}

function differenceOf({ texts, claims }: Whole, other: Whole): string {
  const k = claims.findIndex(([id, claimed], at) => other.claims[at]?.[0] !== id || other.claims[at]?.[1] !== claimed)
  if (k < 0) return texts === other.texts ? 'one has more claims' : 'they were read from different texts'
  const [[here], [there]] = [claims[k] as Whole['claims'][number], other.claims[k] ?? ['nothing']]
  return here === there
    ? `${here} says different things in them`
    : `their claim ${k + 1} is ${here} in one and ${there} in the other`
}

const shortened = (text = 'nothing'): string => (text.length <= 80 ? text : `${text.slice(0, 77)}...`)

function partIn(file: string): Part {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    throw new UsageError(`cannot read ${file}: ${(error as Error).message}`)
  }
  const objects = text
    .split('\n')
    .flatMap((line, k) => (line.trim() === '' ? [] : [objectIn(line, `${file}:${k + 1}`)]))
  const last = objects.at(-1)
  if (!last) throw new UsageError(`${file} is empty`)
  const common = { of: last.of, seed: last.seed, version: last.version, settings: last.settings }
  const shard = shardIn(last, file)
  if (Array.isArray(last.claims)) {
    const { claims, problems, ms } = last
    if (objects.length > 1) throw new UsageError(`${file}: expected one report`)
    if (!claims.every(isClaimReport))
      throw new UsageError(`${file}: claim ${claims.findIndex((c) => !isClaimReport(c)) + 1} is no report on a claim`)
    if (!Array.isArray(problems) || !problems.every(isFileProblem) || typeof ms !== 'number')
      throw new UsageError(`${file} is not what verify --json prints`)
    if (!isWhole(last.whole)) throw new UsageError(`${file} does not say what it is a part of`)
    return {
      file,
      shard,
      report: last,
      kind: 'verify',
      items: claims,
      common: { ...common, problems, whole: last.whole },
    }
  }
  const answers = objects.slice(0, -1)
  const lines = new Set<unknown>()
  for (const { line, verdict } of answers) {
    if (
      !isVerdict(verdict) ||
      !Number.isInteger(line) ||
      ((line as number) - 1) % shard.of !== shard.shard - 1 ||
      lines.has(line)
    )
      throw new UsageError(`${file} is not what check --shard ${shard.shard}/${shard.of} prints`)
    lines.add(line)
  }
  if (answers.length !== last.answers)
    throw new UsageError(`${file} has ${answers.length} verdicts, expected ${last.answers}`)
  return {
    file,
    shard,
    report: last,
    kind: 'check',
    items: answers,
    common: { ...common, lines: last.lines, input: last.input },
  }
}

function objectIn(line: string, place: string): Record<string, unknown> {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch (error) {
    throw new UsageError(`${place}: not JSON: ${(error as Error).message}`)
  }
  if (!isRecord(value)) throw new UsageError(`${place}: expected a JSON object`)
  return value
}

function shardIn({ shard, of, seed, version }: Record<string, unknown>, file: string): Shard {
  if (typeof shard !== 'number' || typeof of !== 'number' || typeof seed !== 'number' || typeof version !== 'string')
    throw new UsageError(`${file} is not the whole output of a run with --shard`)
  try {
    return parseShard(`${shard}/${of}`)
  } catch (error) {
    throw new UsageError(`${file}: ${(error as Error).message}`)
  }
}
