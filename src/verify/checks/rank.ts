/** How many members of a family of invariants are functionally independent at a generic point. */
import fc from 'fast-check'
import type { Claim, ClaimOptions, Part } from '../../derivation/claim.js'
import type { Scope } from '../../derivation/scope.js'
import * as ast from '../../expr/ast.js'
import { type Expr, WIDTH } from '../../expr/ast.js'
import { differentiate } from '../../expr/differentiate.js'
import { print } from '../../expr/print.js'
import { atWidth, instancesAtWidth } from '../../expr/substitute.js'
import { toTex } from '../../expr/tex.js'
import { proveRank } from '../../kernel/proof.js'
import { compile } from '../../numeric/compile.js'
import { magnitude } from '../integration.js'
import { alongStatement, flowOf, movingNames } from './along-flow.js'
import { layered } from '../layers.js'
import { instancesFor } from '../sampling.js'
import type { AttackBudget, NumericFinding, Statement } from '../statement.js'
import { flowAtWidth } from '../widths.js'

export interface RankOptions extends ClaimOptions {
  /** Widths at which the rank is computed exactly; 1 to 6 unless given. */
  readonly widths?: readonly number[]
}

/**
 * Claims that the family has rank `rank`, a formula in d, and that each member is conserved. A member with free indices stands for all its
 * instances over distinct index values.
 */
export function hasRank(family: readonly string[], rank: string, options: RankOptions = {}): Claim<Statement> {
  return {
    kind: 'rank',
    options,
    state: (scope) =>
      rankStatement(
        scope,
        family.map((text) => scope.formula(text)),
        scope.formula(rank),
        options.widths ?? [1, 2, 3, 4, 5, 6],
      ),
    parts: () => [
      ...family.map((text): Part => ({ role: 'member', text, is: 'formula' })),
      { role: 'rank', text: rank, is: 'count' },
    ],
    edited: (texts) => hasRank(texts.slice(0, family.length), texts[family.length] ?? rank, options),
  }
}

const ROUNDING = 1e-12
/** Instances at which each member is seen to be conserved. */
const RUNS = 20

function rankStatement(scope: Scope, family: readonly Expr[], rank: Expr, widths: readonly number[]): Statement {
  const flow = flowOf(scope, ast.symbol('t'), (e) => e)
  const moving = movingNames(flow)
  const names = scope.texNames()
  const ranks = widths.map((width) => ({ width, rank: wholeNumber(atWidth(rank, width)) }))
  return {
    lines: [
      {
        text: `rank {${family.map(print).join(', ')}} = ${print(rank)}`,
        tex: `\\operatorname{rank}\\,\\bigl\\{${family.map((e) => toTex(e, names)).join(',\\; ')}\\bigr\\} = ${toTex(rank, names)}`,
      },
    ],
    prove: () =>
      layered(scope, [...family, ...flow.rates.map((r) => r.rate)], moving, (unfolded) => {
        const members = unfolded.slice(0, family.length)
        const rates = flow.rates.map(({ symbol }, k) => ({ symbol, rate: unfolded[family.length + k] as Expr }))
        return proveRank({ family: members, ranks }, { variable: flow.variable, rates }, scope.domains())
      }).answer,
    attack: (budget) => {
      const few = { ...budget, runs: Math.min(budget.runs, RUNS) }
      const moves = family
        .map((e) => alongStatement(scope, e, ast.rational(0)).attack(few))
        .find(({ outcome }) => outcome === 'disagrees')
      const full = family.map((e) => scope.expand(e))
      return moves ?? attackRank(scope, full, ranks, budget)
    },
  }
}

/** The value of a polynomial in literals. Throws RangeError for anything else. */
export function wholeNumber(e: Expr): number {
  switch (e.kind) {
    case 'number':
      return Number(e.value.n) / Number(e.value.d)
    case 'add':
      return e.terms.map(wholeNumber).reduce((a, b) => a + b)
    case 'multiply':
      return e.factors.map(wholeNumber).reduce((a, b) => a * b)
    case 'negate':
      return -wholeNumber(e.argument)
    case 'power':
      return wholeNumber(e.base) ** wholeNumber(e.exponent)
    default:
      throw new RangeError(`the rank must be a polynomial in ${WIDTH}, found ${print(e)}`)
  }
}

/** Singular directions of the Jacobian in doubles, at random states: a rank that is too high or too low shows. */
function attackRank(
  scope: Scope,
  family: readonly Expr[],
  ranks: readonly { width: number; rank: number }[],
  budget: AttackBudget,
): NumericFinding {
  const flow = flowOf(scope, ast.symbol('t'), (e) => scope.expand(e))
  let tried = 0
  for (const { width, rank } of ranks) {
    const states = flowAtWidth(flow, width).map(({ symbol }) => symbol)
    const members = family.flatMap((e) => instancesAtWidth(e, width))
    const entries = members.flatMap((m, r) => states.map((s, c) => ({ name: `${r},${c}`, expr: differentiate(m, s) })))
    const jacobian = compile([
      ...entries,
      ...entries.map(({ name, expr }) => ({ name: `size ${name}`, expr: magnitude(expr) })),
    ])
    for (const instance of fc.sample(instancesFor(scope, [...states, ...members]), { numRuns: 8, seed: budget.seed })) {
      const values = jacobian.run(generic(instance, width))
      // What is no more than the rounding error of its terms is zero, however small the rest of its row.
      const entry = (name: string): number => {
        const [value, size] = [values.get(name), values.get(`size ${name}`)] as [number, number]
        return Math.abs(value) <= ROUNDING * size ? 0 : value
      }
      const rows = members.map((_, r) => states.map((_s, c) => entry(`${r},${c}`)))
      if (!rows.flat().every(Number.isFinite)) continue
      tried++
      const found = numericRank(rows)
      if (found !== rank) {
        const detail = `at width ${width} the Jacobian has numerical rank ${found}, claimed ${rank}`
        const counterexample = {
          values: { [WIDTH]: width },
          lhs: `${found}`,
          rhs: `${rank}`,
          what: 'numerical and claimed rank',
        }
        return { outcome: 'disagrees', mode: 'checked', detail, defined: tried, counterexample }
      }
    }
  }
  return {
    outcome: 'agrees',
    mode: 'checked',
    detail: `numerical rank of the Jacobian at ${tried} random states`,
    defined: tried,
  }
}

/** The drawn parameters with states of order one that satisfy no accidental relation. */
function generic(
  instance: { scalars: ReadonlyMap<string, number>; vectors: ReadonlyMap<string, Float64Array> },
  width: number,
) {
  const scalars = new Map([...instance.scalars].map(([name], k) => [name, 1 + Math.SQRT1_2 / (k + 1)] as const))
  const vectors = new Map(
    [...instance.vectors].map(([name, drawn], k) => {
      const seed = Math.abs(Math.sin(1 + ((drawn[0] ?? 0) % 7)))
      return [
        name,
        Float64Array.from({ length: width }, (_, i) => Math.sin((k + 2) * (i + 1) + seed) + (k + 1) * 1.5),
      ] as const
    }),
  )
  return { width, scalars, vectors }
}

/** Rank by elimination with full pivoting on rows of unit length. */
function numericRank(rows: readonly (readonly number[])[]): number {
  const m = rows.map((row) => {
    const length = Math.hypot(...row)
    return length === 0 ? [...row] : row.map((x) => x / length)
  })
  const columns = m[0]?.length ?? 0
  let rank = 0
  for (; rank < Math.min(m.length, columns); rank++) {
    let [best, r, c] = [0, rank, rank]
    for (let i = rank; i < m.length; i++) {
      for (let j = rank; j < columns; j++) {
        const size = Math.abs((m[i] as number[])[j] as number)
        if (size > best) [best, r, c] = [size, i, j]
      }
    }
    if (best < 1e-9) break
    ;[m[rank], m[r]] = [m[r] as number[], m[rank] as number[]]
    for (const row of m) [row[rank], row[c]] = [row[c] as number, row[rank] as number]
    const lead = m[rank] as number[]
    for (let i = rank + 1; i < m.length; i++) {
      const row = m[i] as number[]
      const factor = (row[rank] as number) / (lead[rank] as number)
      for (let j = rank; j < columns; j++) row[j] = (row[j] as number) - factor * (lead[j] as number)
    }
  }
  return rank
}
