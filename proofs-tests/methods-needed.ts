/** Prints which claims of the derivations and of the corpus need which method of the kernel. */
import { METHODS } from '../dist/src/kernel/methods/methods.js'
import { authored, corpus, needs } from './methods.js'

const sets = { derivations: await authored('derivations'), corpus: corpus() }
for (const [name, claims] of Object.entries(sets)) {
  console.log(
    `${name}: ${claims.filter(({ isProved }) => isProved()).length} of ${claims.length} are proved with all methods`,
  )
  for (const [method, ids] of needs(claims))
    console.log(`  ${method} (${METHODS[method]}): ${ids.length}${ids.length > 0 ? `: ${ids.join(', ')}` : ''}`)
}
