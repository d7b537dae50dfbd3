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
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Summary } from '../src/experiments/summary.js'
import { SiteError } from './site-error.js'
import { summariesIn } from './summaries.js'

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
    expect(await reading(WHOLE)()).toEqual([{ ...JSON.parse(WHOLE), isOutdated: true }])
  })

  it('is of this project as its experiments stand now', async () => {
    const found = await summariesIn(OWN)
    expect(found.length).toBeGreaterThanOrEqual(7)
    expect(found.filter(({ isOutdated }) => isOutdated).map(({ id }) => id)).toEqual([])
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
})
