/**
 * A cold run of `rederive verify`, and where its time goes: `npx tsx bench/verify-share.ts [python] [files...]`, after a build. Nothing that an earlier
 * run kept is read. With the engines and without, in turn, a new process each time; beside them a new process of SymPy that shows
 * the flow's invariants, the Riccati equation and the trajectories at small widths, once.
 */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { ClaimReport } from '../src/verify/report.js'
import { invariants, riccati, trajectories } from './cases.js'
import { coldSympyMs, pythonWithSympy } from './sympy.js'
import { median, ms, table } from './timing.js'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const MEBIBYTE = 2 ** 20
const SHOWN = 8
const RUNS = 3
const CASES = [riccati, invariants(4), trajectories(2), trajectories(4)]
const WAYS = { 'with engines': [], 'without engines': ['--no-engines'] } as const
type Way = keyof typeof WAYS

interface Run {
  readonly wall: number
  readonly claims: readonly ClaimReport[]
  readonly verdicts: string
}

const [first, ...others] = process.argv.slice(2)
const named = first !== undefined && /python[\d.]*$/.test(first) ? first : undefined
const rest = named === undefined && first !== undefined ? [first, ...others] : others
const files = rest.length > 0 ? rest : ['derivations']
const python = pythonWithSympy(named !== undefined ? [named] : ['python3', '/usr/bin/python3'])

function coldRun(way: Way): Run {
  const start = performance.now()
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ['dist/src/cli/main.js', 'verify', ...files, '--json', '--no-cache', ...WAYS[way]],
    { cwd: ROOT, encoding: 'utf8', maxBuffer: 256 * MEBIBYTE },
  )
  const wall = performance.now() - start
  if (stdout === '') throw new Error(`verify printed no report: ${stderr}`)
  const { claims, summary } = JSON.parse(stdout) as { claims: ClaimReport[]; summary: Record<string, number> }
  const counts = Object.entries(summary).map(([verdict, count]) => `${count} ${verdict}`)
  return { wall, claims, verdicts: `exit code ${status}: ${counts.join(', ')}` }
}

const ways = Object.keys(WAYS) as Way[]
const runs = new Map<Way, Run[]>(ways.map((way) => [way, []]))
const sympy: number[] = []
for (let k = 0; k < RUNS; k++) {
  for (const way of ways) runs.get(way)?.push(coldRun(way))
  if (python !== undefined) sympy.push(coldSympyMs(python, CASES))
}

/** The run of the middle wall time. */
const typical = (way: Way): Run => [...(runs.get(way) as Run[])].sort((a, b) => a.wall - b.wall)[RUNS >> 1] as Run
const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0)
const seconds = (value: number): string => ms(value / 1000)
const beside = median(sympy)

console.log(`node ${process.version}; medians of ${RUNS} cold runs; ${typical('with engines').verdicts}\n`)
const wallRows = ways.map((way) => {
  const { wall, claims } = typical(way)
  const all = (runs.get(way) as Run[]).map((run) => run.wall)
  const spread = `${seconds(Math.min(...all))} to ${seconds(Math.max(...all))}`
  const ratio = python === undefined ? '' : (wall / beside).toFixed(2)
  return [`verify, ${way}`, String(claims.length), seconds(wall), spread, ms(wall / claims.length), ratio]
})
const asked = sum(CASES.map(({ claims }) => claims.length))
if (python !== undefined) {
  const spread = `${seconds(Math.min(...sympy))} to ${seconds(Math.max(...sympy))}`
  wallRows.push([`SymPy (${python})`, String(asked), seconds(beside), spread, ms(beside / asked), '1'])
} else console.log('SymPy is not installed: comparison skipped\n')
console.log(table(['', 'claims', 'wall (s)', 'from to (s)', 'a claim (ms)', 'times SymPy'], wallRows))

for (const way of ways) {
  const { wall, claims } = typical(way)
  const witnesses = claims.flatMap(({ id, witnesses }) => witnesses.map((witness) => ({ id, ...witness })))
  const kinds = [...new Set(witnesses.map(({ name }) => name))]
  const rows = kinds.map((kind) => {
    const own = witnesses.filter(({ name }) => name === kind)
    const slowest = own.reduce((a, b) => (b.ms > a.ms ? b : a))
    const total = sum(own.map((witness) => witness.ms))
    const share = ((100 * total) / wall).toFixed(1)
    return [kind, String(own.length), seconds(total), share, `${ms(slowest.ms)} ${slowest.id}`]
  })
  console.log(`\n${way}, the run of the median:`)
  console.log(table(['witness', 'claims', 'total (s)', '% of wall', 'slowest (ms)'], rows))
}
console.log(
  '\nEngines run in parallel with the rest, so the times of the witnesses may add up to more than the wall time.\n',
)
const kernel = typical('without engines').claims.flatMap(({ id, witnesses }) =>
  witnesses.filter(({ name }) => name === 'kernel').map((witness) => [id, witness.ms] as const),
)
const slowest = kernel.sort(([, a], [, b]) => b - a).slice(0, SHOWN)
console.log(
  table(
    ['slowest kernel proofs', 'ms'],
    slowest.map(([id, time]) => [id, ms(time)]),
  ),
)
