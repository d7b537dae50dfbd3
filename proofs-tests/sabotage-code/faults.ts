/** Faults of one line, in the kernel and on the way to it: each makes something false provable, or another question be asked. */
import { DECIDERS } from './faults/deciders.js'
import { KINKS } from './faults/kinks.js'
import { PRINTED_NAMES } from './faults/printed-names.js'
import { SCOPES } from './faults/scopes.js'
import { TERMS } from './faults/terms.js'
import { THEOREMS } from './faults/theorems.js'
import { VERDICTS } from './faults/verdicts.js'
import type { Fault } from './faults/fault.js'

export const FAULTS: readonly Fault[] = [
  ...TERMS,
  ...PRINTED_NAMES,
  ...SCOPES,
  ...THEOREMS,
  ...KINKS,
  ...DECIDERS,
  ...VERDICTS,
]
