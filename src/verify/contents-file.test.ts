import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { authoredFiles } from './authored-files.js'
import { contentsOf, setAround } from './contents-file.js'
import { setsOf } from './sets.js'

const DERIVATION = "import { derivation } from 'rederive'\nexport default derivation('x', {})\n"

/** A project with these files; those of which nothing is said are derivations. */
function project(files: Readonly<Record<string, string | undefined>>): (path: string) => string {
  const folder = mkdtempSync(join(tmpdir(), 'contents-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  for (const [path, text] of Object.entries({ 'package.json': '{}', ...files })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text ?? DERIVATION)
  }
  return (path) => join(folder, path)
}

const names = (folder: string): string[] =>
  authoredFiles('derivation', [folder]).map(({ path }) => basename(path, '.ts'))

describe('the contents of a folder', () => {
  it('order its files and folders, and what they do not name follows', () => {
    const at = project({
      'all/contents.json': '{ "order": ["z", "inner", "b"] }',
      'all/a.ts': undefined,
      'all/b.ts': undefined,
      'all/z.ts': undefined,
      'all/inner/y.ts': undefined,
      'all/inner/x.ts': undefined,
      'all/inner/contents.json': '{ "title": "Inner", "chapters": [{ "heading": "One", "order": ["y"] }] }',
      'all/other/c.ts': undefined,
    })
    expect(names(at('all'))).toEqual(['z', 'y', 'x', 'b', 'a', 'c'])
  })

  it.each<[string, string, number, number, RegExp]>([
    ['that are no JSON', '{ "order": ["a" }', 1, 17, /expected "," or "]", found "}"/],
    ['with a field that is unknown', '{\n  "titel": "T" }', 2, 3, /unknown field "titel"; did you mean title\?/],
    [
      'that name a file that is not there',
      '{ "order": [\n"a", "bb"] }',
      2,
      6,
      /no file or folder "bb" here; did you mean b\?/,
    ],
    ['that name a file twice', '{ "order": ["a", "a"] }', 1, 18, /"a" stands twice/],
    ['with a number for a name', '{ "order": [1] }', 1, 13, /a text was expected/],
    ['with a text for a list', '{ "order": "a" }', 1, 12, /a list was expected/],
    ['that are a list', '["a"]', 1, 1, /an object was expected/],
    ['with a chapter without its heading', '{ "chapters": [{ "order": ["a"] }] }', 1, 16, /"heading" is missing/],
    [
      'with order and chapters',
      '{ "order": ["a"], "chapters": [] }',
      1,
      31,
      /either "order" or "chapters" was expected/,
    ],
    ['with a bibliography elsewhere', '{ "bibliography": "../package.json" }', 1, 19, /a file beside these contents/],
    ['with a bibliography that is not there', '{ "bibliography": "x.bib" }', 1, 19, /cannot be read/],
  ])('%s are a problem with its place, and count for nothing', (_, text, line, column, message) => {
    const at = project({ 'all/contents.json': text, 'all/a.ts': undefined, 'all/b.ts': undefined })
    const { contents, problem } = contentsOf(at('all'))
    expect(contents).toBeUndefined()
    expect(problem).toMatchObject({ line, column, message: expect.stringMatching(message) })
    expect(names(at('all'))).toEqual(['a', 'b'])
    expect(setAround(at('all/a.ts')).problems).toEqual([problem])
  })
})

describe('a set of derivations', () => {
  it('is a folder with a title, in the chapters of its contents', () => {
    const at = project({
      'all/one/contents.json':
        '{ "title": "One", "about": "A", "bibliography": "w.bib", "chapters": [{ "heading": "First", "order": ["b"] }] }',
      'all/one/w.bib': '@misc{w}',
      'all/one/a.ts': undefined,
      'all/one/b.ts': undefined,
      'all/two/contents.json': '{ "title": "Two", "order": ["deep"] }',
      'all/two/deep/c.ts': undefined,
      'all/loose.ts': undefined,
    })
    const derivations = names(at('all')).map((id) => ({
      id,
      file: at({ a: 'all/one/a.ts', b: 'all/one/b.ts', c: 'all/two/deep/c.ts', loose: 'all/loose.ts' }[id] as string),
    }))
    expect(setsOf(derivations)).toEqual({
      problems: [],
      sets: [
        {
          id: 'one',
          title: 'One',
          about: 'A',
          bibliography: '@misc{w}',
          chapters: [{ heading: 'First', derivations: ['b'] }, { derivations: ['a'] }],
        },
        { id: 'two', title: 'Two', chapters: [{ derivations: ['c'] }] },
      ],
    })
  })

  it('is the one that an id names', () => {
    const at = project({ 'all/one/contents.json': '{ "title": "One" }', 'all/one/a.ts': undefined })
    const problemOf = (id: string): string | undefined =>
      setsOf([{ id, file: at('all/one/a.ts') }]).problems[0]?.message
    expect(problemOf('two/a')).toBe('the id two/a names the set two, and stands in the set one')
    expect([problemOf('one/a'), problemOf('a')]).toEqual([undefined, undefined])
  })

  it('is looked for no further up than its project', () => {
    const at = project({
      'contents.json': '{ "title": "Above" }',
      'inner/package.json': '{}',
      'inner/a.ts': undefined,
    })
    expect(setAround(at('inner/a.ts')).set).toBeUndefined()
  })
})
