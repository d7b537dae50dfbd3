/**
 * `rederive check` against SymPy on the corpus of foreign claims, in one run: `npx tsx bench/check-against-sympy.ts [python] [topic...]`.
 * SymPy judges in two manners, as it comes and with points drawn first. The sides take turns of 154 claims, as
 * `check` judges a file: after many seconds of waiting, node is slow for a while. Times are of one judgement. Exits with 1 when a verdict of ours is wrong.
 */
import { type CorpusClaim, claimsAbout, topics } from '../proofs-tests/corpus.js'
import { judgeLine } from '../src/verify/judge-line.js'
import { type Manner, SympyJudge } from './sympy-check.js'
import { pythonWithSympy } from './sympy.js'
import { ms, table } from './timing.js'

const LIMIT_MS = 10_000
/** Claims that are judged at a time. */
const LANES = 2
/** Claims that a side judges before it is another's turn. */
const TURN = 154
/** Each process judges one claim in so many before any counts. */
const WARMING = 8
const MANNERS: readonly Manner[] = ['simplify', 'points']
const OPTIONS = { seed: 20260101, runs: 100, engineLimit: 2000, engines: false }

interface Judged {
  readonly verdict: string
  readonly ms: number
}
interface Compared {
  readonly claim: CorpusClaim
  readonly ours: Judged
  readonly theirs: Readonly<Partial<Record<Manner, Judged>>>
}

const known = topics()
const [first, ...others] = process.argv.slice(2)
const named = first === undefined || known.includes(first) ? undefined : first
const wanted = [...(first !== undefined && named === undefined ? [first] : []), ...others]
const unknown = wanted.filter((topic) => !known.includes(topic))
if (unknown.length > 0) throw new Error(`no topic ${unknown.join(', ')}; the corpus has ${known.join(', ')}`)
const claims = (wanted.length > 0 ? wanted : known).flatMap(claimsAbout)
const python = pythonWithSympy(named !== undefined ? [named] : ['python3', '/usr/bin/python3'])

type Judges = Readonly<Record<Manner, SympyJudge>>

/** Our verdicts on all of them, then those of SymPy. */
async function compare(some: readonly CorpusClaim[], judges: Judges | undefined): Promise<Compared[]> {
  const ours: Judged[] = []
  for (const claim of some) ours.push(await judgeLine(claim.text, OPTIONS))
  const theirs = new Map<Manner, Judged[]>()
  for (const manner of judges ? MANNERS : []) {
    const verdicts: Judged[] = []
    for (const claim of some) verdicts.push((await judges?.[manner].judge(claim.text)) as Judged)
    theirs.set(manner, verdicts)
  }
  return some.map((claim, k) => ({
    claim,
    ours: ours[k] as Judged,
    theirs: Object.fromEntries([...theirs].map(([manner, verdicts]) => [manner, verdicts[k] as Judged])),
  }))
}

const left = [...claims]
const compared: Compared[] = []
async function lane(judges: Judges | undefined): Promise<void> {
  await compare(
    claims.filter((_, k) => k % WARMING === 0),
    judges,
  )
  // The lanes share what is left.
  for (let some = left.splice(0, TURN); some.length > 0; some = left.splice(0, TURN)) {
    compared.push(...(await compare(some, judges)))
    console.error(`${compared.length} of ${claims.length} claims`)
  }
}
const judges: Judges[] =
  python === undefined
    ? []
    : Array.from({ length: LANES }, () => ({
        simplify: new SympyJudge(python, 'simplify', LIMIT_MS),
        points: new SympyJudge(python, 'points', LIMIT_MS),
      }))
try {
  await Promise.all(judges.length > 0 ? judges.map(lane) : [lane(undefined)])
} finally {
  for (const lane of judges) for (const manner of MANNERS) lane[manner].close()
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
const ourSide = (group: string): Figures => figures(part(group).map(({ claim, ours }) => ({ claim, judged: ours })))
const theirSide = (group: string, manner: Manner): Figures =>
  figures(part(group).flatMap(({ claim, theirs: { [manner]: judged } }) => (judged ? [{ claim, judged }] : [])))
const columns = ['proved', 'refuted', 'undecided', 'wrong', 'median ms', 'p99 ms']

if (python === undefined) {
  console.log('SymPy is NOT installed: comparison skipped, our side only\n')
  console.log(
    table(
      ['rederive check', 'claims', ...columns],
      groups.map((k) => [k, `${part(k).length}`, ...ourSide(k).cells]),
    ),
  )
} else {
  console.log(
    `${judges[0]?.points.versions} (${python}); node ${process.version}; ${LIMIT_MS / 1000} s for each claim\n`,
  )
  const rows = groups.flatMap((group) => {
    const ours = ourSide(group)
    const theirs = MANNERS.flatMap((manner) => {
      const side = theirSide(group, manner)
      const ratios = ['', '', '', '', (side.median / ours.median).toFixed(1), (side.p99 / ours.p99).toFixed(1)]
      return [
        [`${group}, SymPy, ${manner}`, `${part(group).length}`, ...side.cells],
        ['  times ours', '', ...ratios],
      ]
    })
    return [[`${group}, rederive check`, `${part(group).length}`, ...ours.cells], ...theirs]
  })
  console.log(table(['', 'claims', ...columns], rows))
  for (const manner of MANNERS) {
    for (const c of theirSide('all', manner).wrong)
      console.log(`SymPy (${manner}) is wrong on ${c.id} (${c.truth}): ${c.text}`)
    const late = compared.filter(({ theirs }) => ['timed out', 'failed'].includes(theirs[manner]?.verdict ?? ''))
    console.log(
      `SymPy (${manner}) was ended or failed on ${late.length}: ${late.map(({ claim }) => claim.id).join(', ')}`,
    )
  }
}
const wrong = ourSide('all').wrong
for (const c of wrong) console.log(`rederive check is WRONG on ${c.id} (${c.truth}): ${c.text}`)
process.exitCode = wrong.length > 0 ? 1 : 0
