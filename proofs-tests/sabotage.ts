/**
 * Sabotage: copies a derivation, makes one false edit in a claim, runs the command line on it and reads its verdict. Edits that happen to
 * leave the claim true are proved and passed over; anything but proved or refuted is a failure of the verifier.
 */
import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Mutation, mutantTexts } from 'rederive/testing'
import { authoredFiles } from '../dist/src/verify/authored-files.js'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const DERIVATIONS = join(ROOT, 'derivations')
const CLI = join(ROOT, 'dist/src/cli/main.js')
const SIGNS = /^(positive|negative|nonnegative|nonpositive|nonzero|real|oo|-oo)$/
/** False edits to try before giving up on finding one that makes a claim false. */
const TRIES = 24

interface ClaimJson {
  readonly id: string
  readonly verdict: string
  readonly why?: string
  readonly counterexample?: { readonly values: Record<string, unknown> }
}

export interface Sabotage {
  readonly before: string
  readonly after: string
  readonly exitCode: number
  /** The claims that are not proved any more. */
  readonly changed: readonly ClaimJson[]
}

/** Paths of the derivation files below their folder, in reading order. */
export const derivationNames = (): string[] =>
  authoredFiles('derivation', [DERIVATIONS]).map(({ path }) => relative(DERIVATIONS, path))

/** Makes edits of this kind in the claims of a file until one is not proved, and says what the verifier did with it. */
export async function sabotage(name: string, mutation: Mutation, seed: number): Promise<Sabotage> {
  const source = readFileSync(join(DERIVATIONS, name), 'utf8')
  const edits = editsOf(source, mutation).slice(0, TRIES)
  for (const { before, after, text } of edits) {
    const { exitCode, claims } = await verifyCopy(name, text, seed)
    const changed = claims.filter(({ verdict }) => verdict !== 'proved')
    if (changed.length > 0) return { before, after, exitCode, changed }
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

async function verifyCopy(
  name: string,
  text: string,
  seed: number,
): Promise<{ exitCode: number; claims: ClaimJson[] }> {
  mkdirSync(join(ROOT, '.cache'), { recursive: true })
  const folder = mkdtempSync(join(ROOT, '.cache', 'sabotage-'))
  try {
    for (const each of derivationNames()) {
      mkdirSync(dirname(join(folder, each)), { recursive: true })
      cpSync(join(DERIVATIONS, each), join(folder, each))
    }
    const file = join(folder, name)
    writeFileSync(file, text)
    const args = [CLI, 'verify', file, '--json', '--no-engines', '--seed', String(seed)]
    const { exitCode, output } = await run(args)
    return { exitCode, claims: (JSON.parse(output) as { claims: ClaimJson[] }).claims }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function run(args: readonly string[]): Promise<{ exitCode: number; output: string }> {
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [...args], { cwd: ROOT, maxBuffer: 64e6 }, (error, output, errors) => {
      const exitCode = error ? Number(error.code) : 0
      if (output === '') reject(new Error(`no output, exit code ${exitCode}: ${errors}`))
      else resolve({ exitCode, output })
    })
  })
}
