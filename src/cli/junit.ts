/** Reports as JUnit XML: a suite for each derivation, a case for each claim. What is not proved is a failure, what cannot be read an error. */
import type { ClaimReport, FileProblem } from '../verify/report.js'
import { counterexampleLines } from './terminal.js'

export interface Case {
  readonly suite: string
  readonly name: string
  readonly ms: number
  readonly file?: string
  readonly line?: number
  /** Absent for a case that passed. */
  readonly fault?: {
    readonly element: 'failure' | 'error'
    readonly type: string
    readonly message: string
    readonly text: string
  }
}

/** The JUnit report on the claims of derivations. */
export const junitOf = (claims: readonly ClaimReport[], problems: readonly FileProblem[]): string =>
  junit([...problems.map(caseOfProblem), ...claims.map(caseOfClaim)])

function caseOfClaim(claim: ClaimReport): Case {
  const { id, derivation, verdict, statement, why = '', witnesses, at } = claim
  return {
    suite: derivation,
    name: id.slice(derivation.length + 1),
    ms: witnesses.reduce((sum, { ms }) => sum + ms, 0),
    ...(at && { file: at.file, line: at.line }),
    ...(verdict !== 'proved' && {
      fault: {
        element: 'failure',
        type: verdict,
        message: why,
        text: [statement, why, ...counterexampleLines(claim).map((line) => line.trim())].join('\n'),
      },
    }),
  }
}

const caseOfProblem = ({ file, line, column, message }: FileProblem): Case => ({
  suite: 'files',
  name: file,
  ms: 0,
  file,
  line,
  fault: {
    element: 'error',
    type: 'invalid',
    message: message.split('\n')[0] ?? '',
    text: `${file}:${line}:${column}: ${message}`,
  },
})

/** The XML of these cases. Suites are in the order of their first case. */
export function junit(cases: readonly Case[]): string {
  const suites = new Map<string, Case[]>()
  for (const one of cases) {
    const members = suites.get(one.suite)
    if (members) members.push(one)
    else suites.set(one.suite, [one])
  }
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes({ name: 'rederive', ...counts(cases) })}>`,
    ...[...suites].flatMap(([name, members]) => [
      `  <testsuite${attributes({ name, ...counts(members) })}>`,
      ...members.map(caseElement),
      '  </testsuite>',
    ]),
    '</testsuites>',
    '',
  ].join('\n')
}

function counts(cases: readonly Case[]) {
  const of = (element: 'failure' | 'error'): number => cases.filter(({ fault }) => fault?.element === element).length
  return {
    tests: cases.length,
    failures: of('failure'),
    errors: of('error'),
    time: seconds(cases.reduce((sum, { ms }) => sum + ms, 0)),
  }
}

function caseElement({ suite, name, ms, file, line, fault }: Case): string {
  const head = `    <testcase${attributes({ classname: suite, name, time: seconds(ms), file, line })}`
  if (!fault) return `${head}/>`
  const { element, type, message, text } = fault
  return `${head}><${element}${attributes({ type, message })}>${escaped(text)}</${element}></testcase>`
}

const seconds = (ms: number): string => (ms / 1000).toFixed(3)

const attributes = (values: Readonly<Record<string, string | number | undefined>>): string =>
  Object.entries(values)
    .map(([name, value]) => (value === undefined ? '' : ` ${name}="${escaped(`${value}`)}"`))
    .join('')

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Text for XML 1.0: what it cannot hold at all becomes U+FFFD; tabs and line ends are kept in attributes too. */
const escaped = (text: string): string =>
  text
    .replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '\u{FFFD}')
    .replace(/[&<>"]/g, (one) => ENTITIES[one] as string)
    .replace(/[\t\n\r]/g, (one) => `&#${one.charCodeAt(0)};`)
