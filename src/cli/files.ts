/** The files that a command is about. */
import { type AuthoredFile, type Made, authoredFiles } from '../verify/authored-files.js'
import { UsageError } from './interrupt.js'

/** The derivation files at these paths. Throws UsageError when there are none, or no such path. */
export function derivationFilesAt(paths: readonly string[]): AuthoredFile[] {
  const files = filesAt('derivation', paths)
  if (files.length === 0) throw new UsageError(`no derivation files (*.ts) in ${paths.join(', ')}`)
  return files
}

/** The files at these paths that make what is asked for. Throws UsageError when there is no such path. */
export function filesAt(made: Made, paths: readonly string[]): AuthoredFile[] {
  try {
    return authoredFiles(made, paths)
  } catch (error) {
    if (error instanceof RangeError) throw new UsageError(error.message)
    throw error
  }
}
