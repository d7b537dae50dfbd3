/** Whatever judging one claim does, the run goes on, ends, and says which claim it was. */
import { readFileSync, readdirSync } from 'node:fs'
import { afterEach, describe, expect, test } from 'vitest'
import { derivation, equal, real } from '../dist/src/index.js'
import type { ClaimCache } from '../dist/src/verify/claim-cache.js'
import { JudgePool, type JudgePoolOptions } from '../dist/src/verify/judge-pool.js'
import { load } from '../dist/src/verify/load.js'
import { Evaluator } from '../dist/src/verify/evaluator.js'
import { Modules } from '../dist/src/verify/modules.js'
import type { ClaimReport } from '../dist/src/verify/report.js'
import type { Source } from '../dist/src/verify/source.js'
import { type VerifyOptions, verify } from '../dist/src/verify/verify.js'
import { ROOT, rederive, withFiles } from './command.js'

const SABOTEUR = new URL('./saboteur.mjs', import.meta.url)

const pools: JudgePool[] = []
function pool(options: Partial<JudgePoolOptions> = {}): JudgePool {
  const made = new JudgePool({ claimLimit: 60_000, claimMemory: 64, threads: 2, entry: SABOTEUR, ...options })
  pools.push(made)
  return made
}
afterEach(async () => {
  await Promise.all(pools.splice(0).map((made) => made.close()))
})

const HOWS = ['loops', 'eats', 'exits', 'throws', 'breaks', 'errs'] as const

/** A derivation with a good claim after each one whose only symbol is this, in their order. */
function source(names: readonly string[]): Source {
  const claims = names.flatMap((name) => [
    [name, equal(`${name} + ${name}`, `2*${name}`)] as const,
    [`after-${name}`, equal('x + x', '2*x')] as const,
  ])
  const made = derivation('sabotaged', {
    title: '',
    tag: 'beyond',
    prose: '',
    symbols: Object.fromEntries(['x', ...names].map((name) => [name, real('any number')])),
    claims: Object.fromEntries(claims),
  })
  return { derivation: made, file: 'sabotaged.ts', placeOf: () => ({ line: 1, column: 1 }) }
}

async function run(names: readonly string[], options: Partial<VerifyOptions>): Promise<ClaimReport[]> {
  const told: ClaimReport[] = []
  const onClaim = (claim: ClaimReport): void => void told.push(claim)
  const report = await verify([source(names)], [], { seed: 1, engines: [], onClaim, ...options })
  expect(report.derivations.flatMap(({ claims }) => claims)).toEqual(told)
  return told
}

describe('a claim whose judge', () => {
  test.each<[string, unknown, Partial<JudgePoolOptions>]>([
    ['loops', 'no decision within 0.8 s (--claim-limit)', { claimLimit: 800 }],
    ['eats', 'no decision within 64 MB of memory (--claim-memory)', {}],
    ['exits', 'judging it failed, which is a fault of this program: its worker ended', {}],
    ['throws', 'judging it failed, which is a fault of this program: its worker failed: a bug', {}],
    ['breaks', expect.stringMatching(/^judging it failed, which is a fault of this program: TypeError: /), {}],
    ['errs', 'what the kernel proved is not what is claimed, which is a fault of this program', {}],
  ])('%s is unknown, and says why; the next ones are judged', async (how, why, limits) => {
    const [bad, ...good] = await run([how, 'y', 'z'], { pool: pool({ threads: 1, ...limits }) })
    expect(bad).toMatchObject({ id: `sabotaged/${how}`, verdict: 'unknown', why })
    expect(good.map(({ verdict }) => verdict)).toEqual(Array(5).fill('proved'))
  })

  test('loops holds up nobody: reports come in the order of the file, and none is missing', async () => {
    const told = await run([...HOWS, 'loops'], { pool: pool({ claimLimit: 800 }) })
    expect(told.map(({ id }) => id)).toEqual(HOWS.flatMap((how) => [`sabotaged/${how}`, `sabotaged/after-${how}`]))
    expect(told.filter(({ verdict }) => verdict === 'proved').length).toBe(HOWS.length)
  })

  test('was ended is not kept for the next run', async () => {
    const kept: string[] = []
    const cache = { read: () => undefined, write: ({ id }: { id: string }) => kept.push(id), prune: () => {} }
    await run(['loops', 'throws'], { pool: pool({ claimLimit: 800 }), cache: cache as unknown as ClaimCache })
    expect(kept).toEqual(['sabotaged/after-loops', 'sabotaged/after-throws'])
  })
})

test('memory that earlier claims left in a worker is not counted against the next', async () => {
  const said = await run(['hoards', 'hoardsagain', 'hoardsmore'], { pool: pool({ threads: 1 }) })
  expect(said.map(({ verdict }) => verdict)).toEqual(Array(6).fill('proved'))
})

test('a run that is aborted rejects at once, leaves nothing under way, and the pool can be used again', async () => {
  const judges = pool()
  const abort = new AbortController()
  const reason = new Error('enough')
  setTimeout(() => abort.abort(reason), 300)
  const began = performance.now()
  await expect(run(['loops', 'y'], { pool: judges, signal: abort.signal })).rejects.toBe(reason)
  expect(performance.now() - began).toBeLessThan(20_000)
  expect((await run(['y'], { pool: judges })).map(({ verdict }) => verdict)).toEqual(['proved', 'proved'])
})

test('what a claim cites is proved where the claim is judged, whichever worker that is', async () => {
  const { sources } = await load(
    ['closed-form', 'trajectories'].map((name) => ({
      path: `${ROOT}derivations/linear-network/${name}.ts`,
      isNamed: true,
    })),
  )
  for (const threads of [1, 2]) {
    const judges = new JudgePool({ claimLimit: 60_000, claimMemory: 512, threads })
    pools.push(judges)
    const { derivations } = await verify(sources, [], {
      seed: 1,
      engines: [],
      only: 'trajectories/solution',
      pool: judges,
    })
    const [claim] = derivations.flatMap(({ claims }) => claims)
    expect(claim).toMatchObject({ verdict: 'proved', cites: ['closed-form/solution'] })
  }
})

test('a file whose code never ends is a problem of that file, and the others are read', async () => {
  const fine =
    "import { derivation } from 'rederive'\nexport default derivation('b', { title: '', tag: 'beyond', prose: '', claims: {} })"
  await withFiles({ 'a.ts': 'while (true) {}', 'b.ts': fine }, async (folder) => {
    const files = ['a.ts', 'b.ts'].map((name) => ({ path: `${folder}/${name}`, isNamed: true }))
    const { sources, problems } = await load(files, new Modules(undefined, new Evaluator(200)))
    expect(problems.map(({ message }) => message.split('\n')[0])).toEqual([
      'the code of this file does not end within 0.2 s',
    ])
    expect(sources.map(({ derivation }) => derivation.id)).toEqual(['b'])
  })
})

test('what a worker reports is believed in one place', () => {
  const files = readdirSync(`${ROOT}src`, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))
  const using = files.filter((name) => readFileSync(`${ROOT}src/${name}`, 'utf8').includes('Conclusion.received'))
  expect(using.sort()).toEqual(['verify/judge-pool.ts', 'verify/theorem-data.ts'])
})

describe('the command line', () => {
  test('explain says which claim ran over its limit', async () => {
    const { exitCode, output } = await rederive(['explain', 'turning-point/crossing-time', '--claim-limit', '20'])
    expect(output).toContain('turning-point/crossing-time (equality): unknown')
    expect(output).toContain('why: no decision within 0.02 s (--claim-limit)')
    expect(exitCode).toBe(1)
  })

  test.each([
    ['SIGTERM', 143],
    ['SIGINT', 130],
  ] as const)('%s while claims are proved ends it at once', async (signal, code) => {
    const { exitCode, output } = await rederive(['verify', '--no-engines'], '', 'model/', signal)
    expect(exitCode).toBe(code)
    expect(output).not.toContain('beta-two')
    expect(output).not.toMatch(/unknown|closed/)
  })
})
