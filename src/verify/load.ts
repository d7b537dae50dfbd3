/** Reads derivation files. A file that cannot be read becomes a problem with file, line and column; the others are still loaded. */
import { readFileSync, readdirSync, statSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { register } from 'tsx/esm/api'
import { isDerivation } from '../derivation/derivation.js'
import { FormulaError, caret } from '../expr/formula-error.js'
import type { FileProblem } from './report.js'
import type { Source } from './verify.js'

export interface Loaded {
  readonly sources: readonly Source[]
  readonly problems: readonly FileProblem[]
}

/** The derivation files of a folder in reading order, or the file itself. Throws RangeError for a path that is neither. */
export function derivationFiles(path: string): string[] {
  const absolute = resolve(path)
  const found = statSync(absolute, { throwIfNoEntry: false })
  if (!found) throw new RangeError(`no such file or folder: ${path}`)
  if (found.isFile()) return [absolute]
  return readdirSync(absolute)
    .filter((name) => /\.tsx?$/.test(name) && !/\.(test|d)\.ts$/.test(name))
    .sort()
    .map((name) => join(absolute, name))
}

/** Imports each file and takes its default export. */
export async function load(files: readonly string[]): Promise<Loaded> {
  const unregister = register()
  process.setSourceMapsEnabled(true)
  const sources: Source[] = []
  const problems: FileProblem[] = []
  const known = new Map<unknown, string>()
  const ids = new Map<string, string>()
  for (const file of files) {
    const shown = relative(process.cwd(), file)
    try {
      const derivation = ((await import(pathToFileURL(file).href)) as { default?: unknown }).default
      if (!isDerivation(derivation)) {
        problems.push({ file: shown, line: 1, column: 1, message: 'expected `export default derivation(...)`' })
        continue
      }
      const before = ids.get(derivation.id)
      if (before)
        problems.push({
          file: shown,
          line: 1,
          column: 1,
          message: `the id ${derivation.id} is already used by ${before}`,
        })
      else {
        ids.set(derivation.id, shown)
        sources.push({ derivation, file: shown })
      }
    } catch (error) {
      const from = known.get(error)
      if (from)
        problems.push({
          file: shown,
          line: 1,
          column: 1,
          message: `not verified: it builds on ${from}, which cannot be read`,
        })
      else {
        const problem = problemOf(error, file)
        known.set(error, problem.file)
        problems.push(problem)
      }
    }
  }
  await unregister()
  return { sources, problems }
}

/** Where in which file an error comes from. */
function problemOf(error: unknown, importing: string): FileProblem {
  const message = error instanceof Error ? error.message : String(error)
  const transform = /^(.+?):(\d+):(\d+): ERROR: (.*)$/m.exec(message)
  if (transform) {
    const [, file, line, column, what] = transform as unknown as [string, string, string, string, string]
    return located(file, Number(line), Number(column) + 1, what)
  }
  const frame = frameIn(error, importing)
  if (error instanceof FormulaError) {
    const at = positionOfFormula(frame.file, error)
    if (at) return located(frame.file, at.line, at.column, error.problem)
    return { ...located(frame.file, frame.line, frame.column, error.problem), message: error.message }
  }
  return located(frame.file, frame.line, frame.column, message)
}

/** The innermost stack frame in a derivation file: not ours, not a dependency. */
function frameIn(error: unknown, importing: string): { file: string; line: number; column: number } {
  const stack = error instanceof Error ? (error.stack ?? '') : ''
  const compiled = fileURLToPath(new URL('..', import.meta.url))
  // Modules that are first loaded with a derivation appear at their places in the source.
  const own = [compiled, compiled.replace(/([\\/])dist[\\/]src([\\/])$/, '$1src$2')]
  for (const match of stack.matchAll(/\(?((?:file:\/\/)?\/[^\s()]+?):(\d+):(\d+)\)?$/gm)) {
    const [, place, line, column] = match as unknown as [string, string, string, string]
    const file = (place.startsWith('file:') ? fileURLToPath(place.replace(/\?.*$/, '')) : place).replace(/\?.*$/, '')
    if (!own.some((folder) => file.startsWith(folder)) && !file.includes('node_modules') && /\.tsx?$/.test(file)) {
      return { file, line: Number(line), column: Number(column) }
    }
  }
  return { file: importing, line: 1, column: 1 }
}

/** The place of the offending character when the formula's text stands literally in the file. */
function positionOfFormula(file: string, { text, offset }: FormulaError): { line: number; column: number } | undefined {
  const source = readFileSync(file, 'utf8')
  const at = [`'${text}'`, `"${text}"`, `\`${text}\``].map((literal) => source.indexOf(literal)).find((k) => k >= 0)
  if (at === undefined) return undefined
  const before = source.slice(0, at + 1 + offset)
  return { line: before.split('\n').length, column: before.length - before.lastIndexOf('\n') }
}

function located(file: string, line: number, column: number, what: string): FileProblem {
  const source = readFileSync(file, 'utf8')
  const offset =
    source
      .split('\n')
      .slice(0, line - 1)
      .reduce((sum, text) => sum + text.length + 1, 0) +
    column -
    1
  return {
    file: relative(process.cwd(), file),
    line,
    column,
    message: `${what}\n${caret(source, Math.min(offset, source.length))}`,
  }
}
