import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import { type Summary, sealOf } from '../src/experiments/summary.js'
import { experimentVersion } from '../src/experiments/version.js'
import { SiteError } from './site-error.js'
import { Modules } from '../src/verify/modules.js'
import { type KeptSummary, summariesIn } from './summaries.js'

const OWN = fileURLToPath(new URL('../derivations/linear-network/experiments/results', import.meta.url))
const WHOLE = readFileSync(join(OWN, 'angle-over-time.json'), 'utf8')

function reading(text: string): () => Promise<readonly Summary[]> {
  const folder = mkdtempSync(join(tmpdir(), 'summaries-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  writeFileSync(join(folder, 'a.json'), text)
  writeFileSync(join(folder, 'a.json.12.new'), 'half')
  return () => summariesIn(folder)
}

describe('what came of experiments', () => {
  it('is read as it was written', async () => {
    expect(await reading(WHOLE)()).toEqual([{ ...JSON.parse(WHOLE), isOutdated: true, older: [] }])
  })

  it('is of this project as its experiments stand now', async () => {
    const found = await summariesIn(OWN)
    expect(found.length).toBeGreaterThanOrEqual(7)
    expect(found.filter(({ isOutdated }) => isOutdated).map(({ id }) => id)).toEqual([])
    expect(found.flatMap(({ contradiction, older }) => [contradiction ?? [], older].flat())).toEqual([])
  })

  it('is outdated where the experiment is gone, or asks for something else than it did', async () => {
    const folder = join(mkdtempSync(join(tmpdir(), 'outdated-')), 'results')
    onTestFinished(() => rmSync(join(folder, '..'), { recursive: true, force: true }))
    mkdirSync(folder)
    mkdirSync(join(folder, '../node_modules'))
    symlinkSync(fileURLToPath(new URL('..', import.meta.url)), join(folder, '../node_modules/rederive'))
    for (const name of readdirSync(OWN)) copyFileSync(join(OWN, name), join(folder, name))
    const outdated = async (): Promise<string[]> =>
      (await summariesIn(folder)).filter(({ isOutdated }) => isOutdated).map(({ file }) => file)
    const files = readdirSync(join(OWN, '..')).filter((name) => name.endsWith('.ts'))
    expect(await outdated()).toEqual(files)
    for (const name of files) copyFileSync(join(OWN, '..', name), join(folder, '..', name))
    expect(await outdated()).toEqual([])
    const text = readFileSync(join(OWN, '../kernel-scaling.ts'), 'utf8')
    const write = (source: string): void => writeFileSync(join(folder, '../kernel-scaling.ts'), source)
    write(text.replace('title:', '// a comment\n  title:'))
    expect(await outdated()).toEqual([])
    write(text.replace('prediction:', "prediction: 'I knew it. ' +"))
    expect(await outdated()).toEqual(['kernel-scaling.ts'])
  })

  it.each<[string, string, string]>([
    ['is cut off', WHOLE.slice(0, -40), 'expected JSON: '],
    ['is a list', '[]', 'expected an object'],
    ['is nothing', 'null', 'expected an object'],
    ...(
      [
        ['agreement', undefined, 'expected as agreement { agrees, said }'],
        ['agreement', { agrees: 'no', said: 'x' }, 'expected as agreement { agrees, said }'],
        ['title', undefined, 'expected as title a text'],
        ['setup', 5, 'expected as setup a text'],
        ['seeds', null, 'expected as seeds a whole number'],
        ['figures', {}, 'expected as figures a list'],
        ['figures', [5], 'expected as figures a list'],
        ['figures', [{ caption: 'c', x: 'a' }], 'expected as figures a list'],
        ['outcomes', [{ setting: {}, failed: [] }], 'expected as outcomes a list'],
        ['outcomes', [{ setting: {}, values: { a: 1 }, failed: [] }], 'expected as outcomes a list'],
        ['outcomes', [{ setting: {}, values: {}, failed: [], curves: 'abc' }], 'expected as outcomes a list'],
      ] as const
    ).map(([name, value, expected]): [string, string, string] => [
      `has as ${name} ${JSON.stringify(value)}`,
      JSON.stringify({ ...JSON.parse(WHOLE), [name]: value }),
      expected,
    ]),
  ])('is refused where it %s, with the name of the file', async (_, text, expected) => {
    const read = reading(text)
    await expect(read).rejects.toThrow(SiteError)
    await expect(read).rejects.toThrow(/a\.json is not what came of an experiment: expected/)
    await expect(read).rejects.toThrow(expected)
  })

  it('is refused where it cannot be read', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'summaries-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    mkdirSync(join(folder, 'a.json'))
    await expect(summariesIn(folder)).rejects.toThrow(SiteError)
  })

  it('is refused where another is of the same experiment', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'summaries-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    for (const name of ['a.json', 'b.json']) writeFileSync(join(folder, name), WHOLE)
    await expect(summariesIn(folder)).rejects.toThrow(/b\.json.*a\.json is too/s)
  })
})

/** An experiment of two settings, and what came of two seeds of it. */
const FILE = `import { experiment } from 'rederive/experiments'
export default experiment('one', {
  title: 'One', question: 'Does it?', prediction: 'It does.', setup: 'A network.', conclusion: 'One may conclude it.',
  figures: [{ caption: 'Loss.', x: 'scale', y: 'loss', label: 'loss' }],
  settings: [{ scale: 1, kind: 'a' }, { scale: 2, kind: 'a' }],
  mayDiverge: true,
  run: () => { throw new Error('not run') },
  keep: () => ({}),
  judge: () => ({ agrees: true, said: 'Yes.' }),
})
`
const LOSS = { mean: 0.5, deviation: 0.14142, least: 0.4, most: 0.6, count: 2 }
const CAME = {
  id: 'one',
  title: 'One',
  question: 'Does it?',
  prediction: 'It does.',
  setup: 'A network.',
  conclusion: 'One may conclude it.',
  figures: [{ caption: 'Loss.', x: 'scale', y: 'loss', label: 'loss' }],
  file: 'one.ts',
  code: '0',
  data: {},
  seeds: 2,
  small: false,
  agreement: { agrees: true, said: 'Yes.' },
  outcomes: [1, 2].map((scale) => ({ setting: { kind: 'a', scale }, values: { loss: LOSS }, failed: [] as string[] })),
}

/** What the site makes of it, made of one file and beside another. */
async function besideFile(
  change: object = {},
  source = FILE,
  madeOf = FILE,
): Promise<KeptSummary & { readonly folder: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'came-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  mkdirSync(join(folder, 'results'))
  mkdirSync(join(folder, 'node_modules'))
  symlinkSync(fileURLToPath(new URL('..', import.meta.url)), join(folder, 'node_modules/rederive'))
  const file = join(folder, 'one.ts')
  writeFileSync(file, madeOf)
  const modules = new Modules()
  modules.begin([file])
  await modules.end()
  const made = { ...CAME, source: experimentVersion(file, modules).source, ...change }
  writeFileSync(file, source)
  writeFileSync(join(folder, 'results/one.json'), JSON.stringify({ seal: sealOf(made as unknown as Summary), ...made }))
  const [found] = await summariesIn(join(folder, 'results'))
  return { ...(found as KeptSummary), folder }
}

const first = (change: object): object => ({
  outcomes: CAME.outcomes.map((outcome, k) => (k === 0 ? { ...outcome, ...change } : outcome)),
})
const loss = (change: object): object => first({ values: { loss: { ...LOSS, ...change } } })

describe('what came of an experiment, beside what it says', () => {
  it('is believed where nothing is against it', async () => {
    const found = await besideFile()
    expect(found).toMatchObject({ agreement: { agrees: true }, isOutdated: false, older: [] })
    expect(found.contradiction).toBe(undefined)
    const from = relative(process.cwd(), join(found.folder, 'results'))
    expect((await summariesIn(from)).map(({ isOutdated }) => isOutdated)).toEqual([false])
  })

  it.each<[string, object, string]>([
    ['it is a miniature', { small: true }, 'it is of a miniature, which says nothing of the prediction'],
    ['it is of no seeds', { seeds: 0 }, 'it is of no runs'],
    ['it is of no settings', { outcomes: [] }, 'it is of no runs'],
    [
      'a run failed',
      first({ failed: ['late'], values: { loss: { ...LOSS, count: 1, most: 0.4, mean: 0.4, deviation: 0 } } }),
      'it says that the prediction agrees, though 1 run failed',
    ],
    [
      'no run came to its end',
      { outcomes: CAME.outcomes.map((one) => ({ ...one, values: {}, diverged: 2 })) },
      'it says that the prediction agrees, though no run came to its end',
    ],
    [
      'more failed than there are',
      first({ failed: ['a', 'b'], diverged: 1 }),
      'it has 3 failed and diverged of 2 runs at kind = a, scale = 1',
    ],
    ['there are more values than runs', loss({ count: 3 }), 'it has 3 values of loss from 2 runs at'],
    ['a run that diverged has values', first({ diverged: 1 }), 'it has 2 values of loss from 1 run at'],
    ['there are no values', first({ values: {} }), 'it has no values of 2 runs at'],
    ['no values have a mean', loss({ count: 0 }), 'it has a mean, a least or a most of 0 values of loss at'],
    ['values have no mean', loss({ mean: null }), 'it has a mean, a least or a most of 2 values of loss at'],
    [
      'the mean is not between',
      loss({ mean: 0.7 }),
      'the mean, deviation, least and most of loss do not go together at',
    ],
    [
      'the deviation is too wide',
      loss({ deviation: 0.3 }),
      'the mean, deviation, least and most of loss do not go together at',
    ],
    [
      'the deviation is too narrow',
      loss({ deviation: 0.1 }),
      'the mean, deviation, least and most of loss do not go together at',
    ],
    [
      'there are fewer values than runs',
      { seeds: 9 },
      'it has values of 2 runs at most, and 9 runs that came to their end at',
    ],
    ['it was edited', { seal: '0123456789abcdef' }, 'it was edited after it was written'],
    ['the question is another', { question: 'Did it?' }, 'its question is another one than that of its file'],
    ['the prediction is another', { prediction: 'I knew it.' }, 'its prediction is another one than that of its file'],
    ['the id is another', { id: 'two' }, 'it is of two, and its file of one'],
    [
      'a setting is missing',
      { outcomes: CAME.outcomes.slice(1) },
      'it has not the setting scale = 1, kind = a, which its file has',
    ],
    [
      'a setting is another',
      first({ setting: { kind: 'b', scale: 1 } }),
      'it has the setting kind = b, scale = 1, and its file has not',
    ],
    [
      'a setting is there twice',
      first({ setting: { scale: 2, kind: 'a' } }),
      'it has the setting kind = a, scale = 2 twice',
    ],
  ])('is not believed where %s, and agrees with nothing', async (_, change, reason) => {
    const found = await besideFile(change)
    expect(found.contradiction).toContain(reason)
    expect(found.agreement.agrees).toBe(false)
  })

  it('is not believed where runs diverged that are to fail', async () => {
    const strict = FILE.replace('mayDiverge: true', 'mayDiverge: false')
    const half = { ...LOSS, count: 1, most: 0.4, mean: 0.4, deviation: 0 }
    const change = first({ diverged: 1, values: { loss: half } })
    expect((await besideFile(change)).contradiction).toBe(undefined)
    const found = await besideFile(change, strict, strict)
    expect(found.contradiction).toContain(
      'it has runs that diverged, which the experiment counts as failed, at kind = a',
    )
    expect(found.isOutdated).toBe(false)
  })

  it.each<[string, string, string, string[]]>([
    ['conclusion', 'One may conclude it.', 'One may not.', ['conclusion']],
    ['title', "'One'", "'Another'", ['title']],
    ['figures', 'Loss.', 'The loss.', ['figures']],
    ['setup', 'A network.', 'A wide network.', ['setup']],
  ])('is told to be of an older %s where that was written anew', async (_, from, to, older) => {
    const found = await besideFile({}, FILE.replace(from, to))
    expect(found).toMatchObject({ isOutdated: false, older, agreement: { agrees: true } })
    expect(found.contradiction).toBe(undefined)
  })
})
