/** Where derivations are found, and what may stand beside them. */
import { symlinkSync } from 'node:fs'
import { join, relative } from 'node:path'
import { expect, test } from 'vitest'
import { ROOT, rederive, withFiles } from './command.js'

const derivationOf = (id: string, before = '', claimed = "'2*x'"): string => `${before}
import { derivation, equal, real } from 'rederive'
export default derivation('${id}', {
  title: '', tag: 'beyond', prose: '', symbols: { x: real('x') }, claims: { double: equal('x + x', ${claimed}) },
})
`
/** Nobody may evaluate it who looks for derivations. */
const EXPERIMENT = `import { experiment } from 'rederive/experiments'
throw new Error('evaluated')
export default experiment('a', {})
`

const verify = async (...paths: string[]) => {
  const { output, errors, exitCode } = await rederive(['verify', ...paths, '--no-engines', '--no-cache'])
  return { output, errors, exitCode, ids: [...output.matchAll(/^✓ proved +(\S+)\/double/gm)].map(([, id]) => id) }
}

test('derivations in subfolders come after those beside the folders, and helper modules and experiments are none', async () => {
  const files = {
    'a/nested.ts': derivationOf('nested', "import { claimed } from './parts/claimed.js'", 'claimed'),
    'a/parts/claimed.ts': "export const claimed = '2*x'",
    'b.ts': derivationOf('beside'),
    'helper.ts': "throw new Error('evaluated')\nexport const one = 1",
    'experiments/one.ts': EXPERIMENT,
    'experiments/other.ts': 'const other = { id: "other", settings: [], judge() {} }\nexport default other',
    '.hidden/c.ts': derivationOf('hidden'),
    'node_modules/p/c.ts': derivationOf('packaged'),
    'c.test.ts': derivationOf('tested'),
  }
  await withFiles(files, async (folder) => {
    symlinkSync(folder, join(folder, 'a', 'round'))
    const found = await verify(folder)
    expect([found.ids, found.exitCode]).toEqual([['beside', 'nested'], 0])
    expect(found.output).not.toContain('!')
    expect((await verify(join(folder, 'a'), folder)).ids).toEqual(['nested', 'beside'])
    const explained = await rederive(['explain', 'nested/double', folder, '--no-engines', '--no-cache'])
    expect(explained.output).toContain('nested/double (equality): proved')
  })
})

test('a default export that is nothing, and a derivation that is not exported, are mistakes with their place', async () => {
  const files = {
    'fine.ts': derivationOf('fine'),
    'deep/forgotten.ts': derivationOf('forgotten').replace('export default', 'export const forgotten ='),
    'deep/number.ts': 'export default 1',
    'deep/undefined.ts': 'export default undefined',
  }
  await withFiles(files, async (folder) => {
    const { output, ids, exitCode } = await verify(folder)
    expect([ids, exitCode]).toEqual([['fine'], 2])
    for (const name of ['forgotten', 'number', 'undefined'])
      expect(output).toContain(
        `! invalid ${relative(ROOT, folder)}/deep/${name}.ts:1:1: expected \`export default derivation(...)\`\n`,
      )
  })
})

test('a file that is named has to be a derivation', async () => {
  const files = {
    'helper.ts': 'export const one = 1',
    'experiment.ts': EXPERIMENT.replace(/throw.*\n/, '').replace(
      "experiment('a', {})",
      '{ id: "a", settings: [], judge() {} }',
    ),
  }
  await withFiles(files, async (folder) => {
    for (const name of ['helper.ts', 'experiment.ts']) {
      const { output, exitCode } = await verify(join(folder, name))
      expect([exitCode, output]).toEqual([
        2,
        expect.stringContaining(`${name}:1:1: expected \`export default derivation(...)\``),
      ])
    }
    const { errors, exitCode } = await verify(folder)
    expect([exitCode, errors]).toEqual([2, expect.stringContaining('no claim was judged')])
  })
})

test('two derivations with one id in two folders are told, and a folder without any is bad input', async () => {
  await withFiles({ 'a.ts': derivationOf('same'), 'deep/b.ts': derivationOf('same') }, async (folder) => {
    const { output, exitCode } = await verify(folder)
    expect(exitCode).toBe(2)
    const shown = relative(ROOT, folder)
    expect(output).toContain(`${shown}/deep/b.ts:3:27: the id same is already used by ${shown}/a.ts`)
  })
  await withFiles({ 'a.ts': derivationOf('one'), 'b.ts': derivationOf('one/two') }, async (folder) => {
    const { output } = await verify(folder)
    expect(output).toContain('the ids one/two and one, of')
    expect(output).toContain('would be taken for a derivation and a claim of it')
  })
  await withFiles({ 'deep/helper.ts': 'export const one = 1' }, async (folder) => {
    const { errors, exitCode } = await verify(folder)
    expect([exitCode, errors]).toEqual([2, expect.stringContaining('no derivation files (*.ts) in ')])
  })
})
