/**
 * How an engine finds the solution of an autonomous equation z' = f(z), f quadratic in z, by separation of variables:
 *
 *     f(z) = c*(z - r1)*(z - r2)                      the engine differentiates f twice and solves for the roots
 *     F(z) = integral of dz/(c*(z - r1)*(z - r2)) = t + constant                            the engine integrates
 *     c*(r1 - r2)*F = log((z - r1)/(z - r2)), so (z - r1)/(z - r2) = K, with
 *     K = (z0 - r1)/(z0 - r2)*exp(c*(r1 - r2)*t)
 *     (z - r1) - K*(z - r2) = 0                                                    the engine solves for z
 *
 * Each of the engine's answers is compared with what it must satisfy at a few points in doubles; the exact check of the
 * steps is the caller's.
 */
import * as ast from '../expr/ast.js'
import type { Expr, Sym } from '../expr/ast.js'
import { differentiate } from '../expr/differentiate.js'
import { printSymbol } from '../expr/print.js'
import { namesOf, type Replacement, substitute, symbolsOf } from '../expr/substitute.js'
import { EngineFailure, type EngineSession } from './session.js'
import { value } from './value.js'

export interface SeparableStep {
  readonly name: string
  readonly expr: Expr
}

export interface SeparableSolution {
  /** z as a function of t, in the symbols of the rate, of the initial value and t. */
  readonly solution: Expr
  /** Every solution the engine gave of the last relation; `solution` is the first. */
  readonly candidates: readonly Expr[]
  /** In order; before the last, written with the abbreviations. */
  readonly steps: readonly SeparableStep[]
  /** What the symbols r1, r2, c and K of the steps stand for; K by r1, r2 and c. */
  readonly abbreviations: readonly Replacement[]
}

const ONE = ast.rational(1)
const SAMPLES = 5
const TRIES = 400
const TOLERANCE = 1e-7

/**
 * Solves z' = rate with z = initial at t = 0 by the session's engine. Coefficients are best single symbols: engines are
 * slow and wrong on the roots of quadratics with compound ones. Throws EngineTimeout, and EngineFailure when the
 * engine fails at a step, the rate is not quadratic with two different roots, or an answer fails its comparison.
 */
export async function solveSeparable(
  session: EngineSession,
  rate: Expr,
  z: Sym,
  t: Sym,
  initial: Expr,
): Promise<SeparableSolution> {
  const taken = new Set([...namesOf(rate), ...namesOf(initial), z.name, t.name])
  const [r1, r2, c, k] = ['r1', 'r2', 'c', 'K'].map((name) => unused(name, taken)) as [Sym, Sym, Sym, Sym]
  const agree = (what: string, left: Expr, right: Expr): void => compare(session, what, left, right)

  const half = ast.divide(await session.differentiate(rate, z, 2), ast.rational(2))
  const leading = await session.expand(half)
  if (ast.constantValue(leading)?.n === 0n || symbolsOf(leading).some((s) => printSymbol(s) === printSymbol(z))) {
    fail(session, `the rate is not quadratic in ${z.name}`)
  }
  const monic = await session.expand(ast.divide(rate, leading))
  const roots = await session.solve(monic, z)
  if (roots.length !== 2) fail(session, `the rate has ${roots.length} roots where two are needed`)
  const [first, second] = roots as [Expr, Expr]
  const factored = (lead: Expr, a: Expr, b: Expr): Expr => ast.multiply(lead, ast.subtract(z, a), ast.subtract(z, b))
  agree('the roots', rate, factored(leading, first, second))

  const integrand = ast.divide(ONE, factored(c, r1, r2))
  const antiderivative = await session.integrate(integrand, z)
  const known = new Set([z, c, r1, r2].map(printSymbol))
  if (symbolsOf(antiderivative).some((s) => !known.has(printSymbol(s)))) {
    fail(session, 'the antiderivative has symbols the integrand has not')
  }
  agree('the antiderivative', differentiate(antiderivative, z), integrand)

  const exponential = ast.call('exp', ast.multiply(c, ast.subtract(r1, r2), t))
  const ratio = ast.multiply(ast.divide(ast.subtract(initial, r1), ast.subtract(initial, r2)), exponential)
  const relation = (of: Expr): Expr => ast.subtract(ast.subtract(of, r1), ast.multiply(k, ast.subtract(of, r2)))
  const solved = await session.solve(relation(z), z)
  for (const answer of solved) agree('the solution of the linear relation', relation(answer), ast.rational(0))

  const ratioInFull: Replacement = { symbol: k, by: ratio }
  const ofTheRate: Replacement[] = [
    { symbol: r1, by: first },
    { symbol: r2, by: second },
    { symbol: c, by: leading },
  ]
  const candidates = solved.map((answer) => substitute(substitute(answer, [ratioInFull]), ofTheRate))
  const solution = candidates[0] as Expr
  agree('the solution at the start', substitute(solution, [{ symbol: t, by: ast.rational(0) }]), initial)
  return {
    solution,
    candidates,
    abbreviations: [...ofTheRate, ratioInFull],
    steps: [
      { name: 'leading coefficient', expr: leading },
      { name: 'first root', expr: first },
      { name: 'second root', expr: second },
      { name: 'integrand', expr: integrand },
      { name: 'antiderivative', expr: antiderivative },
      { name: 'ratio', expr: ratio },
      { name: 'relation', expr: relation(z) },
      { name: 'solved relation', expr: solved[0] as Expr },
      { name: 'solution', expr: solution },
    ],
  }
}

function fail(session: EngineSession, reason: string): never {
  throw new EngineFailure(session.engine, 'separate the variables', reason)
}

function unused(name: string, taken: ReadonlySet<string>): Sym {
  return taken.has(name) ? unused(`${name}_`, taken) : ast.symbol(name)
}

/** Fails unless the two sides are equal at SAMPLES points, of positive values, at which both are defined. */
function compare(session: EngineSession, what: string, left: Expr, right: Expr): void {
  const names = [...new Set([...symbolsOf(left), ...symbolsOf(right)].map(printSymbol))]
  const random = sequence()
  let seen = 0
  for (let trial = 0; trial < TRIES && seen < SAMPLES; trial++) {
    const at = new Map(names.map((name) => [name, 0.2 + 2 * random()]))
    const [a, b] = [value(left, at), value(right, at)]
    if (!Number.isFinite(a) || !Number.isFinite(b)) continue
    if (Math.abs(a - b) > TOLERANCE * Math.max(1, Math.abs(a), Math.abs(b))) {
      const point = [...at].map(([name, x]) => `${name} = ${x.toPrecision(4)}`).join(', ')
      fail(session, `${what}: ${a.toPrecision(6)} is not ${b.toPrecision(6)} at ${point}`)
    }
    seen++
  }
  if (seen < SAMPLES) fail(session, `${what} could not be evaluated at enough points`)
}

/** The same numbers in [0, 1) every time. */
function sequence(): () => number {
  let state = 20240611
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}
