/** A process that runs jobs, one after another. */
import { type ChildProcess, fork } from 'node:child_process'
import { workerEntry } from '../engines/worker-entry.js'
import type { Job } from './job.js'
import { isPlain } from './plain.js'
import { isRowOf } from './results.js'
import type { Answer, Asked } from './worker.js'

/** How a process ended before it answered. */
interface Ended {
  readonly ended: string
}

export class JobProcess {
  private readonly child: ChildProcess
  private asked = 0
  private answered = 0

  constructor() {
    const { url, execArgv } = workerEntry(import.meta.url, 'worker')
    this.child = fork(url, [`${process.pid}`], {
      execArgv: [...execArgv],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
  }

  /** Whether it has run a job before, which may have left it to end later. */
  get hasAnswered(): boolean {
    return this.answered > 0
  }

  /** What it answers; that it ended, where it did before. One job at a time. */
  ask(job: Job): Promise<Answer | Ended> {
    const { child } = this
    const asked: Asked = { number: ++this.asked, job }
    return new Promise((resolve) => {
      const settle = (answer: Answer | Ended): void => {
        child.off('exit', ended).off('error', failed).off('message', heard)
        resolve(answer)
      }
      const ended = (): void => settle({ ended: endOf(child) })
      const failed = (error: Error): void => settle({ ended: `it has no process: ${error.message}` })
      // What the experiment itself sends is no answer.
      const heard = (message: unknown): void => {
        if (!isPlain(message) || message.number !== asked.number || !isAnswer(message.answer, job)) return
        this.answered++
        settle(message.answer)
      }
      child.once('exit', ended).once('error', failed).on('message', heard)
      if (child.exitCode !== null || child.signalCode !== null) ended()
      // Where it does not hear any more it is about to end, or never would.
      else child.send(asked, (error) => error && this.kill())
    })
  }

  kill(): void {
    this.child.kill('SIGKILL')
  }
}

const isAnswer = (value: unknown, job: Job): value is Answer =>
  isPlain(value) && (typeof value.fault === 'string' || value.changed === true || isRowOf(value.row, job))

function endOf({ exitCode, signalCode }: ChildProcess): string {
  const how = `its process ended (${signalCode ?? `exit code ${exitCode}`})`
  const isOfMemory = signalCode === 'SIGKILL' || signalCode === 'SIGABRT' || exitCode === 134
  return isOfMemory ? `${how}: it may have had too little memory` : how
}
