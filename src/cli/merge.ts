/** The command merge. */
import { Argument } from 'commander'
import type { CommandSpec } from './command.js'
import { JUNIT } from './options.js'

export const merge: CommandSpec = {
  name: 'merge',
  description: 'put the JSON reports of all parts of a run, by verify --json or check, together',
  arguments: [new Argument('<files...>', 'one report for each part')],
  options: [JUNIT],
  load: async () => (await import('./merge-run.js')).runMerge,
}
