/** Names the code that decides verdicts: a result of other code is not reused. */
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ENGINES } from '../engines/registry.js'
import { sha256 } from './store.js'

/** Folders of this package whose every file may change a report. */
const FOLDERS = ['functions', 'expr', 'proposition', 'kernel', 'engines', 'export', 'numeric', 'derivation', 'verify']
/** Packages that take part in it. */
const PACKAGES = [...Object.values(ENGINES).map((engine) => engine.package), 'fast-check', 'odex', 'decimal.js']

let own: string | undefined

/** The hash of our own code as it runs, the versions of the packages it rests on, and node's. Computed once. */
export function codeVersion(): string {
  own ??= versionOf(
    fileURLToPath(new URL('..', import.meta.url)),
    PACKAGES.map((name) => `${name} ${packageVersion(name)}`),
  )
  return own
}

/** The hash of all code under the folders of `root`, and of `versions`. */
function versionOf(root: string, versions: readonly string[]): string {
  const files = FOLDERS.flatMap((folder) => codeFiles(join(root, folder)))
  const parts = files.map((file) => `${file.slice(root.length)} ${sha256(readFileSync(file))}`)
  return sha256([process.version, ...versions, ...parts].join('\n'))
}

function codeFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) return codeFiles(path)
      return /^\.[jt]s$/.test(extname(path)) && !/\.(d|test|example)\.ts$/.test(path) ? [path] : []
    })
}

interface Manifest {
  readonly name?: unknown
  readonly version?: unknown
}

/** The version of an installed package. */
export function packageVersion(name: string): string {
  const found = manifestAbove(createRequire(import.meta.url).resolve(name), (manifest) => manifest.name === name)
  if (!found) throw new Error(`the package ${name} has no package.json`)
  return String(found.version)
}

/** The first accepted package.json of the folders that a file lies in, from the inmost. */
export function manifestAbove(file: string, isIt: (manifest: Manifest) => boolean): Manifest | undefined {
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    const path = join(folder, 'package.json')
    const manifest = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Manifest) : undefined
    if (manifest && isIt(manifest)) return manifest
    if (folder === dirname(folder)) return undefined
  }
}
