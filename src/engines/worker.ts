/** The worker's entry: loads the one engine it was started for, says so, and answers requests until terminated. */
import { parentPort, workerData } from 'node:worker_threads'
import type { Request } from './engine.js'
import { ENGINES, type EngineName } from './registry.js'

/** An engine's answer, or the message of what it threw, with its own time. */
export interface Reply {
  readonly threw: boolean
  readonly text: string
  readonly ms: number
}

const evaluate = ENGINES[workerData as EngineName].load()

function answer(request: Request): Reply {
  const start = performance.now()
  try {
    const text = evaluate(request)
    return { threw: false, text, ms: performance.now() - start }
  } catch (error) {
    return { threw: true, text: error instanceof Error ? error.message : String(error), ms: performance.now() - start }
  }
}

parentPort?.on('message', (request: Request) => parentPort?.postMessage(answer(request)))
parentPort?.postMessage('loaded')
