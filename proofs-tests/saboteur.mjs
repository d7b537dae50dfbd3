/** A worker that judges as ours does, but misbehaves at a question in which a symbol says how. */
import { parentPort } from 'node:worker_threads'

const ACTS = {
  loops: () => {
    for (;;);
  },
  eats: () => {
    for (const all = []; ; ) all.push(Array.from({ length: 1000 }, (_, k) => `${k} of ${all.length}`))
  },
  hoards: () => {
    hoard.push(Array.from({ length: 1_000_000 }, (_, k) => ({ k })))
  },
  exits: () => process.exit(3),
  throws: () => {
    throw new TypeError('a bug')
  },
  // The kernel has no rule for it at all.
  breaks: ({ request }) => {
    request.proposition.assertion = { kind: 'nonsense' }
  },
  // A theorem, but of something else.
  errs: ({ request }) => {
    request.proposition = { ...request.proposition, assertion: { kind: 'equal', lhs: NUMBER, rhs: NUMBER } }
  },
}
const hoard = []
const NUMBER = { kind: 'number', value: { n: 1n, d: 1n } }

const text = (question) => JSON.stringify(question, (_, value) => (typeof value === 'bigint' ? `${value}` : value))

parentPort.on('message', (question) => {
  for (const [name, act] of Object.entries(ACTS)) if (new RegExp(`\\b${name}`).test(text(question))) act(question)
})
await import('../dist/src/verify/judge-worker.js')
