import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { type Made, authoredFiles, foldersFrom } from './authored-files.js'

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'rederive-files-'))
  folders.push(folder)
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  return folder
}

const found = (folder: string, made: Made = 'derivation', paths: readonly string[] = [folder]): string[] =>
  authoredFiles(made, paths).map(({ path }) => relative(folder, path))

const DERIVATION = "import { derivation } from 'rederive'\nexport default derivation('a', {})"
const EXPERIMENT = "import { experiment } from 'rederive/experiments'\nexport default experiment('a', {})"

describe('the files of a folder', () => {
  test('stand in order before those of its subfolders, which are in order too', () => {
    const names = ['b.ts', '2/z.ts', '10/y.ts', '10/deep/x.tsx', 'a.ts', '3.ts/w.ts']
    const folder = folderWith(Object.fromEntries(names.map((name) => [name, DERIVATION])))
    expect(found(folder)).toEqual(['a.ts', 'b.ts', '10/y.ts', '10/deep/x.tsx', '2/z.ts', '3.ts/w.ts'])
    expect(foldersFrom(folder).map((name) => relative(folder, name))).toEqual(['', '10', '10/deep', '2', '3.ts'])
  })

  test('are none of tests, types, hidden files, and packages', () => {
    const others = [
      'a.test.ts',
      'a.test.tsx',
      'a.d.ts',
      'a.js',
      '.a.ts',
      '.git/a.ts',
      'node_modules/p/a.ts',
      'b/.c/a.ts',
    ]
    const folder = folderWith(Object.fromEntries(['a.ts', ...others].map((name) => [name, DERIVATION])))
    expect(found(folder)).toEqual(['a.ts'])
  })

  test('are each there once, however links lead and paths overlap', () => {
    const folder = folderWith({ 'a.ts': DERIVATION, 'b/c.ts': DERIVATION })
    symlinkSync(folder, join(folder, 'b', 'round'))
    symlinkSync(join(folder, 'b'), join(folder, 'd'))
    symlinkSync('itself', join(folder, 'itself'))
    symlinkSync('nowhere', join(folder, 'nowhere'))
    expect(found(folder)).toEqual(['a.ts', 'b/c.ts'])
    const paths = [join(folder, 'b'), folder, join(folder, 'a.ts')]
    expect(found(folder, 'derivation', paths)).toEqual(['b/c.ts', 'a.ts'])
    expect(authoredFiles('derivation', paths).map(({ isNamed }) => isNamed)).toEqual([false, true])
  })
})

describe('a file that was found in a folder', () => {
  test.each<[string, string, Made[]]>([
    ['a default export', 'export default 1', ['derivation', 'experiment']],
    ['a default export by name', 'const a = 1\nexport { a as default }', ['derivation', 'experiment']],
    ['a default export from elsewhere', "export { default } from './a.js'", ['derivation', 'experiment']],
    ['a default export of all of a file', "export * as default from './a.js'", ['derivation', 'experiment']],
    ['no TypeScript', 'export default (', ['derivation', 'experiment']],
    ['a derivation', DERIVATION, ['derivation']],
    [
      'a derivation by name',
      DERIVATION.replace('export default', 'const a =').concat('\nexport default a'),
      ['derivation'],
    ],
    ['a derivation that is not exported', DERIVATION.replace('export default', ''), ['derivation']],
    ['a derivation that is exported otherwise', DERIVATION.replace('default', 'const a ='), ['derivation']],
    ['an experiment', EXPERIMENT, ['experiment']],
    ['an experiment that is not exported', EXPERIMENT.replace('export default', ''), ['experiment']],
    ['a function of the name', 'const experiment = () => 1\nexport default experiment()', ['derivation', 'experiment']],
    ['a helper module', 'export const a = 1 // by default, of a derivation', []],
    ['a type of such a name', 'export type { A as default } from "./a.js"', []],
    ['an interface', 'export default interface A {}', []],
    ['nothing', '', []],
  ])('with %s', (_, text, made) => {
    const folder = folderWith({ 'a.ts': text })
    expect((['derivation', 'experiment'] as const).filter((one) => found(folder, one).length > 0)).toEqual(made)
  })
})

test('a file that is named is one, whatever is in it, and what is not there is told', () => {
  const folder = folderWith({ 'a.test.ts': '' })
  expect(authoredFiles('derivation', [join(folder, 'a.test.ts')])).toEqual([
    { path: join(folder, 'a.test.ts'), isNamed: true },
  ])
  expect(() => authoredFiles('derivation', [join(folder, 'b.ts')])).toThrow(/^no such file or folder: .*b\.ts$/)
})
