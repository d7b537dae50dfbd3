/**
 * Sabotage: copies a derivation, makes one false edit in a claim, verifies it and reads its verdict. Edits that happen to leave the claim true are
 * proved and passed over; anything but proved or refuted is a failure of the verifier. All is judged by one pool of workers, as in one run.
 */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Mutation, mutantTexts } from 'rederive/testing'
import { authoredFiles } from '../dist/src/verify/authored-files.js'
import { DEFAULT_CLAIM_LIMIT_MS, DEFAULT_CLAIM_MEMORY_MB } from '../dist/src/verify/defaults.js'
import { JudgePool } from '../dist/src/verify/judge-pool.js'
import { load } from '../dist/src/verify/load.js'
import type { ClaimReport } from '../dist/src/verify/report.js'
import { verify } from '../dist/src/verify/verify.js'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const DERIVATIONS = join(ROOT, 'derivations')
const SIGNS = /^(positive|negative|nonnegative|nonpositive|nonzero|real|oo|-oo)$/
/** False edits to try before giving up on finding one that makes a claim false. */
const TRIES = 24

export interface Sabotage {
  readonly before: string
  readonly after: string
  /** The claims that are not proved any more. */
  readonly changed: readonly ClaimReport[]
}

/** Paths of the derivation files below their folder, in reading order. */
export const derivationNames = (): string[] =>
  authoredFiles('derivation', [DERIVATIONS]).map(({ path }) => relative(DERIVATIONS, path))

/** What judges. Whoever asked closes it. */
export const judges = (): JudgePool =>
  new JudgePool({ claimLimit: DEFAULT_CLAIM_LIMIT_MS, claimMemory: DEFAULT_CLAIM_MEMORY_MB, threads: 2 })

/** Makes edits of this kind in the claims of a file until one is not proved, and says what the verifier did with it. */
export async function sabotage(pool: JudgePool, name: string, mutation: Mutation, seed: number): Promise<Sabotage> {
  const source = readFileSync(join(DERIVATIONS, name), 'utf8')
  const edits = editsOf(source, mutation).slice(0, TRIES)
  for (const { before, after, text } of edits) {
    const claims = await verifyCopy(pool, name, text, seed)
    const changed = claims.filter(({ verdict }) => verdict !== 'proved')
    if (changed.length > 0) return { before, after, changed }
  }
  throw new Error(`${name}: none of ${edits.length} edits (${mutation}) made a claim false`)
}

interface Edit {
  readonly before: string
  readonly after: string
  /** The whole edited source. */
  readonly text: string
}

/** Every edit of a formula literal after `claims:`. */
function editsOf(source: string, mutation: Mutation): Edit[] {
  const from = source.indexOf('claims: {')
  const literals = [...source.slice(from).matchAll(/'((?:[^'\\\n]|\\.)+)'/g)]
  return literals.flatMap((literal) => {
    const before = literal[1] as string
    const at = from + (literal.index as number) + 1
    const isName =
      source.slice(at + before.length + 1).startsWith(':') ||
      /\b(note|import|claim|as|to|fresh)\W*$/.test(source.slice(0, at - 1))
    if (isName || SIGNS.test(before)) return []
    return mutantTexts(before, mutation).map((after) => ({
      before,
      after,
      text: source.slice(0, at) + after + source.slice(at + before.length),
    }))
  })
}

async function verifyCopy(pool: JudgePool, name: string, text: string, seed: number): Promise<readonly ClaimReport[]> {
  mkdirSync(join(ROOT, '.cache'), { recursive: true })
  const folder = mkdtempSync(join(ROOT, '.cache', 'sabotage-'))
  try {
    for (const each of derivationNames()) {
      mkdirSync(dirname(join(folder, each)), { recursive: true })
      cpSync(join(DERIVATIONS, each), join(folder, each))
    }
    const path = join(folder, name)
    writeFileSync(path, text)
    const { sources, problems } = await load([{ path, isNamed: true }])
    const report = await verify(sources, problems, { seed, engines: [], figures: false, pool })
    if (report.problems.length > 0) throw new Error(JSON.stringify(report.problems))
    return report.derivations.flatMap(({ claims }) => claims)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
