/** The command explain. */
import { Argument } from 'commander'
import type { CommandSpec } from './command.js'
import { CACHE, FILE_LIMIT, FILES, RUN } from './options.js'

export const explain: CommandSpec = {
  name: 'explain',
  description: 'every witness of one claim',
  arguments: [new Argument('<id>', 'derivation/claim'), FILES],
  options: [...RUN, FILE_LIMIT, ...CACHE],
  load: async () => (await import('./explain-run.js')).runExplain,
  runsCode: () => true,
}
