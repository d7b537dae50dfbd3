/** `npm run chaos -- [--seconds n] [--seed n]` */
import { parseArgs } from 'node:util'
import { chaos } from './chaos.js'

const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '600' }, seed: { type: 'string', default: '20260101' } },
})
const count = await chaos(Number(values.seconds), Number(values.seed))
console.log(`${count} disturbances in ${values.seconds} s, and nothing lost (seed ${values.seed})`)
