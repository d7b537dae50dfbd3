/** The definitions of the moving symbols, as functions of time, solve the flow and start where they should. */
import { type Claim, type ClaimOptions, type Part, formulas } from '../../derivation/claim.js'
import type { FlowStatement, Scope } from '../../derivation/scope.js'
import type { EngineSession } from '../../engines/session.js'
import { solveSeparable } from '../../engines/separable.js'
import * as ast from '../../expr/ast.js'
import type { Expr, Sym } from '../../expr/ast.js'
import { FormulaError } from '../../expr/formula-error.js'
import { print, printSymbol } from '../../expr/print.js'
import { type Replacement, rewrite, substitute, symbolsOf } from '../../expr/substitute.js'
import { toTex } from '../../expr/tex.js'
import { type Answer, type Proof, proveEqual, proveSolves } from '../../kernel/proof.js'
import { solutionFigure } from '../figure.js'
import type { FigureReport } from '../report.js'
import { trajectoryFinding } from '../trajectory.js'
import { type Layered, layered, once } from '../layers.js'
import {
  type AttackBudget,
  type Finding,
  type Line,
  type NumericFinding,
  type Statement,
  equationElsewhere,
} from '../statement.js'
import { attackEquality } from './equality.js'
import { flowOf } from './along-flow.js'
import { ENGINE_WIDTHS, atConcreteWidth, engineDerivativeAlong, hasWidth, judged } from '../widths.js'

export interface SolvesOptions extends ClaimOptions {
  /** Values at t = 0 by moving symbol: `{ z: '1' }`. */
  readonly initial?: Readonly<Record<string, string>>
  /** How an engine may find the solution from the equation alone, instead of differentiating the one given. */
  readonly find?: 'separable'
}

/**
 * Claims that the moving symbols of the inherited flow, as this derivation defines them in terms of t, solve that flow.
 * Each moving symbol must be defined here.
 */
export function solves(options: SolvesOptions = {}): Claim<Statement> {
  return {
    kind: options.initial ? 'initial value problem' : 'solution of the flow',
    options,
    state: (scope) => new Solution(scope, options),
    parts: (scope) => [
      ...solutionIn(scope).map(({ symbol, by }): Part => ({ role: print(symbol), text: print(by), is: 'formula' })),
      ...formulas(options.initial ?? {}),
    ],
    // The solution is what the scope defines; another one for this claim alone is given for it.
    edited: (texts, scope) => {
      const solution = solutionIn(scope)
      const changed = solution.flatMap(({ symbol, by }, k) => {
        const text = texts[k] as string
        return text === print(by) ? [] : [[symbol.name, text] as const]
      })
      const heads = Object.keys(options.initial ?? {})
      const initial = Object.fromEntries(heads.map((head, k) => [head, texts[solution.length + k] as string]))
      const given = { ...options.given, ...Object.fromEntries(changed) }
      return solves({ ...options, given, ...(options.initial && { initial }) })
    },
  }
}

/** The definitions of the moving symbols. Throws FormulaError where one of them is not defined. */
function solutionIn(scope: Scope): Replacement[] {
  return (scope.flow?.rates ?? []).map(({ symbol }) => {
    const definition = scope.definition(symbol.name)
    if (definition) return definition
    const head = printSymbol(symbol)
    throw new FormulaError(`${head} moves but is not defined as a function of t here`, head, 0)
  })
}

class Solution implements Statement {
  readonly lines: readonly Line[]
  private readonly flow
  private readonly solution: readonly Replacement[]
  private readonly initial: readonly Replacement[]
  private readonly moving: ReadonlySet<string>

  constructor(
    private readonly scope: Scope,
    private readonly options: SolvesOptions,
  ) {
    this.flow = flowOf(scope, ast.symbol('t'), (e) => e)
    this.moving = new Set([this.flow.variable.name])
    this.solution = solutionIn(scope)
    this.initial = Object.entries(options.initial ?? {}).map(([head, text]) => ({
      symbol: scope.formula(head) as Sym,
      by: scope.formula(text),
    }))
    this.lines = [
      ...this.solution.map((r) => this.solutionLine(r)),
      ...this.flow.rates.map((r) => this.rateLine(r.symbol, r.rate)),
      ...this.initial.map((r) => this.initialLine(r)),
    ]
  }

  private solutionLine({ symbol, by }: Replacement): Line {
    const { variable } = this.flow
    const names = this.scope.texNames()
    const at = toTex(variable, names)
    return {
      text: `${print(symbol)}(${print(variable)}) = ${print(by)}`,
      tex: `${toTex(symbol, names)}(${at}) = ${toTex(by, names)}`,
      elsewhere: equationElsewhere(this.scope, symbol, by),
    }
  }

  private rateLine(symbol: Sym, rate: Expr): Line {
    const names = this.scope.texNames()
    const { variable } = this.flow
    return {
      text: `d/d${print(variable)} ${print(symbol)} = ${print(rate)}`,
      tex: `${toTex(ast.derivative(symbol, variable), names)} = ${toTex(rate, names)}`,
      elsewhere: equationElsewhere(this.scope, ast.derivative(symbol, variable), rate),
    }
  }

  private initialLine({ symbol, by }: Replacement): Line {
    const names = this.scope.texNames()
    return {
      text: `${print(symbol)} at t = 0 is ${print(by)}`,
      tex: `${toTex(symbol, names)}\\big|_{t=0} = ${toTex(by, names)}`,
    }
  }

  /** What is substituted for the moving symbols, unfolded as far as `unfold` does. */
  private replacements(unfold: (e: Expr) => Expr): Replacement[] {
    return this.solution.map(({ symbol, by }) => ({ symbol, by: unfold(by) }))
  }

  /** The rates with definitions unfolded but for the moving symbols themselves. */
  private rateOf(rate: Expr, unfold: (e: Expr, only?: (name: string) => boolean) => Expr): Expr {
    const states = new Set(this.flow.rates.map(({ symbol }) => symbol.name))
    const overStates = (name: string): boolean => !states.has(name) && this.scope.dependsOnNames(name, states)
    return unfold(this.scope.expand(rate, overStates), (name) => !states.has(name))
  }

  prove(): Answer {
    return this.proved().answer
  }

  private readonly proved = once((): Layered => {
    const { flow, scope } = this
    const n = flow.rates.length
    const states = new Set(flow.rates.map(({ symbol }) => symbol.name))
    const { lemma, settled, instance } = this.borrowed()
    // Rates speak of the moving symbols; parts are functions of t, or of what the lemma is about. Neither is unfolded there.
    const rates = flow.rates.map(({ rate }) =>
      hide(
        this.rateOf(rate, (e) => e),
        states,
      ),
    )
    const parts = [...this.solution, ...this.initial].map(({ by }) => hide(this.beyond(by, settled), settled))
    return layered(scope, [...rates, ...parts, ...instance], this.moving, (unfolded) => {
      const shown = unfolded.map(reveal)
      const from = (replacements: readonly Replacement[], offset: number): Replacement[] =>
        replacements.map(({ symbol }, k) => ({ symbol, by: shown[offset + k] as Expr }))
      const current = flow.rates.map(({ symbol }, k) => ({ symbol, rate: shown[k] as Expr }))
      const values = instance.map((symbol, k) => ({ symbol, by: shown[n + parts.length + k] as Expr }))
      return proveSolves(
        { variable: flow.variable, rates: current },
        from(this.solution, n),
        from(this.initial, 2 * n),
        scope.domains(),
        lemma && { proof: lemma, instance: values },
      )
    })
  })

  /** The cited claim that gives functions in terms of which this solution is written. */
  private get lemma(): Solution | undefined {
    return this.options.cites?.map(({ stated }) => stated.statement).find((s): s is Solution => s instanceof Solution)
  }

  /** What is taken from the lemma: its proof, the symbols it settles, its rates, and the free symbols to be set in them. */
  private readonly borrowed = once((): Borrowed => {
    const lemma = this.lemma?.proved().answer.proof
    const rates = lemma?.solved?.flow.rates ?? []
    const settled = new Set(rates.map(({ symbol }) => symbol.name))
    return {
      lemma,
      rates,
      settled,
      instance: rates.flatMap(({ rate }) => symbolsOf(rate)).filter((s) => !settled.has(s.name)),
    }
  })

  /** An expression with the definitions unfolded that lead to what the lemma is about. */
  private beyond(e: Expr, settled: ReadonlySet<string>): Expr {
    return this.scope.expand(e, (name) => !settled.has(name) && this.scope.dependsOnNames(name, settled))
  }

  attack(budget: AttackBudget): NumericFinding {
    const { scope, flow } = this
    const full = this.replacements((e) => scope.expand(e))
    const few = { ...budget, runs: Math.min(budget.runs, RUNS) }
    let defined = 0
    const details: string[] = []
    for (const { symbol, rate } of flow.rates) {
      const lhs = ast.derivative(substitute(symbol, full), flow.variable)
      const rhs = substitute(
        this.rateOf(rate, (e, only) => scope.expand(e, only)),
        full,
      )
      const found = attackEquality(scope, lhs, rhs, few, `the derivative of ${print(symbol)} and its rate`)
      if (found.outcome !== 'agrees') return found
      defined = found.defined
      details.push(found.detail)
    }
    for (const { symbol, by } of this.initial) {
      const start = substitute(substitute(symbol, full), [{ symbol: flow.variable, by: ast.rational(0) }])
      const found = attackEquality(scope, start, scope.expand(by), budget, `${print(symbol)} at t = 0 and its claim`)
      if (found.outcome !== 'agrees') return found
    }
    if (budget.integrate === false) return { outcome: 'agrees', mode: 'checked', detail: details[0] as string, defined }
    const path = trajectoryFinding(scope, this.unfoldedFlow, full, budget)
    const outcome = path.outcome === 'could not' ? 'agrees' : path.outcome
    return { ...path, outcome, detail: `${details[0]}; ${path.detail}`, defined }
  }

  private get unfoldedFlow(): FlowStatement {
    const { scope, flow } = this
    const unfold = (rate: Expr): Expr => this.rateOf(rate, (e, only) => scope.expand(e, only))
    return { ...flow, rates: flow.rates.map(({ symbol, rate }) => ({ symbol, rate: unfold(rate) })) }
  }

  figure(seed: number): FigureReport | undefined {
    const solution = this.replacements((e) => this.scope.expand(e))
    return solutionFigure(this.scope, this.unfoldedFlow, solution, seed)
  }

  async rederive(session: EngineSession): Promise<Finding> {
    const { scope, flow } = this
    if (this.options.find === 'separable') return this.findBySeparation(session)
    const n = flow.rates.length
    const shown = this.proved().unfolded.map(reveal)
    const solution = this.solution.map(({ symbol }, k) => ({ symbol, by: shown[n + k] as Expr }))
    const { rates, instance } = this.borrowed()
    const values = shown.slice(n + this.solution.length + this.initial.length)
    const set = instance.map((symbol, k) => ({ symbol, by: values[k] as Expr }))
    const borrowed = rates.map(({ symbol, rate }) => ({ symbol, rate: substitute(rate, set) }))
    const clock = [{ symbol: flow.variable, rate: ast.rational(1) }, ...borrowed]
    const widths = flow.rates.some(({ symbol }) => hasWidth(symbol)) ? ENGINE_WIDTHS : [1]
    for (const width of widths) {
      const here = clock.map(({ symbol, rate }) => ({ symbol, rate: atConcreteWidth(rate, width) }))
      for (const [k, { symbol }] of flow.rates.entries()) {
        const by = atConcreteWidth(substitute(symbol, solution), width)
        const derivative = await engineDerivativeAlong(session, by, here)
        const expected = atConcreteWidth(substitute(shown[k] as Expr, solution), width)
        const finding = judged(scope, derivative, expected, 'checked', 'differentiates the solution')
        if (finding.outcome !== 'agrees') return finding
      }
    }
    const at = widths.length > 1 ? ` at d = ${widths.join(' and ')}` : ''
    return { outcome: 'agrees', mode: 'checked', detail: `differentiates the solution by t and gets the rates${at}` }
  }

  /** The engine separates variables, integrates and solves for z; the kernel holds the result against the claim. */
  private async findBySeparation(session: EngineSession): Promise<Finding> {
    const { scope, flow } = this
    const [{ symbol, rate }] = flow.rates as [{ symbol: Sym; rate: Expr }]
    const start = this.initial.find((r) => r.symbol.name === symbol.name)?.by ?? ast.symbol(`${symbol.name}0`)
    const found = await solveSeparable(session, rate, symbol, flow.variable, start)
    const claimed = scope.expand(symbol)
    const solution = scope.expand(found.solution)
    const answer = proveEqual(solution, claimed, scope.domains())
    const text = print(found.solution)
    const shown = text.length <= 300 ? `: ${print(symbol)} = ${text}` : ''
    const how = `solves for the roots, integrates the separated equation and solves for ${print(symbol)}${shown}`
    if (answer.proof)
      return { outcome: 'agrees', mode: 'rederived', detail: `${how}; the kernel proves it equal to the closed form` }
    return { outcome: 'disagrees', mode: 'rederived', detail: `${how}; not equal to the claim: ${answer.why}` }
  }
}

/** Instances of the residual; the closed form cancels in doubles, so many of them go to 50 digits. */
const RUNS = 40

interface Borrowed {
  readonly lemma: Proof | undefined
  readonly rates: readonly { readonly symbol: Sym; readonly rate: Expr }[]
  readonly settled: ReadonlySet<string>
  readonly instance: readonly Sym[]
}

const HIDDEN = 'state#'

/** Moving symbols renamed so that their definitions are not unfolded. */
function hide(e: Expr, states: ReadonlySet<string>): Expr {
  return rename(e, (name) => (states.has(name) ? HIDDEN + name : name))
}

const reveal = (e: Expr): Expr => rename(e, (name) => (name.startsWith(HIDDEN) ? name.slice(HIDDEN.length) : name))

function rename(e: Expr, by: (name: string) => string): Expr {
  return rewrite(e, (s) => {
    if (s.kind !== 'symbol') return undefined
    const name = by(s.name)
    return name === s.name ? s : ast.symbol(name, ...s.indices)
  })
}
