/** The command soundness. */
import { Option } from 'commander'
import type { CommandSpec } from './command.js'
import { FILE_LIMIT, FILES, ONLY, SEED, shardOption, wholeOption } from './options.js'

export const soundness: CommandSpec = {
  name: 'soundness',
  description:
    'edit the statements of all claims, one edit at a time, and see each mutant refuted or proved equivalent',
  arguments: [FILES],
  options: [
    SEED,
    FILE_LIMIT,
    wholeOption('--per-claim <n>', 'at most so many mutants of each claim, chosen by the seed', 1),
    shardOption('only the i-th of n parts of the claims'),
    ONLY,
    new Option('--json <file>', 'where the report goes (default: .cache/soundness.json)'),
  ],
  load: async () => (await import('./soundness-run.js')).runSoundness,
  runsCode: () => true,
}
