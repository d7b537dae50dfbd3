/** Runs the code of files: no longer than a limit of time, with what all code shares put back after it, and with someone told. */
import { DEFAULT_FILE_LIMIT_MS } from './defaults.js'
import { Intrinsics } from './intrinsics.js'
import { ModuleError } from './module-error.js'
import { tamed } from './thrown.js'
import { NotEnded, withinLimit } from './within-limit.js'

/** Who is told of each file whose code runs, so that what ends the whole process is known by its file. */
export interface Watch {
  /** Before what a file imports from packages is imported. Returns why it may not be, as a clause. */
  meets(file: string, text: string): string | undefined
  /** Just before the code of a file runs. Returns why it may not, as a clause. */
  begins(file: string, text: string): string | undefined
  /** When it has run, thrown, or been ended. */
  ends(file: string): void
}

const NOBODY: Watch = { meets: () => undefined, begins: () => undefined, ends: () => {} }

interface Running {
  readonly file: string
  readonly shared: Intrinsics
  readonly failed: (error: unknown) => void
}

export class Evaluator {
  /** The innermost last. */
  private readonly running: Running[] = []

  constructor(
    private readonly limitMs = DEFAULT_FILE_LIMIT_MS,
    private readonly watch = NOBODY,
  ) {}

  /** Whether a file's packages may be imported. */
  mayImport(file: string, text: string): boolean {
    return this.watch.meets(file, text) === undefined
  }

  /** What a package exports. Rejects where it does not come within the limit, as one that waits for ever at its top level. */
  async imported<T>(importing: Promise<T>): Promise<T> {
    let timer: ReturnType<typeof setTimeout> | undefined
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`it is not there within ${this.limitMs / 1000} s`)), this.limitMs)
    })
    try {
      return await Promise.race([importing, late])
    } finally {
      clearTimeout(timer)
    }
  }

  /** What work on a file returns, which runs its code and that of what it imports. Throws ModuleError, of the file whose code was running, when the time is over. */
  within<T>(file: string, work: () => T): T {
    try {
      return withinLimit(this.limitMs, work)
    } catch (error) {
      if (!(error instanceof NotEnded)) throw error
      const late = atStart(this.running.at(-1)?.file ?? file, `the code of this file ${error.message}`)
      // Code that was ended has no say in what comes after it.
      for (let ended = this.running.pop(); ended; ended = this.running.pop()) {
        ended.shared.restored()
        ended.failed(late)
        this.watch.ends(ended.file)
      }
      throw late
    }
  }

  /** Runs the code of a file. Throws what it throws, tamed, and ModuleError where it may not run or changes what all share; `failed` is told the same, also where its time is over. */
  run(file: string, text: string, code: () => void, failed: (error: unknown) => void): void {
    const why = this.watch.begins(file, text)
    const shared = new Intrinsics()
    const folder = process.cwd()
    this.running.push({ file, shared, failed })
    const thrown = why === undefined ? caught(code) : { error: atStart(file, why) }
    const changed = shared.restored() ?? movedFrom(folder)
    this.running.pop()
    this.watch.ends(file)
    const error =
      changed === undefined
        ? thrown?.error
        : atStart(file, `the code of this file changes ${changed}, which all code here shares`)
    if (thrown === undefined && changed === undefined) return
    failed(error)
    throw error
  }
}

/** Goes back to a folder, and says so where the process was elsewhere. */
function movedFrom(folder: string): string | undefined {
  if (process.cwd() === folder) return undefined
  process.chdir(folder)
  return 'the working folder'
}

const atStart = (file: string, message: string): ModuleError => new ModuleError(message, { file, line: 1, column: 1 })

/** What work threw, if it did. */
function caught(work: () => void): { readonly error: unknown } | undefined {
  try {
    work()
    return undefined
  } catch (error) {
    return { error: tamed(error) }
  }
}
