/** A discrete law: every step of a map multiplies a quantity by a factor, so that after n steps it has been multiplied by their product. */
import fc from 'fast-check'
import { type Claim, type ClaimOptions, formulas } from '../../derivation/claim.js'
import type { Scope } from '../../derivation/scope.js'
import * as ast from '../../expr/ast.js'
import type { Expr, Sym } from '../../expr/ast.js'
import { print } from '../../expr/print.js'
import { type Replacement, freeIndices, renameIndices, substitute } from '../../expr/substitute.js'
import { toTex } from '../../expr/tex.js'
import { proveEachStep } from '../../kernel/proof.js'
import { type Output, compile } from '../../numeric/compile.js'
import type { Instance } from '../../numeric/instance.js'
import { layered } from '../layers.js'
import { instancesFor } from '../sampling.js'
import type { AttackBudget, Line, NumericFinding, Statement } from '../statement.js'
import { attackEquality } from './equality.js'

export interface EachStepOptions extends ClaimOptions {
  /** What the step puts for each moving symbol, in terms of the state before it: `{ 'u[i]': 'u[i] + ...' }`. */
  readonly step: Readonly<Record<string, string>>
  /** Free symbols that are drawn anew for each step, such as a residual of any loss on any batch. */
  readonly fresh?: readonly string[]
}

/** Claims quantity(n) = quantity(0) * product of the factors of the n steps: `eachStep('p[i]', '1 + e', { step })`. */
export function eachStep(quantity: string, factor: string, options: EachStepOptions): Claim<Statement> {
  return {
    kind: 'induction over steps',
    options,
    state: (scope) => {
      const step = Object.entries(options.step).map(([head, text]) => ({
        symbol: scope.formula(head) as Sym,
        by: scope.formula(text),
      }))
      return stepStatement(scope, scope.formula(quantity), scope.formula(factor), step, options.fresh ?? [])
    },
    parts: () => [...formulas({ quantity, factor }), ...formulas(options.step)],
    edited: ([q = quantity, f = factor, ...steps]) => {
      const step = Object.fromEntries(Object.keys(options.step).map((head, k) => [head, steps[k] as string]))
      return eachStep(q, f, { ...options, step })
    },
  }
}

function stepStatement(
  scope: Scope,
  quantity: Expr,
  factor: Expr,
  step: readonly Replacement[],
  fresh: readonly string[],
): Statement {
  const moving = new Set(step.map(({ symbol }) => symbol.name))
  const full = step.map(({ symbol, by }) => ({ symbol, by: scope.expand(by) }))
  return {
    lines: stepLines(scope, quantity, factor, step),
    prove: () =>
      layered(scope, [quantity, factor, ...step.map(({ by }) => by)], moving, ([q, f, ...rest]) => {
        const current = step.map(({ symbol }, k) => ({ symbol, by: rest[k] as Expr }))
        return proveEachStep(current, q as Expr, f as Expr, scope.domains())
      }).answer,
    attack: (budget) => {
      const after = substitute(scope.expand(quantity), full)
      const claimed = ast.multiply(scope.expand(factor), scope.expand(quantity))
      const found = attackEquality(scope, after, claimed, budget, 'the quantity after one step and its claim')
      if (found.outcome !== 'agrees') return found
      const run = runFinding(scope, scope.expand(quantity), scope.expand(factor), full, fresh, budget)
      return { ...run, detail: `${found.detail}; ${run.detail}`, defined: found.defined }
    },
  }
}

const RUNS = 12
const STEPS = 20
const TOLERANCE = 1e-9

/** Carries random states through many steps and compares with the product of the factors met on the way; free indices are read as 1, 2. */
function runFinding(
  scope: Scope,
  quantity: Expr,
  factor: Expr,
  step: readonly Replacement[],
  fresh: readonly string[],
  budget: AttackBudget,
): NumericFinding {
  const indices = [...new Set([...freeIndices(quantity), ...freeIndices(factor)])]
  const atOne = (e: Expr): Expr => renameIndices(e, new Map(indices.map((name, k) => [name, k + 1] as const)))
  const observe = compile([
    { name: 'quantity', expr: atOne(quantity) },
    { name: 'factor', expr: atOne(factor) },
  ])
  const next = compile(
    step.map(({ symbol, by }): Output => {
      const [over] = symbol.indices
      return { name: symbol.name, expr: by, ...(typeof over === 'string' && { over }) }
    }),
  )
  const mentioned = [atOne(quantity), atOne(factor), ...step.flatMap(({ symbol, by }) => [symbol, by])]
  let worst = 0
  let done = 0
  for (const start of fc.sample(instancesFor(scope, mentioned), { numRuns: RUNS, seed: budget.seed })) {
    let state: Instance = start
    let expected = observe.run(state).get('quantity') as number
    let largest = Math.abs(expected)
    for (let k = 0; k < STEPS; k++) {
      expected *= observe.run(state).get('factor') as number
      largest = Math.max(largest, Math.abs(expected))
      state = stepped(state, next.run(state), fresh, k)
    }
    const error = Math.abs((observe.run(state).get('quantity') as number) - expected) / largest
    if (!Number.isFinite(error)) continue
    worst = Math.max(worst, error)
    done++
  }
  const detail = `over ${done} runs of ${STEPS} steps it equals the product of the factors to ${worst.toExponential(1)}`
  return { outcome: worst <= TOLERANCE ? 'agrees' : 'disagrees', mode: 'checked', detail, defined: done }
}

function stepped(
  state: Instance,
  values: ReadonlyMap<string, number | Float64Array>,
  fresh: readonly string[],
  k: number,
): Instance {
  const scalars = new Map(state.scalars)
  const vectors = new Map(state.vectors)
  for (const [name, value] of values) {
    if (typeof value === 'number') scalars.set(name, value)
    else vectors.set(name, value)
  }
  // A different value for each step, of the same size.
  for (const name of fresh) scalars.set(name, (scalars.get(name) ?? 0) * Math.cos(k + 1))
  return { ...state, scalars, vectors }
}

function stepLines(scope: Scope, quantity: Expr, factor: Expr, step: readonly Replacement[]): Line[] {
  const names = scope.texNames()
  const tex = (e: Expr): string => toTex(e, names)
  const maps = step.map(({ symbol, by }) => ({
    text: `${print(symbol)} -> ${print(by)}`,
    tex: `${tex(symbol)} \\mapsto ${tex(by)}`,
  }))
  const q = tex(quantity)
  return [
    ...maps,
    {
      text: `(${print(quantity)}) after n steps = (${print(quantity)}) at the start * product over the steps of (${print(factor)})`,
      tex: `\\left.${q}\\right|_{n} = \\left.${q}\\right|_{0} \\prod_{k=0}^{n-1} \\left.\\left(${tex(factor)}\\right)\\right|_{k}`,
    },
  ]
}
