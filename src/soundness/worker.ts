/** A worker of the campaign: reads the derivations and judges the mutants of one claim after another, as long as there are any. */
import { parentPort, workerData } from 'node:worker_threads'
import { judgeClaim } from './campaign.js'
import type { Assignment } from './run.js'
import { claimsIn } from './run.js'

const { files, options, next } = workerData as Assignment
const claims = await claimsIn(files, options)
const counter = new Int32Array(next)
for (let k = Atomics.add(counter, 0, 1); k < claims.length; k = Atomics.add(counter, 0, 1)) {
  const { derivation, claim } = claims[k] as (typeof claims)[number]
  parentPort?.postMessage({ k, mutants: judgeClaim(derivation, claim, options) })
}
