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

/** The version of an installed package. */
export function packageVersion(name: string): string {
  let folder = dirname(createRequire(import.meta.url).resolve(name))
  while (!existsSync(join(folder, 'package.json')) || nameIn(folder) !== name) {
    const above = dirname(folder)
    if (above === folder) throw new Error(`the package ${name} has no package.json`)
    folder = above
  }
  return String(packageIn(folder).version)
}

const packageIn = (folder: string) =>
  JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { name?: unknown; version?: unknown }
const nameIn = (folder: string): unknown => packageIn(folder).name
