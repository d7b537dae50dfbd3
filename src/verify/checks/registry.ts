/** The kinds of claim that `check` knows, by their names in its lines. What a kind is to authors and to lines stands in its file; a new one is a line here. */
import { ALONG_LINE, INVARIANT_LINE } from './along-flow.js'
import { SERIES_LINE } from './asymptotic.js'
import { SPACE_LINE } from './darboux-space.js'
import { STEP_LINE } from './each-step.js'
import { IDENTITY_LINE } from './equality.js'
import { TAYLOR_LINE } from './expands-to.js'
import { GROWTH_LINE } from './exponent.js'
import { LIMIT_LINE } from './limit.js'
import { ODE_LINE, SYSTEM_LINE } from './ode.js'
import { RANK_LINE } from './rank.js'
import { SIGN_LINE } from './sign.js'
import type { ForeignKind } from '../foreign-claim.js'

export const KINDS = {
  identity: IDENTITY_LINE,
  sign: SIGN_LINE,
  ode: ODE_LINE,
  system: SYSTEM_LINE,
  invariant: INVARIANT_LINE,
  along: ALONG_LINE,
  limit: LIMIT_LINE,
  taylor: TAYLOR_LINE,
  series: SERIES_LINE,
  growth: GROWTH_LINE,
  step: STEP_LINE,
  rank: RANK_LINE,
  space: SPACE_LINE,
} as const satisfies Record<string, ForeignKind>

export type KindName = keyof typeof KINDS
