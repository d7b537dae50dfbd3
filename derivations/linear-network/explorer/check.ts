/** The closed form against an integration of the same network. */
import { CHECK_EVERY, type Curves } from './curves.js'
import { type Integrated, integrate, TooStiff } from './integrate.js'
import { problemOf, type State } from './state.js'

export interface Check extends Integrated {
  readonly times: Float64Array
}

/** Why there is none, in words. */
export interface NoCheck {
  readonly reason: string
}

/** Widths up to which 2 d equations are integrated within a second or so. */
export const CHECKED_WIDTH = 4000

/** Integrates the network of a state to some of the times of its curves. */
export async function checkOf(state: State, times: Float64Array): Promise<Check | NoCheck> {
  const some = times.filter((_, k) => k % CHECK_EVERY === 0)
  try {
    return { times: some, ...(await integrate(problemOf(state), some)) }
  } catch (error) {
    if (!(error instanceof TooStiff)) throw error
    return { reason: `Not integrated: the flow is too stiff over this time (${error.message}).` }
  }
}

/** |L_integrated - L_closed| relative to the largest loss on the curve, at the times of the check. */
export function lossDifference(curves: Curves, check: Check): Float64Array {
  const scale = curves.loss.reduce((most, x) => Math.max(most, x), 0) || 1
  return check.loss.map((loss, k) => Math.abs(loss - (curves.loss[k * CHECK_EVERY] as number)) / scale)
}
