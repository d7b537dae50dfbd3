/**
 * What a verdict costs beside its proof, on 100 rows of an integral table: `npx tsx bench/antiderivatives.ts`. One process, warm, the median of
 * several judgements of each claim without engines. Exits with 1 when a claim is not proved, or when all judgements together take more than three
 * times as long as their proofs.
 */
import { readFileSync } from 'node:fs'
import { foreignClaim } from '../src/verify/foreign.js'
import { judge } from '../src/verify/judge-here.js'
import { median, ms, table } from './timing.js'

const MOST_RATIO = 3
const RUNS = 5
const SHOWN = 8
const OPTIONS = { seed: 20260101, runs: 100, engines: [] }

interface Judged {
  readonly verdict: string
  /** Milliseconds from the text to the verdict, and those of witnesses by name. */
  readonly whole: number
  readonly by: ReadonlyMap<string, number>
}

async function judged(text: string): Promise<Judged> {
  const start = performance.now()
  const claim = foreignClaim(JSON.parse(text) as Record<string, unknown>)
  const { verdict, witnesses } = await judge(claim.statement(), OPTIONS)
  const whole = performance.now() - start
  return { verdict, whole, by: new Map(witnesses.map(({ name, ms }) => [name, ms])) }
}

const lines = readFileSync(new URL('antiderivatives.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
// The first pass warms up.
const passes: Judged[][] = []
for (let run = 0; run <= RUNS; run++) {
  const pass: Judged[] = []
  for (const line of lines) pass.push(await judged(line))
  passes.push(pass)
}
const claims = lines.map((line, k) => {
  const all = passes.slice(1).map((pass) => pass[k] as Judged)
  const of = (name: string): number => median(all.map(({ by }) => by.get(name) ?? 0))
  const whole = median(all.map((one) => one.whole))
  const proof = of('kernel')
  const { id } = JSON.parse(line) as { id: string }
  return { id, verdict: all[0]?.verdict, whole, proof, numeric: of('numeric'), ratio: whole / proof }
})

const total = (pick: (claim: (typeof claims)[number]) => number): number => claims.map(pick).reduce((a, b) => a + b)
const ratio = total(({ whole }) => whole) / total(({ proof }) => proof)
const open = claims.filter(({ verdict }) => verdict !== 'proved')
console.log(
  `${claims.length} antiderivatives, ${claims.length - open.length} proved; node ${process.version}; medians of ${RUNS}\n`,
)
const row = (name: string, pick: (claim: (typeof claims)[number]) => number): string[] => [
  name,
  ms(median(claims.map(pick))),
  ms(Math.max(...claims.map(pick))),
  ms(total(pick)),
]
console.log(
  table(
    ['', 'median (ms)', 'most (ms)', 'all (ms)'],
    [row('kernel', (c) => c.proof), row('numeric', (c) => c.numeric), row('whole judgement', (c) => c.whole)],
  ),
)
console.log(
  `\nwhole / kernel: ${ratio.toFixed(2)} of all together, ${median(claims.map((c) => c.ratio)).toFixed(2)} median\n`,
)
const costly = [...claims].sort((a, b) => b.whole - a.whole).slice(0, SHOWN)
const rows = costly.map((c) => [c.id, ms(c.proof), ms(c.numeric), ms(c.whole), c.ratio.toFixed(2)])
console.log(table(['costliest', 'kernel (ms)', 'numeric (ms)', 'whole (ms)', 'ratio'], rows))
for (const { id, verdict } of open) console.log(`not proved: ${id}, ${verdict}`)
if (ratio > MOST_RATIO) console.log(`\nabove ${MOST_RATIO}: ${ratio.toFixed(2)}`)
process.exitCode = open.length > 0 || ratio > MOST_RATIO ? 1 : 0
