/** The command explain. */
import { Argument } from 'commander'
import type { CommandSpec } from './command.js'
import { CACHE, FILES, RUN } from './options.js'

export const explain: CommandSpec = {
  name: 'explain',
  description: 'every witness of one claim',
  arguments: [new Argument('<id>', 'derivation/claim'), FILES],
  options: [...RUN, ...CACHE],
  load: async () => (await import('./explain-run.js')).runExplain,
}
