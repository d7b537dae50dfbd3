/**
 * The files that authors of derivations and of experiments write, in folders and all that lie below them. Helper modules stand beside them, and
 * either may stand among the other: what a file makes is read from its syntax, so that only what is asked for is evaluated.
 */
import { readdirSync, realpathSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { kindAt } from '../system/kind.js'
import { contentsOf } from './contents-file.js'
import { textAt } from './modules.js'
import { calleeName } from './positions.js'
import { syntaxTreeOf } from './syntax-tree.js'

export type Made = 'derivation' | 'experiment'

export interface AuthoredFile {
  /** Absolute. */
  readonly path: string
  /** Whether it was named itself, rather than found in a folder. */
  readonly isNamed: boolean
}

/** Where authors import the functions of these names from. */
const PACKAGES: Readonly<Record<Made, string>> = { derivation: 'rederive', experiment: 'rederive/experiments' }

/**
 * The files at these paths that make what is asked for, each once: those of a folder in the order of its contents, what these do not name after it, files before subfolders; a file that is named is one
 * whatever is in it. Throws RangeError for a path that is no file and no folder, or a folder that cannot be read.
 */
export function authoredFiles(made: Made, paths: readonly string[]): AuthoredFile[] {
  /** By where they really are. */
  const found = new Map<string, AuthoredFile>()
  for (const path of paths) {
    const absolute = resolve(path)
    if (isFile(path, absolute)) found.set(realOf(absolute), { path: absolute, isNamed: true })
    else
      for (const file of below(absolute).files)
        if (!found.has(realOf(file)) && mayMake(made, file)) found.set(realOf(file), { path: file, isNamed: false })
  }
  return [...found.values()]
}

/** A folder and all below it that files are looked for in. Throws RangeError where one cannot be read. */
export const foldersFrom = (folder: string): readonly string[] => below(folder).folders

function isFile(path: string, absolute: string): boolean {
  const found = kindAt(absolute)
  if (!found) throw new RangeError(`no such file or folder: ${path}`)
  return found.isFile()
}

/** Where a file really is; a link that leads nowhere is where it stands. */
function realOf(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    return path
  }
}

interface Below {
  readonly files: readonly string[]
  readonly folders: readonly string[]
}

/** What lies in a folder and below it. A folder that is met again, through a link, is passed over. */
function below(root: string): Below {
  const files: string[] = []
  const folders: string[] = []
  const seen = new Set<string>()
  const visit = (folder: string): void => {
    const [real, names] = contentOf(folder)
    if (real === undefined || seen.has(real)) return
    seen.add(real)
    folders.push(folder)
    for (const { path, isIn } of entriesOf(folder, names))
      if (isIn) visit(path)
      else if (/\.tsx?$/.test(path) && !/\.(test|d)\.tsx?$/.test(path)) files.push(path)
  }
  visit(root)
  return { files, folders }
}

interface Entry {
  readonly path: string
  /** Whether there is something in it. */
  readonly isIn: boolean
}

/** What lies in a folder as its contents order it; after that its other files, and its other folders, by name. */
function entriesOf(folder: string, names: readonly string[]): readonly Entry[] {
  const listed = contentsOf(folder).contents?.chapters.flatMap(({ entries }) => entries) ?? []
  const found = names.map((name) => {
    const path = join(folder, name)
    const place = listed.indexOf(name.replace(/\.tsx?$/, ''))
    return { path, isIn: isFolder(path), place: place < 0 ? listed.length : place }
  })
  return found.sort((a, b) => a.place - b.place || Number(a.isIn) - Number(b.isIn))
}

/** Where a folder really is, and the names in it that count, in order; nothing where it is gone by now. */
function contentOf(folder: string): [real: string | undefined, names: readonly string[]] {
  try {
    const names = readdirSync(folder).filter((name) => !name.startsWith('.') && name !== 'node_modules')
    return [realpathSync(folder), names.sort()]
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [undefined, []]
    throw new RangeError(`cannot read ${relative(process.cwd(), folder)}: ${(error as Error).message}`)
  }
}

/** A link that leads nowhere, or round in a circle, is no folder. */
function isFolder(path: string): boolean {
  try {
    return kindAt(path)?.isDirectory() ?? false
  } catch {
    return false
  }
}

/** Whether a file has to be evaluated: its syntax does not show that it is a helper module, or that it makes the other thing. */
function mayMake(made: Made, file: string): boolean {
  const text = textAt(file)
  // Why it cannot be read is told where it is evaluated.
  if (text === undefined) return true
  if (!/\bdefault\b/.test(text) && !text.includes(made)) return false
  const tree = syntaxTreeOf(file, text)
  if (!tree.isParsed) return true
  if (!tree.defaultExport) return tree.calls.some(({ callee }) => calleeName(tree, callee) === made)
  const exported = tree.resolved(tree.defaultExport)
  const other = made === 'derivation' ? 'experiment' : 'derivation'
  const isOther = exported.type === 'CallExpression' && calleeName(tree, exported.callee) === other
  return !(isOther && tree.imports.has(PACKAGES[other]))
}
