/** Names the code that an experiment's numbers follow from. */
import { transformSync } from 'esbuild'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { packageVersion } from '../verify/code-version.js'
import { sha256 } from '../verify/store.js'

const FOLDERS = ['networks', 'linear-network']

/** What a text says as code: without comments and the space between its parts. */
const codeOf = (file: string): string =>
  transformSync(readFileSync(file, 'utf8'), { loader: 'ts', minifyWhitespace: true, legalComments: 'none' }).code

/** The first 16 hexadecimal digits of the hash of the experiment's file, of our code that runs it, of the array library's version and of node's; comments do not count. */
export function experimentVersion(file: string): string {
  const root = fileURLToPath(new URL('..', import.meta.url))
  const own = FOLDERS.flatMap((folder) =>
    readdirSync(join(root, folder))
      .filter((name) => /\.[jt]s$/.test(name) && !/\.(d|test|example)\.ts$/.test(name))
      .sort()
      .map((name) => codeOf(join(root, folder, name))),
  )
  const parts = [process.version, packageVersion('@jax-js/jax'), codeOf(file), ...own]
  return sha256(parts.map(sha256).join('\n')).slice(0, 16)
}
