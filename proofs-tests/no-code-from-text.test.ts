// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the texts are code that is looked at
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import * as ast from '../src/expr/ast.js'
import { compile } from '../src/numeric/compile.js'
import { ROOT } from './command.js'
import { sourceCode } from './source-code.js'

/** What turns text into code, and the only files that may. */
const RULES: readonly { readonly what: string; readonly found: RegExp; readonly only: readonly string[] }[] = [
  { what: 'eval', found: /\beval\b/, only: [] },
  // Compiled evaluation: its text is made from names and literals of dag.ts.
  { what: 'Function', found: /\bFunction\b/, only: ['src/numeric/compile.ts'] },
  { what: 'a constructor reached through a value', found: /\.\s*constructor\b|\[\s*""\s*\]\s*\(/, only: [] },
  { what: 'a text for a timer', found: /\bset(Timeout|Interval|Immediate)\s*\(\s*(""|\(")/, only: [] },
  // An author's own derivation files, what they import, and the pages that a project's package.json names; the index of a site, by its own page.
  {
    what: 'an import of what is not written there',
    found: /\bimport\s*\((?!\s*""\s*\))/,
    only: ['src/verify/modules.ts', 'site/extra-pages.ts', 'site/browser/search.ts'],
  },
  { what: '_compile', found: /\b_compile\b/, only: [] },
  { what: 'a shell', found: /\bshell\s*:|\bexec(Sync)?\s*\(""/, only: [] },
]
const MODULES = /^(node:)?(vm|child_process|repl|inspector)(\/|$)/
/** What evaluates files: an author's own derivations, and the engines' packages in their workers. */
const EVALUATES = ['src/verify/modules.ts', 'src/verify/within-limit.ts', 'src/engines/fresh-modules.ts']
/** What starts processes, whose code is a file of ours, and which get no text but messages. */
const STARTS: Readonly<Record<string, string>> = {
  'src/experiments/job-process.ts': 'type ChildProcess, fork',
  'src/cli/apart/apart-process.ts': 'type ChildProcess, spawn',
}
const isAllowed = (module: string, name: string): boolean =>
  (module === 'node:vm' && EVALUATES.includes(name)) || (module === 'node:child_process' && name in STARTS)

const findings = (name: string, text: string): string[] => {
  const { code, imports } = sourceCode(text, name.endsWith('x'))
  return [
    ...RULES.filter(({ found, only }) => found.test(code) && !only.includes(name)).map(({ what }) => what),
    ...imports.filter((module) => MODULES.test(module) && !isAllowed(module, name)),
  ]
}

const FILES = ['src', 'site'].flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$|^site\/(dist|chromium)/.test(name)),
)

describe('no text becomes code', () => {
  test('anywhere in src and site', () => {
    expect(FILES.length).toBeGreaterThan(100)
    const found = FILES.flatMap((name) =>
      findings(name, readFileSync(join(ROOT, name), 'utf8')).map((f) => `${name}: ${f}`),
    )
    expect(found).toEqual([])
  })

  test('but in what starts processes, of which there is only one way to do so', () => {
    for (const [name, imported] of Object.entries(STARTS)) {
      const text = readFileSync(join(ROOT, name), 'utf8')
      expect(text.match(/import \{(.*)\} from 'node:child_process'/)?.[1]?.trim()).toBe(imported)
    }
  })

  test.each([
    ['eval(text)', 'eval'],
    ['const run = globalThis["x"].eval', 'eval'],
    ['new Function("a", text)', 'Function'],
    ['const F = Function; F(text)', 'Function'],
    ['(() => {}).constructor(text)()', 'a constructor reached through a value'],
    ['x["constructor"](text)', 'a constructor reached through a value'],
    ['setTimeout("text", 1)', 'a text for a timer'],
    ['setInterval(`text`, 1)', 'a text for a timer'],
    ['await import(text)', 'an import of what is not written there'],
    ['await import(`./${text}.js`)', 'an import of what is not written there'],
    ['import vm from "node:vm"', 'node:vm'],
    ['const v = await import("vm")', 'vm'],
    ["import { exec } from 'child_process'", 'child_process'],
    ['spawn(text, { shell: true })', 'a shell'],
    ['module._compile(text, "x")', '_compile'],
    ['const a = `${`${eval(text)}`}`', 'eval'],
    ['const a = b / c; eval(text) / 2', 'eval'],
  ])('%s is seen', (text, what) => {
    expect(
      findings('src/x.ts', text.startsWith('import') ? `${text}\nexport const use = [typeof vm, typeof exec]` : text),
    ).toContain(what)
  })

  test.each([
    '// eval(text)',
    '/* new Function(text) */',
    'const a = "eval(text)"',
    "const a = 'new Function(text)'",
    'const a = `eval ${1} Function`',
    'const a = /eval(x)/.test(b)',
    'const a = [/"/, "eval"]',
    'await import("./check.js")',
    'type F = Function; let a: F',
    'setTimeout(() => {}, 1)',
  ])('%s is nothing', (text) => {
    expect(findings('src/x.ts', text)).toEqual([])
  })
})

describe('compiled evaluation', () => {
  const HOSTILE = [
    'x; globalThis.broken = 1',
    's[0]; globalThis.broken = 1; //',
    '*/globalThis.broken = 1/*',
    '`${globalThis.broken = 1}`',
    "'+(globalThis.broken = 1)+'",
    '\nglobalThis.broken = 1\n',
    '\u2028globalThis.broken = 1',
    '__proto__',
    'constructor',
    'return',
    'n',
    'v0',
    's0',
    'Math',
    'o',
    'k0',
  ]

  test.each(HOSTILE)('makes names of its own for a symbol, a family and an index called %j', (name) => {
    const other = ast.symbol('other')
    const body = ast.multiply(ast.symbol(name), ast.symbol('w', name), ast.sum('i', ast.symbol(`${name}2`, 'i')), other)
    const compiled = compile([
      { name, expr: body },
      { name: 'each', expr: ast.symbol(`${name}2`, name), over: name },
    ])
    expect(compiled.source).not.toContain('broken')
    expect(compiled.source).toMatch(/^[\w\s.,;=+\-*/()[\]{}<?]*$/)
    const instance = {
      width: 2,
      scalars: new Map([
        [name, 3],
        ['other', 5],
      ]),
      vectors: new Map([
        ['w', Float64Array.of(7, 70)],
        [`${name}2`, Float64Array.of(1, 10)],
      ]),
    }
    const results = compiled.run(instance, { [name]: 1 })
    expect(results.get(name)).toBe(3 * 7 * 11 * 5)
    expect([...(results.get('each') as Float64Array)]).toEqual([1, 10])
    expect(globalThis).not.toHaveProperty('broken')
  })

  test('refuses a function and a number that are none', () => {
    const fn = 'exp(x)); (globalThis.broken = 1' as 'exp'
    expect(() => compile([{ name: 'r', expr: ast.call(fn, ast.symbol('x')) }])).toThrow()
    const value = { n: '1; globalThis.broken = 1' as unknown as bigint, d: 1n }
    expect(() => compile([{ name: 'r', expr: { kind: 'number', value } }])).toThrow()
    expect(globalThis).not.toHaveProperty('broken')
  })
})
