/**
 * `rederive check` against SymPy on the corpus of foreign claims, in one run: `npx tsx bench/check-against-sympy.ts [python] [topic...]`.
 * Each claim is judged here and there, one right after the other, so that a busy machine slows both sides. Times are of one
 * judgement in a warm process. Exits with 1 when a verdict of ours is wrong.
 */
import { type CorpusClaim, claimsAbout, topics } from '../proofs-tests/corpus.js'
import { judgeLine } from '../src/verify/judge-line.js'
import { SympyJudge } from './sympy-check.js'
import { pythonWithSympy } from './sympy.js'
import { ms, table } from './timing.js'

const LIMIT_MS = 10_000
const SYMPY_PROCESSES = 2
const OPTIONS = { seed: 20260101, runs: 100, engineLimit: 2000, engines: false }

interface Judged {
  readonly verdict: string
  readonly ms: number
}
interface Compared {
  readonly claim: CorpusClaim
  readonly ours: Judged
  readonly theirs?: Judged
}

const known = topics()
const [first, ...others] = process.argv.slice(2)
const named = first === undefined || known.includes(first) ? undefined : first
const wanted = [...(first !== undefined && named === undefined ? [first] : []), ...others]
const unknown = wanted.filter((topic) => !known.includes(topic))
if (unknown.length > 0) throw new Error(`no topic ${unknown.join(', ')}; the corpus has ${known.join(', ')}`)
const claims = (wanted.length > 0 ? wanted : known).flatMap(claimsAbout)
const python = pythonWithSympy(named !== undefined ? [named] : ['python3', '/usr/bin/python3'])

const queue = claims[Symbol.iterator]()
const compared: Compared[] = []
async function lane(judge: SympyJudge | undefined): Promise<void> {
  // The lanes share the queue.
  for (const claim of { [Symbol.iterator]: () => queue }) {
    const ours = await judgeLine(claim.text, OPTIONS)
    const theirs = await judge?.judge(claim.text)
    compared.push({ claim, ours, ...(theirs && { theirs }) })
    if (compared.length % 100 === 0) console.error(`${compared.length} of ${claims.length} claims`)
  }
}
await judgeLine(claims[0]?.text ?? '', OPTIONS)
const judges =
  python === undefined ? [] : Array.from({ length: SYMPY_PROCESSES }, () => new SympyJudge(python, LIMIT_MS))
try {
  await Promise.all(judges.length > 0 ? judges.map(lane) : [lane(undefined)])
} finally {
  for (const judge of judges) judge.close()
}

const isRight = (truth: boolean, { verdict }: Judged): boolean => verdict === (truth ? 'proved' : 'refuted')
const isUndecided = ({ verdict }: Judged): boolean => ['unknown', 'timed out', 'failed'].includes(verdict)
const quantile = (sorted: readonly number[], q: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN

interface Figures {
  readonly cells: readonly string[]
  readonly median: number
  readonly p99: number
  readonly wrong: readonly CorpusClaim[]
}

function figures(of: readonly { claim: CorpusClaim; judged: Judged }[]): Figures {
  const count = (verdict: string): number =>
    of.filter(({ claim, judged }) => judged.verdict === verdict && isRight(claim.truth, judged)).length
  const wrong = of.filter(({ claim, judged }) => !isUndecided(judged) && !isRight(claim.truth, judged))
  const times = of.map(({ judged }) => judged.ms).filter((time) => !Number.isNaN(time))
  times.sort((a, b) => a - b)
  const [median, p99] = [quantile(times, 0.5), quantile(times, 0.99)]
  const undecided = of.filter(({ judged }) => isUndecided(judged)).length
  const counts = [count('proved'), count('refuted'), undecided, wrong.length].map(String)
  return { cells: [...counts, ms(median), ms(p99)], median, p99, wrong: wrong.map(({ claim }) => claim) }
}

const isIn = (group: string, { kind, truth }: CorpusClaim): boolean =>
  group === 'all' || group === kind || group === (truth ? 'all true' : 'all false')
const groups = [...new Set(claims.map(({ kind }) => kind)), 'all true', 'all false', 'all']
const part = (group: string): Compared[] => compared.filter(({ claim }) => isIn(group, claim))
const side = (group: string, who: 'ours' | 'theirs'): Figures =>
  figures(part(group).flatMap((c) => (c[who] ? [{ claim: c.claim, judged: c[who] }] : [])))
const columns = ['proved', 'refuted', 'undecided', 'wrong', 'median ms', 'p99 ms']

if (python === undefined) {
  console.log('SymPy is NOT installed: comparison skipped, our side only\n')
  console.log(
    table(
      ['rederive check', 'claims', ...columns],
      groups.map((k) => [k, `${part(k).length}`, ...side(k, 'ours').cells]),
    ),
  )
} else {
  console.log(`${judges[0]?.versions} (${python}); node ${process.version}; ${LIMIT_MS / 1000} s for each claim\n`)
  const rows = groups.flatMap((group) => {
    const [ours, theirs] = [side(group, 'ours'), side(group, 'theirs')]
    const ratios = ['', '', '', '', (theirs.median / ours.median).toFixed(1), (theirs.p99 / ours.p99).toFixed(1)]
    return [
      [`${group}, rederive check`, `${part(group).length}`, ...ours.cells],
      [`${group}, SymPy`, `${part(group).length}`, ...theirs.cells],
      [`${group}, ratio`, '', ...ratios],
    ]
  })
  console.log(table(['', 'claims', ...columns], rows))
  for (const c of side('all', 'theirs').wrong) console.log(`SymPy is wrong on ${c.id} (${c.truth}): ${c.text}`)
  const late = compared.filter(({ theirs }) => theirs?.verdict === 'timed out' || theirs?.verdict === 'failed')
  console.log(`\nSymPy was ended or failed on ${late.length}: ${late.map(({ claim }) => claim.id).join(', ')}`)
}
const wrong = side('all', 'ours').wrong
for (const c of wrong) console.log(`rederive check is WRONG on ${c.id} (${c.truth}): ${c.text}`)
process.exitCode = wrong.length > 0 ? 1 : 0
