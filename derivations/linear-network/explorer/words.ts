/** What a network does, in words: its mechanism and its phase as the library names them. */
import { exactly, type MechanismName, phase, printRational, type PhaseAnswer } from '../library/index.js'
import { numeral } from 'rederive/figures'
import type { Curves } from './curves.js'
import type { State } from './state.js'

const MECHANISMS: Readonly<Record<MechanismName, string>> = {
  alignment: 'Alignment: the angle between the layers closes',
  disalignment: 'Disalignment: the angle between the layers opens',
  rescaling: 'Rescaling: parallel layers stay parallel, only their norms change',
  'none (saddle)': 'No mechanism: all weights are 0, and nothing moves',
  'none (minimum)': 'No mechanism: the start is a minimum of the loss',
  'none (mirrored)': 'No mechanism: the layers turn to the mirror image of their angle',
}

/** The name of the mechanism, and the numbers that show it. */
export function mechanismSentence({ mechanism, order }: Curves): string {
  const { initialCosine, finalCosine } = mechanism
  const ends = `ζ goes from ${numeral(initialCosine)} to ${numeral(finalCosine)}`
  const kernel = `the kernel ends at ${numeral(order.D / (order.P + order.Q))} times its start`
  if (mechanism.turning) {
    const name = mechanism.mechanism.replace(/^./, (first) => first.toUpperCase())
    const time = numeral(mechanism.turning.time)
    return `${name} in the end: the layers first turn to a right angle, at t = ${time}, and then close again; ${ends}, and ${kernel}.`
  }
  return `${MECHANISMS[mechanism.mechanism]}; ${ends}, and ${kernel}.`
}

export const phaseOf = ({ exponents }: State): PhaseAnswer => phase(exponents)

export const phaseSentence = (answer: PhaseAnswer): string =>
  answer.decidedBy.sentence
    .replace('1/tau', '1/τ')
    .replace('Phi', 'Φ')
    .replace('v_0', 'v₀')
    .replace(/-(?=\d)/, '−')

/** `−1/2`. */
export const exponentText = (value: number): string => printRational(exactly(value)).replace('-', '−')
