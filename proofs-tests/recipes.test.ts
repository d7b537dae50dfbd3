/** The recipes of docs/design.md, each carried out in one copy of the sources: what is added as a file, and a line of a list at most, is there. */
import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ROOT } from './command.js'
import { lineOf } from './line-of.js'

/** Files that are added. */
const ADDED: Readonly<Record<string, string>> = {
  'src/functions/log1p.ts': `import type { ElementaryFunction } from './registry/function.js'

/** log(1 + x). */
export const log1p: ElementaryFunction = {
  tex: '\\\\operatorname{log1p}',
  domain: [{ must: 'positive', of: '1 + x' }],
  derivative: '1/(1 + x)',
  is: 'log(1 + x)',
  numeric: { double: Math.log1p },
}
`,
  // A domain, a derivative and a double, and no more.
  'src/functions/gd.ts': `import type { ElementaryFunction } from './registry/function.js'

/** The Gudermannian. */
export const gd: ElementaryFunction = {
  tex: '\\\\operatorname{gd}',
  domain: [],
  derivative: 'sech(x)',
  numeric: { double: (x) => Math.atan(Math.sinh(x)) },
}
`,
  'src/engines/third.ts': `import type { Engine } from './engine.js'
import { NERDAMER } from './nerdamer.js'

export const THIRD: Engine = { ...NERDAMER, name: 'third' }
`,
  'src/export/third.ts': `import { MAXIMA } from './maxima.js'
import type { ExportSystem } from './system.js'

export const THIRD: ExportSystem = { ...MAXIMA, title: 'A third system', pi: 'third_pi' }
`,
  'src/verify/checks/increases.ts': `import { type Call, claimed, formulaFor, textFor } from '../../derivation/called.js'
import { type Claim, type ClaimOptions, formulas } from '../../derivation/claim.js'
import type { ForeignKind } from '../foreign-claim.js'
import type { Statement } from '../statement.js'
import { signStatement } from './sign.js'

const INCREASES: Call = {
  name: 'increases',
  kind: 'increases',
  takes: [formulaFor('a quantity'), textFor('a symbol', 'its name as a text')],
}

/** Claims that a quantity increases with a symbol. */
export function increases(...given: [expression: string, by: string, options?: ClaimOptions]): Claim<Statement> {
  return claimed(INCREASES, given, (expression, by, options = {}) => ({
    state: (scope) => signStatement(scope, scope.formula(\`diff(\${expression}, \${by})\`), 'positive'),
    parts: () => formulas({ quantity: expression }),
    edited: ([e = expression]) => increases(e, by, options),
  }))
}

export const INCREASES_LINE: ForeignKind = {
  authors: ['increases'],
  needs: ['expression', 'variable'],
  state(claim) {
    const e = claim.formula('expression')
    const variable = claim.symbol('variable')
    claim.declare()
    return signStatement(claim.known, { kind: 'derivative', body: e, variable, order: 1 }, 'positive')
  },
}
`,
  'site/third-page.tsx': `import type { OwnPage } from './own-page.js'
import { htmlOf } from './page.js'

export const THIRD: OwnPage = {
  path: 'third',
  title: 'A third page',
  html: (contents, site) =>
    htmlOf({ site, title: THIRD.title, root: '../', path: THIRD.path, footer: '', children: \`\${contents.derivations.length} derivations\` }),
}
`,
  'derivations/one.ts': `import { derivation, equal, increases, real } from 'rederive'

export default derivation('one', {
  title: 'One',
  prose: '',
  symbols: { x: real('x') },
  claims: {
    grows: increases('gd(x)', 'x'),
    turn: equal('log1p(x^2) + pi', 'pi + log(1 + x^2)'),
    square: equal('(x + 1)^2', 'x^2 + 2*x + 1'),
  },
})
`,
}

/** Lines that are added to lists: the file, the line that it follows, and what is added. */
const LINES: readonly (readonly [file: string, after: string, added: string])[] = [
  ['src/engines/registry.ts', "import { ALGEBRITE } from './algebrite.js'\n", "import { THIRD } from './third.js'\n"],
  ['src/engines/registry.ts', 'algebrite: ALGEBRITE', ', third: THIRD'],
  ['src/export/registry.ts', "import { MAXIMA } from './maxima.js'\n", "import { THIRD } from './third.js'\n"],
  ['src/export/registry.ts', 'maxima: MAXIMA', ', third: THIRD'],
  [
    'src/verify/checks/registry.ts',
    "import { GROWTH_LINE } from './exponent.js'\n",
    "import { INCREASES_LINE } from './increases.js'\n",
  ],
  ['src/verify/checks/registry.ts', '  sign: SIGN_LINE,\n', '  increases: INCREASES_LINE,\n'],
  [
    'src/index.ts',
    "export { equal } from './verify/checks/equality.js'\n",
    "export { increases } from './verify/checks/increases.js'\n",
  ],
  ['site/own-pages.ts', "import { GRAPH } from './graph-page.js'\n", "import { THIRD } from './third-page.js'\n"],
  ['site/own-pages.ts', '[GRAPH, SYMBOLS, SEARCH', ', THIRD'],
]

let copy: string
const run = (args: readonly string[], input = ''): string =>
  execFileSync(process.execPath, [...args], { cwd: copy, encoding: 'utf8', input, stdio: ['pipe', 'pipe', 'pipe'] })
const rederive = (...args: string[]): string => run(['dist/src/cli/main.js', ...args])

beforeAll(() => {
  mkdirSync(join(ROOT, '.cache'), { recursive: true })
  copy = mkdtempSync(join(ROOT, '.cache', 'recipes-'))
  for (const part of ['src', 'site', 'tsconfig.json'])
    cpSync(join(ROOT, part), join(copy, part), { recursive: true, filter: (path) => path !== join(ROOT, 'site/dist') })
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'))
  const { rederive: _, ...manifest } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as object & {
    rederive?: unknown
  }
  writeFileSync(join(copy, 'package.json'), JSON.stringify(manifest))
  for (const [name, text] of Object.entries(ADDED)) {
    mkdirSync(dirname(join(copy, name)), { recursive: true })
    writeFileSync(join(copy, name), text)
  }
  for (const [name, after, added] of LINES) {
    const text = readFileSync(join(copy, name), 'utf8')
    expect(text.split(after).length, `${name} has ${after} once`).toBe(2)
    writeFileSync(join(copy, name), text.replace(after, after + added))
  }
  run(['src/functions/registry/list.mjs'])
  run(['node_modules/typescript/bin/tsc', '-p', '.'])
}, 300_000)
afterAll(() => rmSync(copy, { recursive: true, force: true }))

test('a function is added as one file, with as little as its domain, its derivative and a double', () => {
  const lines: readonly (readonly [claim: string, verdict: 'proved' | 'refuted' | 'unknown'])[] = [
    ['diff(log1p(x), x) = 1/(1 + x)', 'proved'],
    ['diff(log1p(x), x) = 1/(2 + x)', 'refuted'],
    ['log1p(x) = log(1 + x)', 'proved'],
    ['log1p(x) = log(x)', 'refuted'],
    ['exp(log1p(x)) = 1 + x', 'proved'],
    ['limit log1p(x)/x at 0 = 1', 'proved'],
    ['limit log1p(x) at oo = 1', 'refuted'],
    ['diff(gd(x), x) = 1/cosh(x)', 'proved'],
    ['diff(gd(x), x, 2) = -sech(x)*tanh(x)', 'proved'],
    ['gd(2*x - x) = gd(x)', 'proved'],
    ['gd(x) = 2*x', 'unknown'],
  ]
  const found = verdicts(lines.map(([claim], k) => lineOf(claim, `line-${k}`)))
  expect(lines.map(([claim], k) => [claim, found[k]])).toEqual(lines)
})

test('a kind of claim over proofs that there are is one file and a line of each list', () => {
  const line = { id: 'one', kind: 'increases', variable: 'x' }
  const lines = ['x^3 + x', 'x^3 - x'].map((expression) => JSON.stringify({ ...line, expression }))
  expect(verdicts(lines)).toEqual(['proved', 'refuted'])
})

test('an engine is a file and a line, and is asked; so is a system to copy to, a page, and a derivation', () => {
  const { claims } = JSON.parse(rederive('verify', 'derivations', '--json')) as {
    claims: { id: string; verdict: string; witnesses: { name: string; outcome: string }[] }[]
  }
  expect(claims.map(({ id, verdict }) => `${id} ${verdict}`)).toEqual(
    ['grows', 'turn', 'square'].map((name) => `one/${name} proved`),
  )
  const square = claims.find(({ id }) => id === 'one/square')
  expect(square?.witnesses.find(({ name }) => name === 'third')?.outcome).toBe('agrees')
  rederive('build', 'derivations', '--no-engines', '--out', 'out')
  const page = readFileSync(join(copy, 'out/one/index.html'), 'utf8')
  expect(page).toContain('A third system')
  expect(page).toContain('third_pi')
  expect(page).toContain('href="../third/index.html"')
  expect(readFileSync(join(copy, 'out/third/index.html'), 'utf8')).toContain('1 derivations')
})

/** The verdicts of `check` on these lines, in their order. */
function verdicts(lines: readonly string[]): string[] {
  const answers = ((): string => {
    try {
      return run(['dist/src/cli/main.js', 'check', '-'], `${lines.join('\n')}\n`)
    } catch (error) {
      // Not all are proved.
      return (error as { stdout: string }).stdout
    }
  })()
  return answers
    .trim()
    .split('\n')
    .map((answer) => (JSON.parse(answer) as { verdict: string }).verdict)
}
