/** What source files import: what a file needs when it runs, and whether files import each other in a circle. */
import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'

const SRC = fileURLToPath(new URL('../src', import.meta.url))
const IMPORT = /^(?:import|export)\s+(type\s+)?([^'"]*?)from\s+'(\.[^']+)'/gms

/** Paths below src of what a file imports; as more than a type, unless types count. */
function importsOf(path: string, withTypes = false): string[] {
  const text = readFileSync(join(SRC, path), 'utf8')
  return [...text.matchAll(IMPORT)].flatMap(([, type, names = '', from = '']) => {
    const named = /^\{([^}]*)\}\s*$/s.exec(names.trim())?.[1]
    const typesOnly = named?.split(',').every((name) => /^\s*(?:type\s.*)?$/s.test(name)) ?? false
    const counts = withTypes || (type === undefined && !typesOnly)
    return counts ? [normalize(join(dirname(path), from.replace(/\.js$/, '.ts')))] : []
  })
}

/** The paths below src, without ending, of all that these files need, themselves among them; sorted. */
export function closure(entries: readonly string[]): string[] {
  const seen = new Set<string>()
  const visit = (path: string): void => {
    if (seen.has(path)) return
    seen.add(path)
    for (const next of importsOf(path)) visit(next)
  }
  for (const entry of entries) visit(entry)
  return [...seen].map((path) => path.replace(/\.tsx?$/, '')).sort()
}

/** The first circle in which files below a folder of src import each other, types included; undefined where there is none. */
export function circleIn(folder: string): readonly string[] | undefined {
  const done = new Set<string>()
  const search = (path: string, way: readonly string[]): readonly string[] | undefined => {
    if (way.includes(path)) return [...way.slice(way.indexOf(path)), path]
    if (done.has(path)) return undefined
    for (const next of importsOf(path, true)) {
      const found = search(next, [...way, path])
      if (found) return found
    }
    done.add(path)
    return undefined
  }
  const files = readdirSync(join(SRC, folder), { recursive: true, encoding: 'utf8' })
  const own = files.filter((file) => /\.ts$/.test(file) && !/\.test\.ts$/.test(file))
  for (const file of own) {
    const found = search(join(folder, file), [])
    if (found) return found
  }
  return undefined
}
