/** One process at a time writes to a file. */
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { AuthorError } from '../expr/author-error.js'
import { accessing } from './file-access.js'

/** Times that a lock is found gone and there. */
const MOST_TRIES = 1000

/**
 * Takes a file for this process, and returns what gives it back; the end of the process does, too. What a process that was killed left is taken over.
 * Throws AuthorError where another process has it and keeps it for two seconds more, and where the file system refuses it.
 */
export function locked(path: string): () => void {
  const lock = `${path}.lock`
  const own = `${lock}-${process.pid}`
  accessing('write', lock, () => {
    mkdirSync(dirname(path), { recursive: true })
    try {
      writeFileSync(own, `${process.pid}`)
      for (let tries = 0; !linked(own, lock); tries++) {
        if (tries > MOST_TRIES) throw new AuthorError(`${lock} is in the way of ${path}: take it away`)
        requireAbandoned(lock, path)
      }
    } finally {
      rmSync(own, { force: true })
    }
  })
  const release = (): void => rmSync(lock, { force: true })
  const releaseAtEnd = (): void => {
    try {
      release()
    } catch {
      // What is left is taken over.
    }
  }
  process.on('exit', releaseAtEnd)
  return () => {
    process.off('exit', releaseAtEnd)
    accessing('write', lock, release)
  }
}

/** Puts a file to a name that nothing has; false where something has it. */
function linked(from: string, to: string): boolean {
  try {
    linkSync(from, to)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    return false
  }
}

/** How long a process that is being ended is waited for, and how often it is looked at, in milliseconds. */
const WAIT_MS = 2000
const LOOK_MS = 50

/** Removes a lock whose process is gone, or soon is. */
function requireAbandoned(lock: string, path: string): void {
  for (let waited = 0; waited < WAIT_MS && isRunning(pidIn(lock) ?? 0); waited += LOOK_MS)
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, LOOK_MS)
  const pid = pidIn(lock)
  if (pid === undefined) return
  if (isRunning(pid))
    throw new AuthorError(
      `process ${pid} is writing to ${path}: wait for its end, or, if that is another program, take ${lock} away`,
    )
  const aside = `${lock}-${process.pid}-left`
  try {
    renameSync(lock, aside)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return
    throw error
  }
  // Another process may have taken it over in between: it gets it back.
  if (pidIn(aside) !== pid) linked(aside, lock)
  rmSync(aside, { force: true })
}

/** undefined where there is no such file; 0 for one that names no process. */
function pidIn(path: string): number | undefined {
  try {
    return Number(readFileSync(path, 'utf8')) || 0
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

function isRunning(pid: number): boolean {
  if (pid <= 0 || pid === process.pid) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
