/** The command build. */
import { Option } from 'commander'
import type { CommandSpec } from './command.js'
import { CACHE, FILE_LIMIT, FILES, RUN, wholeOption } from './options.js'

export const build: CommandSpec = {
  name: 'build',
  description: 'verify and write the site',
  arguments: [FILES],
  options: [
    ...RUN,
    FILE_LIMIT,
    ...CACHE,
    new Option('--out <dir>', 'where the site goes').default('site/dist'),
    new Option('--serve', 'serve the site on this machine, and build it again whenever a file is saved'),
    wholeOption('--port <n>', 'port of --serve', 0, 65_535).default(8080),
  ],
  load: async () => (await import('./build-run.js')).runBuild,
  runsCode: () => true,
}
