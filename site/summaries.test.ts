import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Summary } from '../src/experiments/summary.js'
import { SiteError } from './site-error.js'
import { summariesIn } from './summaries.js'

const OWN = fileURLToPath(new URL('../derivations/linear-network/experiments/results', import.meta.url))
const WHOLE = readFileSync(join(OWN, 'angle-over-time.json'), 'utf8')

function reading(text: string): () => readonly Summary[] {
  const folder = mkdtempSync(join(tmpdir(), 'summaries-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  writeFileSync(join(folder, 'a.json'), text)
  writeFileSync(join(folder, 'a.json.12.new'), 'half')
  return () => summariesIn(folder)
}

describe('what came of experiments', () => {
  it('is read as it was written', () => {
    expect(summariesIn(OWN).length).toBeGreaterThanOrEqual(7)
    expect(reading(WHOLE)()).toEqual([JSON.parse(WHOLE)])
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
  ])('is refused where it %s, with the name of the file', (_, text, expected) => {
    const read = reading(text)
    expect(read).toThrow(SiteError)
    expect(read).toThrow(/a\.json is not what came of an experiment: expected/)
    expect(read).toThrow(expected)
  })

  it('is refused where it cannot be read', () => {
    const folder = mkdtempSync(join(tmpdir(), 'summaries-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    mkdirSync(join(folder, 'a.json'))
    expect(() => summariesIn(folder)).toThrow(SiteError)
  })
})
