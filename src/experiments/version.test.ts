import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import { Modules } from '../verify/modules.js'
import { experimentVersion } from './version.js'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

const text = (from: string, rest = ''): string => `
import { experiment } from 'rederive/experiments'
import { helper } from '${from}'
export * from '${from}'
${rest}
export default experiment('one', { title: 'One', steps: helper, lazy: () => import('${from}') })
`

describe('the version of an experiment', () => {
  const folder = mkdtempSync(join(tmpdir(), 'version-'))
  const versionOf = (source: string, helper?: string): string => {
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    mkdirSync(folder, { recursive: true })
    const [file, other] = [join(folder, 'one.ts'), join(folder, 'helper.ts')]
    writeFileSync(file, source)
    if (helper === undefined) return experimentVersion(file).code
    writeFileSync(other, helper)
    return experimentVersion(file, {
      packagesOf: () => [],
      importsOf: () => [other],
      meantBy: (name) => (name === file ? [['./helper.js', other]] : []),
    }).code
  }

  it('does not follow from the folders of what is imported', () => {
    const version = versionOf(text('./helper.js'))
    for (const from of ['../helper.js', './deep/in/helper.js', '../../other/helper.js'])
      expect(versionOf(text(from))).toBe(version)
    const helper = versionOf(text('./helper.js'), "export { a } from './a.js'")
    expect(versionOf(text('./helper.js'), "export { a } from '../of/a.js'")).toBe(helper)
  })

  it('follows from the names of files, from packages and from what is in the files', () => {
    const version = versionOf(text('./helper.js'))
    for (const from of ['./helpers.js', 'helper.js', 'deep/helper.js']) expect(versionOf(text(from))).not.toBe(version)
    expect(versionOf(text('./helper.js', 'console.log(1)'))).not.toBe(version)
    expect(versionOf(text('./helper.js', "console.log('./a')"))).not.toBe(
      versionOf(text('./helper.js', "console.log('../a')")),
    )
    expect(versionOf(text('./helper.js', '// a comment'))).toBe(version)
    expect(versionOf(text('./helper.js'), 'export const helper = 1')).not.toBe(
      versionOf(text('./helper.js'), 'export const helper = 2'),
    )
  })

  it('follows from which of two files of one name is meant', () => {
    const meant = (second: 0 | 1): string => {
      onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
      const [file, ...others] = ['one.ts', 'a/common.ts', 'b/common.ts'].map((name) => join(folder, name)) as [
        string,
        string,
        string,
      ]
      for (const name of ['', 'a', 'b']) mkdirSync(join(folder, name), { recursive: true })
      writeFileSync(file, text('./a/common.js', "import { rate } from './b/common.js'"))
      for (const [k, other] of others.entries()) writeFileSync(other, `export const helper = ${k}`)
      return experimentVersion(file, {
        packagesOf: () => [],
        importsOf: () => others,
        meantBy: (name) =>
          name === file
            ? [
                ['./a/common.js', others[0] as string],
                ['./b/common.js', others[second] as string],
              ]
            : [],
      }).code
    }
    expect(meant(0)).not.toBe(meant(1))
  })

  it('follows from the code of libraries that are not installed, and from the versions of those that are', async () => {
    const versionWith = async (
      library: string,
      version: string,
      deep = 1,
      which: 'code' | 'source' = 'code',
    ): Promise<string> => {
      rmSync(folder, { recursive: true, force: true })
      const files: Readonly<Record<string, string>> = {
        'package.json':
          '{"name":"own","type":"module","exports":{"./lib":"./library/index.js","./deep":"./deep/index.js"}}',
        'library/index.js': "export { helper } from './inner.js'\nexport { deep } from 'own/deep'",
        'deep/index.js': `export const deep = ${deep}`,
        'library/inner.js': library,
        'node_modules/other/package.json': `{"name":"other","type":"module","exports":"./index.js","version":"${version}"}`,
        'node_modules/other/index.js': 'export const other = 1',
        'one.ts': text('own/lib', "export { other } from 'other'"),
      }
      for (const [name, content] of Object.entries(files)) {
        mkdirSync(dirname(join(folder, name)), { recursive: true })
        writeFileSync(join(folder, name), content)
      }
      symlinkSync(ROOT, join(folder, 'node_modules/rederive'))
      const modules = new Modules()
      const file = join(folder, 'one.ts')
      modules.begin([file])
      await modules.end()
      return experimentVersion(file, modules)[which]
    }
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    const version = await versionWith('export const helper = 1', '1.0.0')
    expect(await versionWith('export const helper = 1 // the same', '1.0.0')).toBe(version)
    expect(await versionWith('export const helper = 2', '1.0.0')).not.toBe(version)
    expect(await versionWith('export const helper = 1', '1.0.0', 2)).not.toBe(version)
    expect(await versionWith('export const helper = 1', '1.0.1')).not.toBe(version)
    const source = await versionWith('export const helper = 1', '1.0.0', 1, 'source')
    expect(await versionWith('export const helper = 1', '1.0.1', 1, 'source')).toBe(source)
    expect(await versionWith('export const helper = 1', '1.0.0', 2, 'source')).not.toBe(source)
  })

  it('does not follow from a comment after the set-up', () => {
    const spec = (setup: string): string =>
      `import { experiment } from 'rederive/experiments'\nexport default experiment('one', { ${setup} steps: 1 })\n`
    const version = versionOf(spec(''))
    for (const setup of ["setup: 'a',", "setup: 'a' /* in words */,", "setup: 'b' // in words\n,"])
      expect(versionOf(spec(setup))).toBe(version)
  })

  it('reads JSX where it may stand', () => {
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    mkdirSync(folder, { recursive: true })
    const file = join(folder, 'one.tsx')
    writeFileSync(file, 'export default <p>one</p>')
    expect(experimentVersion(file).code).toMatch(/^[0-9a-f]{16}$/)
  })

  it.each<[string, string, string, boolean]>([
    ['a literal', "conclusion: 'C.'", "conclusion: 'D.'", true],
    ['a text with a number', `conclusion: \`C \${RATE}\``, `conclusion: \`D \${RATE}\``, true],
    ['figures for each name', 'figures: NAMES.map((x) => ({ x }))', 'figures: NAMES.map((y) => ({ y, z: 1 }))', true],
    ['an assignment', "conclusion: (P.rate = 1, 'C.')", "conclusion: (P.rate = 2, 'C.')", false],
    ['a call', 'conclusion: said(1)', 'conclusion: said(2)', false],
    ['a function that is mapped', 'figures: [1].map(rate)', 'figures: [2].map(rate)', false],
    ['an accessor', 'get figures() { return [1] }', 'get figures() { return [2] }', false],
    ['a body', 'meanings: [1].map(() => { P.rate = 1 })[0]', 'meanings: [1].map(() => { P.rate = 2 })[0]', false],
    [
      'what is read elsewhere',
      "conclusion: 'C.', run: () => self.conclusion",
      "conclusion: 'D.', run: () => self.conclusion",
      false,
    ],
    [
      'what is taken apart elsewhere',
      "setup: 'C.', run: ({ setup }) => setup",
      "setup: 'D.', run: ({ setup }) => setup",
      false,
    ],
  ])('follows from no part that only says something: %s', (_, one, other, isLeftOut) => {
    const of = (part: string): string =>
      versionOf(
        `import { experiment } from 'rederive/experiments'\nexport default experiment('one', { ${part}, seeds: 3 })`,
      )
    expect(of(one) === of(other)).toBe(isLeftOut)
  })

  it.each<[string, (title: string) => string]>([
    [
      'an experiment that has a name',
      (title) => `import { experiment } from 'rederive/experiments'
const self = experiment('one', { title: '${title}', judge: () => Object.values(self)[0] })
export default self`,
    ],
    [
      'a function of that name',
      (title) => `import * as X from 'rederive/experiments'
function experiment(id, parts) { return X['experiment'](id, parts) }
export default experiment('one', { title: '${title}', judge: () => 1 })`,
    ],
    [
      'a function of that name from elsewhere',
      (title) => `import 'rederive/experiments'
import { experiment } from './mine.js'
export default experiment('one', { title: '${title}', judge: () => 1 })`,
    ],
    [
      'an experiment beside the one that is exported',
      (title) => `import { experiment } from 'rederive/experiments'
const other = experiment('two', { title: '${title}' })
export default experiment('one', { title: 'A', judge: () => other })`,
    ],
  ])('follows from all that is said of %s', (_, source) => {
    expect(versionOf(source('A'))).not.toBe(versionOf(source('B')))
  })

  it('follows from what is spread into it', () => {
    const of = (rest: string): string =>
      versionOf(
        `import { experiment } from 'rederive/experiments'\nconst REST = { conclusion: '${rest}' }\nexport default experiment('one', { ...REST, run: () => REST })`,
      )
    expect(of('1')).not.toBe(of('2'))
  })
})
