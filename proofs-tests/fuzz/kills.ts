/** Engine jobs that are killed, many times over: `npx tsx proofs-tests/fuzz/kills.ts [count]` tells what is left of them. */
import { pathToFileURL } from 'node:url'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { closeAllSessions, openSession } from '../../dist/src/engines/session.js'
import { threadCount } from '../../dist/src/engines/thread.js'
import { parse } from '../../src/expr/parse.js'

// Either engine takes more than ten seconds to write this out, so that none is done before it is killed.
const LONG = parse('(a + b + c + e + f)^40')

export interface Left {
  readonly threads: number
  /** Bytes. */
  readonly heap: number
}

/** Kills `count` jobs, two at a time. Throws when one of them ended otherwise. */
export async function killed(count: number): Promise<Left> {
  const lane = async (n: number): Promise<void> => {
    for (let k = 0; k < n; k++) {
      const session = await openSession(k % 2 === 0 ? 'algebrite' : 'nerdamer', { timeLimitMs: 1 })
      const end = await session.expand(LONG).then(
        () => 'it ended',
        (error: Error) => error.message,
      )
      await session.close()
      if (!/within 1 ms and was terminated/.test(end)) throw new Error(`not killed: ${end}`)
    }
  }
  await Promise.all([lane(Math.ceil(count / 2)), lane(Math.floor(count / 2))])
  collectGarbage()
  return { threads: threadCount(), heap: process.memoryUsage().heapUsed }
}

function collectGarbage(): void {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  collect()
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const count = Number(process.argv[2] ?? 1000)
  const began = performance.now()
  const before = await killed(20)
  const after = await killed(count)
  const grown = (after.heap - before.heap) / 1e6
  await closeAllSessions()
  const left = process.getActiveResourcesInfo().filter((kind) => /Worker|MessagePort|Timeout/.test(kind))
  const seconds = (performance.now() - began) / 1000
  console.log(
    `${count} kills in ${seconds.toFixed(0)} s: ${threadCount()} threads and ${left.length} handles left, heap grown by ${grown.toFixed(1)} MB`,
  )
  process.exitCode = threadCount() === 0 && left.length === 0 && grown < 2 ? 0 : 1
}
