/** What check tells continuous integration, and the closing line of a part. */
import { createHash } from 'node:crypto'
import { codeVersion } from '../verify/code-version.js'
import type { Verdict } from '../verify/report.js'
import { annotates, annotation, writeJUnit } from './ci.js'
import { exitCodeOfVerdicts } from './exit-code.js'
import { requireJudged } from './interrupt.js'
import { type Case, junit } from './junit.js'
import type { CIOptions, RunOptions } from './options.js'
import { settingsOf } from './settings.js'
import { inShard } from '../verify/shard.js'

interface Answer {
  readonly verdict: Verdict
  readonly [detail: string]: unknown
}

/** Follows the lines of the input: which are ours, what was answered, and what is told of it. */
export class CheckReport {
  private readonly cases: Case[] = []
  private readonly verdicts = new Set<Verdict>()
  private readonly input = createHash('sha256')
  private lines = 0
  private answers = 0

  constructor(
    private readonly file: string,
    private readonly options: RunOptions & CIOptions,
  ) {}

  /** Counts a line of the input. Its number, from 1, when it is ours to answer. */
  line(text: string): number | undefined {
    this.lines++
    if (this.options.shard) this.input.update(`${text}\n`)
    if (text.trim() === '' || (this.options.shard && !inShard(this.options.shard, this.lines - 1))) return undefined
    return this.lines
  }

  /** Prints the verdict on a line. */
  answer(answer: Answer, line: number): void {
    this.answers++
    this.verdicts.add(answer.verdict)
    const isNamed = typeof answer.id === 'string'
    process.stdout.write(`${JSON.stringify(this.options.shard || !isNamed ? { ...answer, line } : answer)}\n`)
    const one = checkCase(answer, line, this.file)
    if (this.options.junit !== undefined) this.cases.push(one)
    if (!annotates(this.options) || !one.fault) return
    const at = this.file === '-' ? undefined : { file: this.file, line }
    // Standard output is JSON lines; GitHub reads both streams.
    process.stderr.write(`${annotation(at, `${one.name}: ${answer.verdict}`, one.fault.text)}\n`)
  }

  /** Closes the output. The exit code. */
  end(): number {
    const { shard, junit: file } = this.options
    if (file !== undefined) writeJUnit(file, junit(this.cases))
    if (shard) {
      const { seed, ...settings } = settingsOf(this.options)
      const { lines, answers } = this
      const input = this.input.digest('hex')
      process.stdout.write(
        `${JSON.stringify({ ...shard, lines, answers, input, seed, version: codeVersion(), settings })}\n`,
      )
    } else
      requireJudged(
        this.answers,
        `${this.file === '-' ? 'the input' : this.file} has no lines; expected one JSON object a line`,
      )
    return exitCodeOfVerdicts(this.verdicts)
  }
}

/** The verdict on a line as a test case. */
export function checkCase(answer: Answer, line: number, file?: string): Case {
  const { id, verdict, ms, line: _, ...details } = answer
  const name = typeof id === 'string' ? id : `line ${line}`
  return {
    suite: 'check',
    name,
    ms: typeof ms === 'number' ? ms : 0,
    ...(file !== undefined && file !== '-' && { file }),
    line,
    ...(verdict !== 'proved' && {
      fault: {
        element: 'failure',
        type: verdict,
        message: typeof details.why === 'string' ? details.why : verdict,
        text: Object.entries(details)
          .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
          .join('\n'),
      },
    }),
  }
}
