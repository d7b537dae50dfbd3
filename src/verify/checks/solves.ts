/** The definitions of the moving symbols, as functions of time, solve the flow and start where they should. */
import { type Call, claimed } from '../../derivation/called.js'
import {
  type Citation,
  type Claim,
  type ClaimOptions,
  type Part,
  formulas,
  replacementsOf,
} from '../../derivation/claim.js'
import type { Scope } from '../../derivation/scope.js'
import type { EngineSession } from '../../engines/session.js'
import { solveSeparable } from '../../engines/separable.js'
import * as ast from '../../expr/ast.js'
import type { Expr, Sym } from '../../expr/ast.js'
import { type Motion, isInstance } from '../../expr/differentiate.js'
import { AuthorError, VALUE, shown } from '../../expr/author-error.js'
import { FormulaError } from '../../expr/formula-error.js'
import { print, printSymbol } from '../../expr/print.js'
import { type Replacement, substitute } from '../../expr/substitute.js'
import { toTex } from '../../expr/tex.js'
import type { AssertionOf } from '../../proposition/proposition.js'
import { solutionFigure } from '../figure.js'
import { type Compare, type Finding, type Shown, type Statement, equationElsewhere, linesOf } from '../statement.js'
import { ENGINE_WIDTHS, atConcreteWidth, engineDerivativeAlong, hasWidth, judged } from '../widths.js'
import { texNames } from '../../derivation/print-names.js'
import { closed } from '../../derivation/closed.js'

/** How a solution begins, for `solves`. */
export interface SolvesOptions extends ClaimOptions {
  /** Values at t = 0 by moving symbol: `{ z: '1' }`. */
  readonly initial?: Readonly<Record<string, string>>
  /** How an engine may find the solution from the equation alone, instead of differentiating the one given. */
  readonly find?: 'separable'
}

const PROBLEM = 'initial value problem'
const SOLUTION = 'solution of the flow'

/** Whether a claim is one that `solves` makes. */
export const isSolution = ({ kind }: { readonly kind: string }): boolean => kind === PROBLEM || kind === SOLUTION

const SOLVES: Call = { name: 'solves', kind: SOLUTION, takes: [], more: ['initial', 'find'] }

/**
 * Claims that the moving symbols of the inherited flow, as this derivation defines them in terms of t, solve that flow.
 * Each moving symbol must be defined here.
 */
export function solves(...given: [options?: SolvesOptions]): Claim<Statement> {
  return claimed(SOLVES, given, (options = {}) => ({
    kind: options.initial ? PROBLEM : SOLUTION,
    state: (scope) => stated(scope, options),
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
  }))
}

function stated(scope: Scope, options: SolvesOptions): Statement {
  const { find } = options
  if (find !== undefined && find !== 'separable')
    throw new AuthorError(`expected "separable", found ${shown(find)}`, { path: ['find', VALUE] })
  if (!scope.flow) throw new AuthorError('this derivation has no flow to solve; state one in `flow`')
  const initial = replacementsOf(scope, 'initial', options.initial ?? {})
  const still = initial.find(({ symbol }) => !scope.flow?.rates.some((moving) => isInstance(symbol, moving.symbol)))
  if (still) {
    const head = print(still.symbol)
    throw new AuthorError(`${head} does not move, and has no initial value`, { path: ['initial', head], text: head })
  }
  return solutionStatement(scope, scope.flow, solutionIn(scope), initial, options)
}

/**
 * The definitions of the moving symbols, each as a function of t: where one is written in terms of another that moves, that one's function is
 * put for it. Throws FormulaError where one of them is not defined.
 */
function solutionIn(scope: Scope): Replacement[] {
  const states = new Set((scope.flow?.rates ?? []).map(({ symbol }) => symbol.name))
  return (scope.flow?.rates ?? []).map(({ symbol }) => {
    const definition = scope.definition(symbol.name)
    if (definition) {
      const by = scope.expand(definition.by, (name) => states.has(name) || scope.dependsOnNames(name, states))
      return { symbol: definition.symbol, by }
    }
    const head = printSymbol(symbol)
    throw new FormulaError(`${head} moves but is not defined as a function of t here`, head, 0)
  })
}

/** The functions that are put for the symbols of the rates, and their values at the start, as a claim. */
export function solutionStatement(
  scope: Scope,
  flow: Motion,
  solution: readonly Replacement[],
  initial: readonly Replacement[],
  { find, cites = [] }: SolvesOptions = {},
): Statement {
  const proposition = closed(scope, { kind: 'solves', ...flow, solution, initial })
  const states = new Set(flow.rates.map(({ symbol }) => symbol.name))
  // Rates speak of the symbols themselves.
  const ratesUnfolded = (): Motion => ({
    ...flow,
    rates: flow.rates.map(({ symbol, rate }) => ({ symbol, rate: scope.expand(rate, (name) => !states.has(name)) })),
  })
  return {
    proposition,
    get lines() {
      return linesOf(proposition, [
        ...solution.map((r) => solutionLine(scope, flow.variable, r)),
        ...flow.rates.map((r) => rateLine(scope, flow.variable, r.symbol, r.rate, states)),
        ...initial.map((r) => initialLine(scope, flow.variable, r)),
      ])
    },
    figure: (asked) =>
      solutionFigure(
        scope,
        ratesUnfolded(),
        solution.map(({ symbol, by }) => ({ symbol, by: scope.expand(by) })),
        asked,
      ),
    rederive: (session, unfolded, compare) =>
      find === 'separable'
        ? findBySeparation({ scope, initial }, flow, session, compare)
        : differentiated(flow, solution, initial.length, lemmaAmong(cites), session, unfolded, compare),
  }
}

/** The cited claim that gives functions in terms of which a solution may be written. */
const lemmaAmong = (cites: readonly Citation[]): AssertionOf<'solves'> | undefined =>
  cites
    .map(({ stated }) => (stated.statement as Statement).proposition.assertion)
    .find((assertion): assertion is AssertionOf<'solves'> => assertion.kind === 'solves')

/** The engine differentiates each function by the variable, and what it is made of along the lemma's flow. */
async function differentiated(
  flow: Motion,
  solution: readonly Replacement[],
  starts: number,
  lemma: AssertionOf<'solves'> | undefined,
  session: EngineSession,
  unfolded: readonly Expr[],
  compare: Compare,
): Promise<Finding> {
  const n = flow.rates.length
  const put = solution.map(({ symbol }, k) => ({ symbol, by: unfolded[n + k] as Expr }))
  const moving = unfolded.slice(n + solution.length + starts)
  const borrowed = (moving.length > 0 ? (lemma?.rates ?? []) : []).map(({ symbol }, k) => ({
    symbol,
    rate: moving[k] as Expr,
  }))
  const clock = [{ symbol: flow.variable, rate: ast.rational(1) }, ...borrowed]
  const widths = flow.rates.some(({ symbol }) => hasWidth(symbol)) ? ENGINE_WIDTHS : [1]
  for (const width of widths) {
    const here = clock.map(({ symbol, rate }) => ({ symbol, rate: atConcreteWidth(rate, width) }))
    for (const [k, { symbol }] of flow.rates.entries()) {
      const by = atConcreteWidth(substitute(symbol, put), width)
      const derivative = await engineDerivativeAlong(session, by, here)
      const expected = atConcreteWidth(substitute(unfolded[k] as Expr, put), width)
      const finding = await judged(compare, derivative, expected, 'checked', 'differentiates the solution')
      if (finding.outcome !== 'agrees') return finding
    }
  }
  const at = widths.length > 1 ? ` at d = ${widths.join(' and ')}` : ''
  const by = print(flow.variable)
  return { outcome: 'agrees', mode: 'checked', detail: `differentiates the solution by ${by} and gets the rates${at}` }
}

function solutionLine(scope: Scope, variable: Sym, { symbol, by }: Replacement): Shown {
  const names = texNames(scope)
  return {
    tex: `${toTex(symbol, names)}(${toTex(variable, names)}) = ${toTex(by, names)}`,
    elsewhere: equationElsewhere(scope, symbol, by),
  }
}

/** In a rate what moves is held where something else is differentiated by, though its solution defines it. */
function rateLine(scope: Scope, variable: Sym, symbol: Sym, rate: Expr, states: ReadonlySet<string>): Shown {
  const names = texNames(scope)
  const held = texNames(scope.freed(states), 'all')
  return {
    tex: `${toTex(ast.derivative(symbol, variable), names)} = ${toTex(rate, held)}`,
    elsewhere: equationElsewhere(scope, ast.derivative(symbol, variable), rate),
  }
}

function initialLine(scope: Scope, variable: Sym, { symbol, by }: Replacement): Shown {
  const names = texNames(scope)
  return {
    tex: `${toTex(symbol, names)}\\big|_{${toTex(variable, names)}=0} = ${toTex(by, names)}`,
  }
}

/** The engine separates variables, integrates and solves for z; the kernel holds the result against the claim. */
async function findBySeparation(
  { scope, initial }: { readonly scope: Scope; readonly initial: readonly Replacement[] },
  flow: Motion,
  session: EngineSession,
  compare: Compare,
): Promise<Finding> {
  const [{ symbol, rate }] = flow.rates as [{ symbol: Sym; rate: Expr }]
  const start = initial.find((r) => r.symbol.name === symbol.name)?.by ?? ast.symbol(`${symbol.name}0`)
  const found = await solveSeparable(session, rate, symbol, flow.variable, start)
  const comparison = await compare(scope.expand(found.solution), scope.expand(symbol))
  const text = print(found.solution)
  const shown = text.length <= 300 ? `: ${print(symbol)} = ${text}` : ''
  const how = `solves for the roots, integrates the separated equation and solves for ${print(symbol)}${shown}`
  if (comparison.found === 'equal')
    return { outcome: 'agrees', mode: 'rederived', detail: `${how}; the kernel proves it equal to the closed form` }
  return { outcome: 'disagrees', mode: 'rederived', detail: `${how}; not equal to the claim: ${comparison.why}` }
}
