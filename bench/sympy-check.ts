/** SymPy as a judge of foreign claims: sympy_check_side.py in a process that is killed, and started anew, when a claim takes too long. */
import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'

const SCRIPT = fileURLToPath(new URL('sympy_check_side.py', import.meta.url))
/** Importing SymPy on a busy machine. */
const START_LIMIT_MS = 120_000

export interface SympyVerdict {
  readonly verdict: 'proved' | 'refuted' | 'unknown' | 'timed out' | 'failed'
  readonly ms: number
}

interface Running {
  readonly child: ChildProcessByStdio<Writable, Readable, null>
  readonly lines: AsyncIterator<string>
}

/** How SymPy is asked; the script says what each means. */
export type Manner = 'simplify' | 'points'

export class SympyJudge {
  private running: Running | undefined
  /** What the process said of itself: versions of SymPy and Python. */
  versions = ''

  constructor(
    private readonly python: string,
    private readonly manner: Manner,
    private readonly limitMs: number,
  ) {}

  /** The verdict on one line of `rederive check`. */
  async judge(text: string): Promise<SympyVerdict> {
    const { child, lines } = await this.started()
    child.stdin.write(`${text}\n`)
    const answer = await within(this.limitMs, lines.next())
    if (answer && !answer.done) return JSON.parse(answer.value) as SympyVerdict
    this.close()
    return answer ? { verdict: 'failed', ms: Number.NaN } : { verdict: 'timed out', ms: this.limitMs }
  }

  close(): void {
    this.running?.child.kill('SIGKILL')
    this.running = undefined
  }

  private async started(): Promise<Running> {
    if (this.running) return this.running
    const child = spawn(this.python, [SCRIPT, this.manner], { stdio: ['pipe', 'pipe', 'inherit'] })
    // Its end is seen where its next line is awaited.
    child.stdin.on('error', () => {})
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
    this.running = { child, lines }
    const first = await within(START_LIMIT_MS, lines.next())
    if (!first || first.done) throw new Error(`${this.python} ${SCRIPT} does not start`)
    const { version, python } = JSON.parse(first.value) as { version: string; python: string }
    this.versions = `SymPy ${version} on Python ${python}`
    return this.running
  }
}

/** What the promise gives, or undefined when it takes longer. */
async function within<T>(ms: number, promise: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), ms)
  })
  try {
    return await Promise.race([promise, late])
  } finally {
    clearTimeout(timer)
  }
}
