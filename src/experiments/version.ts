/** Names the code that an experiment's numbers follow from. */
import { transformSync } from 'esbuild'
import { readFileSync, readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, extname, join } from 'node:path'
import { packageVersion } from '../verify/code-version.js'
import { sha256 } from '../verify/store.js'
import { beforehand } from './beforehand.js'
import { importedCode } from './imported-code.js'
import type { Modules } from '../verify/modules.js'

/** This folder as experiments import it: compiled, though this file may run from its source. */
const AS_IMPORTED = dirname(createRequire(import.meta.url).resolve('rederive/experiments'))

/** What of our code makes numbers: a folder, and files. */
const RUNNER = join(AS_IMPORTED, '../networks')
const BESIDE = /^(?:kept|statistics)\.js$/

/** The code of these folders' files of these names, in the order of their names. */
const codesIn = (folder: string, isOurs: (name: string) => boolean): string[] =>
  readdirSync(folder)
    .filter((name) => /\.[jt]s$/.test(name) && !/\.(d|test|example)\.ts$/.test(name) && isOurs(name))
    .sort()
    .map((name) => codeOf(readFileSync(join(folder, name), 'utf8')))

/** JSX only where it may stand, since it reads `<T>` otherwise. */
const loaderOf = (file: string): 'ts' | 'tsx' => (/x$/.test(extname(file)) ? 'tsx' : 'ts')

/** What a text says as code: without comments and the space between its parts, and without the folders of the files that it imports. */
const codeOf = (source: string, file = '.ts'): string => {
  const key = `${loaderOf(file)}\n${source}`
  const code = codes.get(key) ?? transformed(source, file)
  codes.set(key, code)
  return code
}

/** Files are asked for by each experiment that they are imported by. */
const codes = new Map<string, string>()

const transformed = (source: string, file: string): string =>
  transformSync(source, { loader: loaderOf(file), minifyWhitespace: true, legalComments: 'none' }).code.replace(
    /(\bfrom|\bimport\(?)(["'])\.{1,2}\/(?:[^"'\n]*\/)?([^"'/\n]+)\2/g,
    '$1$2./$3$2',
  )

/** What an experiment's numbers follow from, as the first 16 hexadecimal digits of hashes. */
export interface ExperimentVersion {
  /** Of its code and of what runs it: the array library, packages that are installed, and node. Numbers of another one are not used. */
  readonly code: string
  /** Of its code alone, which is the same on another machine. */
  readonly source: string
}

/**
 * The version of an experiment's file: of it, of the files that it imports by relative paths and of the libraries that it imports, as `modules` know them, and of our code that runs
 * it. Comments do not count, nor where the files lie that are imported by relative paths, nor the title, the set-up in words, the figures and the conclusion, which may be written when
 * the numbers are there.
 */
export function experimentVersion(
  file: string,
  modules?: Pick<Modules, 'importsOf' | 'meantBy' | 'packagesOf'>,
): ExperimentVersion {
  const runner = [...codesIn(RUNNER, () => true), ...codesIn(AS_IMPORTED, (name) => BESIDE.test(name))]
  const imports = modules?.importsOf(file) ?? []
  // Names of files are not in the code: which file each stands for is told by its place in the list.
  const helpers = imports.map((name) => {
    const text = readFileSync(name, 'utf8')
    return name.endsWith('.json') ? text : codeOf(text, name)
  })
  const meant = (imports.length === 0 ? [] : [file, ...imports]).map((name) =>
    modules?.meantBy(name).map(([, inner]) => imports.indexOf(inner)),
  )
  const experiment = codeOf(beforehand(readFileSync(file, 'utf8')), file)
  const { packages, libraries } = importedCode(modules?.packagesOf(file) ?? [], codeOf)
  const beside = [...libraries, ...helpers, ...(imports.length > 0 ? [JSON.stringify(meant)] : [])]
  const own = [experiment, ...runner]
  return {
    code: hashOf([process.version, packageVersion('@jax-js/jax'), ...own, ...packages, ...beside]),
    source: hashOf([...own, ...beside]),
  }
}

const hashOf = (parts: readonly string[]): string => sha256(parts.map(sha256).join('\n')).slice(0, 16)
