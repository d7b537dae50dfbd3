/** What a run's verdicts were reached with, as reports name it. */
import { ENGINE_NAMES } from '../engines/registry.js'
import type { RunOptions } from './options.js'

export const settingsOf = ({ seed, runs, engineLimit, engines }: RunOptions) => ({
  seed,
  runs,
  engineLimitMs: engineLimit,
  engines: engines ? ENGINE_NAMES : [],
})
