/** Where a run keeps what it need not do again. */
import { join } from 'node:path'
import { ClaimCache, type Circumstances } from '../verify/claim-cache.js'
import type { Modules } from '../verify/modules.js'
import { Store } from '../verify/store.js'
import { channelHere } from './apart/here.js'
import { watchedModules } from './apart/watched-modules.js'
import type { CacheOptions, CodeOptions } from './options.js'
import { sayBeside } from './output.js'

const FOLDER = join('.cache', 'rederive')

/** Off in continuous integration unless a folder is named: there, a verdict should rest on nothing that an earlier run left. */
function folderOf({ cache, cacheDir }: CacheOptions): string | undefined {
  if (!cache) return undefined
  if (cacheDir !== undefined) return cacheDir
  return ['', '0', 'false'].includes(process.env.CI ?? '') ? FOLDER : undefined
}

/** Keeps nothing that changed built-in objects may have made. */
class GuardedStore extends Store {
  override write(key: string, value: unknown): void {
    channelHere()?.requireIntact()
    super.write(key, value)
  }
}

export interface Kept {
  readonly modules: Modules
  readonly claims?: ClaimCache
}

/** Modules and reports as earlier runs in the same circumstances left them. */
export function openCache(options: CacheOptions & CodeOptions, circumstances: Circumstances): Kept {
  const folder = folderOf(options)
  if (folder === undefined) return { modules: watchedModules(options.fileLimit) }
  const note = (text: string): void => sayBeside(`rederive: ${text}`)
  return {
    modules: watchedModules(options.fileLimit, new Store(join(folder, 'modules'), note)),
    claims: new ClaimCache(new GuardedStore(join(folder, 'claims'), note), circumstances),
  }
}
