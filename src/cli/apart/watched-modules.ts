/** Modules of authors' code, of which whoever started this process is told what runs. */
import { Evaluator } from '../../verify/evaluator.js'
import { Modules } from '../../verify/modules.js'
import type { Store } from '../../verify/store.js'
import { channelHere } from './here.js'

export const watchedModules = (fileLimit: number, store?: Store): Modules =>
  new Modules(store, new Evaluator(fileLimit, channelHere()))
