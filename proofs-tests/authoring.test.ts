import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { functionNames } from '../src/functions/registry/registry.js'
import * as author from '../src/index.js'
import { ROOT, rederive } from './command.js'

const text = readFileSync(fileURLToPath(new URL('../docs/authoring.md', import.meta.url)), 'utf8')

test.each(Object.keys(author))('what an author writes is explained: %s', (name) => {
  expect(text).toMatch(new RegExp(`\`${name}\\(`))
})

test('all functions are listed', () => {
  const [, listed = ''] = /^\| `(abs [a-z ]+)` \|/m.exec(text) ?? []
  expect(listed.split(' ')).toEqual([...functionNames()].sort())
})

test('the example is verified as it stands', async () => {
  mkdirSync(join(ROOT, '.cache'), { recursive: true })
  const folder = mkdtempSync(join(ROOT, '.cache', 'authoring-'))
  try {
    const files = [...text.matchAll(/```ts\n\/\/ derivations\/(\S+)\n([\s\S]*?)```/g)]
    expect(files.map(([, name]) => name)).toEqual(['relaxation.ts', 'levels.ts'])
    for (const [, name, source] of files) writeFileSync(join(folder, name as string), source as string)
    const { output } = await rederive(['verify', folder, '--json', '--no-cache', '--no-engines'])
    const { summary } = JSON.parse(output) as { summary: unknown }
    expect(summary).toEqual({ proved: 7, refuted: 0, unknown: 0, invalid: 0 })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}, 60_000)
