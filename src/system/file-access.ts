/** Files that are read and written: what the file system refuses is told in words, with the path. */
import { accessSync, constants, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { AuthorError } from '../expr/author-error.js'
import { kindAt } from './kind.js'

/** What the work returns. Throws AuthorError with the path where the file system refuses it. */
export function accessing<T>(how: 'read' | 'write', path: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error)) throw error
    throw new AuthorError(`cannot ${how} ${path}: ${error.message}`)
  }
}

/** Throws AuthorError where no file can be written to a path, as far as that can be known before. */
export function requireWritable(path: string): void {
  accessing('write', path, () => {
    const folder = folderAbove(path)
    if (!kindAt(folder)?.isDirectory())
      throw new AuthorError(`cannot write ${path}: ${folder} is a file, expected a folder`)
    accessSync(folder, constants.W_OK | constants.X_OK)
    if (!existsSync(path)) return
    if (kindAt(path)?.isDirectory()) throw new AuthorError(`cannot write ${path}: it is a folder, expected a file`)
    accessSync(path, constants.W_OK)
  })
}

/** What a path lies in, or, where that has to be made, what that is made in. */
function folderAbove(path: string): string {
  const folder = dirname(path)
  return existsSync(folder) ? folder : folderAbove(folder)
}

/** Writes a file, whole or not at all. Throws AuthorError where it cannot. */
export function writeWhole(path: string, text: string): void {
  const beside = `${path}.${process.pid}.new`
  accessing('write', path, () => {
    try {
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(beside, text)
      renameSync(beside, path)
    } catch (error) {
      rmSync(beside, { force: true })
      throw error
    }
  })
}
