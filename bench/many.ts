/**
 * Many claims at once, as a user runs the command line: lines of `check`, and derivation files. Tells claims a second, seconds beyond what the claims
 * themselves took, and the most memory that all processes of the run had at a time. Ends with 1 where a bound of ours is not kept.
 */
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const CLI = join(ROOT, 'dist/src/cli/main.js')
const LINES = 200_000
const FILES = 10_000
/** Bounds of ours: lines a second, seconds beyond the claims' own, megabytes. */
const BOUNDS = { linesPerSecond: 3000, checkMegabytes: 250, secondsBeyond: 20, verifyMegabytes: 400 }
const SAMPLE_MS = 100

interface Ran {
  readonly output: string
  readonly seconds: number
  readonly megabytes: number
}

const statOf = (pid: string): { readonly parent: string; readonly pages: number } | undefined => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const parent = stat.slice(stat.lastIndexOf(')')).split(' ')[2] as string
    return { parent, pages: Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) }
  } catch {
    return undefined
  }
}

/** Megabytes that a process and all that it started have together, where the system says so. */
function memoryOf(root: number): number {
  const all = new Map(
    readdirSync('/proc').flatMap((pid) => {
      const found = /^\d+$/.test(pid) ? statOf(pid) : undefined
      return found ? [[pid, found] as const] : []
    }),
  )
  const isBelow = (pid: string): boolean =>
    pid === String(root) || (all.has(pid) && isBelow((all.get(pid) as { parent: string }).parent))
  let pages = 0
  for (const [pid, found] of all) if (isBelow(pid)) pages += found.pages
  return (pages * 4096) / 2 ** 20
}

function run(args: readonly string[]): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const began = performance.now()
    const child = spawn(process.execPath, [CLI, ...args], { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] })
    let megabytes = 0
    const sampling = setInterval(() => {
      megabytes = Math.max(megabytes, memoryOf(child.pid as number))
    }, SAMPLE_MS)
    const parts: Buffer[] = []
    child.stdout.on('data', (part: Buffer) => parts.push(part))
    child.on('error', reject)
    child.on('close', () => {
      clearInterval(sampling)
      resolve({ output: Buffer.concat(parts).toString(), seconds: (performance.now() - began) / 1000, megabytes })
    })
  })
}

/** Short claims, no two alike. */
const claimOf = (k: number): Record<string, unknown> => ({
  id: String(k),
  kind: 'identity',
  lhs: `(x + ${k})^2`,
  rhs: `x^2 + ${2 * k}*x + ${k}^2`,
})

const fileOf = (k: number): string => `import { derivation, equal, real } from 'rederive'
export default derivation('many-${k}', {
  title: 'One of many',
  tag: 'beyond',
  prose: 'A square.',
  symbols: { x: real('x') },
  claims: { square: equal('(x + ${k})^2', 'x^2 + ${2 * k}*x + ${k}^2') },
})
`

const failures: string[] = []
function require(holds: boolean, what: string): void {
  if (!holds) failures.push(what)
}

mkdirSync(join(ROOT, '.cache'), { recursive: true })
const folder = mkdtempSync(join(ROOT, '.cache', 'many-'))
try {
  const lines = join(folder, 'lines.jsonl')
  writeFileSync(lines, Array.from({ length: LINES }, (_, k) => `${JSON.stringify(claimOf(k))}\n`).join(''))
  const check = await run(['check', lines])
  const verdicts = check.output
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { id: string; verdict: string })
  const rate = LINES / check.seconds
  console.log(`check: ${LINES} lines, ${rate.toFixed(0)} a second, at most ${check.megabytes.toFixed(0)} MB`)
  require(verdicts.length === LINES &&
    verdicts.every(({ id, verdict }, k) => id === String(k) && verdict === 'proved'), 'every line proved, in order')
  require(rate >= BOUNDS.linesPerSecond, `${BOUNDS.linesPerSecond} lines a second`)
  require(check.megabytes < BOUNDS.checkMegabytes, `check below ${BOUNDS.checkMegabytes} MB`)

  const files = join(folder, 'files')
  mkdirSync(files)
  for (let k = 0; k < FILES; k++) writeFileSync(join(files, `many-${k}.ts`), fileOf(k))
  const verify = await run(['verify', files, '--no-engines', '--no-cache', '--json'])
  const report = JSON.parse(verify.output) as {
    readonly claims: readonly { readonly witnesses: readonly { readonly ms?: number }[] }[]
    readonly summary: { readonly proved: number }
  }
  const own = report.claims.flatMap(({ witnesses }) => witnesses).reduce((sum, { ms = 0 }) => sum + ms, 0) / 1000
  console.log(
    `verify: ${FILES} files in ${verify.seconds.toFixed(1)} s, of which claims took ${own.toFixed(1)} s of two threads, at most ${verify.megabytes.toFixed(0)} MB`,
  )
  require(report.summary.proved === FILES, 'every file proved')
  require(verify.seconds - own / 2 <= BOUNDS.secondsBeyond, `${BOUNDS.secondsBeyond} s beyond the claims' own`)
  require(verify.megabytes < BOUNDS.verifyMegabytes, `verify below ${BOUNDS.verifyMegabytes} MB`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
for (const what of failures) console.log(`not kept: ${what}`)
process.exitCode = failures.length === 0 ? 0 : 1
