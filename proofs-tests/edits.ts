/** A small project with derivations, for tests of what happens after edits. */
import { spawn } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { CI, CLI, type Outcome, ROOT, withFiles } from './command.js'

export const BASE = `import { conserved, defined, derivation, equal, real } from 'rederive'
export default derivation('base', {
  title: 'A', tag: 'beyond', prose: '',
  symbols: { x: real('x'), y: real('y'), a: defined('x + y', 'a'), b: defined('x - y', 'b') },
  flow: { x: 'y', y: 'x' },
  claims: {
    sum: equal('a^2', 'x^2 + 2*x*y + y^2'), // not here: kept
    difference: equal('b^2', 'x^2 - 2*x*y + y^2'),
    kept: conserved('a*b'),
    plain: equal('x + x', '2*x'),
  },
})
`
export const USER = `import { derivation, equal } from 'rederive'
import base from './1-base.js'
export default derivation('user', {
  title: 'B', tag: 'beyond', prose: '', uses: [base],
  claims: {
    product: equal('a*b', 'x^2 - y^2'),
    cites: equal('x + y', 'y + x', { cites: [base.claim('difference')] }),
    alone: equal('y + y', '2*y'),
  },
})
`
export const FALSE = `import { derivation, equal, real } from 'rederive'
export default derivation('third', {
  title: 'C', tag: 'beyond', prose: '', symbols: { x: real('x') },
  claims: { wrong: equal('x', '2*x'), right: equal('x', 'x', { note: '<&>' }) },
})
`

/** A folder of derivations with a cache of its own. */
export class Project {
  constructor(
    readonly folder: string,
    private readonly cli = CLI,
  ) {}

  get cache(): string {
    return join(this.folder, 'cache')
  }

  write(name: string, text: string): void {
    mkdirSync(dirname(join(this.folder, name)), { recursive: true })
    writeFileSync(join(this.folder, name), text)
  }

  /** As by an editor that saves safely: whoever reads the file finds the old text or the new one, never a part. */
  edit(name: string, from: string, to: string): void {
    const text = readFileSync(join(this.folder, name), 'utf8')
    if (!text.includes(from)) throw new Error(`${name} has no ${from}`)
    const beside = join(this.folder, `${name}~`)
    writeFileSync(beside, text.replace(from, to))
    renameSync(beside, join(this.folder, name))
  }

  /** Starts `rederive ...args` with the root of the project as working directory. */
  start(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
    return spawn(process.execPath, [this.cli, ...args], { cwd: ROOT, env: { ...CI, ...env } })
  }

  async run(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Outcome> {
    const child = this.start(args, env)
    let [output, errors] = ['', '']
    child.stdout.on('data', (data: Buffer) => {
      output += data
    })
    child.stderr.on('data', (data: Buffer) => {
      errors += data
    })
    child.stdin.end()
    const exitCode = await new Promise<number | null>((resolve) => child.on('close', resolve))
    return { exitCode, output, errors }
  }

  /** `rederive verify` with the project's cache and without engines. */
  verify(...more: string[]): Promise<Outcome> {
    return this.run(['verify', this.folder, '--no-engines', '--cache-dir', this.cache, ...more])
  }
}

export function withProject<T>(work: (project: Project) => Promise<T>): Promise<T> {
  return withFiles({ '1-base.ts': BASE, '2-user.ts': USER }, (folder) => work(new Project(folder)))
}

/** A project with a copy of this package's own compiled code. */
export function withCopy<T>(work: (project: Project) => Promise<T>): Promise<T> {
  return withFiles({}, (folder) => {
    for (const part of ['src', 'site'])
      cpSync(join(ROOT, 'dist', part), join(folder, 'dist', part), { recursive: true })
    cpSync(join(ROOT, 'package.json'), join(folder, 'package.json'))
    const project = new Project(join(folder, 'derivations'), join(folder, 'dist/src/cli/main.js'))
    project.write('1-base.ts', BASE)
    return work(project)
  })
}

/** A report but for times. */
export const timeless = (text: string): string => text.replace(/"ms":[\d.e+-]+/g, '"ms":0')
