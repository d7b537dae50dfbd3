/** Hairer's ODEX, an extrapolation of the midpoint rule, as the package odex has it. Its own sources do not pass a strict compiler, so the types are stated here. */

/** The part of it that is used. */
interface OdexSolver {
  absoluteTolerance: number[]
  relativeTolerance: number
  initialStepSize: number
  maxSteps: number
  solve(
    rates: (at: number, y: number[]) => number[],
    from: number,
    y: number[],
    to: number,
  ): { readonly y: number[]; readonly outcome: number }
}
export const { Solver } = (await import('odex' as string)) as { readonly Solver: new (n: number) => OdexSolver }
/** The outcome of a solution that went all the way. */
export const CONVERGED = 0
