/** What a run says to continuous integration: annotations at the lines of what is not proved, and a JUnit file. */
import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, relative, resolve } from 'node:path'
import type { ClaimReport, FileProblem } from '../verify/report.js'
import { UsageError } from './interrupt.js'
import type { CIOptions } from './options.js'
import { counterexampleLines } from './terminal.js'

/** Whether GitHub is to be told, line by line. */
export const annotates = ({ format }: CIOptions): boolean =>
  format === 'github' || (format === undefined && process.env.GITHUB_ACTIONS === 'true')

/** Says an annotation for a file that cannot be read, or for a claim unless it is proved. */
export function annotate(subject: FileProblem | ClaimReport, say: (line: string) => void): void {
  if (!('verdict' in subject)) {
    const { message, ...at } = subject
    say(annotation(at, 'invalid', message))
    return
  }
  const { id, verdict, statement, why = '', at } = subject
  if (verdict === 'proved') return
  const text = [statement, why, ...counterexampleLines(subject).map((line) => line.trim())].join('\n')
  say(annotation(at, `${id}: ${verdict}`, text))
}

/** One workflow command. Line and column are from 1. */
export function annotation(
  at: { readonly file: string; readonly line: number; readonly column?: number } | undefined,
  title: string,
  text: string,
): string {
  const place = at
    ? { file: fromWorkspace(at.file), line: `${at.line}`, ...(at.column && { col: `${at.column}` }) }
    : {}
  const properties = Object.entries({ ...place, title }).map(([name, value]) => `${name}=${escapedProperty(value)}`)
  return `::error ${properties.join(',')}::${escapedText(text)}`
}

/** GitHub reads paths from the root of the checkout. */
function fromWorkspace(file: string): string {
  const root = process.env.GITHUB_WORKSPACE
  return root === undefined ? file : relative(root, resolve(file))
}

const escapedText = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
const escapedProperty = (text: string): string => escapedText(text).replaceAll(':', '%3A').replaceAll(',', '%2C')

/** Writes a JUnit report, whole or not at all. Throws UsageError when it cannot. */
export function writeJUnit(file: string, xml: string): void {
  const beside = `${file}.${process.pid}.new`
  try {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(beside, xml)
    renameSync(beside, file)
  } catch (error) {
    throw new UsageError(`cannot write ${file}: ${(error as Error).message}`)
  }
}
