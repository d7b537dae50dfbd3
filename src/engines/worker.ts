/** The worker's entry: loads the one engine it was started for, says so, and answers requests until terminated. */
import { parentPort, workerData } from 'node:worker_threads'
import type { Request } from './engine.js'
import { ENGINES, type EngineName } from './registry.js'
import { LOADED, RENEW, type Reply } from './worker-protocol.js'

const engine = ENGINES[workerData as EngineName]
let evaluate = engine.load()

function answer(request: Request): Reply {
  const start = performance.now()
  try {
    const text = evaluate(request)
    return { threw: false, text, ms: performance.now() - start }
  } catch (error) {
    return { threw: true, text: error instanceof Error ? error.message : String(error), ms: performance.now() - start }
  }
}

parentPort?.on('message', (message: Request | typeof RENEW) => {
  if (message === RENEW) {
    evaluate = engine.load()
    parentPort?.postMessage(LOADED)
  } else parentPort?.postMessage(answer(message))
})
parentPort?.postMessage(LOADED)
