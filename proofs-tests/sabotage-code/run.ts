/**
 * `npm run sabotage:code -- [--only pattern] [--shard 1/4]`: plants each fault of the folder faults in a copy of the sources and runs the tests of the way from a text to a
 * theorem, then the fuzz of the meaning. Something must fail. Exit code 1 where a fault survives, or is no longer where it was. Takes minutes: it
 * belongs to the long tests of CI, not to `npm test`.
 */
import { spawn } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { Fault } from './faults/fault.js'
import { FAULTS } from './faults.js'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
/** Tests in the order in which they are run, until one fails: files, and folders with all that is in them. */
const STAGES: readonly (readonly string[])[] = [
  [
    'src/kernel/theorem.test.ts',
    'src/kernel/question.test.ts',
    'src/kernel/citation.test.ts',
    'src/kernel/refutation.test.ts',
    'src/expr/substitute.test.ts',
    'src/derivation',
    'src/verify/foreign-propositions.test.ts',
    'src/verify/judgement.test.ts',
  ],
  ['proofs-tests/fuzz-meaning.test.ts'],
  ['src/expr', 'src/functions', 'src/kernel', 'src/verify'],
]
/** Copies that are worked on at the same time. */
const COPIES = 2
const STAGE_MS = 240_000

const { values } = parseArgs({
  options: { only: { type: 'string', default: '' }, shard: { type: 'string', default: '1/1' } },
})
const [part, parts] = values.shard.split('/').map(Number) as [number, number]

interface Run {
  readonly failed: boolean
  readonly first: string
}

interface JsonReport {
  readonly testResults?: readonly {
    readonly message?: string
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[]
  }[]
}

/** The tests in a folder; the first that fails. */
function tests(folder: string, files: readonly string[]): Promise<Run> {
  const vitest = join(ROOT, 'node_modules/vitest/vitest.mjs')
  const options = ['run', '--bail=1', '--reporter=json', '--no-color', ...files]
  return new Promise((resolve) => {
    // A group of its own, so that all of it can be ended.
    const child = spawn(process.execPath, [vitest, ...options], {
      cwd: folder,
      detached: true,
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    const limit = setTimeout(() => endGroup(child.pid), STAGE_MS)
    let output = ''
    child.stdout.on('data', (text: Buffer) => {
      output += text
    })
    child.on('exit', () => endGroup(child.pid))
    child.on('close', (code) => {
      clearTimeout(limit)
      resolve(code === 0 ? { failed: false, first: '' } : { failed: true, first: failureIn(output) })
    })
  })
}

/** Ends what a run has left behind: a worker that a fault has made endless outlives it. */
function endGroup(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

function failureIn(output: string): string {
  try {
    const { testResults = [] } = JSON.parse(output.slice(output.indexOf('{'))) as JsonReport
    const all = testResults.flatMap(({ assertionResults }) => assertionResults)
    const failed = all.find(({ status }) => status === 'failed')
    return failed?.fullName ?? testResults.find(({ message }) => message)?.message?.slice(0, 80) ?? 'it does not run'
  } catch {
    return 'it does not end, or does not run'
  }
}

/** What catches the fault, in a copy that is left as it was. Throws where it cannot be planted. */
async function caughtBy({ file, find, replace, what }: Fault, folder: string): Promise<string | undefined> {
  const path = join(folder, file)
  const text = readFileSync(path, 'utf8')
  const times = text.split(find).length - 1
  if (times !== 1) throw new Error(`${what}: expected its text once in ${file}, found it ${times} times`)
  writeFileSync(
    path,
    text.replace(find, () => replace),
  )
  try {
    for (const files of STAGES) {
      const { failed, first } = await tests(folder, files)
      if (!failed) continue
      await requireSound(files)
      return first
    }
    return undefined
  } finally {
    writeFileSync(path, text)
  }
}

function copy(): string {
  const folder = mkdtempSync(join(tmpdir(), 'rederive-sabotage-'))
  const names = ['src', 'proofs-tests', 'derivations', 'site', 'package.json', 'tsconfig.json', 'vitest.config.ts']
  for (const name of names) cpSync(join(ROOT, name), join(folder, name), { recursive: true })
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'))
  return folder
}

const sound = new Map<readonly string[], Promise<Run>>()

/** Throws where these tests fail without a fault. */
async function requireSound(files: readonly string[]): Promise<void> {
  if (!sound.has(files)) sound.set(files, tests(ROOT, files))
  const { failed, first } = (await sound.get(files)) as Run
  if (failed) throw new Error(`without a fault, this fails: ${first}`)
}

const chosen = FAULTS.filter(({ what }, k) => new RegExp(values.only).test(what) && k % parts === part - 1)
const folders = Array.from({ length: Math.min(COPIES, chosen.length) }, copy)
const left = [...chosen]
const caught: { readonly what: string; readonly by: string }[] = []
const wrong: string[] = []
try {
  await Promise.all(
    folders.map(async (folder) => {
      for (let fault = left.shift(); fault; fault = left.shift()) {
        const by = await caughtBy(fault, folder).catch((error: Error) => {
          wrong.push(error.message)
          return ''
        })
        if (by === undefined) wrong.push(`${fault.what}: survives`)
        if (by) caught.push({ what: fault.what, by })
        console.log(`${(by ?? 'SURVIVES') || 'NOT PLANTED'}  <-  ${fault.what}`)
      }
    }),
  )
} finally {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
}
console.log(`\n${chosen.length} faults, ${caught.length} caught`)
for (const message of wrong) console.log(message)
process.exitCode = wrong.length > 0 ? 1 : 0
