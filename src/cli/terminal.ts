/** How reports look on a terminal and in a log. */
import { styleText } from 'node:util'
import { isOnTerminal } from './output.js'
import type { ClaimReport, FileProblem, Report, Verdict, WitnessReport } from '../verify/report.js'

const MARK: Record<Verdict, string> = { proved: '✓', refuted: '✗', unknown: '?', invalid: '!' }
const COLOUR = { proved: 'green', refuted: 'red', unknown: 'yellow', invalid: 'magenta' } as const

/** `text` coloured by verdict when standard output is a terminal. */
function tinted(verdict: Verdict, text: string): string {
  return isOnTerminal() ? styleText(COLOUR[verdict], text, { validateStream: false }) : text
}

/** A text with what a terminal would obey, or would break a line, as JSON writes it. */
const visible = (text: string): string =>
  text.replace(CONTROL, (c) => JSON.stringify(c).slice(1, -1).replace(/^(.)$/, escaped))
const escaped = (c: string): string => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`
const CONTROL = /[\p{Cc}\u2028\u2029]/gu
/** The same, line by line. */
const visibleLines = (text: string): string => text.split('\n').map(visible).join('\n')

/** One line a claim; a claim that is not proved adds its reason and counterexample. */
export function claimLine(claim: ClaimReport): string {
  const head = `${tinted(claim.verdict, `${MARK[claim.verdict]} ${claim.verdict.padEnd(7)}`)} ${visible(claim.id).padEnd(42)} ${claim.witnesses.map(short).join('  ')}`
  if (claim.verdict === 'proved') return head
  return [
    head,
    `    claim: ${visible(claim.statement)}`,
    `    why:   ${visibleLines(claim.why ?? '')}`,
    ...counterexampleLines(claim),
  ].join('\n')
}

const short = ({ name, outcome, mode, ms }: WitnessReport): string => {
  const done = outcome === 'agrees' ? (mode === 'rederived' ? 're-derived' : 'ok') : outcome
  return `${name}: ${done} ${ms.toFixed(0)} ms`
}

export function counterexampleLines({ counterexample }: ClaimReport): string[] {
  if (!counterexample) return []
  const values = Object.entries(counterexample.values).map(([name, value]) => {
    return `${name} = ${typeof value === 'number' ? value : `[${value.slice(0, 6).join(', ')}${value.length > 6 ? ', ...' : ''}]`}`
  })
  return [
    ...(values.length > 0 ? [`    at:    ${values.join(', ')}`] : []),
    `    where: ${counterexample.lhs}  against  ${counterexample.rhs}  (${counterexample.what})`,
  ]
}

/** The file, line and column of a file that cannot be read, with a caret. */
export const problemLines = ({ file, line, column, message }: FileProblem): string =>
  `${tinted('invalid', '! invalid')} ${visible(file)}:${line}:${column}: ${visibleLines(message)}`

/** What tells a problem from others. */
export const keyOf = ({ file, line, column }: FileProblem): string => `${file}:${line}:${column}`

/** `reused`: how many of the claims were not verified again. */
export function summaryLine({ summary, ms, seed }: Report, reused = 0): string {
  const parts = Object.entries(summary).map(([verdict, n]) => `${n} ${verdict}`)
  const from = reused > 0 ? `, ${reused} from the cache` : ''
  return `${parts.join(', ')} in ${(ms / 1000).toFixed(1)} s (seed ${seed}${from})`
}
