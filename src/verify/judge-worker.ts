/** The entry of a worker that judges lines, one at a time, until it is terminated. */
import { parentPort, workerData } from 'node:worker_threads'
import { type JudgeLineOptions, type LineVerdict, judgeLine } from './judge-line.js'
import { type JudgedLine, READY } from './judge-protocol.js'
import { idOf } from './line-id.js'

const options = workerData as JudgeLineOptions

async function judged(text: string): Promise<LineVerdict> {
  const start = performance.now()
  try {
    return await judgeLine(text, options)
  } catch (error) {
    const ms = Math.round((performance.now() - start) * 10) / 10
    return { id: idOf(text), verdict: 'unknown', why: reason(error), ms }
  }
}

/** Characters of a reason; one that quotes the claim might be as long as the claim. */
const LONGEST_REASON = 1000

const shortened = (answer: LineVerdict): LineVerdict =>
  typeof answer.why === 'string' && answer.why.length > LONGEST_REASON
    ? { ...answer, why: `${answer.why.slice(0, LONGEST_REASON)}…` }
    : answer

function reason(error: unknown): string {
  if (error instanceof RangeError && /call stack/.test(error.message)) return 'the claim is nested too deeply'
  if (error instanceof RangeError) return `it cannot be judged: ${error.message}`
  const { name, message } = error as Error
  return `judging it failed, which is a fault of this program: ${name}: ${message.slice(0, 500)}`
}

parentPort?.on('message', (text: string) => {
  void judged(text).then((answer) => {
    const { verdict } = answer
    parentPort?.postMessage({ verdict, json: JSON.stringify(shortened(answer)) } satisfies JudgedLine)
  })
})
parentPort?.postMessage(READY)
