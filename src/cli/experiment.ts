/** The command experiment. */
import { Argument, Option } from 'commander'
import type { CommandSpec } from './command.js'
import { FILE_LIMIT, wholeOption } from './options.js'

export const experiment: CommandSpec = {
  name: 'experiment',
  description:
    'run experiments on networks, and say what came of their predictions; a run that was killed goes on where it was',
  arguments: [new Argument('[names...]', 'ids of experiments; all unless given')],
  options: [
    new Option('--in <path>', 'the folder of experiments, or a file').default('derivations'),
    wholeOption('--seeds <n>', 'runs of each setting', 1, 1000).default(5),
    wholeOption('--processes <n>', 'runs at a time; one for each processor unless given', 1),
    FILE_LIMIT,
    new Option('--small', 'a miniature, which only shows that the machinery works'),
    new Option('--data <dir>', 'where the binary files of CIFAR-10 are'),
    new Option('--out <dir>', 'where the results of all runs are kept').default('.cache/experiments'),
  ],
  load: async () => (await import('./experiment-run.js')).runExperiments,
  runsCode: () => true,
}
