/** Claims that nobody here wrote: one JSON object each, read into the same statements that derivations use. */
import { Scope } from '../derivation/scope.js'
import * as ast from '../expr/ast.js'
import type { Expr, Sym } from '../expr/ast.js'
import { REAL, printDomain } from '../expr/domain.js'
import { evaluateDerivatives } from '../expr/differentiate.js'
import { FormulaError } from '../expr/formula-error.js'
import { parse, positionOf } from '../expr/parse.js'
import { print } from '../expr/print.js'
import { compare } from '../expr/rational.js'
import { differentiatedBy, type Replacement, sizeOf, substitute, symbolsOf } from '../expr/substitute.js'
import type { Answer } from '../kernel/proof.js'
import { alongStatement } from './checks/along-flow.js'
import { equality } from './checks/equality.js'
import { limitStatement } from './checks/limit.js'
import { once } from './layers.js'
import type { AttackBudget, Finding, NumericFinding, Statement } from './statement.js'

/** Nodes that a formula may have once what is given for its symbols is put in. */
const MOST_NODES = 200_000
/** Largest numeric index: random instances have at least that width. */
const LARGEST_INDEX = 1000

/** A claim that is not well formed: says which field, what was expected, and where in the field when it is a formula. */
export class ForeignClaimError extends Error {
  override readonly name = 'ForeignClaimError'
  constructor(
    message: string,
    /** One-based column in the field's text. */
    readonly column?: number,
  ) {
    super(message)
  }
}

/** One JSON object as a claim. */
export class ForeignClaim {
  readonly id: string
  readonly kind: string
  private readonly scope = new Scope()
  /** Whether d is the width of a sum in it. */
  private readonly hasSums: boolean

  /** Throws ForeignClaimError when it has no id or an unknown kind. */
  constructor(private readonly fields: Readonly<Record<string, unknown>>) {
    const { id, kind } = fields
    if (typeof id !== 'string' && typeof id !== 'number') throw new ForeignClaimError('expected an "id"')
    this.id = String(id)
    if (typeof kind !== 'string' || !Object.hasOwn(KINDS, kind)) {
      const found = typeof kind === 'string' ? `unknown kind ${JSON.stringify(kind.slice(0, 40))}` : 'no "kind"'
      throw new ForeignClaimError(`${found}; expected ${Object.keys(KINDS).join(', ')}`)
    }
    this.kind = kind
    this.hasSums = textsOf(fields).some((text) => /\bsum\s*\(/.test(text))
  }

  /** The statement. Throws ForeignClaimError for a field that is missing or cannot be read. */
  statement(): Statement {
    this.declareAssumptions()
    return (KINDS[this.kind] as (claim: ForeignClaim) => Statement)(this)
  }

  /** A formula field; its symbols are declared real unless something is assumed of them. */
  formula(field: string, text = this.text(field)): Expr {
    try {
      const e = parse(text)
      for (const s of symbolsOf(e)) {
        if (s.indices.some((index) => typeof index === 'number' && index > LARGEST_INDEX))
          throw new FormulaError(`an index above ${LARGEST_INDEX}`, text, positionOf(s) ?? 0)
        if (!this.scope.entry(s.name)) this.declare(s, 'real')
        this.requireSameIndices(s, text)
      }
      return e
    } catch (error) {
      if (error instanceof FormulaError) throw new ForeignClaimError(`${field}: ${error.message}`, error.column)
      if (error instanceof RangeError) throw new ForeignClaimError(`${field}: ${error.message}`)
      throw error
    }
  }

  symbol(field: string, text = this.text(field)): Sym {
    const e = this.formula(field, text)
    if (e.kind !== 'symbol') throw new ForeignClaimError(`${field}: expected a symbol, found ${text}`, 1)
    return e
  }

  text(field: string): string {
    const value = this.fields[field]
    if (typeof value === 'number') return String(value)
    if (typeof value !== 'string') throw new ForeignClaimError(`expected a formula in ${JSON.stringify(field)}`)
    return value
  }

  has(field: string): boolean {
    return this.fields[field] !== undefined
  }

  /** A field that is an object of texts. */
  record(field: string): [string, string][] {
    const value = this.fields[field]
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw new ForeignClaimError(`expected an object of formulas in ${JSON.stringify(field)}`)
    }
    return Object.entries(value).map(([key, text]) => {
      if (typeof text !== 'string' && typeof text !== 'number')
        throw new ForeignClaimError(`${field}.${key}: expected a text, found ${JSON.stringify(text)}`)
      return [key, String(text)]
    })
  }

  get known(): Scope {
    return this.scope
  }

  private declareAssumptions(): void {
    if (!this.has('assume')) return
    for (const [name, domain] of this.record('assume')) {
      try {
        const symbol = parse(name)
        if (symbol.kind !== 'symbol') throw new RangeError(`expected a symbol, found ${name}`)
        this.declare(symbol, domain)
        this.requireSameIndices(symbol, name)
      } catch (error) {
        throw new ForeignClaimError(`assume.${name}: ${(error as Error).message}`)
      }
    }
  }

  private declare(s: Sym, domain: string): void {
    if (s.indices.length > 1)
      throw new RangeError(`${s.name} has ${s.indices.length} indices; symbols have at most one`)
    if (s.name !== ast.WIDTH || s.indices.length > 0) {
      const head = s.indices.length === 0 ? s : ast.symbol(s.name, 'i')
      this.scope.declare(print(head), { meaning: '', domain })
    } else if (!this.hasSums) this.declareWidthAsSymbol(domain)
    else if (domain !== 'real') throw new RangeError('where there are sums, d is their width: 1, 2, 3, ...')
  }

  /** u, u[i] and u[i,j] are not one symbol. */
  private requireSameIndices(s: Sym, text: string): void {
    const entry = this.scope.entry(s.name)
    if (!entry || entry.indices === s.indices.length) return
    throw new FormulaError(`${s.name} stands with an index and without`, text, positionOf(s) ?? 0)
  }

  /** In a foreign claim without sums, d is a symbol like any other. */
  private declareWidthAsSymbol(domain: string): void {
    this.scope.declareWidth({ meaning: '', domain })
  }
}

/** All texts in a JSON value's fields and the fields of those. */
const textsOf = (fields: object): string[] =>
  Object.values(fields)
    .flatMap((value) =>
      typeof value === 'string' ? [value] : typeof value === 'object' && value !== null ? Object.values(value) : [],
    )
    .filter((value) => typeof value === 'string')

const equal = (claim: ForeignClaim, lhs: Expr, rhs: Expr): Statement =>
  equality(claim.known, bounded(lhs), bounded(rhs))

/** The expression itself. Throws ForeignClaimError when it would be too long to write out. */
function bounded(e: Expr): Expr {
  if (sizeOf(e) <= MOST_NODES) return e
  throw new ForeignClaimError(`with what is given for its symbols, a formula has more than ${MOST_NODES} parts`)
}

/** The expression itself. Throws ForeignClaimError when the variable is in it. */
function without(variable: Sym, field: string, e: Expr): Expr {
  if (!symbolsOf(e).some((s) => s.name === variable.name)) return e
  throw new ForeignClaimError(`${field}: ${print(variable)} is the variable and has no value`)
}

const KINDS: Record<string, (claim: ForeignClaim) => Statement> = {
  identity: (claim) => {
    const [lhs, rhs] = [claim.formula('lhs'), claim.formula('rhs')]
    return equal(claim, lhs, rhs)
  },

  ode: (claim) => {
    const f = claim.symbol('function')
    const t = claim.symbol('variable')
    if (f.name === t.name) throw new ForeignClaimError(`variable: ${t.name} is the function`)
    const solution: Replacement[] = [{ symbol: f, by: claim.formula('solution') }]
    const [left, right, ...more] = claim.text('equation').split('=')
    if (left === undefined || right === undefined || more.length > 0) {
      throw new ForeignClaimError('equation: expected one "=", as in diff(y,t) = -y')
    }
    const put = (side: string): Expr => substitute(claim.formula('equation', side), solution)
    return allOf([equal(claim, put(left), put(right)), ...initialValues(claim, t, solution)])
  },

  invariant: (claim) => {
    const e = claim.formula('expression')
    claim.known.flow = flowField(claim, 't')
    return alongStatement(claim.known, e, ast.rational(0))
  },

  limit: (claim) => {
    const e = claim.formula('expression')
    const t = claim.symbol('variable')
    const to = targetOf(claim, 'to')
    const valueText = targetOf(claim, 'value')
    const value = valueText === 'oo' || valueText === '-oo' ? valueText : without(t, 'value', claim.formula('value'))
    const domain = claim.known.entry(t.name)?.domain ?? REAL
    const unreachable = (): never => {
      throw new ForeignClaimError(`to: ${print(t)} is assumed ${printDomain(domain)}, and does not come near ${to}`)
    }
    if (to === 'oo') return domain.high ? unreachable() : limitStatement(claim.known, e, t, value)
    if (to === '-oo') {
      const turned = bounded(substitute(e, [{ symbol: t, by: ast.negate(t) }]))
      return domain.low ? unreachable() : placed(limitStatement(claim.known, turned, t, value), t.name, t.name, -1)
    }
    const near = without(t, 'to', claim.formula('to'))
    const at = ast.constantValue(near)
    if (domain.integer) unreachable()
    const step = ast.symbol(unused(e, 'step'))
    claim.known.declare(step.name, { meaning: '', domain: 'positive' })
    const reached: (1 | -1)[] = []
    if (!(at && domain.high && compare(at, domain.high) >= 0)) reached.push(1)
    if (!(at && domain.low && compare(at, domain.low) <= 0)) reached.push(-1)
    const outside = at && ((domain.low && compare(at, domain.low) < 0) || (domain.high && compare(at, domain.high) > 0))
    if (outside || reached.length === 0) unreachable()
    const shown = at?.n === 0n ? t.name : `${print(t)} - (${print(near)})`
    return sides(
      reached.map((side) => {
        const by = side === 1 ? ast.add(near, step) : ast.subtract(near, step)
        const moved = bounded(substitute(e, [{ symbol: t, by }]))
        return placed(limitStatement(claim.known, moved, step, value, '0'), step.name, shown, side)
      }),
    )
  },

  system: (claim) => {
    const t = claim.symbol('variable')
    const { rates } = flowField(claim, t.name)
    const solution = claim.record('solution').map(([head, text]) => ({
      symbol: claim.symbol('solution', head),
      by: claim.formula(`solution.${head}`, text),
    }))
    const equations = rates.map(({ symbol, rate }) => {
      const one = solution.find((r) => r.symbol.name === symbol.name)
      if (!one) throw new ForeignClaimError(`solution: nothing is given for ${print(symbol)}`)
      return equal(claim, ast.derivative(one.by, t), substitute(rate, solution))
    })
    return allOf([...equations, ...initialValues(claim, t, solution)])
  },
}

/** A limit's target or value as text, +oo as oo. Other names of infinity, which would be read as symbols, are told. */
function targetOf(claim: ForeignClaim, field: 'to' | 'value'): string {
  const text = claim
    .text(field)
    .trim()
    .replace(/^\+\s*oo$/, 'oo')
  if (/^[+-]?\s*(inf|infinity|infty)$/i.test(text)) {
    throw new ForeignClaimError(`${field}: infinity is written oo or -oo, found ${text}`, 1)
  }
  return text
}

function flowField(claim: ForeignClaim, name: string) {
  const variable = claim.symbol('variable', claim.has('variable') ? claim.text('variable') : name)
  const rates = claim.record('flow').map(([head, text]) => {
    const rate = claim.formula(`flow.${head}`, text)
    if (differentiatedBy(rate).has(variable.name)) {
      throw new ForeignClaimError(
        `flow.${head}: expected the rate in terms of the symbols, without diff by ${variable.name}`,
      )
    }
    return { symbol: claim.symbol('flow', head), rate }
  })
  if (rates.length === 0) throw new ForeignClaimError('flow: expected at least one rate')
  return { variable, rates }
}

/** `initial`: the variable's value, and values there of the functions or of diff(y,t). */
function initialValues(claim: ForeignClaim, t: Sym, solution: readonly Replacement[]): Statement[] {
  if (!claim.has('initial')) return []
  const entries = claim.record('initial')
  const start = entries.find(([name]) => name === t.name)
  if (!start) throw new ForeignClaimError(`initial: expected the value of ${t.name}`)
  const at: Replacement[] = [{ symbol: t, by: claim.formula('initial', start[1]) }]
  return entries
    .filter(([name]) => name !== t.name)
    .map(([name, text]) => {
      const value = evaluateDerivatives(substitute(claim.formula('initial', name), solution))
      return equal(claim, substitute(value, at), claim.formula('initial', text))
    })
}

function unused(e: Expr, wish: string): string {
  const taken = new Set(symbolsOf(e).map((s) => s.name))
  let name = wish
  while (taken.has(name)) name += '_'
  return name
}

/** The statement about the symbol `from`, its counterexamples told in terms of `to` = sign * from. */
function placed(statement: Statement, from: string, to: string, sign: 1 | -1): Statement {
  return {
    ...statement,
    attack: (budget) => {
      const finding = statement.attack(budget)
      const { counterexample } = finding
      const at = counterexample?.values[from]
      if (!counterexample || typeof at !== 'number') return finding
      const others = Object.entries(counterexample.values).filter(([name]) => name !== from)
      return {
        ...finding,
        counterexample: { ...counterexample, values: { ...Object.fromEntries(others), [to]: sign * at } },
      }
    },
  }
}

/** A limit from each side. Where the expression is undefined near the point on one side, the claim is about the other. */
function sides(parts: readonly Statement[]): Statement {
  const answers = once(() => parts.map((part) => part.prove()))
  const isVacuous = (answer: Answer): boolean => answer.proof === undefined && answer.nowhere === true
  const spoken = (): Statement[] => {
    const kept = parts.filter((_, k) => !isVacuous(answers()[k] as Answer))
    return kept.length === 0 ? [...parts] : kept
  }
  return {
    lines: parts.flatMap(({ lines }) => lines),
    prove: () => allOf(spoken()).prove(),
    attack: (budget) => allOf(spoken()).attack(budget),
  }
}

/** Several statements as one: proved when each is, refuted when one is. */
function allOf(parts: readonly Statement[]): Statement {
  const [only] = parts
  if (only && parts.length === 1) return only
  return {
    lines: parts.flatMap(({ lines }) => lines),
    prove: (): Answer => {
      let last: Answer | undefined
      for (const part of parts) {
        last = part.prove()
        if (!last.proof) return last
      }
      return last as Answer
    },
    attack: (budget: AttackBudget): NumericFinding => {
      const found: NumericFinding[] = []
      for (const part of parts) {
        const finding = part.attack(budget)
        if (finding.counterexample) return finding
        found.push(finding)
      }
      return found.find(({ outcome }) => outcome !== 'agrees') ?? (found[0] as NumericFinding)
    },
    rederive: async (session): Promise<Finding> => {
      let last: Finding = { outcome: 'could not', mode: 'checked', detail: 'it has no operation for this claim' }
      for (const part of parts) {
        if (!part.rederive) return last
        last = await part.rederive(session)
        if (last.outcome !== 'agrees') return last
      }
      return last
    },
  }
}
