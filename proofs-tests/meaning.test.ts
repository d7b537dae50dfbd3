import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { foreignClaim } from '../src/verify/foreign.js'
import { ForeignClaimError } from '../src/verify/foreign-error.js'
import type { Shown } from '../src/verify/statement.js'
import { ROOT, rederive } from './command.js'
import { typesetSafely } from './fuzz/properties.js'

/** Cases by what a claim means: what is proved, refuted or no claim at all, of each kind of misreading. */
const FOLDER = new URL('meaning/', import.meta.url)
const here = (name: string): string => fileURLToPath(new URL(name, FOLDER))
/** It only ends a run that hangs. */
const HANGS_MS = 600_000

/** A line that says what its verdict must be; the fields that say so are no part of the claim. */
interface Labelled {
  readonly id?: string
  readonly expect: string
  readonly also?: string
  /** What the reason must contain. */
  readonly says?: string
  /** The conditions that must be told, no more and no less. */
  readonly told?: readonly string[]
}
interface Answered {
  readonly verdict: string
  readonly why?: string
  readonly sideConditions?: readonly string[]
}

/** The verdicts of `rederive check` on these lines, in their order. */
async function answers(lines: readonly string[]): Promise<Answered[]> {
  const { output } = await rederive(['check', '-'], lines.join('\n'))
  return output
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Answered)
}

const linesOf = (name: string): string[] => readFileSync(here(name), 'utf8').trim().split('\n')

/** The lines of the claim that these fields state; none where they state none. */
function statedLines(fields: Record<string, unknown>): readonly Shown[] {
  try {
    return foreignClaim(fields).statement().lines
  } catch (error) {
    if (error instanceof ForeignClaimError) return []
    throw error
  }
}

/** Fails for TeX that is not typeset, or in which a command has lost its backslash. */
function requireTypeset(tex: string): void {
  typesetSafely(tex)
  const names = 'lim|frac|sqrt|left|right|text|quad|operatorname|infty|bigl|big|mapsto'
  expect(tex).not.toMatch(new RegExp(String.raw`\p{Cc}|(?<![\\a-z])(${names})(?![a-zA-Z])`, 'u'))
}

/** A verdict with the conditions that are told beside it. */
const withConditions = ({ verdict, sideConditions = [] }: Answered): string =>
  verdict !== 'proved'
    ? verdict
    : sideConditions.length === 0
      ? 'proved everywhere'
      : `proved where ${sideConditions.join(' and ')}`

/** What is wrong with an answer, or nothing. */
function fault(
  { expect: expected, also, says = '', told }: Labelled,
  answer: Answered | undefined,
): string | undefined {
  const allowed = [expected, ...(also === undefined ? [] : [also])]
  if (answer === undefined) return `no verdict, expected ${allowed.join(' or ')}`
  const { verdict, why = '', sideConditions = [] } = answer
  if (!allowed.includes(verdict)) return `${verdict}, expected ${allowed.join(' or ')}${why && `: ${why}`}`
  // What holds on each of several pieces, and jumps between them, is only true beside the places where it jumps.
  if (expected === 'refuted' && verdict === 'proved' && sideConditions.length === 0) return 'proved without a condition'
  if (verdict === 'proved' && told !== undefined && JSON.stringify(told) !== JSON.stringify(sideConditions))
    return `told ${JSON.stringify(sideConditions)}, expected ${JSON.stringify(told)}`
  return why.includes(says) ? undefined : `the reason does not say ${JSON.stringify(says)}: ${why}`
}

describe('lines of check', () => {
  // As they stand in the file, for its numbers would not survive being read.
  test.each(['claims.jsonl', 'kinds.jsonl'])(
    '%s: every verdict is as expected',
    async (name) => {
      const lines = linesOf(name)
      const found = await answers(lines.map((line) => line.replace(/"told": .*?\], "/, '"')))
      const wrong = lines.flatMap((line, k) => {
        const labelled = JSON.parse(line) as Labelled
        const what = fault(labelled, found[k])
        return what === undefined ? [] : [`${labelled.id}: ${what}`]
      })
      expect(wrong).toEqual([])
    },
    HANGS_MS,
  )

  test.each(['claims.jsonl', 'kinds.jsonl'])(
    '%s: what is stated is typeset, and no command has lost its backslash',
    (name) => {
      let typeset = 0
      for (const line of linesOf(name)) {
        const {
          expect: _expected,
          also: _also,
          says: _says,
          told: _told,
          ...fields
        } = JSON.parse(line) as Labelled & Record<string, unknown>
        for (const { tex } of statedLines(fields)) {
          requireTypeset(tex)
          typeset++
        }
      }
      expect(typeset).toBeGreaterThan(100)
    },
  )

  test(
    'strict.jsonl: every line is invalid, and the reason says what to change',
    async () => {
      const all = linesOf('strict.jsonl').map((line) => JSON.parse(line) as Labelled)
      const found = await answers(all.map(({ expect: _expected, says: _says, ...claim }) => JSON.stringify(claim)))
      const wrong = all.flatMap((labelled, k) => {
        const what = fault(labelled, found[k])
        return what === undefined ? [] : [`${labelled.id}: ${what}`]
      })
      expect(wrong).toEqual([])
    },
    HANGS_MS,
  )
})

describe('derivations', () => {
  const expected = JSON.parse(readFileSync(here('derivations/expected.json'), 'utf8')) as Readonly<
    Record<string, Readonly<Record<string, readonly string[]>>>
  >
  let folder: string
  beforeAll(() => {
    // Inside the project, so that `rederive` is found.
    mkdirSync(join(ROOT, '.cache'), { recursive: true })
    folder = mkdtempSync(join(ROOT, '.cache', 'meaning-'))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test('each file has its expected verdicts', () => {
    const files = readdirSync(here('derivations')).filter((name) => name.endsWith('.ts'))
    expect(Object.keys(expected).sort()).toEqual(files.map((name) => name.replace(/\.ts$/, '')).sort())
  })

  test.each(Object.keys(expected))(
    '%s: every verdict is as expected',
    async (name) => {
      const own = join(folder, name)
      mkdirSync(own)
      cpSync(here(`derivations/${name}.ts`), join(own, `${name}.ts`))
      const { output, errors } = await rederive(['verify', own, '--json', '--no-engines', '--no-cache'])
      if (output === '') throw new Error(`verify printed no report: ${errors}`)
      const { claims, problems } = JSON.parse(output) as {
        claims: readonly (Answered & { readonly id: string; readonly tex: readonly string[] })[]
        problems: readonly { message: string }[]
      }
      for (const { tex } of claims) tex.forEach(requireTypeset)
      // Where a file is refused, all its claims are.
      const refusal = claims.length === 0 ? problems[0]?.message : undefined
      const wrong = Object.entries(expected[name] ?? {}).flatMap(([id, allowed]) => {
        const claim = claims.find((one) => one.id === id)
        const verdict = claim?.verdict ?? (refusal === undefined ? 'no verdict' : 'invalid')
        const why = claim?.why ?? refusal ?? ''
        const found = allowed.some((one) => / (where|everywhere)/.test(one)) && claim ? withConditions(claim) : verdict
        return allowed.includes(found) ? [] : [`${id}: ${found}, expected ${allowed.join(' or ')}${why && `: ${why}`}`]
      })
      expect(wrong).toEqual([])
    },
    HANGS_MS,
  )
})
