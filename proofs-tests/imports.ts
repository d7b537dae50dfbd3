/** What a source file needs when it runs: the files that it imports, and what these import. */
import { readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'

const SRC = fileURLToPath(new URL('../src', import.meta.url))
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
