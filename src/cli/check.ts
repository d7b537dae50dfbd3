/** The command check. */
import { Argument } from 'commander'
import { DEFAULT_LINE_LIMIT_KB } from '../verify/defaults.js'
import type { CommandSpec } from './command.js'
import { CI, RUN_UNASKED, wholeOption } from './options.js'

export const check: CommandSpec = {
  name: 'check',
  description: 'judge claims nobody here wrote: one JSON object a line in, one JSON verdict a line out',
  arguments: [new Argument('<file>', 'a .jsonl file, or - for standard input')],
  options: [...RUN_UNASKED, ...CI, wholeOption('--line-limit <kB>', 'longest line', 1).default(DEFAULT_LINE_LIMIT_KB)],
  load: async () => (await import('./check-run.js')).runCheck,
}
