/**
 * A scientist's library for the one-hidden-layer linear network: exact trajectories, mechanisms, phases, measurements.
 */
export type { Rational } from 'rederive/exact'
export { exactly, printRational } from './exponent.js'
export { gaussianStart, type StartOptions } from './gaussian-start.js'
export { type Draw, type DrawOptions, draws } from './gaussian.js'
export { type MeasuredExponent, type MeasureOptions, measureExponents } from './measure-exponents.js'
export { type MeasuredDiagram, type MeasuredDiagramRequest, measuredDiagram } from './measured-diagram.js'
export { leadingProblem } from './leading-problem.js'
export { type Mechanism, type MechanismName, mechanism, type Turning } from './mechanism.js'
export { type OrderParameters, orderParameters, type Problem, type Setting } from './order-parameters.js'
export { PHASES, type Phase, type PhaseAnswer, phase } from './phase.js'
export { type Axis, type PhaseDiagram, type PhaseDiagramRequest, type Plane, phaseDiagram } from './phase-diagram.js'
export { exponentFormula, exponentsAt, QUANTITIES, type Quantity, type Scaling } from './scaling.js'
export { type Scheme, SCHEMES } from './schemes.js'
export { type Limit, type Solution, solve, type Weights } from './solution.js'
