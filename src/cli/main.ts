#!/usr/bin/env node
/** The command line: verify, check, build, explain. Exit code 0: all proved; 1: something is not; 2: bad input or usage. */
import { readFileSync } from 'node:fs'
import { Command, InvalidArgumentError, Option } from 'commander'
import { interruptible } from './interrupt.js'
import {
  DEFAULT_CLAIM_LIMIT_MS,
  DEFAULT_CLAIM_MEMORY_MB,
  DEFAULT_ENGINE_LIMIT_MS,
  DEFAULT_LINE_LIMIT_KB,
  LEAST_CLAIM_MEMORY_MB,
} from '../verify/limits.js'

/** Options that every verifying command takes. */
export interface RunOptions {
  readonly seed: number
  readonly runs: number
  readonly engineLimit: number
  readonly engines: boolean
}

const whole =
  (least: number) =>
  (text: string): number => {
    const value = Number(text)
    if (!Number.isInteger(value) || value < least)
      throw new InvalidArgumentError(`expected a whole number from ${least}`)
    return value
  }

/** A command whose modules are loaded when it is called: `check` needs few of them in this thread, and starts at once. */
const lazily = <Args extends readonly unknown[]>(
  load: () => Promise<(...args: [...Args, AbortSignal]) => Promise<number>>,
): ((...args: [...Args, unknown]) => Promise<void>) =>
  interruptible(async (...args: [...Args, AbortSignal]) => (await load())(...args))

// A reader that has seen enough, such as `head`, is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit()
  throw error
})

const { version } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as {
  version: string
}
const program = new Command('rederive')
  .description('Derivations that check themselves: every claim proved, re-derived and attacked.')
  .version(version)
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2))

const withRun = (command: Command, engines = true): Command =>
  command
    .addOption(
      engines
        ? new Option('--no-engines', 'do not ask nerdamer and algebrite')
        : new Option('--engines', 'ask nerdamer and algebrite too').default(false),
    )
    .option('--seed <n>', 'seed of every random choice', whole(0), 20260101)
    .option('--runs <n>', 'random instances for each claim', whole(1), 100)
    .option('--engine-limit <ms>', 'time for each engine operation', whole(1), DEFAULT_ENGINE_LIMIT_MS)

withRun(program.command('verify'))
  .description('verify derivation files (default: derivations/)')
  .argument('[files...]', 'files or folders', ['derivations'])
  .option('--json', 'print the report as JSON')
  .option('--only <id>', 'only this claim or derivation')
  .action(lazily(async () => (await import('./verify.js')).verifyCommand))

withRun(program.command('check'), false)
  .description('judge claims nobody here wrote: one JSON object a line in, one JSON verdict a line out')
  .argument('<file>', 'a .jsonl file, or - for standard input')
  .option('--claim-limit <ms>', 'time for each claim', whole(1), DEFAULT_CLAIM_LIMIT_MS)
  .option('--claim-memory <MB>', 'memory for each claim', whole(LEAST_CLAIM_MEMORY_MB), DEFAULT_CLAIM_MEMORY_MB)
  .option('--line-limit <kB>', 'longest line', whole(1), DEFAULT_LINE_LIMIT_KB)
  .action(lazily(async () => (await import('./check.js')).check))

withRun(program.command('build'))
  .description('verify and write the site')
  .argument('[files...]', 'files or folders', ['derivations'])
  .option('--out <dir>', 'where the site goes', 'site/dist')
  .action(lazily(async () => (await import('./build.js')).build))

withRun(program.command('explain'))
  .description('every witness of one claim')
  .argument('<id>', 'derivation/claim')
  .argument('[files...]', 'files or folders', ['derivations'])
  .action(lazily(async () => (await import('./explain.js')).explain))

program
  .command('discover')
  .description('what a polynomial flow conserves, found from the flow alone, each finding proved')
  .argument(
    '<file>',
    'a .json file {"flow": {"x": "...", ...}, "assume": {...}}, a derivation .ts, or - for standard input',
  )
  .option('--degree <n>', 'largest degree of the first integrals', whole(1), 2)
  .option('--width <d>', 'width at which families u[i] are written out', whole(1), 2)
  .option('--darboux', 'Darboux polynomials of degree 1 too')
  .option('--json', 'print the findings as JSON')
  .action(lazily(async () => (await import('./discover.js')).discoverCommand))

await program.parseAsync()
