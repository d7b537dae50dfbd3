/** What an experiment imports beside its own helper modules, as texts that change when the code behind does. */
import { readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { fileURLToPath } from 'node:url'
import { manifestAbove } from '../verify/code-version.js'
import { fileMeant, packageUrl } from '../verify/imports.js'
import { SyntaxTree } from '../verify/syntax-tree.js'

/** The folder of our package, whether its sources run or what was compiled of them. */
const OWN = fileURLToPath(new URL('../../', import.meta.url)).replace(/dist[\\/]$/, '')

/** Where a file of our package is in it; undefined for another file. */
const inOwn = (file: string): string | undefined =>
  file.startsWith(OWN)
    ? file
        .slice(OWN.length)
        .replace(/^dist[\\/]/, '')
        .replaceAll('\\', '/')
    : undefined

/** Of our package: libraries beside derivations, and what they compute exactly with. What else makes numbers is known to who asks. */
const isFollowed = (inside: string): boolean => /^(?:derivations\/|src\/exact\.|src\/expr\/)/.test(inside)

interface ImportedCode {
  /** Name and version of what is installed. */
  readonly packages: readonly string[]
  /** The code of libraries that are not installed, with all that they import in turn. */
  readonly libraries: readonly string[]
}

/** Of the files that node finds for an experiment's imports; `codeOf` gives a text as code. */
export function importedCode(found: readonly string[], codeOf: (source: string, file: string) => string): ImportedCode {
  const files = new Set<string>()
  const packages = new Set<string>()
  const see = (file: string): void => {
    const inside = inOwn(file)
    if (inside !== undefined ? isFollowed(inside) : !isBuiltin(file) && !isInstalled(file)) files.add(file)
    else if (inside === undefined && !isBuiltin(file)) packages.add(packageOf(file))
  }
  for (const file of found) see(file)
  for (const file of files) for (const inner of importsOf(file)) see(inner)
  const own = [...files]
  const codes = own.map((file) => codeOf(readFileSync(file, 'utf8'), file))
  // Which file each specifier stands for is told by its place in the list.
  const meant = own.map((file) => importsOf(file).map((inner) => own.indexOf(inner)))
  return { packages: [...packages].sort(), libraries: own.length > 0 ? [...codes, JSON.stringify(meant)] : [] }
}

const isInstalled = (file: string): boolean => /[\\/]node_modules[\\/]/.test(file)

/** What a file imports: files, and builtin modules by name. */
function importsOf(file: string): readonly string[] {
  const specifiers = [...new SyntaxTree(readFileSync(file, 'utf8')).imports.keys()]
  return specifiers.flatMap((specifier) => {
    if (specifier.startsWith('.')) return fileMeant(file, specifier) ?? []
    const url = packageUrl(file, specifier)
    return url.startsWith('file:') ? fileURLToPath(url) : url
  })
}

/** Name and version of the installed package that a file belongs to. */
function packageOf(file: string): string {
  const { name = file, version } = manifestAbove(file, (manifest) => manifest.version !== undefined) ?? {}
  return `${String(name)} ${String(version)}`
}
