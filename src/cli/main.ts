#!/usr/bin/env node
/** The command line. Exit code 0: all proved; 1: something is not; 2: bad input or usage. */
import { readFileSync } from 'node:fs'
import { Command } from 'commander'
import { build } from './build.js'
import { check } from './check.js'
import { APART } from './apart/here.js'
import { addCommand } from './command.js'
import { discover } from './discover.js'
import { experiment } from './experiment.js'
import { explain } from './explain.js'
import { merge } from './merge.js'
import { prepareProcess } from './process.js'
import { soundness } from './soundness.js'
import { verify } from './verify.js'

/** In the order in which the help shows them. */
const COMMANDS = [verify, check, build, explain, merge, discover, experiment, soundness]

// Before anything is written.
const trial = process.env[APART] === undefined ? undefined : (await import('./apart/channel.js')).openChannel()
prepareProcess()
const { version } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as {
  version: string
}
const program = new Command('rederive')
  .description('Derivations that check themselves: every claim proved, re-derived and attacked.')
  .version(version)
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2))
for (const command of COMMANDS) addCommand(program, command)
if (trial) await (await import('./apart/trial.js')).runTrial(trial)
else await program.parseAsync()
