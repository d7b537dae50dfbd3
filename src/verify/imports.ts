/** What the specifiers of imports mean: files beside the importing one, packages, and what these export. */
import { createRequire, isBuiltin } from 'node:module'
import { dirname, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { kindAt } from '../system/kind.js'
import { nearest } from '../expr/nearest.js'

/** The files that a relative specifier may mean, first things first. */
export function candidates(file: string, specifier: string): readonly string[] {
  const path = resolve(dirname(file), specifier)
  const sources = [path.replace(/js$/, 'ts'), path.replace(/js$/, 'tsx'), path.replace(/jsx$/, 'tsx')]
  const ends = ['.ts', '.tsx', '.js', '.mjs', '/index.ts', '/index.js']
  return [...(/\.[mc]?jsx?$/.test(path) ? sources : []), path, ...ends.map((end) => path + end)]
}

/** The file that a relative specifier means; undefined where there is none. */
export const fileMeant = (file: string, specifier: string): string | undefined =>
  candidates(file, specifier).find((candidate) => kindAt(candidate)?.isFile())

/** Packages are found from the folder of the importing file. */
export const packageKey = (file: string, specifier: string): string =>
  `${dirname(file)}\n${specifier.startsWith('.') ? resolve(dirname(file), specifier) : specifier}`

/** What a specifier means to node, for a file anywhere. Throws when it is not found. */
export function packageUrl(file: string, specifier: string): string {
  if (isBuiltin(specifier) || /^[a-z]{2,}:/.test(specifier)) return specifier
  const found = createRequire(file).resolve(specifier)
  return isBuiltin(found) ? found : pathToFileURL(found).href
}

/** What a package exports. To ask for anything else throws: no name that it does not export is silently nothing. */
export function exportsOnly(
  namespace: Record<string, unknown>,
  problem: (text: string) => Error,
): Record<string, unknown> {
  const names = Object.keys(namespace)
  const others = new Proxy(Object.create(null) as object, {
    get: (_, name) => {
      if (typeof name !== 'string' || name === 'default' || name in Object.prototype) return undefined
      throw problem(`exports no ${name}${nearest(name, names, 'it exports')}`)
    },
  })
  return Object.assign(Object.create(others) as Record<string, unknown>, namespace, { __esModule: true })
}
