/** The command discover. */
import { Argument, Option } from 'commander'
import type { CommandSpec } from './command.js'
import { FILE_LIMIT, isDerivationFile, wholeOption } from './options.js'

export const discover: CommandSpec = {
  name: 'discover',
  description: 'what a polynomial flow conserves, found from the flow alone, each finding proved',
  arguments: [
    new Argument(
      '<file>',
      'a .json file {"flow": {"x": "...", ...}, "assume": {...}}, a derivation .ts, or - for standard input',
    ),
  ],
  options: [
    wholeOption('--degree <n>', 'largest degree of the first integrals', 1).default(2),
    wholeOption('--width <d>', 'width at which families u[i] are written out', 1).default(2),
    wholeOption('--search-limit <ms>', 'time for the search', 1).default(60_000),
    wholeOption('--search-memory <MB>', 'memory for the search', 40).default(1024),
    FILE_LIMIT,
    new Option('--darboux', 'Darboux polynomials of degree 1 too'),
    new Option('--json', 'print the findings as JSON'),
  ],
  load: async () => (await import('./discover-run.js')).runDiscover,
  runsCode: (file) => isDerivationFile(String(file)),
}
