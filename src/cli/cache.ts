/** Where a run keeps what it need not do again. */
import { join } from 'node:path'
import { ClaimCache, type Circumstances } from '../verify/claim-cache.js'
import { Modules } from '../verify/modules.js'
import { Store } from '../verify/store.js'
import type { CacheOptions } from './options.js'

const FOLDER = join('.cache', 'rederive')

/** Off in continuous integration unless a folder is named: there, a verdict should rest on nothing that an earlier run left. */
function folderOf({ cache, cacheDir }: CacheOptions): string | undefined {
  if (!cache) return undefined
  if (cacheDir !== undefined) return cacheDir
  return ['', '0', 'false'].includes(process.env.CI ?? '') ? FOLDER : undefined
}

export interface Kept {
  readonly modules: Modules
  readonly claims?: ClaimCache
}

/** Modules and reports as earlier runs in the same circumstances left them. */
export function openCache(options: CacheOptions, circumstances: Circumstances): Kept {
  const folder = folderOf(options)
  if (folder === undefined) return { modules: new Modules() }
  const say = (note: string): void => void process.stderr.write(`rederive: ${note}\n`)
  return {
    modules: new Modules(new Store(join(folder, 'modules'), say)),
    claims: new ClaimCache(new Store(join(folder, 'claims'), say), circumstances),
  }
}
