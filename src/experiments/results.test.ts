import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { AuthorError } from '../expr/author-error.js'
import { Results, type Row, isDone, isWhole } from './results.js'

const ROW: Row = {
  experiment: 'a',
  setting: { width: 16, start: 'small' },
  seed: 1,
  code: '0123',
  small: false,
  data: { mnist: '4567' },
  seconds: 0.1,
  values: { loss: 0.5, angle: null },
  curves: [{ name: 'one', line: [[0, 1]], dots: [] }],
}

function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'results-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Whether a line is used, and what is told. */
function readAs(change: Readonly<Record<string, unknown>>): readonly [used: boolean, told: readonly string[]] {
  const path = join(emptyFolder(), 'a.jsonl')
  writeFileSync(path, `${JSON.stringify({ ...ROW, ...change })}\n`)
  const told: string[] = []
  const results = new Results(path, (message) => told.push(message.replace(path, 'a')))
  const found = results.get(ROW)
  results.close()
  return [found !== undefined, told]
}

describe('a line of results', () => {
  it('is one of the experiment that the file is named by', () => {
    expect(readAs({})).toEqual([true, []])
    expect(readAs({ values: undefined, curves: undefined, problem: 'it diverged' })).toEqual([true, []])
  })

  it.each<[string, Readonly<Record<string, unknown>>]>([
    ['of another experiment', { experiment: 'b' }],
    ['with a value that is a text', { values: { loss: '0.5' } }],
    ['with a value that is true', { values: { loss: true } }],
    ['with a value that is nested', { values: { loss: { a: 1 } } }],
    ['with a list of values', { values: [1] }],
    ['with curves that are a text', { curves: 'abc' }],
    ['with curves that are no list', { curves: { a: 1 } }],
    ['with a curve without points', { curves: [{ name: 'x', line: 'abc' }] }],
    ['with a curve without a name', { curves: [{ line: [] }] }],
    ['with a point that is not finite', { curves: [{ name: 'x', dots: [[0, null]] }] }],
    ['with a size that is a text', { small: 'false' }],
    ['with a hash that is a number', { data: { mnist: 5 } }],
    ['with a nested setting', { setting: { width: { a: 1 } } }],
    ['with a seed that is a text', { seed: '1' }],
  ])('%s is none', (_, change) => {
    expect(readAs(change)).toEqual([false, ['a:1: this line is no result, and is not used']])
  })
})

describe('a run', () => {
  it('came to its end where nothing was wrong and it has a number', () => {
    const nothing = { ...ROW, values: { loss: null } }
    const wild = { ...ROW, problem: 'it diverged' }
    expect([ROW, nothing, wild].map(isWhole)).toEqual([true, false, false])
    expect([ROW, nothing, wild, { ...nothing, problem: 'it diverged' }].map(isDone)).toEqual([true, false, true, true])
  })
})

describe('a file of results', () => {
  it('that cannot be read or written is told with its path, and leaves no lock', () => {
    const folder = emptyFolder()
    const path = join(folder, 'a.jsonl')
    mkdirSync(path)
    expect(() => new Results(path)).toThrow(AuthorError)
    expect(() => new Results(path)).toThrow(`cannot read ${path}: EISDIR`)
    expect(readdirSync(folder)).toEqual(['a.jsonl'])
    rmSync(path, { recursive: true })
    const results = new Results(path)
    mkdirSync(path)
    expect(() => results.add(ROW)).toThrow(`cannot write ${path}: EISDIR`)
    results.close()
    const below = join(folder, 'file', 'a.jsonl')
    writeFileSync(join(folder, 'file'), '')
    expect(() => new Results(below)).toThrow(`cannot write ${below}.lock: EEXIST`)
    expect(readdirSync(folder)).toEqual(['a.jsonl', 'file'])
  })
})
