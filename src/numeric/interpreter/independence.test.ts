import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const HERE = dirname(fileURLToPath(import.meta.url))
const SOURCES = join(HERE, '../..')

/** Files that a module loads, through all that it imports; types are not loaded. */
function loaded(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen
  seen.add(file)
  const text = readFileSync(file, 'utf8').replace(/import type [^;]*?from '[^']+'/g, '')
  for (const [, names = '', path = ''] of text.matchAll(/import\s+([^']*?)\s*from '(\.[^']+)'/g)) {
    const values = names
      .replace(/[{}]/g, '')
      .split(',')
      .map((name) => name.trim())
    if (values.every((name) => name === '' || name.startsWith('type '))) continue
    loaded(join(dirname(file), path.replace(/\.js$/, '.ts')), seen)
  }
  return seen
}

test('shares nothing with the kernel but the tree', () => {
  const files = [...loaded(join(HERE, 'witness.ts'))].map((file) => file.slice(SOURCES.length + 1))
  expect(files).toContain('expr/ast.ts')
  const shared =
    /^(kernel|verify|derivation|proposition|engines)\/|expr\/(differentiate|substitute|parse)|numeric\/(compile|dag|precise|compare|ode|motion)\.ts/
  expect(files.filter((file) => shared.test(file))).toEqual([])
})
