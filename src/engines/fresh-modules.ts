/** Loads CommonJS packages as if for the first time: every module of theirs is evaluated again, so no state is left from before. */
import { readFileSync } from 'node:fs'
import Module, { createRequire } from 'node:module'
import { dirname } from 'node:path'

/** The exports of `requests` in order, all files under their packages' folders evaluated anew. */
export function loadAfresh(requests: readonly string[]): unknown[] {
  const load = createRequire(import.meta.url)
  const folders = new Set(requests.map((request) => `/node_modules/${request.split('/')[0]}/`))
  for (const file of Object.keys(load.cache)) {
    if ([...folders].some((folder) => file.replaceAll('\\', '/').includes(folder))) delete load.cache[file]
  }
  return requests.map((request) => load(request))
}

/** Node's own way to evaluate a CommonJS source, which its types leave out. */
interface CompilableModule {
  filename: string
  paths: readonly string[]
  exports: unknown
  _compile(source: string, file: string): void
}
const { _nodeModulePaths } = Module as unknown as { _nodeModulePaths(folder: string): string[] }

/** The exports of a one-file package, its source changed by `edit` before it is evaluated. */
export function loadEdited(request: string, edit: (source: string) => string): unknown {
  const file = createRequire(import.meta.url).resolve(request)
  const made = new Module(file) as unknown as CompilableModule
  made.filename = file
  made.paths = _nodeModulePaths(dirname(file))
  made._compile(edit(readFileSync(file, 'utf8')), file)
  return made.exports
}
