import { type LineVerdict, judgeLine } from 'rederive/testing'
import { afterAll, describe, expect, test } from 'vitest'
import { type CorpusClaim, claimsAbout, topics } from './corpus.js'

const OPTIONS = { seed: Number(process.env.REDERIVE_SEED), runs: 100, engineLimit: 2000, engines: false }
const VERDICTS = ['proved', 'refuted', 'unknown', 'invalid'] as const
/** For one file; it only ends a run that hangs. */
const HANGS_MS = 900_000

interface Judged {
  readonly claim: CorpusClaim
  readonly found: LineVerdict
}

const corpus = new Map(topics().map((topic) => [topic, claimsAbout(topic)]))
const judgedTopics = new Map<string, Promise<Judged[]>>()

/** The verdicts on one file, judged once. */
function judged(topic: string): Promise<Judged[]> {
  const known = judgedTopics.get(topic)
  if (known) return known
  const verdicts = (async () => {
    const all: Judged[] = []
    for (const claim of corpus.get(topic) ?? []) all.push({ claim, found: await judgeLine(claim.text, OPTIONS) })
    return all
  })()
  judgedTopics.set(topic, verdicts)
  return verdicts
}

const isDecided = ({ claim, found }: Judged): boolean => found.verdict === (claim.truth ? 'proved' : 'refuted')
const isWrong = (one: Judged): boolean => one.found.verdict !== 'unknown' && !isDecided(one)

describe('the corpus of foreign claims', () => {
  test('has at least 420 true claims, each followed by two twins of its own kind', () => {
    const all = [...corpus.values()].flat()
    expect(all.filter(({ truth }) => truth).length).toBeGreaterThanOrEqual(420)
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
    for (const claims of corpus.values()) {
      claims.forEach((claim, k) => {
        const original = claims[k - (k % 3)] as CorpusClaim
        expect(claim.truth, claim.id).toBe(k % 3 === 0)
        expect(claim.twinOf, claim.id).toBe(k % 3 === 0 ? undefined : original.id)
        expect(claim.kind, claim.id).toBe(original.kind)
      })
    }
  })

  test('the fields that say the truth do not reach the verdict', async () => {
    const [claim] = claimsAbout('trigonometric') as [CorpusClaim]
    const { truth: _truth, ...bare } = JSON.parse(claim.text) as Record<string, unknown>
    const lying = { ...bare, truth: false, 'twin-of': 'nothing' }
    const [found, ...others] = await Promise.all(
      [claim.text, JSON.stringify(bare), JSON.stringify(lying)].map((text) => judgeLine(text, OPTIONS)),
    )
    for (const other of others) expect({ ...other, ms: 0 }).toEqual({ ...found, ms: 0 })
    expect(found?.verdict).toBe('proved')
  })

  test.each(topics())(
    '%s: no verdict is wrong',
    async (topic) => {
      const wrong = (await judged(topic)).filter(isWrong).map(({ claim, found }) => ({ truth: claim.truth, ...found }))
      expect(wrong).toEqual([])
    },
    HANGS_MS,
  )

  test(
    'every line is decided',
    async () => {
      const all = (await Promise.all(topics().map(judged))).flat()
      expect(all.filter((one) => !isDecided(one)).map(({ claim }) => claim.id)).toEqual([])
    },
    HANGS_MS,
  )

  afterAll(async () => {
    const rows = await Promise.all(
      [...judgedTopics].map(async ([topic, verdicts]) => {
        const all = await verdicts
        const counts = [true, false].flatMap((truth) =>
          VERDICTS.map(
            (verdict) => all.filter(({ claim, found }) => claim.truth === truth && found.verdict === verdict).length,
          ),
        )
        return { topic, counts, undecided: all.filter((one) => !isDecided(one)).map(({ claim }) => claim.id) }
      }),
    )
    const heads = ['true:', ...VERDICTS, 'false:', ...VERDICTS]
    const line = (name: string, cells: readonly (string | number)[]): string =>
      name.padEnd(22) + cells.map((cell) => String(cell).padStart(9)).join('')
    const table = rows.map(({ topic, counts }) => line(topic, ['', ...counts.slice(0, 4), '', ...counts.slice(4)]))
    const lists = rows.filter(({ undecided }) => undecided.length > 0)
    console.log(
      [
        line('', heads),
        ...table,
        ...lists.map(({ topic, undecided }) => `undecided in ${topic}: ${undecided.join(', ')}`),
      ].join('\n'),
    )
  })
})
