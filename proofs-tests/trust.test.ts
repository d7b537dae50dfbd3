/** docs/trust.md names what must be believed: every file that a theorem or the meaning of a claim rests on, and none else. */
import { readFileSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { closure } from './imports.js'

const text = readFileSync(fileURLToPath(new URL('../docs/trust.md', import.meta.url)), 'utf8')

const functions = readdirSync(fileURLToPath(new URL('../src/functions', import.meta.url)))
  .filter((file) => /^\w+\.ts$/.test(file))
  .map((file) => `functions/${file.slice(0, -'.ts'.length)}`)

/** The names in the first cells of the tables of files: `kernel/a`, `expr/b`; `functions/*` is every function. */
const named = [...text.matchAll(/^\| (`(?:functions|expr|kernel|proposition|derivation)\/[^|]*) \|/gm)].flatMap(
  ([, cell = '']) =>
    [...cell.matchAll(/`([a-z-]+(?:\/[a-z-]+)+|functions\/\*)`/g)].flatMap(([, name]) =>
      name === 'functions/*' ? functions : [name as string],
    ),
)

test('every file that a theorem or the meaning of a claim rests on is named once, and no other', () => {
  const needed = closure([
    'kernel/theorem.ts',
    'derivation/derivation.ts',
    'derivation/closed.ts',
    'derivation/print-names.ts',
    'derivation/symbol.ts',
    'derivation/claim.ts',
  ])
  expect([...named].sort()).toEqual(needed)
})

test('how much there is to read is said to the hundred lines', () => {
  const linesOf = (isOf: (name: string) => boolean): number => {
    const files = named.filter(isOf).map((name) => new URL(`../src/${name}.ts`, import.meta.url))
    const lines = files.reduce((sum, file) => sum + readFileSync(fileURLToPath(file), 'utf8').split('\n').length - 1, 0)
    return Math.round(lines / 100) * 100
  }
  const inFolder = (folder: string) => (name: string) => name.startsWith(`${folder}/`)
  for (const room of ['core', 'deciders', 'methods'])
    expect(text).toContain(`(\`kernel/${room}\`, about ${linesOf(inFolder(`kernel/${room}`))} lines)`)
  expect(text).toContain(`(\`kernel\`, about ${linesOf((name) => /^kernel\/[^/]+$/.test(name))} lines)`)
  const functionLines = linesOf(inFolder('functions'))
  const meaning = linesOf((name) => !name.startsWith('kernel/'))
  expect(text).toContain(`to one (about ${meaning} lines, ${functionLines} of them of the functions)`)
})

test('the kernel and the interpreter share nothing that decides', () => {
  const shared = closure(['numeric/interpreter/witness.ts']).filter((name) =>
    closure(['kernel/theorem.ts']).includes(name),
  )
  expect(
    shared.filter(
      (name) =>
        !/^(?:functions\/.*|expr\/(?:ast|print|rational|domain|integer-valued)|proposition\/proposition)$/.test(name),
    ),
  ).toEqual([])
})
