/**
 * Runs this command once more in a process of its own, in which authors' code may run, and goes on without a file whose code ends that
 * process, takes all memory, or never gives it back: such a file is invalid, and no other.
 */
import { readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { sha256 } from '../../verify/store.js'
import { Apart, ENDED, type End, type Ending } from './apart-process.js'
import type { Given, Left } from './here.js'
import { sayBeside } from '../output.js'

/** Texts of one file that are left: one that changes itself has always another. */
const MOST_TEXTS = 3
/** The longest time that a trial waits for what code does later, in milliseconds. */
const LONGEST_TRIAL_MS = 30_000

/** Runs the command apart, where the code of a file may take so many milliseconds, as often as files have to be left. Resolves with its exit code. */
export async function supervised(fileLimit: number): Promise<number> {
  const left: Left[] = []
  const said = new Set<string>()
  let current: Apart | undefined
  let asked: Ending | undefined
  const stop = (signal: Ending): void => {
    if (asked !== undefined) current?.kill('it was interrupted twice')
    asked ??= signal
    current?.stop(signal)
  }
  const signals = Object.keys(ENDED) as Ending[]
  // What is said beside the report may be heard by nobody.
  process.stderr.on('error', () => {})
  for (const signal of signals) process.on(signal, stop)
  const pause = (): void => {
    current?.signal('SIGSTOP')
    process.kill(process.pid, 'SIGSTOP')
  }
  const resume = (): void => current?.signal('SIGCONT')
  process.on('SIGTSTP', pause).on('SIGCONT', resume)
  const begun = (given: Omit<Given, 'token'>, quiet = false): Apart => {
    current = new Apart(given, said, fileLimit, quiet)
    return current
  }
  try {
    for (;;) {
      const apart = begun({ left, said: [...said] })
      const end = await apart.ended
      if (end.code !== undefined) return end.code
      if (asked !== undefined) return ENDED[asked]
      // A stack may name another file: one that is left already is not it.
      const isNamed = !left.some((one) => one.file === end.by && one.text === apart.texts.get(one.file))
      const found =
        end.by !== undefined && isNamed
          ? end
          : await culprit(apart, end, { left, fileLimit, begun, isAsked: () => asked !== undefined })
      if (asked !== undefined) return ENDED[asked]
      const { by, why } = found ?? { by: undefined, why: end.why }
      const text = by === undefined ? undefined : (apart.texts.get(by) ?? hashOf(by))
      const before = left.filter((one) => one.file === by)
      if (
        by === undefined ||
        text === undefined ||
        before.length > MOST_TEXTS ||
        before.some((one) => one.text === text)
      ) {
        sayBeside(`rederive: ${end.fault === undefined ? end.why : `a fault of ours: ${end.fault}`}`)
        return 2
      }
      left.push({ file: by, text, why })
      sayBeside(`rederive: again, without ${relative(process.cwd(), by)}: ${why}`)
    }
  } finally {
    for (const signal of signals) process.off(signal, stop)
    process.off('SIGTSTP', pause).off('SIGCONT', resume)
  }
}

interface Search {
  readonly left: readonly Left[]
  readonly fileLimit: number
  readonly begun: (given: Omit<Given, 'token'>, quiet: boolean) => Apart
  readonly isAsked: () => boolean
}

/** The file whose code ends a process though it is not running any more: found by running less and less of the code again. */
async function culprit(
  { texts, met }: Apart,
  { after }: End,
  { left, fileLimit, begun, isAsked }: Search,
): Promise<Pick<End, 'by' | 'why'> | undefined> {
  const wait = Math.min(LONGEST_TRIAL_MS, after + 1000)
  const tried = async (files: readonly string[]): Promise<End | undefined> => {
    if (files.length === 0 || isAsked()) return undefined
    const end = await begun({ left, said: [], trial: { files, wait, fileLimit } }, true).ended
    return end.code === undefined ? end : undefined
  }
  let files = [...met].filter((file) => !left.some((one) => one.file === file && one.text === texts.get(file)))
  let end = await tried(files)
  while (end && end.by === undefined && files.length > 1) {
    const half = files.slice(0, files.length >> 1)
    const rest = files.slice(files.length >> 1)
    end = await tried(half)
    files = half
    if (end) continue
    end = await tried(rest)
    files = rest
  }
  if (!end) return undefined
  if (end.by !== undefined) return end
  const what = end.fault === undefined ? end.why : `its code threw: ${end.fault}`
  return { by: files[0] as string, why: `${what}, after it had been read` }
}

function hashOf(file: string): string | undefined {
  try {
    return sha256(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}
