/** How the house is built: no file needs, in however many steps, what needs it, each room rests only on those below it, and files are short. */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { SyntaxTree } from '../src/verify/syntax-tree.js'
import { ROOT } from './command.js'
import { circlesIn, closure, importGraph } from './imports.js'

const graph = importGraph()

/** Files that do need each other. The list may only become shorter. */
const KNOWN: readonly (readonly string[])[] = [
  // Prose has citations in it, and the preview of a citation prose.
  ['site/citations.tsx', 'site/math.tsx'],
]

test('no files of src and site import each other in a circle, but those that are known', () => {
  expect(graph.size).toBeGreaterThan(300)
  const isKnown = (circle: readonly string[]): boolean =>
    KNOWN.some((known) => circle.every((file) => known.includes(file)))
  expect(circlesIn(graph).filter((circle) => !isKnown(circle))).toEqual([])
})

test('the command line loads no work at its start, only what its commands are called and take', () => {
  const loaded = closure(['cli/main.ts'])
  expect(loaded.filter((name) => /^(?:verify|functions|kernel|numeric)\//.test(name))).toEqual([
    'verify/defaults',
    'verify/shard',
  ])
  expect(loaded.filter((name) => /-run$|^cli\/(?:run|watch)$/.test(name))).toEqual([])
})

describe('a circle is seen', () => {
  const circles = (imports: Readonly<Record<string, readonly string[]>>): string[][] =>
    circlesIn(new Map(Object.entries(imports)))

  test('of one file, of two, and of more', () => {
    expect(circles({ a: ['a'], b: ['c'], c: ['b'], d: ['e'], e: ['f'], f: ['d', 'a'] })).toEqual([
      ['a'],
      ['b', 'c'],
      ['d', 'e', 'f'],
    ])
  })

  test('and nothing else', () => {
    expect(circles({ a: ['b', 'c'], b: ['d'], c: ['d'], d: [] })).toEqual([])
  })

  test('in what is imported for its types, or when it is needed, as well', () => {
    const graph = importGraph()
    expect(graph.get('src/cli/main.ts')).toContain('src/cli/verify.ts')
    expect(graph.get('src/cli/verify.ts')).toContain('src/cli/verify-run.ts')
    expect(graph.get('src/cli/verify.ts')).toContain('src/cli/command.ts')
  })
})

/** What each room may need; a folder of src, a room of the kernel, or the site. */
const ROOMS: Readonly<Record<string, readonly string[]>> = {
  functions: [],
  expr: ['functions'],
  proposition: ['expr'],
  'kernel/core': ['expr', 'functions', 'proposition'],
  'kernel/methods': ['kernel/core', 'expr', 'functions', 'proposition'],
  'kernel/deciders': ['kernel/core', 'kernel/methods', 'expr', 'proposition'],
  kernel: ['kernel/core', 'kernel/methods', 'kernel/deciders', 'expr', 'proposition'],
  numeric: ['expr', 'functions', 'proposition'],
  engines: ['expr', 'functions'],
  export: ['expr', 'functions', 'proposition'],
  derivation: ['expr', 'proposition'],
  discovery: ['expr', 'kernel', 'kernel/core', 'kernel/deciders'],
  verify: ['derivation', 'engines', 'export', 'expr', 'kernel', 'kernel/core', 'numeric', 'proposition', 'system'],
  soundness: ['derivation', 'expr', 'functions', 'kernel', 'numeric', 'verify'],
  networks: [],
  system: ['engines', 'expr'],
  experiments: ['engines', 'expr', 'networks', 'system', 'verify'],
  site: ['experiments', 'export', 'expr', 'soundness', 'system', 'verify'],
  cli: [
    ...['derivation', 'discovery', 'engines', 'experiments', 'expr', 'site', 'soundness', 'system', 'verify'],
    ...['kernel', 'kernel/core', 'kernel/deciders'],
  ],
}
const roomOf = (file: string): string | undefined =>
  /^(?:src\/(kernel\/[a-z]+|[a-z-]+)\/|(site)\/)/.exec(file)?.slice(1).find(Boolean)
const isShipped = (file: string): boolean => !/\.(?:test|example)\.tsx?$/.test(file)

test('each room needs only those below it', () => {
  const wrong = [...graph].flatMap(([file, imported]) => {
    const room = roomOf(file)
    if (room === undefined || !isShipped(file)) return []
    expect(Object.keys(ROOMS)).toContain(room)
    return imported
      .filter((other) => roomOf(other) !== room && !ROOMS[room]?.includes(roomOf(other) ?? ''))
      .map((other) => `${file} needs ${other}`)
  })
  expect(wrong).toEqual([])
})

test('what the rooms are about is not known to them: they need no derivations, and name no paper', () => {
  const wrong = [...graph.keys()].filter(isShipped).filter((file) => {
    const text = readFileSync(join(ROOT, file), 'utf8')
    return /\bderivations\/[a-z-]+\/|\b(?:linear|neural)[- ]networks?\b|\briccati\b/i.test(text)
  })
  expect(wrong).toEqual([])
})

test('a set of derivations needs itself, and of us only what the package offers', () => {
  const files = execFileSync('git', ['ls-files', 'derivations/*.ts', 'derivations/*.tsx'], {
    cwd: ROOT,
    encoding: 'utf8',
  })
  const shipped = files
    .trimEnd()
    .split('\n')
    .filter(isShipped)
    .filter((file) => !/\/tests\//.test(file))
  expect(shipped.length).toBeGreaterThan(60)
  const wrong = shipped.flatMap((file) => {
    const [set] = /^derivations\/[^/]+\//.exec(file) ?? []
    const specifiers = [...new SyntaxTree(readFileSync(join(ROOT, file), 'utf8')).imports.keys()]
    return specifiers
      .filter((specifier) => specifier.startsWith('.') && !join(dirname(file), specifier).startsWith(`${set}`))
      .map((specifier) => `${file} needs ${specifier}`)
  })
  expect(wrong).toEqual([])
})

test('rooms have an order', () => {
  const order = circlesIn(new Map(Object.entries(ROOMS)))
  expect(order).toEqual([])
})

const LONGEST = 400

test(`a file has at most ${LONGEST} lines, or says in its head why it is long`, () => {
  const files = execFileSync('git', ['ls-files', '*.ts', '*.tsx', '*.mjs'], { cwd: ROOT, encoding: 'utf8' })
  const long = files
    .trimEnd()
    .split('\n')
    .filter((file) => existsSync(join(ROOT, file)))
    .filter((file) => {
      const text = readFileSync(join(ROOT, file), 'utf8')
      return text.split('\n').length - 1 > LONGEST && !/^\/\*\*(?:[^*]|\*(?!\/))*\bLong, since\b/.test(text)
    })
  expect(long).toEqual([])
})
