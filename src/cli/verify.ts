/** The command verify. */
import { Option } from 'commander'
import type { CommandSpec } from './command.js'
import { CACHE, CI, FILE_LIMIT, FILES, ONLY, RUN } from './options.js'

export const verify: CommandSpec = {
  name: 'verify',
  description: 'verify derivation files (default: derivations/)',
  arguments: [FILES],
  options: [
    ...RUN,
    FILE_LIMIT,
    ...CACHE,
    ...CI,
    new Option('--json', 'print the report as JSON'),
    ONLY,
    new Option('--watch', 'verify again whenever a file is saved'),
  ],
  load: async () => (await import('./verify-run.js')).runVerify,
  runsCode: () => true,
}
