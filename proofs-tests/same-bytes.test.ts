/** Two builds of one revision are the same, byte for byte. */
import { readFileSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { rederive, withFiles } from './command.js'

test('two cold builds', { timeout: 300_000 }, async () => {
  await withFiles({}, async (folder) => {
    const built = async (name: string): Promise<ReadonlyMap<string, string>> => {
      const out = join(folder, name)
      const { exitCode, errors } = await rederive(['build', 'derivations/examples', '--no-cache', '--out', out])
      expect([exitCode, errors]).toEqual([0, ''])
      const files = readdirSync(out, { recursive: true, encoding: 'utf8' })
      return new Map(
        files
          .filter((file) => statSync(join(out, file)).isFile())
          .map((file) => [file, readFileSync(join(out, file), 'latin1')]),
      )
    }
    const [one, other] = [await built('one'), await built('other')]
    expect(one.size).toBeGreaterThan(20)
    expect([...other.keys()].sort()).toEqual([...one.keys()].sort())
    expect([...one].filter(([file, text]) => other.get(file) !== text).map(([file]) => file)).toEqual([])
  })
})
