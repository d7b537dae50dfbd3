/** Where the time of `rederive verify` goes: `npx tsx bench/verify-share.ts`, after a build. */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { ClaimReport } from '../src/verify/report.js'
import { ms, table } from './timing.js'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const MEBIBYTE = 2 ** 20
const SHOWN = 8

const start = performance.now()
const { stdout, stderr, status } = spawnSync('node', ['dist/src/cli/main.js', 'verify', '--json'], {
  cwd: ROOT,
  encoding: 'utf8',
  maxBuffer: 256 * MEBIBYTE,
})
const wall = performance.now() - start
if (stdout === '') throw new Error(`verify printed no report: ${stderr}`)
const { claims, summary } = JSON.parse(stdout) as { claims: ClaimReport[]; summary: Record<string, number> }

const witnesses = claims.flatMap(({ id, witnesses }) => witnesses.map((witness) => ({ id, ...witness })))
const kinds = [...new Set(witnesses.map(({ name }) => name))]
const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0)
const byKind = kinds.map((kind) => {
  const own = witnesses.filter(({ name }) => name === kind)
  const slowest = own.reduce((a, b) => (b.ms > a.ms ? b : a))
  const total = sum(own.map((witness) => witness.ms))
  return { kind, count: own.length, total, slowest }
})
const kernel = witnesses.filter(({ name }) => name === 'kernel').sort((a, b) => b.ms - a.ms)
const inKernel = sum(kernel.map((witness) => witness.ms))

console.log(
  `${claims.length} claims, exit code ${status}: ${Object.entries(summary)
    .map(([v, n]) => `${n} ${v}`)
    .join(', ')}`,
)
console.log(`total ${ms(wall / 1000)} s, kernel ${ms(inKernel / 1000)} s: ${((100 * inKernel) / wall).toFixed(1)} %`)
console.log('Engines run in parallel with the rest, so the times of the witnesses may add up to more than the total.\n')
const rows = byKind.map(({ kind, count, total, slowest }) => [
  kind,
  String(count),
  ms(total / 1000),
  ((100 * total) / wall).toFixed(1),
  `${ms(slowest.ms)} ${slowest.id}`,
])
console.log(`${table(['witness', 'claims', 'total (s)', '% of total', 'slowest (ms)'], rows)}\n`)
console.log(
  table(
    ['slowest kernel proofs', 'ms'],
    kernel.slice(0, SHOWN).map((witness) => [witness.id, ms(witness.ms)]),
  ),
)
