/** Which source files import which: what one needs when it runs, and circles of files that need each other. */
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { SyntaxTree } from '../src/verify/syntax-tree.js'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const SRC = join(ROOT, 'src')
const IMPORT = /^(?:import|export)\s+(type\s+)?([^'"]*?)from\s+'(\.[^']+)'/gms

/** Paths below src of what a file imports as more than a type. */
function importsOf(path: string): string[] {
  const text = readFileSync(join(SRC, path), 'utf8')
  return [...text.matchAll(IMPORT)].flatMap(([, type, names = '', from = '']) => {
    const named = /^\{([^}]*)\}\s*$/s.exec(names.trim())?.[1]
    const typesOnly = named?.split(',').every((name) => /^\s*(?:type\s.*)?$/s.test(name)) ?? false
    return type !== undefined || typesOnly ? [] : [normalize(join(dirname(path), from.replace(/\.js$/, '.ts')))]
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

/** The files of src and site and all that each imports of them: for its types, or later than at its start, too. */
export function importGraph(): ReadonlyMap<string, readonly string[]> {
  const files = ['src', 'site'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
      .filter((name) => /\.tsx?$/.test(name) && !name.startsWith('site/dist/')),
  )
  return new Map(
    files.map((file) => {
      const specifiers = [...new SyntaxTree(readFileSync(join(ROOT, file), 'utf8')).imports.keys()]
      const imported = specifiers
        .filter((specifier) => specifier.startsWith('.'))
        .map((specifier) => normalize(join(dirname(file), specifier)).replace(/\.js$/, ''))
        .flatMap((path) => [`${path}.ts`, `${path}.tsx`].filter((name) => existsSync(join(ROOT, name))))
      return [file, imported]
    }),
  )
}

/** Groups of files that import each other, in however many steps, or a file that imports itself; all sorted. */
export function circlesIn(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const reached = new Map([...graph.keys()].map((file) => [file, reachedFrom(file, graph)]))
  const circles = new Map<string, string[]>()
  for (const [file, others] of reached) {
    if (!others.has(file)) continue
    const circle = [...others].filter((other) => reached.get(other)?.has(file)).sort()
    circles.set(circle.join(), circle)
  }
  return [...circles.values()].sort()
}

function reachedFrom(file: string, graph: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const found = new Set(graph.get(file))
  for (const at of found) for (const next of graph.get(at) ?? []) found.add(next)
  return found
}
