import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { experimentVersion } from './version.js'

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
    if (helper === undefined) return experimentVersion(file)
    writeFileSync(other, helper)
    return experimentVersion(file, [other])
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
})
