/** What an experiment imports beside its own helper modules, as texts that change when the code behind does. */
import { existsSync, readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { fileMeant } from '../verify/imports.js'
import { SyntaxTree } from '../verify/syntax-tree.js'

/** The folder of our package, whether its sources run or what was compiled of them. */
const OWN = fileURLToPath(new URL('../../', import.meta.url)).replace(/dist[\\/]$/, '')

/** A file of our package that is no part of the tool, but of a library beside derivations. */
const isLibrary = (file: string): boolean =>
  file.startsWith(OWN) && /^(?:dist[\\/])?derivations[\\/]/.test(file.slice(OWN.length))

/**
 * Of the files that node finds for an experiment's imports: the code of libraries that are not installed, with all that they import by relative paths, by `codeOf`; name
 * and version of what is installed. The tool itself is left out: what of it makes numbers is known to who asks.
 */
export function importedCode(
  found: readonly string[],
  codeOf: (source: string, file: string) => string,
): readonly string[] {
  const files = new Set<string>()
  const packages = new Set<string>()
  for (const file of found) {
    if (isLibrary(file)) files.add(file)
    else if (isBuiltin(file) || file.startsWith(OWN)) continue
    else if (/[\\/]node_modules[\\/]/.test(file)) packages.add(packageOf(file))
    else files.add(file)
  }
  for (const file of files) for (const inner of relativeImports(file)) files.add(inner)
  const own = [...files]
  const codes = own.map((file) => codeOf(readFileSync(file, 'utf8'), file))
  // Which file each specifier stands for is told by its place in the list.
  const meant = own.map((file) => relativeImports(file).map((inner) => own.indexOf(inner)))
  return [...packages, ...codes, ...(own.length > 0 ? [JSON.stringify(meant)] : [])]
}

function relativeImports(file: string): readonly string[] {
  const specifiers = [...new SyntaxTree(readFileSync(file, 'utf8')).imports.keys()].filter((name) =>
    name.startsWith('.'),
  )
  return specifiers.flatMap((specifier) => fileMeant(file, specifier) ?? [])
}

/** Name and version of the installed package that a file belongs to. */
function packageOf(file: string): string {
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    const manifest = join(folder, 'package.json')
    const { name, version } = existsSync(manifest)
      ? (JSON.parse(readFileSync(manifest, 'utf8')) as { name?: unknown; version?: unknown })
      : {}
    if (version !== undefined || folder === dirname(folder)) return `${String(name ?? file)} ${String(version)}`
  }
}
