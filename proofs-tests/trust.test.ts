/** docs/trust.md names what must be believed: every file of the kernel, and none that is not there. */
import { readFileSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const at = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url))
const text = readFileSync(at('docs/trust.md'), 'utf8')
const modules = (folder: string): string[] =>
  readdirSync(at(folder))
    .filter((name) => /\.ts$/.test(name) && !/\.(?:test|example)\.ts$/.test(name))
    .map((name) => name.replace(/\.ts$/, ''))

/** The names in the first cells of the tables of files: `kernel/a`, `b`. */
const named = [...text.matchAll(/^\| (`(?:expr|kernel)\/[^|]*) \|/gm)].flatMap(([, cell = '']) => {
  const room = /`(expr|kernel)\//.exec(cell)?.[1] as string
  return [...cell.matchAll(/`(?:expr\/|kernel\/)?([a-z-]+)`/g)].map(([, name]) => `${room}/${name}`)
})

test('every file of the kernel is named once', () => {
  const kernel = named.filter((name) => name.startsWith('kernel/')).sort()
  expect(kernel).toEqual(
    modules('src/kernel')
      .map((name) => `kernel/${name}`)
      .sort(),
  )
})

test('every file of the language that is named exists', () => {
  const present = new Set(modules('src/expr').map((name) => `expr/${name}`))
  for (const name of named.filter((one) => one.startsWith('expr/'))) expect(present).toContain(name)
})
