/** The entry of a worker that judges claims, one at a time, until it is terminated. */
import { parentPort } from 'node:worker_threads'
import { reasonOf } from './fault.js'
import { judgeClaim } from './judge-claim.js'
import { type Message, type Question, READY, withTheorem } from './judge-protocol.js'
import { dataOf } from './theorem-data.js'

const post = (message: Message): void => parentPort?.postMessage(message)

async function answer(question: Question): Promise<Message> {
  const began = performance.now()
  const taken = (): { ms: number } => ({ ms: performance.now() - began })
  try {
    if (isOf('claim', question)) {
      const found = judgeClaim(question.request, (proof) => post({ part: withTheorem(proof, dataOf) }))
      return { answer: found, ...taken() }
    }
    // Loaded where it is asked for: claims of derivations are read elsewhere.
    const { judgeLineTold } = await import('./judge-line.js')
    return { answer: await judgeLineTold((question as Question<'line'>).request), ...taken() }
  } catch (error) {
    return { why: reasonOf(error) }
  }
}

const isOf = <K extends Question['kind']>(kind: K, question: Question): question is Question<K> =>
  question.kind === kind

parentPort?.on('message', (question: Question) => void answer(question).then(post))
parentPort?.postMessage(READY)
