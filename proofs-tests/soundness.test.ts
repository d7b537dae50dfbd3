/** The campaign of mutants over all claims, a few of each, as a user runs it. `npm run soundness` takes all of them. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { rederive, withFiles } from './command.js'

const seed = process.env.REDERIVE_SEED ?? '20260101'

interface Mutant {
  readonly id: string
  readonly kind: string
  readonly edit: string
  readonly before: string
  readonly after: string
  readonly outcome: string
  readonly why?: string
  readonly counterexample?: { readonly lhs: string; readonly rhs: string }
}

interface Run {
  readonly exitCode: number | null
  readonly mutants: readonly Mutant[]
  readonly counts: Readonly<Record<string, number>>
  readonly text: string
}

/** Kinds of claim that state equalities: what is not equal there must be refuted. */
const EQUALITIES = new Set([
  'equality',
  'conserved',
  'derivative along the flow',
  'initial value problem',
  'solution of the flow',
  'induction over steps',
  'expansion at 0',
])

async function soundness(args: readonly string[]): Promise<Run> {
  return await withFiles({}, async (folder) => {
    const file = join(folder, 'report.json')
    const { exitCode, errors } = await rederive(['soundness', ...args, '--seed', seed, '--json', file])
    expect(errors).toBe('')
    const text = readFileSync(file, 'utf8')
    const { mutants, summary } = JSON.parse(text) as { mutants: Mutant[]; summary: { counts: Run['counts'] } }
    return { exitCode, mutants, counts: summary.counts, text }
  })
}

const shown = ({ id, edit, before, after, why }: Mutant): string => `${id}, ${edit}: ${before} -> ${after}: ${why}`

const derivationOf = (id: string, claims: string): string => `
  import { derivation, equal, hasSign, real } from 'rederive'
  export default derivation('${id}', {
    title: 'T', tag: 'beyond', prose: 'P', symbols: { x: real('x'), y: real('y') }, claims: { ${claims} },
  })`
const SQUARES = derivationOf(
  'squares',
  "a: equal('(x + y)^2', 'x^2 + 2*x*y + y^2'), b: equal('x^2 - y^2', '(x + y)*(x - y)'), c: hasSign('x^2', 'nonnegative')",
)
/** True, and beyond the kernel. */
const OPEN = derivationOf('open', "c: hasSign('exp(x) - x', 'positive')")

/** On a machine that is busy with other work. */
const PATIENCE_MS = 1_200_000

describe('a mutant of a claim', () => {
  test(
    'of any derivation is refuted with a counterexample, or holds at 50 digits at other instances',
    async () => {
      const { mutants, counts } = await soundness(['--per-claim', '2'])
      expect(counts.refuted).toBeGreaterThan(100)
      expect(mutants.filter((m) => m.outcome === 'contradicted').map(shown)).toEqual([])
      for (const mutant of mutants.filter((m) => m.outcome === 'invalid'))
        expect(mutant.why, shown(mutant)).toMatch(
          /cannot differentiate by|must be a polynomial|which is bound and has no value here|this claim says nothing of|an exponent of growth is a number/,
        )
      expect(mutants.filter((m) => m.outcome === 'unknown' && EQUALITIES.has(m.kind)).map(shown)).toEqual([])
      for (const mutant of mutants)
        expect(mutant.counterexample !== undefined, shown(mutant)).toBe(mutant.outcome === 'refuted')
    },
    PATIENCE_MS,
  )

  test(
    'comes out the same for the same seed, and in exactly one of the parts of a split run',
    async () => {
      await withFiles({ 'squares.ts': SQUARES }, async (folder) => {
        const args = [join(folder, 'squares.ts'), '--per-claim', '6']
        const whole = await soundness(args)
        const withoutTime = ({ text }: Run): string => text.replace(/"(ms|date)": .*/g, '')
        expect(withoutTime(await soundness(args))).toBe(withoutTime(whole))
        const parts = [await soundness([...args, '--shard', '1/2']), await soundness([...args, '--shard', '2/2'])]
        expect(
          parts
            .flatMap(({ mutants }) => mutants)
            .map(shown)
            .sort(),
        ).toEqual(whole.mutants.map(shown).sort())
        for (const { mutants } of parts) expect(mutants.length).toBeLessThan(whole.mutants.length)
      })
    },
    PATIENCE_MS,
  )

  test(
    'that is true but cannot be proved makes the run fail',
    async () => {
      await withFiles({ 'open.ts': OPEN }, async (folder) => {
        const { exitCode, mutants } = await soundness([join(folder, 'open.ts')])
        expect(mutants.some((m) => m.outcome === 'unknown')).toBe(true)
        expect(exitCode).toBe(1)
      })
    },
    PATIENCE_MS,
  )
})
