/** The work that is too long for the page: wide networks, and integrations. Both ends of the channel. */
import { type Check, checkOf, type NoCheck } from './check.js'
import { type Curves, curvesOf } from './curves.js'
import type { State } from './state.js'

/** Without times the curves are wanted, with them a check at some of these times. */
interface Task {
  readonly id: number
  readonly state: State
  readonly times?: Float64Array
}

type Done = { readonly id: number } & ({ readonly value: Curves | Check | NoCheck } | { readonly error: string })

/** What a worker has to be, as its own types are not those of a page. */
interface Scope {
  onmessage: ((event: MessageEvent<Task>) => void) | null
  postMessage(message: Done): void
}

/** Answers every task. */
export function serve(scope: Scope): void {
  scope.onmessage = async ({ data: { id, state, times } }) => {
    try {
      scope.postMessage({ id, value: times === undefined ? curvesOf(state) : await checkOf(state, times) })
    } catch (error) {
      scope.postMessage({ id, error: String(error) })
    }
  }
}

/** The page's end: a worker that runs the same script as the page. */
export class WorkerClient {
  private readonly worker: Worker
  private readonly waiting = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>()
  private count = 0

  /** Throws where a page may not start workers, as one that is opened from a file. */
  constructor(script: string) {
    this.worker = new Worker(script)
    this.worker.onmessage = ({ data }: MessageEvent<Done>) => {
      const task = this.waiting.get(data.id)
      this.waiting.delete(data.id)
      if ('error' in data) task?.reject(new Error(data.error))
      else task?.resolve(data.value as never)
    }
    this.worker.onerror = (event) => {
      for (const { reject } of this.waiting.values())
        reject(new Error(event.message || 'the worker could not be started'))
      this.waiting.clear()
    }
  }

  curves(state: State): Promise<Curves> {
    return this.send({ state })
  }

  check(state: State, times: Float64Array): Promise<Check | NoCheck> {
    return this.send({ state, times })
  }

  private send<Value>(task: Omit<Task, 'id'>): Promise<Value> {
    const id = this.count++
    return new Promise<Value>((resolve, reject) => {
      this.waiting.set(id, { resolve, reject })
      this.worker.postMessage({ ...task, id })
    })
  }
}
