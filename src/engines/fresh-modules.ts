/**
 * Loads CommonJS packages as if for the first time: every module of theirs is evaluated again, so no state is left from before. Each file is
 * compiled once, which is most of the work.
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, sep } from 'node:path'
import { compileFunction } from 'node:vm'

type Evaluate = (exports: unknown, require: unknown, module: object, file: string, folder: string) => void
interface Evaluated {
  exports: unknown
}

const compiled = new Map<string, Evaluate>()

/** The exports of `requests` in order, all files under their packages' folders evaluated anew, their sources changed by `edit` before. */
export function loadAfresh(requests: readonly string[], edit = (source: string): string => source): unknown[] {
  const outer = createRequire(import.meta.url)
  const folders = requests.map((request) => `${sep}node_modules${sep}${request.split('/')[0]}${sep}`)
  const modules = new Map<string, Evaluated>()
  const load = (file: string): unknown => {
    const known = modules.get(file)
    if (known) return known.exports
    const made: Evaluated = { exports: {} }
    modules.set(file, made)
    const own = createRequire(file)
    const inner = (request: string): unknown => {
      const found = own.resolve(request)
      return folders.some((folder) => found.includes(folder)) && found.endsWith('.js') ? load(found) : own(request)
    }
    evaluation(file, edit).call(made.exports, made.exports, inner, made, file, dirname(file))
    return made.exports
  }
  return requests.map((request) => load(outer.resolve(request)))
}

function evaluation(file: string, edit: (source: string) => string): Evaluate {
  const known = compiled.get(file)
  if (known) return known
  const parameters = ['exports', 'require', 'module', '__filename', '__dirname']
  const made = compileFunction(edit(readFileSync(file, 'utf8')), parameters, { filename: file }) as Evaluate
  compiled.set(file, made)
  return made
}
