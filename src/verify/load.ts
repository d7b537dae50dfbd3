/** Reads derivation files. A file that cannot be read becomes a problem with file, line and column; the others are still loaded. */
import { readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isDerivation } from '../derivation/derivation.js'
import { AuthorError, caret } from '../expr/author-error.js'
import { mistakesOf } from '../expr/mistakes.js'
import { nearest } from '../expr/nearest.js'
import type { AuthoredFile } from './authored-files.js'
import { hasExperimentShape } from './experiment-shape.js'
import { ModuleError, type Position } from './module-error.js'
import { Modules } from './modules.js'
import { callAt, derivationCall, offsetAt, placeAt, placeOf, placesIn, repeatedKeys } from './positions.js'
import type { FileProblem } from './report.js'
import type { Source } from './source.js'
import { tamed } from './thrown.js'
import { type SyntaxTree, syntaxTreeOf } from './syntax-tree.js'

export interface Loaded {
  readonly sources: readonly Source[]
  readonly problems: readonly FileProblem[]
}

/** Ids of derivations, each with the file that has it, and where one begins with another: `a/b` would be a derivation and a claim. */
class Ids {
  private readonly files = new Map<string, string>()
  /** What ids begin with, up to a slash, with one that does. */
  private readonly below = new Map<string, string>()

  /** Takes an id for a file. Returns what is wrong with that, and then takes nothing. */
  take(id: string, file: string): string | undefined {
    const before = this.files.get(id)
    if (before !== undefined) return `the id ${id} is already used by ${before}`
    const prefixes = prefixesOf(id)
    const other = prefixes.find((prefix) => this.files.has(prefix)) ?? this.below.get(id)
    if (other !== undefined)
      return `the ids ${id} and ${other}, of ${this.files.get(other)}, would be taken for a derivation and a claim of it`
    this.files.set(id, file)
    for (const prefix of prefixes) if (!this.below.has(prefix)) this.below.set(prefix, id)
    return undefined
  }
}

/** What an id begins with, up to each of its slashes. */
const prefixesOf = (id: string): string[] => [...id.matchAll(/\//g)].map(({ index }) => id.slice(0, index))

/**
 * Imports each file and takes its default export, which `onSource` is told as soon as it is there. An experiment that was found in a folder is left out.
 * With the `modules` of an earlier call, only what has changed since is evaluated.
 */
export async function load(
  files: readonly AuthoredFile[],
  modules = new Modules(),
  onSource: (source: Source) => void = () => {},
): Promise<Loaded> {
  modules.begin(files.map(({ path }) => path))
  const sources: Source[] = []
  const problems: FileProblem[] = []
  const known = new Map<unknown, FileProblem>()
  const ids = new Ids()
  const texts = new Texts(modules)
  for (const { path: file, isNamed } of files) {
    const shown = relative(process.cwd(), file)
    const whole = (message: string): FileProblem => ({ file: shown, line: 1, column: 1, message })
    try {
      const derivation = (await modules.exportsOf(file)).default
      if (!isDerivation(derivation)) {
        if (isNamed || !hasExperimentShape(derivation))
          problems.push(whole('expected `export default derivation(...)`'))
        continue
      }
      const { id } = derivation
      const text = texts.text(file)
      const tree = texts.tree(file)
      const repeated = repeatedKeys(tree)
      const taken = ids.take(id, shown)
      if (taken !== undefined) {
        const call = derivationCall(tree, id)
        problems.push(texts.located(file, call?.arguments[0]?.start ?? 0, taken))
      } else if (repeated.length > 0) {
        for (const { key, at, firstAt } of repeated) {
          const first = placeAt(tree.source, firstAt)
          const said = `${JSON.stringify(key)} stands twice in one object, first at ${first.line}:${first.column}`
          problems.push(texts.located(file, at, said))
        }
      } else {
        // Now, for the tree is large and is not kept.
        const places = placesIn(text, id, tree)
        const stated = new Map([...derivation.claims, ...derivation.illFormed].map(({ name }) => [name, places(name)]))
        const source: Source = {
          derivation,
          file: shown,
          placeOf: (claim) => stated.get(claim) ?? placesIn(text, id)(claim),
          locate: (problem) => problemOf(problem, file, modules, texts, id),
        }
        sources.push(source)
        onSource(source)
      }
    } catch (thrown) {
      const error = tamed(thrown)
      const before = known.get(error)
      const problem = before ?? problemOf(error, file, modules, texts)
      known.set(error, problem)
      if (!before) problems.push(problem)
      if (!before && error instanceof AuthorError)
        problems.push(
          ...mistakesOf(error)
            .slice(1)
            .map((other) => problemOf(other, file, modules, texts)),
        )
      if (problem.file !== shown)
        problems.push(whole(`not verified: it builds on ${problem.file}, which cannot be read`))
    }
  }
  await modules.end()
  return { sources, problems }
}

/** What is wrong with a file of these modules that threw an error when it was evaluated, and where. */
export const fileProblem = (error: unknown, file: string, modules: Modules): FileProblem =>
  problemOf(error, file, modules, new Texts(modules))

/** Where in which file an error comes from. An author's mistake without a stack is looked for in the derivation of that id. */
function problemOf(error: unknown, importing: string, modules: Modules, texts: Texts, id?: string): FileProblem {
  const message = error instanceof Error ? error.message : String(error)
  if (error instanceof ModuleError) {
    // A file that could not even be read as code is not among those that were evaluated, though an older text of it may be.
    const written = textOf(error.at.file)
    return located(error.at.file, written, offsetAt(written, error.at), message)
  }
  const frame = frameIn(error, modules)
  const file = frame?.file ?? importing
  const offset = frame ? offsetIn(texts, frame) : 0
  if (!(error instanceof AuthorError))
    return texts.located(file, offset, `${message}${missingImport(error, modules.offeredTo(file))}`)
  const tree = texts.tree(file)
  const call = frame ? callAt(tree, offset) : id === undefined ? undefined : derivationCall(tree, id)
  const { at, exact } = call ? placeOf(tree, call, error) : { at: offset, exact: false }
  const problem = texts.located(file, at, error.problem)
  // Where the file does not spell the text, a caret in the text itself says more than one in the file; not so in a name alone.
  return exact || /^\w*(?:\[\w+\])?$/.test(error.text ?? '') ? problem : { ...problem, message }
}

/** Where a name is not defined that a package exports of which the file has others, or nearly that name, what to import. */
function missingImport(error: unknown, offered: ReadonlyMap<string, string>): string {
  const name = error instanceof ReferenceError ? /^(\w+) is not defined$/.exec(error.message)?.[1] : undefined
  if (name === undefined) return ''
  const from = offered.get(name)
  return from === undefined
    ? nearest(name, [...offered.keys()], '').replace(/^[^?]*$/, '')
    : `; import it from '${from}'`
}

const offsetIn = (texts: Texts, place: Position): number => offsetAt(texts.text(place.file), place)

/** The innermost stack frame in a derivation file: not ours, not a dependency. */
function frameIn(error: unknown, modules: Modules): Position | undefined {
  const stack = error instanceof Error ? (error.stack ?? '') : ''
  for (const match of stack.matchAll(/\(?((?:file:\/\/)?\/[^()\n]+?):(\d+):(\d+)\)?$/gm)) {
    const [, place, line, column] = match as unknown as [string, string, string, string]
    const file = place.startsWith('file:') ? fileURLToPath(place) : place
    const found = modules.original({ file, line: Number(line), column: Number(column) })
    if (found) return found
  }
  return undefined
}

/** The texts of files as they were evaluated, and what they are as syntax. */
class Texts {
  constructor(private readonly modules: Modules) {}

  text(file: string): string {
    return this.modules.textOf(file) || textOf(file)
  }

  tree(file: string): SyntaxTree {
    return syntaxTreeOf(file, this.text(file))
  }

  located(file: string, offset: number, what: string): FileProblem {
    return located(file, this.text(file), offset, what)
  }
}

/** A problem at an offset of a file, with the line and a caret under it. */
function located(file: string, source: string, offset: number, what: string): FileProblem {
  const at = Math.min(offset, source.length)
  return { file: relative(process.cwd(), file), ...placeAt(source, at), message: `${what}\n${caret(source, at)}` }
}

/** The text of a file; empty when it is gone by now. */
function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
