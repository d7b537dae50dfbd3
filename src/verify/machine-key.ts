/** A key that is made on this machine and kept outside of any project: by it a result that was kept here is told from one that came with a repository. */
import { randomBytes } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

const KEY = /^[0-9a-f]{64}$/

/** Where it is kept. */
export const machineKeyFile = (): string =>
  join(process.env.XDG_STATE_HOME || join(homedir(), '.local', 'state'), 'rederive', 'key')

let known: string | undefined

/** The key, made when it is first asked for; where it cannot be kept, one for this process alone, which `say` is told. */
export function machineKey(say: (note: string) => void): string {
  known ??= keptKey(say)
  return known
}

function keptKey(say: (note: string) => void): string {
  const fresh = randomBytes(32).toString('hex')
  const file = machineKeyFile()
  const own = `${file}-${process.pid}`
  try {
    const there = keyIn(file)
    if (there !== undefined) return there
    mkdirSync(join(file, '..'), { recursive: true, mode: 0o700 })
    writeFileSync(own, fresh, { mode: 0o600 })
    try {
      // Of two processes that make one, the first is right.
      linkSync(own, file)
      return fresh
    } finally {
      rmSync(own, { force: true })
    }
  } catch (error) {
    const there = (error as NodeJS.ErrnoException).code === 'EEXIST' ? keyIn(file) : undefined
    if (there !== undefined) return there
    say(`what is kept is for this run only: there is no key at ${file}: ${(error as Error).message}`)
    return fresh
  }
}

/** undefined where there is none. */
function keyIn(file: string): string | undefined {
  let text: string
  try {
    text = readFileSync(file, 'utf8').trim()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
  if (!KEY.test(text)) throw new Error('it holds no key of 64 hexadecimal digits')
  return text
}
