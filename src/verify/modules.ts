/**
 * Derivation files as modules of this process. A file is transpiled once for each text and evaluated again only when its text, or that
 * of a file it imports, is no longer the one that was evaluated. Packages, and files of this package, are imported as node does.
 */
import { readFileSync } from 'node:fs'
import { SourceMap, type SourceMapPayload } from 'node:module'
import { dirname, extname } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { compileFunction } from 'node:vm'
import { packageVersion } from './code-version.js'
import { Evaluator } from './evaluator.js'
import { candidates, exportsOnly, fileMeant, packageKey, packageUrl } from './imports.js'
import { ModuleError, type Position } from './module-error.js'
import { placeAt } from './positions.js'
import { type Store, sha256 } from './store.js'
import { tamed } from './thrown.js'
import { SyntaxTree } from './syntax-tree.js'
import { Turns } from './turns.js'

interface Transpiled {
  readonly code: string
  /** Source map, as JSON. */
  readonly map: string
  /** Specifiers as they stand in the file. */
  readonly imports: readonly string[]
}

interface Module {
  readonly text: string
  readonly transpiled: Transpiled
  /** Specifier to the file it means, or to undefined where node resolves it. */
  readonly imports: ReadonlyMap<string, string | undefined>
  /** Modules that it was evaluated with, by file. */
  readonly built: Map<string, Module>
  /** What it exports; evaluation may put another object in its place. */
  readonly holder: { exports: Record<string, unknown> }
  state: 'new' | 'running' | 'done'
  error?: unknown
}

const unevaluated = (of: Pick<Module, 'text' | 'transpiled' | 'imports'>): Module => {
  const { text, transpiled, imports } = of
  return { text, transpiled, imports, built: new Map(), holder: { exports: {} }, state: 'new' }
}

/** Names of what stands for `import.meta` in the evaluated code. */
const META = { url: '__rederive_url', filename: '__rederive_filename', dirname: '__rederive_dirname' }
/** Files that are transpiled at a time: the transpiler keeps what it was asked in its memory. */
const AT_ONCE = 32
const OWN = fileURLToPath(new URL('..', import.meta.url))

export class Modules {
  private readonly known = new Map<string, Module>()
  /** What was looked at since `begin`, so that each file is read once. */
  private round = new Map<string, Promise<Module>>()
  /** File to its text as it was read; undefined where there was none. */
  private looked = new Map<string, string | undefined>()
  private readonly packages = new Map<string, Record<string, unknown>>()
  private readonly turns = new Turns(AT_ONCE)

  constructor(
    private readonly store?: Store,
    private readonly evaluator = new Evaluator(),
  ) {}

  /** Begins to read all files that these need. `exportsOf` answers for each as soon as it is there. */
  begin(files: readonly string[]): void {
    this.round = new Map()
    this.looked = new Map()
    for (const file of files) void this.prepared(file)
  }

  /** Ends what was begun: what is needed no more is forgotten. */
  async end(): Promise<void> {
    // Each file may name more; errors are told by exportsOf, file by file.
    for (let size = -1; size !== this.round.size; ) {
      size = this.round.size
      await Promise.allSettled(this.round.values())
    }
    for (const file of this.known.keys()) if (!this.round.has(file)) this.known.delete(file)
    this.store?.prune()
  }

  /** The exports of a file of the last `begin`, which are evaluated anew where something that they are made of has changed. Throws what its evaluation throws: the same error object each time. */
  async exportsOf(file: string): Promise<Readonly<Record<string, unknown>>> {
    await this.ready(file, new Set())
    return this.evaluator.within(file, () => this.evaluated(file))
  }

  /** The text of a file as it was read. */
  textOf(file: string): string {
    return this.known.get(file)?.text ?? ''
  }

  /** Files that were read, those that are imported included. */
  get files(): readonly string[] {
    return [...this.round.keys()]
  }

  /** The files that a file is evaluated with, in the order in which they are first named, without itself; packages and files of this package are none. */
  importsOf(file: string): readonly string[] {
    const found = new Set([file])
    for (const at of found)
      for (const inner of this.known.get(at)?.imports.values() ?? []) if (inner !== undefined) found.add(inner)
    return [...found].slice(1)
  }

  /** Of a file that was read: what its relative specifiers mean, in the order in which they are named. */
  meantBy(file: string): readonly (readonly [specifier: string, file: string])[] {
    return [...(this.known.get(file)?.imports ?? [])].flatMap(([specifier, inner]) =>
      inner === undefined ? [] : [[specifier, inner] as const],
    )
  }

  /** Where node finds what a file, and those that it is evaluated with, import otherwise; a builtin module by its name. */
  packagesOf(file: string): readonly string[] {
    const found = [file, ...this.importsOf(file)].flatMap((at) =>
      [...(this.known.get(at)?.imports ?? [])].flatMap(([specifier, inner]) =>
        inner === undefined ? [packageUrl(at, specifier)] : [],
      ),
    )
    return [...new Set(found)].map((url) => (url.startsWith('file:') ? fileURLToPath(url) : url))
  }

  /** The names that packages export of which a file imports something, by name with the package. */
  offeredTo(file: string): ReadonlyMap<string, string> {
    const all = [...(this.known.get(file)?.imports.keys() ?? [])].flatMap((specifier) =>
      Object.keys(this.packages.get(packageKey(file, specifier)) ?? {}).map((name) => [name, specifier] as const),
    )
    return new Map(all.filter(([name]) => name !== 'default'))
  }

  /** Whether a file that was looked for since `begin` holds another text now, is gone, or is there at last. */
  areStale(): boolean {
    return [...this.looked].some(([file, text]) => textAt(file) !== text)
  }

  /** Where in the file as written a position of the evaluated code is. */
  original({ file, line, column }: Position): Position | undefined {
    const module = this.known.get(file)
    if (!module) return undefined
    const found = new SourceMap(JSON.parse(module.transpiled.map) as SourceMapPayload).findEntry(line - 1, column - 1)
    if (!('originalLine' in found)) return { file, line: 1, column: 1 }
    return { file, line: found.originalLine + 1, column: found.originalColumn + 1 }
  }

  /** Everything a file needs is read and transpiled, or this rejects with the first error among them. */
  private async ready(file: string, seen: Set<string>): Promise<void> {
    if (seen.has(file)) return
    seen.add(file)
    const module = await this.prepared(file)
    for (const inner of module.imports.values()) if (inner !== undefined) await this.ready(inner, seen)
  }

  private prepared(file: string): Promise<Module> {
    let module = this.round.get(file)
    if (!module) {
      module = this.prepare(file)
      module.catch(() => {})
      this.round.set(file, module)
    }
    return module
  }

  private async prepare(file: string): Promise<Module> {
    const text = this.read(file)
    const before = this.known.get(file)
    const transpiled = before?.text === text ? before.transpiled : await this.transpiled(file, text)
    const imports = new Map<string, string | undefined>()
    for (const specifier of transpiled.imports) {
      const inner = this.resolved(file, specifier, text)
      imports.set(specifier, inner)
      if (inner === undefined) {
        if (this.evaluator.mayImport(file, text)) await this.fromPackage(file, specifier, text)
      }
      // Not awaited, since files may import each other.
      else void this.prepared(inner)
    }
    if (before?.text === text && sameEntries(before.imports, imports)) return before
    const module = unevaluated({ text, transpiled, imports })
    this.known.set(file, module)
    return module
  }

  private read(file: string): string {
    this.looked.set(file, undefined)
    const text = readFileSync(file, 'utf8')
    this.looked.set(file, text)
    return text
  }

  /** The file that a relative specifier means; undefined for what node should import. Throws ModuleError when there is no such file. */
  private resolved(file: string, specifier: string, text: string): string | undefined {
    if (!/^\.{0,2}\//.test(specifier)) return undefined
    const found = fileMeant(file, specifier)
    if (found === undefined) {
      for (const candidate of candidates(file, specifier)) this.looked.set(candidate, undefined)
      throw new ModuleError(`there is no file ${specifier}`, placeOf(file, specifier, text))
    }
    const ours = found.startsWith(OWN) || /[\\/]node_modules[\\/]/.test(found)
    return ours || !/\.(?:[mc]?[jt]sx?|json)$/.test(found) ? undefined : found
  }

  private evaluated(file: string): Record<string, unknown> {
    const module = this.current(file)
    if (module.state === 'done' && 'error' in module) throw module.error
    if (module.state !== 'new') return module.holder.exports
    module.state = 'running'
    const failed = (error: unknown): void => {
      module.error = error
      module.state = 'done'
    }
    this.evaluator.run(file, module.text, () => this.run(file, module), failed)
    module.state = 'done'
    return module.holder.exports
  }

  /** The module of a file: a new one where something that the old one was built on has changed. */
  private current(file: string): Module {
    const module = this.known.get(file) as Module
    if (module.state !== 'done' || !this.stale(module, new Set())) return module
    const again = unevaluated(module)
    this.known.set(file, again)
    return again
  }

  private stale(module: Module, seen: Set<Module>): boolean {
    if (seen.has(module)) return false
    seen.add(module)
    return [...module.built].some(([file, inner]) => this.known.get(file) !== inner || this.stale(inner, seen))
  }

  private run(file: string, module: Module): void {
    const { holder, text, transpiled } = module
    if (extname(file) === '.json') {
      holder.exports = { __esModule: true, default: JSON.parse(text) as unknown }
      return
    }
    const require = (specifier: string): unknown => {
      const inner = module.imports.get(specifier)
      if (inner === undefined) {
        const namespace = this.packages.get(packageKey(file, specifier)) as Record<string, unknown>
        return exportsOnly(
          namespace,
          (problem) => new ModuleError(`${specifier} ${problem}`, placeOf(file, specifier, text)),
        )
      }
      try {
        return this.evaluated(inner)
      } finally {
        module.built.set(inner, this.known.get(inner) as Module)
      }
    }
    const names = ['exports', 'require', 'module', META.url, META.filename, META.dirname]
    const body = compileFunction(transpiled.code, names, { filename: file })
    body(holder.exports, require, holder, pathToFileURL(file).href, file, dirname(file))
  }

  private async transpiled(file: string, text: string): Promise<Transpiled> {
    if (extname(file) === '.json') return { code: '', map: '', imports: [] }
    const key = sha256(`module\n${process.version}\n${packageVersion('esbuild')}\n${file}\n${text}`)
    const kept = this.store?.read(key, isTranspiled)
    if (kept) return kept
    const made = await this.turns.take(() => transpile(file, text))
    this.store?.write(key, made)
    return made
  }

  private async fromPackage(file: string, specifier: string, text: string): Promise<void> {
    const key = packageKey(file, specifier)
    if (this.packages.has(key)) return
    try {
      const importing = import(packageUrl(file, specifier)) as Promise<Record<string, unknown>>
      const namespace = await this.evaluator.imported(importing)
      this.packages.set(key, namespace)
    } catch (error) {
      throw new ModuleError(messageOf(error), placeOf(file, specifier, text))
    }
  }
}

/** What a package that cannot be imported says. */
function messageOf(thrown: unknown): string {
  const error = tamed(thrown)
  const said = error instanceof Error ? error.message : String(error)
  // Below it node lists who asked.
  return said.split('\nRequire stack:')[0] as string
}

/** The text of a file; undefined when it cannot be read. */
export function textAt(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}

function sameEntries(a: ReadonlyMap<string, unknown>, b: ReadonlyMap<string, unknown>): boolean {
  return a.size === b.size && [...a].every(([key, value]) => b.has(key) && b.get(key) === value)
}

/** Where a specifier stands in a file. */
function placeOf(file: string, specifier: string, text: string): Position {
  return { file, ...placeAt(text, new SyntaxTree(text).imports.get(specifier) ?? 0) }
}

function isTranspiled(value: unknown): value is Transpiled {
  if (typeof value !== 'object' || value === null) return false
  const { code, map, imports } = value as Record<string, unknown>
  return (
    typeof code === 'string' &&
    typeof map === 'string' &&
    Array.isArray(imports) &&
    imports.every((specifier) => typeof specifier === 'string')
  )
}

async function transpile(file: string, text: string): Promise<Transpiled> {
  const { build } = await import('esbuild')
  const imports: string[] = []
  const result = await build({
    stdin: { contents: text, sourcefile: file, resolveDir: dirname(file), loader: loaderOf(file) },
    bundle: true,
    write: false,
    treeShaking: false,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    supported: { 'dynamic-import': false },
    sourcemap: 'external',
    outfile: `${file}.js`,
    logLevel: 'silent',
    define: Object.fromEntries(Object.entries(META).map(([name, by]) => [`import.meta.${name}`, by])),
    tsconfigRaw: {},
    plugins: [
      {
        name: 'imports',
        setup: ({ onResolve }) => {
          onResolve({ filter: /.*/ }, ({ path, kind }) => {
            if (kind === 'entry-point') return undefined
            if (!imports.includes(path)) imports.push(path)
            return { path, external: true }
          })
        },
      },
    ],
  }).catch((error: unknown) => {
    const [first] =
      (error as { errors?: { text: string; location: { line: number; column: number } | null }[] }).errors ?? []
    if (!first) throw error
    const at = { file, line: first.location?.line ?? 1, column: (first.location?.column ?? 0) + 1 }
    throw new ModuleError(first.text, at)
  })
  const output = (end: string): string => result.outputFiles.find(({ path }) => path.endsWith(end))?.text ?? ''
  return { code: output('.js'), map: output('.map'), imports }
}

function loaderOf(file: string): 'tsx' | 'ts' | 'jsx' | 'js' {
  const end = extname(file)
  if (end === '.tsx' || end === '.jsx') return end === '.tsx' ? 'tsx' : 'jsx'
  return /^\.[mc]?ts$/.test(end) ? 'ts' : 'js'
}
