/** Where nothing was judged, nothing was proved. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { rederive, withFiles } from './command.js'

const NONE = `import { derivation, real } from 'rederive'
export default derivation('none', { title: 'T', tag: 'beyond', prose: 'P', symbols: { x: real('x') }, claims: {} })
`

test.each([['verify'], ['verify', '--json'], ['build']])('%s %s of no claim is no success', (...args) =>
  withFiles({ 'none.ts': NONE }, async (folder) => {
    const out = join(folder, 'site')
    const ran = await rederive([
      ...args,
      '--no-engines',
      join(folder, 'none.ts'),
      ...(args[0] === 'build' ? ['--out', out] : []),
    ])
    expect(ran.errors).toContain('no claim was judged: these derivations have no claims')
    expect(ran.exitCode).toBe(2)
    expect(existsSync(out)).toBe(false)
  }),
)

test.each(['', '\n\n'])('check of no line (%j) is no success', async (input) => {
  const ran = await rederive(['check', '-'], input)
  expect(ran.errors).toContain('no claim was judged: the input has no lines')
  expect(ran.exitCode).toBe(2)
})

test('merge of parts without a claim is no success, and a part of nothing is none of its own', () =>
  withFiles({ 'none.ts': NONE }, async (folder) => {
    const part = await rederive(['verify', '--json', '--no-engines', '--shard', '1/1', join(folder, 'none.ts')])
    expect(part.exitCode).toBe(0)
    return withFiles({ 'part.json': part.output }, async (parts) => {
      const ran = await rederive(['merge', join(parts, 'part.json')])
      expect(ran.errors).toContain('no claim was judged')
      expect(ran.exitCode).toBe(2)
    })
  }))
