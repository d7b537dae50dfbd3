/** Where a worker's file is, and the flags it needs. */

export interface WorkerEntry {
  readonly url: URL
  readonly execArgv: string[]
}

/**
 * The worker beside the module at `base` (its import.meta.url), by its name without extension. From source it is TypeScript and
 * needs tsx, whose `--import tsx` registers itself in the main thread only (node 20), hence its API. Flags of this process are
 * not inherited.
 */
export function workerEntry(base: string, name: string): WorkerEntry {
  if (!base.endsWith('.ts')) return { url: new URL(`./${name}.js`, base), execArgv: [] }
  const register = `import { register } from '${import.meta.resolve('tsx/esm/api')}'; register()`
  return {
    url: new URL(`./${name}.ts`, base),
    execArgv: ['--import', `data:text/javascript,${encodeURIComponent(register)}`],
  }
}
