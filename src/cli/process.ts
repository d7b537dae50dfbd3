/** How the process of the command line is set, whatever the command. */
import { setFlagsFromString } from 'node:v8'
import { exitNow } from './interrupt.js'
import { onWriteError, sayBeside } from './output.js'

/**
 * Bytes of code that a function runs through before V8 optimizes it, some fifteen times as many as by default: each of our threads optimizes for
 * itself, most runs are over before that pays, and it took a fifth of all processor time. Only speed depends on it.
 */
const INTERRUPT_BUDGET = 2_000_000

/** Sets the engine's flags, and what becomes of output that cannot be written. */
export function prepareProcess(): void {
  setFlagsFromString(`--interrupt-budget=${INTERRUPT_BUDGET}`)
  // A reader that has seen enough, such as `head`, is no error, and no success before the command has ended: 128 and the number of SIGPIPE.
  onWriteError('out', (error) => {
    if (error.code === 'EPIPE') exitNow(Number(process.exitCode ?? 141))
    sayBeside(`rederive: cannot write the output: ${error.message}`)
    exitNow(2)
  })
}
