/** Arguments and options that several commands take: how each is read, and what a command is then given. */
import { Argument, InvalidArgumentError, Option } from 'commander'
import {
  DEFAULT_CLAIM_LIMIT_MS,
  DEFAULT_CLAIM_MEMORY_MB,
  DEFAULT_ENGINE_LIMIT_MS,
  DEFAULT_FILE_LIMIT_MS,
  DEFAULT_RUNS,
  LEAST_CLAIM_MEMORY_MB,
} from '../verify/defaults.js'
import { type Shard, parseShard } from '../verify/shard.js'

export const FILES = new Argument('[files...]', 'files or folders').default(['derivations'])

/** Whether what an argument names is a derivation, whose code runs, and no JSON. */
export const isDerivationFile = (file: string): boolean => /\.tsx?$/.test(file)

/** An option whose value is a whole number, `least` or more, and no more than `most`. */
export const wholeOption = (
  flags: string,
  description: string,
  least: number,
  most = Number.POSITIVE_INFINITY,
): Option =>
  new Option(flags, description).argParser((text) => {
    const value = Number(text)
    if (!Number.isInteger(value) || value < least || value > most)
      throw new InvalidArgumentError(
        `expected a whole number from ${least}${Number.isFinite(most) ? ` to ${most}` : ''}`,
      )
    return value
  })

/** What every command that runs authors' code is given. */
export interface CodeOptions {
  /** Milliseconds for the code of each file. */
  readonly fileLimit: number
}

export const FILE_LIMIT = wholeOption('--file-limit <ms>', 'time for the code of each file', 1).default(
  DEFAULT_FILE_LIMIT_MS,
)

export const SEED = wholeOption('--seed <n>', 'seed of every random choice', 0).default(20260101)

/** What every verifying command is given. */
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

const RUN_WITHOUT_ENGINES: readonly Option[] = [
  SEED,
  wholeOption('--runs <n>', 'random instances for each claim', 1).default(DEFAULT_RUNS),
  wholeOption('--engine-limit <ms>', 'time for each engine operation', 1).default(DEFAULT_ENGINE_LIMIT_MS),
  wholeOption('--claim-limit <ms>', 'time for each claim', 1).default(DEFAULT_CLAIM_LIMIT_MS),
  wholeOption('--claim-memory <MB>', 'memory for each claim', LEAST_CLAIM_MEMORY_MB).default(DEFAULT_CLAIM_MEMORY_MB),
]

/** Of a command that asks the engines unless told not to. */
export const RUN: readonly Option[] = [
  new Option('--no-engines', 'do not ask nerdamer and algebrite'),
  ...RUN_WITHOUT_ENGINES,
]

/** Of a command that asks the engines only when told to. */
export const RUN_UNASKED: readonly Option[] = [
  new Option('--engines', 'ask nerdamer and algebrite too').default(false),
  ...RUN_WITHOUT_ENGINES,
]

export interface CacheOptions {
  /** False with `--no-cache`. */
  readonly cache: boolean
  readonly cacheDir?: string
}

export const CACHE: readonly Option[] = [
  new Option('--no-cache', 'verify everything again (the default where CI=true)'),
  new Option('--cache-dir <dir>', 'where reports are kept for the next run; .cache/rederive unless given'),
]

export const ONLY = new Option('--only <id>', 'only this claim or derivation')

/** `--shard i/n`. */
export const shardOption = (description: string): Option =>
  new Option('--shard <i/n>', description).argParser((text) => {
    try {
      return parseShard(text)
    } catch (error) {
      throw new InvalidArgumentError((error as Error).message)
    }
  })

export const JUNIT = new Option('--junit <file>', 'write a JUnit report too')

/** What a run in continuous integration is given. */
export interface CIOptions {
  readonly shard?: Shard
  readonly junit?: string
  readonly format?: 'plain' | 'github'
}

export const CI: readonly Option[] = [
  shardOption('only part i of n'),
  JUNIT,
  new Option('--format <name>', 'github: annotations too (the default where GITHUB_ACTIONS=true)').choices([
    'plain',
    'github',
  ]),
]
