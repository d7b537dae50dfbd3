/** Derivations whose code does what it should not: it costs their own file, and no other. */
import { describe, expect, test } from 'vitest'
import { rederive, withFiles } from './command.js'

const FINE = (id: string): string =>
  `import { derivation, equal } from 'rederive'\nexport default derivation('${id}', { title: 'N', tag: 'beyond', prose: '', claims: { one: equal('1 + 1', '2') } })\n`

interface Report {
  readonly claims: readonly { readonly id: string; readonly verdict: string }[]
  readonly problems: readonly { readonly file: string; readonly message: string }[]
  readonly summary: { readonly proved: number; readonly invalid: number }
}

/** What the code of a file does beside being a derivation, by the id of the derivation, and why it is invalid. */
const HOSTILE: Readonly<Record<string, readonly [code: string, why: RegExp]>> = {
  exits: ['process.exit(0)', /^its code calls process\.exit\(0\)/],
  'exits-later': ['setTimeout(() => process.exit(0), 20)', /^its code calls process\.exit\(0\)/],
  'really-exits': [
    'setTimeout(() => process.reallyExit(0), 20)',
    /ended the process \(exit code 0\), after it had been read/,
  ],
  aborts: ['process.abort()', /^its code ended the process \(SIGABRT\)/],
  kills: ["process.kill(process.pid, 'SIGKILL')", /^its code ended the process \(SIGKILL\)/],
  rejects: ["Promise.reject(new Error('unheard'))", /^its code threw when it had been read: unheard/],
  'rejects-oddly': ['Promise.reject({ get message() { throw 1 }, toString() { throw 2 } })', /after it had been read/],
  'throws-later': ["setTimeout(() => { throw new Error('late') }, 20)", /^its code threw when it had been read: late/],
  'changes-json': ["JSON.stringify = () => '{}'", /changes JSON\.stringify, which all code here shares/],
  'changes-arrays': ['Array.prototype.map = () => []', /changes Array\.prototype\.map, which/],
  'adds-to-objects': ["Object.prototype.verdict = 'proved'", /changes Object\.prototype\.verdict, which/],
  'changes-json-later': [
    "Promise.resolve().then(() => { const s = JSON.stringify; JSON.stringify = (x) => s(x).replaceAll('invalid', 'proved') })",
    /^its code, or that of a package, changes JSON\.stringify, which all code here shares/,
  ],
  'changes-arrays-later': [
    'setTimeout(() => { const m = Array.prototype.map; Array.prototype.map = function (...a) { return m.apply(this, a) } }, 20)',
    /changes Array\.prototype\.map, which all code here shares/,
  ],
  'adds-to-objects-later': [
    'Promise.resolve().then(() => { Object.prototype.when = 1 })',
    /changes Object\.prototype\.when/,
  ],
  'moves-away': ["process.chdir('/')", /changes the working folder, which all code here shares/],
  'tells-of-an-end': [
    "import { writeSync } from 'node:fs'\nwriteSync(5, '{\"code\":0}\\n'); process.exit(0)",
    /^its code calls process\.exit\(0\)/,
  ],
  'throws-silent': ['throw { toString() { throw new Error() } }', /^it threw an object that cannot be read/],
  'throws-endless': ['throw { toString() { for (;;) {} } }', /^it threw an object that does not end to say what it is/],
  'throws-proxy': [
    'throw new Proxy(new Error(), { get() { throw 1 }, getPrototypeOf() { throw 2 } })',
    /cannot be read/,
  ],
  'throws-stack': [
    "const e = new Error('m'); for (const part of ['stack', 'message']) Object.defineProperty(e, part, { get() { throw 1 } }); throw e",
    /cannot be read/,
  ],
  'throws-null': ['throw null', /^it threw null, which is no error/],
  'throws-symbol': ["throw Symbol('s')", /^it threw Symbol\(s\), which is no error/],
}

const textOf = (id: string): string => `${FINE(id)}${HOSTILE[id]?.[0]}\n`

async function verified(files: Readonly<Record<string, string>>, ...options: string[]) {
  return withFiles(files, async (folder) => {
    const outcome = await rederive(['verify', folder, '--no-engines', '--json', ...options])
    return { ...outcome, report: JSON.parse(outcome.output) as Report }
  })
}

describe('code that runs apart', () => {
  test('costs its own file, whatever it does, and the report is one JSON document', async () => {
    const ids = Object.keys(HOSTILE)
    const files = Object.fromEntries([...ids.map((id) => [`${id}.ts`, textOf(id)]), ['z-fine.ts', FINE('z-fine')]])
    const { exitCode, report, errors } = await verified(files)
    expect(exitCode).toBe(2)
    expect(report.claims.map(({ id, verdict }) => [id, verdict])).toEqual([['z-fine/one', 'proved']])
    const found = Object.fromEntries(
      report.problems.map(({ file, message }) => [file.replace(/^.*\/|\.ts$/g, ''), message]),
    )
    expect(Object.keys(found).sort()).toEqual([...ids].sort())
    for (const id of ids) expect(found[id], id).toMatch(HOSTILE[id]?.[1] as RegExp)
    expect(errors).not.toMatch(/^\s+at |stack trace/m)
  })

  test('that takes all memory costs its own file', async () => {
    const hog = 'const all: number[][] = []; for (;;) all.push(new Array(1e6).fill(1.5))'
    const files = {
      'a.ts': `${FINE('a')}${hog}\n`,
      'b.ts': `${FINE('b')}setTimeout(() => { ${hog} }, 20)\n`,
      'c.ts': FINE('c'),
    }
    const { report } = await withFiles(files, async (folder) => {
      const { output } = await rederive(['verify', folder, '--no-engines', '--json'], '', undefined, 'SIGINT', [
        '--max-old-space-size=400',
      ])
      return { report: JSON.parse(output) as Report }
    })
    expect(report.claims.map(({ id }) => id)).toEqual(['c/one'])
    expect(report.problems.map(({ message }) => message.split('\n')[0])).toEqual([
      'its code ran out of memory',
      'its code ran out of memory, after it had been read',
    ])
  })

  test('that never ends, and begins when all is read, costs its own file', async () => {
    const files = {
      'b.ts': `${FINE('b')}setTimeout(() => { for (;;) {} }, 20)\n`,
      'c.ts': FINE('c'),
    }
    const { report } = await verified(files, '--file-limit', '2000')
    expect(report.claims.map(({ id }) => id)).toEqual(['c/one'])
    expect(report.problems.map(({ message }) => message.split('\n')[0])).toEqual([
      'its code does not end (nothing was heard for 3 s), after it had been read',
    ])
  })

  test('writes beside the report, by whatever means', async () => {
    const prints = `import { writeSync } from 'node:fs'\nwriteSync(1, 'by number')\nconsole.log('{}')\nprocess.stdout.write('as a stream')\n`
    const { exitCode, report, errors } = await verified({ 'a.ts': `${prints}${FINE('a')}` })
    expect(report.summary).toMatchObject({ proved: 1, invalid: 0 })
    for (const text of ['by number', '{}', 'as a stream']) expect(errors).toContain(text)
    expect(exitCode).toBe(0)
  })

  test('of a package that exits, waits for ever or changes built-in objects costs who imports it', async () => {
    const packages = {
      exits: 'process.exit(0)',
      waits: 'await new Promise(() => {})',
      changes: 'const { map } = Array.prototype; Array.prototype.map = function (...a) { return map.apply(this, a) }',
    }
    const files = Object.fromEntries(
      Object.entries(packages).flatMap(([name, code]) => [
        [`node_modules/${name}/package.json`, JSON.stringify({ name, type: 'module', main: 'index.js' })],
        [`node_modules/${name}/index.js`, code],
        [`d/${name}.ts`, `import '${name}'\n${FINE(name)}`],
      ]),
    )
    const { report } = await withFiles({ ...files, 'd/z.ts': FINE('z') }, async (folder) => {
      const { output } = await rederive(['verify', `${folder}/d`, '--no-engines', '--json', '--file-limit', '4000'])
      return { report: JSON.parse(output) as Report }
    })
    expect(report.claims.map(({ id }) => id)).toEqual(['z/one'])
    const found = report.problems.map(({ file, message }) => `${file.replace(/^.*\//, '')}: ${message.split('\n')[0]}`)
    expect(found.sort()).toEqual([
      expect.stringMatching(/^changes\.ts: .*changes Array\.prototype\.map/) as string,
      expect.stringMatching(/^exits\.ts: its code ended the process \(exit code 0\)/) as string,
      expect.stringMatching(/^waits\.ts: it is not there within 4 s/) as string,
    ])
  })

  test('that starts what outlives it, or changes its own text, ends all the same', { timeout: 250_000 }, async () => {
    const started =
      "import { spawn } from 'node:child_process'\nspawn('sleep', ['300'], { detached: true, stdio: 'inherit' }).unref()\n"
    const { report } = await verified({ 'a.ts': `${started}${FINE('a')}` })
    expect(report.summary).toMatchObject({ proved: 1 })
    const changing = `import { appendFileSync } from 'node:fs'\nappendFileSync(import.meta.filename, '// more\\n'); process.exit(0)\n`
    const { exitCode, errors } = await withFiles({ 'a.ts': `${changing}${FINE('a')}`, 'b.ts': FINE('b') }, (folder) =>
      rederive(['verify', folder, '--no-engines']),
    )
    expect(exitCode).toBe(2)
    expect(errors.match(/again, without/g)?.length).toBeLessThan(8)
  })

  test('says nothing twice where it is run again', async () => {
    const files = {
      'a.ts': FINE('a'),
      'b.ts': `${FINE('b')}setTimeout(() => process.exit(0), 1500)\n`,
      'c.ts': `${FINE('c')}const end = performance.now() + 2000; while (performance.now() < end) {}\n`,
    }
    const { output } = await withFiles(files, (folder) => rederive(['verify', folder, '--no-engines']))
    expect(output.match(/a\/one/g)).toHaveLength(1)
    expect(output.match(/process\.exit/g)).toHaveLength(1)
    expect(output).toContain('2 proved, 0 refuted, 0 unknown, 1 invalid')
  })

  test('of a file that others build on costs those as well', async () => {
    const files = {
      'a.ts': `import './helper.js'\n${FINE('a')}`,
      'helper.ts': 'process.exit(3)\n',
      'c.ts': FINE('c'),
    }
    const { report } = await verified(files)
    expect(report.claims.map(({ id }) => id)).toEqual(['c/one'])
    expect(report.problems.map(({ message }) => message.split('\n')[0])).toEqual([
      'its code calls process.exit(3)',
      expect.stringMatching(/^not verified: it builds on .*helper\.ts, which cannot be read/) as string,
    ])
  })
})
