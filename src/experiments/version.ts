/** Names the code that an experiment's numbers follow from. */
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { packageVersion } from '../verify/code-version.js'
import { sha256 } from '../verify/store.js'

const FOLDERS = ['networks', 'linear-network']

/** The first 16 hexadecimal digits of the hash of the experiment's file, of our code that runs it, of the array library's version and of node's. */
export function experimentVersion(file: string): string {
  const root = fileURLToPath(new URL('..', import.meta.url))
  const own = FOLDERS.flatMap((folder) =>
    readdirSync(join(root, folder))
      .filter((name) => /\.[jt]s$/.test(name) && !/\.(d|test|example)\.ts$/.test(name))
      .sort()
      .map((name) => readFileSync(join(root, folder, name), 'utf8')),
  )
  const parts = [process.version, packageVersion('@jax-js/jax'), readFileSync(file, 'utf8'), ...own]
  return sha256(parts.map(sha256).join('\n')).slice(0, 16)
}
