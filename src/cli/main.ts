#!/usr/bin/env node
/** The command line: verify, check, build, explain. Exit code 0: all proved; 1: something is not; 2: bad input or usage. */
import { readFileSync } from 'node:fs'
import { setFlagsFromString } from 'node:v8'
import { Command, InvalidArgumentError, Option } from 'commander'
import { exitNow, interruptible } from './interrupt.js'
import { parseShard } from './shard.js'
import {
  DEFAULT_CLAIM_LIMIT_MS,
  DEFAULT_CLAIM_MEMORY_MB,
  DEFAULT_ENGINE_LIMIT_MS,
  DEFAULT_LINE_LIMIT_KB,
  DEFAULT_RUNS,
  LEAST_CLAIM_MEMORY_MB,
} from '../verify/defaults.js'

/** Options that every verifying command takes. */
export interface RunOptions {
  readonly seed: number
  readonly runs: number
  readonly engineLimit: number
  readonly engines: boolean
  /** Milliseconds for each claim. */
  readonly claimLimit: number
  /** MB of heap for each worker. */
  readonly claimMemory: number
}

/**
 * Bytes of code that a function runs through before V8 optimizes it, some fifteen times as many as by default: each of our threads optimizes for
 * itself, most runs are over before that pays, and it took a fifth of all processor time. Only speed depends on it.
 */
setFlagsFromString('--interrupt-budget=2000000')

/** Commands load what they need when they run, so that each starts as fast as it can. */
const lazily = <Args extends readonly unknown[]>(
  command: () => Promise<(...args: [...Args, AbortSignal]) => Promise<number>>,
) => interruptible(async (...args: [...Args, AbortSignal]) => (await command())(...args))

const whole =
  (least: number) =>
  (text: string): number => {
    const value = Number(text)
    if (!Number.isInteger(value) || value < least)
      throw new InvalidArgumentError(`expected a whole number from ${least}`)
    return value
  }

// A reader that has seen enough, such as `head`, is no error, and no success before the command has ended: 128 and the number of SIGPIPE.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') exitNow(Number(process.exitCode ?? 141))
  process.stderr.write(`rederive: cannot write the output: ${error.message}\n`)
  exitNow(2)
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
    .option('--runs <n>', 'random instances for each claim', whole(1), DEFAULT_RUNS)
    .option('--engine-limit <ms>', 'time for each engine operation', whole(1), DEFAULT_ENGINE_LIMIT_MS)
    .option('--claim-limit <ms>', 'time for each claim', whole(1), DEFAULT_CLAIM_LIMIT_MS)
    .option('--claim-memory <MB>', 'memory for each claim', whole(LEAST_CLAIM_MEMORY_MB), DEFAULT_CLAIM_MEMORY_MB)

const withCache = (command: Command): Command =>
  command
    .option('--no-cache', 'verify everything again (the default where CI=true)')
    .option('--cache-dir <dir>', 'where reports are kept for the next run; .cache/rederive unless given')

const shard = (text: string) => {
  try {
    return parseShard(text)
  } catch (error) {
    throw new InvalidArgumentError((error as Error).message)
  }
}

const forCI = (command: Command): Command =>
  command
    .option('--shard <i/n>', 'only part i of n', shard)
    .option('--junit <file>', 'write a JUnit report too')
    .addOption(
      new Option('--format <name>', 'github: annotations too (the default where GITHUB_ACTIONS=true)').choices([
        'plain',
        'github',
      ]),
    )

forCI(withCache(withRun(program.command('verify'))))
  .description('verify derivation files (default: derivations/)')
  .argument('[files...]', 'files or folders', ['derivations'])
  .option('--json', 'print the report as JSON')
  .option('--only <id>', 'only this claim or derivation')
  .option('--watch', 'verify again whenever a file is saved')
  .action(lazily(async () => (await import('./verify.js')).verifyCommand))

forCI(withRun(program.command('check'), false))
  .description('judge claims nobody here wrote: one JSON object a line in, one JSON verdict a line out')
  .argument('<file>', 'a .jsonl file, or - for standard input')
  .option('--line-limit <kB>', 'longest line', whole(1), DEFAULT_LINE_LIMIT_KB)
  .action(lazily(async () => (await import('./check.js')).check))

withCache(withRun(program.command('build')))
  .description('verify and write the site')
  .argument('[files...]', 'files or folders', ['derivations'])
  .option('--out <dir>', 'where the site goes', 'site/dist')
  .option('--serve', 'serve the site on this machine, and build it again whenever a file is saved')
  .option('--port <n>', 'port of --serve', whole(0), 8080)
  .action(lazily(async () => (await import('./build.js')).build))

withCache(withRun(program.command('explain')))
  .description('every witness of one claim')
  .argument('<id>', 'derivation/claim')
  .argument('[files...]', 'files or folders', ['derivations'])
  .action(lazily(async () => (await import('./explain.js')).explain))

program
  .command('merge')
  .description('put the JSON reports of all parts of a run, by verify --json or check, together')
  .argument('<files...>', 'one report for each part')
  .option('--junit <file>', 'write a JUnit report too')
  .action(lazily(async () => (await import('./merge.js')).merge))

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

program
  .command('experiment')
  .description(
    'run experiments on networks, and say what came of their predictions; a run that was killed goes on where it was',
  )
  .argument('[names...]', 'ids of experiments; all unless given')
  .option('--in <path>', 'the folder of experiments, or a file', 'derivations/experiments')
  .option('--seeds <n>', 'runs of each setting', whole(1), 5)
  .option('--processes <n>', 'runs at a time; one for each processor unless given', whole(1))
  .option('--small', 'a miniature, which only shows that the machinery works')
  .option('--data <dir>', 'where the binary files of CIFAR-10 are')
  .option('--out <dir>', 'where the results of all runs are kept', '.cache/experiments')
  .action(lazily(async () => (await import('./experiment.js')).experimentCommand))

program
  .command('soundness')
  .description(
    'edit the statements of all claims, one edit at a time, and see each mutant refuted or proved equivalent',
  )
  .argument('[files...]', 'files or folders', ['derivations'])
  .option('--seed <n>', 'seed of every random choice', whole(0), 20260101)
  .option('--per-claim <n>', 'at most so many mutants of each claim, chosen by the seed', whole(1))
  .option('--shard <i/n>', 'only the i-th of n parts of the claims', shard)
  .option('--only <id>', 'only this claim or derivation')
  .option('--json <file>', 'where the report goes (default: .cache/soundness.json)')
  .action(lazily(async () => (await import('./soundness.js')).soundnessCommand))

await program.parseAsync()
