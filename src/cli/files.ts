/** The files that a command is about. */
import { existsSync } from 'node:fs'
import { derivationFiles } from '../verify/load.js'
import { UsageError } from './interrupt.js'

/** The derivation files at these paths. Throws UsageError when there are none, or no such path. */
export function filesAt(paths: readonly string[]): string[] {
  const missing = paths.find((path) => !existsSync(path))
  if (missing !== undefined) throw new UsageError(`no such file or folder: ${missing}`)
  const files = paths.flatMap(derivationFiles)
  if (files.length === 0) throw new UsageError(`no derivation files (*.ts) in ${paths.join(', ')}`)
  return files
}
