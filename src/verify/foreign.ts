/** Claims that nobody here wrote: one JSON object each, read into the same propositions that derivations make. */
import { Scope } from '../derivation/scope.js'
import * as ast from '../expr/ast.js'
import type { Expr, Sym } from '../expr/ast.js'
import { REAL, parseDomain, printDomain } from '../expr/domain.js'
import { type Motion, isInstance } from '../expr/differentiate.js'
import { FormulaError } from '../expr/formula-error.js'
import { parse, parseStated, positionOf } from '../expr/parse.js'
import { print, printSymbol } from '../expr/print.js'
import {
  type Replacement,
  differentiatedBy,
  freeIndices,
  freshName,
  namesOf,
  renameIndices,
  renameSymbol,
  rewrite,
  symbolsOf,
  unfold,
} from '../expr/substitute.js'
import type { Assertion, SignName, Target, Widths } from '../proposition/proposition.js'
import { alongStatement } from './checks/along-flow.js'
import { spaceStatement } from './checks/darboux-space.js'
import { stepStatement } from './checks/each-step.js'
import { equality } from './checks/equality.js'
import { exponentStatement } from './checks/exponent.js'
import { limitStatement } from './checks/limit.js'
import { rankStatement } from './checks/rank.js'
import { seriesStatement } from './checks/series.js'
import { signStatement } from './checks/sign.js'
import { solutionStatement } from './checks/solves.js'
import { taylorStatement } from './checks/taylor.js'
import { ExactNumber } from './exact-json.js'
import { unknownKey } from './known-keys.js'
import type { Finding, Statement } from './statement.js'

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

/** Fields that any line may have and that say nothing of the claim. */
const REMARKS = ['note', 'source', 'expect', 'also', 'why', 'truth', 'twin-of', 'says']
const COMMON = ['id', 'kind', 'assume', ...REMARKS]

/** One JSON object as a claim. */
export class ForeignClaim {
  readonly id: string
  readonly kind: string
  readonly known = new Scope()
  private readonly assumed = new Map<string, string>()
  private readonly read: Expr[] = []

  /** Throws ForeignClaimError when it has no id or an unknown kind. */
  constructor(private readonly fields: Readonly<Record<string, unknown>>) {
    const { id, kind } = fields
    if (id instanceof ExactNumber) this.id = id.text
    else if (typeof id === 'string' || typeof id === 'number') this.id = String(id)
    else throw new ForeignClaimError('expected an "id"')
    if (typeof kind !== 'string' || !Object.hasOwn(KINDS, kind)) {
      const found = typeof kind === 'string' ? `unknown kind ${JSON.stringify(kind.slice(0, 40))}` : 'no "kind"'
      throw new ForeignClaimError(`${found}; expected ${Object.keys(KINDS).join(', ')}`)
    }
    this.kind = kind
  }

  /** The statement. Throws ForeignClaimError for a field that is missing, unknown or cannot be read. */
  statement(): Statement {
    const { needs, may = [], state } = KINDS[this.kind] as Kind
    const wrong = unknownKey(Object.keys(this.fields), [...COMMON, ...needs, ...may])
    if (wrong) throw new ForeignClaimError(wrong)
    const missing = needs.find((field) => !this.has(field))
    if (missing) throw new ForeignClaimError(`expected a formula in ${JSON.stringify(missing)}`)
    this.readAssumptions()
    try {
      return state(this)
    } catch (error) {
      if (error instanceof FormulaError) throw new ForeignClaimError(error.message, error.column)
      throw error
    }
  }

  /** A formula field. Its symbols are declared when all of them are known. */
  formula(field: string, text = this.text(field)): Expr {
    const e = this.reading(field, () => parseStated(text))
    for (const s of symbolsOf(e)) {
      if (s.indices.some((index) => typeof index === 'number' && index > LARGEST_INDEX))
        throw this.problem(field, `an index above ${LARGEST_INDEX}`, text, s)
      if (s.indices.length > 1)
        throw this.problem(field, `${s.name} has ${s.indices.length} indices; symbols have at most one`, text, s)
    }
    this.read.push(e)
    return e
  }

  private problem(field: string, message: string, text: string, at: Expr): ForeignClaimError {
    const error = new FormulaError(message, text, positionOf(at) ?? 0)
    return new ForeignClaimError(`${field}: ${error.message}`, error.column)
  }

  private reading<T>(field: string, work: () => T): T {
    try {
      return work()
    } catch (error) {
      if (error instanceof FormulaError) throw new ForeignClaimError(`${field}: ${error.message}`, error.column)
      throw error
    }
  }

  symbol(field: string, text = this.text(field)): Sym {
    const e = this.formula(field, text)
    if (e.kind !== 'symbol') throw new ForeignClaimError(`${field}: expected a symbol, found ${text}`, 1)
    return e
  }

  /** A symbol that runs: without index, and not defined by what it runs in. */
  variable(field = 'variable', otherwise?: string): Sym {
    const s = this.symbol(field, this.has(field) || otherwise === undefined ? this.text(field) : otherwise)
    if (s.indices.length > 0)
      throw new ForeignClaimError(`${field}: expected a symbol without index, found ${print(s)}`, 1)
    return s
  }

  text(field: string): string {
    const value = this.fields[field]
    if (value instanceof ExactNumber) return value.text
    if (typeof value === 'number') return String(value)
    if (typeof value !== 'string') throw new ForeignClaimError(`expected a formula in ${JSON.stringify(field)}`)
    return value
  }

  value(field: string): unknown {
    return this.fields[field]
  }

  has(field: string): boolean {
    return this.fields[field] !== undefined
  }

  /** A field that is an object of texts. */
  record(field: string): [string, string][] {
    const value = this.fields[field]
    if (typeof value !== 'object' || value === null || Array.isArray(value) || value instanceof ExactNumber) {
      throw new ForeignClaimError(`expected an object of formulas in ${JSON.stringify(field)}`)
    }
    return Object.entries(value).map(([key, text]) => [key, this.asText(`${field}.${key}`, text)])
  }

  /** A field that is a list of formulas. */
  list(field: string, value = this.fields[field]): Expr[] {
    if (!Array.isArray(value) || value.length === 0)
      throw new ForeignClaimError(`expected a list of formulas in ${JSON.stringify(field)}`)
    return value.map((text, k) => this.formula(`${field}[${k}]`, this.asText(`${field}[${k}]`, text)))
  }

  /** A whole number, or undefined without the field. */
  whole(field: string): number | undefined {
    if (!this.has(field)) return undefined
    const text = this.text(field).trim()
    if (!/^-?\d{1,6}$/.test(text)) throw new ForeignClaimError(`${field}: expected a whole number, found ${text}`)
    return Number(text)
  }

  private asText(field: string, value: unknown): string {
    if (value instanceof ExactNumber) return value.text
    if (typeof value === 'string' || typeof value === 'number') return String(value)
    throw new ForeignClaimError(`${field}: expected a text, found ${JSON.stringify(value)}`)
  }

  private readAssumptions(): void {
    if (!this.has('assume')) return
    for (const [name, domain] of this.record('assume')) {
      const fail = (message: string): never => {
        throw new ForeignClaimError(`assume.${name}: ${message}`)
      }
      const symbol = this.symbolOf(name, () => fail(`expected a symbol, found ${name}`))
      try {
        parseDomain(domain)
      } catch (error) {
        fail((error as Error).message)
      }
      const key = keyOf(symbol)
      if (this.assumed.has(key)) fail(`something is already assumed of ${key}`)
      const family = `${symbol.name}[]`
      const together =
        key === family
          ? [...this.assumed.keys()].some((k) => k.startsWith(`${symbol.name}[`))
          : this.assumed.has(family)
      if (together) fail(`assume something of the whole family ${symbol.name} or of single members, not of both`)
      this.assumed.set(key, domain)
      this.read.push(symbol)
    }
  }

  private symbolOf(text: string, otherwise: () => never): Sym {
    try {
      const e = parse(text)
      return e.kind === 'symbol' ? e : otherwise()
    } catch (error) {
      if (error instanceof FormulaError) return otherwise()
      throw error
    }
  }

  /**
   * Declares the symbols of all formulas that were read: real unless something is assumed of them. To be called once all are read and before the
   * claim is stated. d is the width where there are sums or families, else a symbol like any other.
   */
  declare(more: readonly Expr[] = []): void {
    const expressions = [...this.read, ...more]
    const heads = new Map<string, Sym>()
    for (const s of expressions.flatMap((e) => [...symbolsOf(e), ...variablesIn(e)])) {
      const other = heads.get(s.name)
      if (other && other.indices.length !== s.indices.length)
        throw new ForeignClaimError(`${s.name} stands with an index and without`)
      if (!other) heads.set(s.name, s)
    }
    const indices = new Set(expressions.flatMap((e) => [...freeIndices(e), ...boundNumbers(e)]))
    const width = this.kindHasWidth || expressions.some(hasWidth)
    for (const [name, s] of heads) {
      if (s.indices.length === 0 && indices.has(name))
        throw new ForeignClaimError(`${name} is an index in one place and a symbol in another; rename one of them`)
      const domain = this.assumed.get(name) ?? 'real'
      if (s.indices.length > 0) {
        this.known.declare(`${name}[i]`, { meaning: '', domain: this.assumed.get(`${name}[]`) ?? 'real' })
        for (const [key, of] of this.assumed) {
          const member = new RegExp(`^${name}\\[(\\d+)\\]$`).exec(key)
          if (member) this.known.declareMember(ast.symbol(name, Number(member[1])), of)
        }
      } else if (name !== ast.WIDTH) this.known.declare(name, { meaning: '', domain })
      else if (!width) this.known.declareWidth({ meaning: '', domain })
      else if (this.assumed.has(name))
        throw new ForeignClaimError('assume.d: where there are sums or families, d is their width: 1, 2, 3, ...')
    }
    if (width && expressions.some((e) => differentiatedBy(e).has(ast.WIDTH)))
      throw new ForeignClaimError('d is the width, a whole number: nothing is differentiated by it')
    if (width && this.known.flow?.rates.some(({ symbol }) => symbol.name === ast.WIDTH))
      throw new ForeignClaimError('flow.d: d is the width, a whole number, and does not move')
    for (const e of expressions) bounded(e)
  }

  private get kindHasWidth(): boolean {
    return ['rank', 'space', 'growth'].includes(this.kind)
  }

  /** What is assumed of a symbol. */
  domainOf(s: Sym) {
    const text = this.assumed.get(keyOf(s))
    return text === undefined ? REAL : parseDomain(text)
  }
}

/** One key for a symbol, one for all names of a family's members, one for each single member. */
const keyOf = (s: Sym): string => {
  const [index] = s.indices
  return index === undefined ? s.name : typeof index === 'number' ? `${s.name}[${index}]` : `${s.name}[]`
}

/** The variables that derivatives are taken by. */
function variablesIn(e: Expr): Sym[] {
  const found: Sym[] = []
  rewrite(e, (node) => {
    if (node.kind === 'derivative') found.push(node.variable)
    return undefined
  })
  return found
}

/** Indices that are used as numbers. */
function boundNumbers(e: Expr): string[] {
  const found: string[] = []
  rewrite(e, (node) => {
    if (node.kind === 'index') found.push(node.name)
    return undefined
  })
  return found
}

const hasWidth = (e: Expr): boolean =>
  e.kind === 'sum' || (e.kind === 'symbol' && e.indices.length > 0) || ast.children(e).some(hasWidth)

/** Throws ForeignClaimError for an expression that would be too long to write out. */
function bounded(e: Expr): Expr {
  if (ast.sizeOf(e) <= MOST_NODES) return e
  throw new ForeignClaimError(`with what is given for its symbols, a formula has more than ${MOST_NODES} parts`)
}

interface Kind {
  readonly needs: readonly string[]
  readonly may?: readonly string[]
  state(claim: ForeignClaim): Statement
}

const KINDS: Readonly<Record<string, Kind>> = {
  identity: {
    needs: ['lhs', 'rhs'],
    state(claim) {
      const [lhs, rhs] = [claim.formula('lhs'), claim.formula('rhs')]
      claim.declare()
      return equality(claim.known, lhs, rhs)
    },
  },

  sign: {
    needs: ['expression', 'sign'],
    may: ['as'],
    state(claim) {
      const e = claim.formula('expression')
      const as = claim.has('as') ? claim.formula('as') : undefined
      const sign = claim.text('sign')
      if (!SIGNS.includes(sign as SignName))
        throw new ForeignClaimError(`sign: unknown sign ${JSON.stringify(sign)}; expected ${SIGNS.join(', ')}`)
      claim.declare()
      return signStatement(claim.known, e, sign as SignName, as)
    },
  },

  ode: {
    needs: ['equation', 'function', 'variable'],
    may: ['solution', 'implicit', 'initial'],
    state: ordinaryEquation,
  },

  system: {
    needs: ['flow', 'variable', 'solution'],
    may: ['initial'],
    state: system,
  },

  invariant: {
    needs: ['flow', 'expression'],
    may: ['variable'],
    state(claim) {
      const e = claim.formula('expression')
      claim.known.move(flowOf(claim))
      claim.declare()
      return alongStatement(claim.known, e, ast.rational(0))
    },
  },

  along: {
    needs: ['flow', 'expression', 'rate'],
    may: ['variable'],
    state(claim) {
      const [e, rate] = [claim.formula('expression'), claim.formula('rate')]
      claim.known.move(flowOf(claim))
      claim.declare()
      return alongStatement(claim.known, e, rate)
    },
  },

  limit: {
    needs: ['expression', 'variable', 'to', 'value'],
    may: ['from'],
    state(claim) {
      const e = claim.formula('expression')
      const t = claim.variable()
      const to = infinityOr(claim, 'to')
      const value = infinityOr(claim, 'value')
      const from = claim.has('from') ? claim.text('from') : undefined
      if (from !== undefined && from !== 'above' && from !== 'below')
        throw new ForeignClaimError(`from: expected above or below, found ${from}`)
      if (from !== undefined && typeof to === 'string')
        throw new ForeignClaimError(`from: ${to} is reached from one side`)
      for (const [field, part] of [
        ['to', to],
        ['value', value],
      ] as const) {
        if (typeof part !== 'string' && namesOf(part).has(t.name))
          throw new ForeignClaimError(`${field}: ${print(t)} is the variable and has no value`)
      }
      claim.declare()
      const target: Target = typeof to === 'string' ? to : { place: to, ...(from && { side: from }) }
      try {
        return limitStatement(claim.known, e, t, value, target)
      } catch (error) {
        if (error instanceof FormulaError) throw new ForeignClaimError(`to: ${error.problem}`)
        throw error
      }
    },
  },

  taylor: {
    needs: ['expression', 'variable', 'coefficients'],
    state(claim) {
      const [e, t, coefficients] = [claim.formula('expression'), claim.variable(), claim.list('coefficients')]
      claim.declare()
      return taylorStatement(claim.known, e, t, coefficients)
    },
  },

  series: {
    needs: ['expression', 'variable', 'coefficients'],
    may: ['from'],
    state(claim) {
      const [e, eps, coefficients] = [claim.formula('expression'), claim.variable(), claim.list('coefficients')]
      claim.declare()
      return seriesStatement(claim.known, e, eps, claim.whole('from') ?? 0, coefficients)
    },
  },

  growth: {
    needs: ['expression', 'exponent'],
    state(claim) {
      const e = claim.formula('expression')
      const { plus, minus } = exponentOf(claim)
      claim.declare()
      return exponentStatement(claim.known, e, plus, minus)
    },
  },

  step: {
    needs: ['step', 'quantity', 'factor'],
    may: ['fresh'],
    state(claim) {
      const step = distinct('step', replacements(claim, 'step'))
      const [quantity, factor] = [claim.formula('quantity'), claim.formula('factor')]
      const drawn = claim.has('fresh') ? claim.list('fresh') : []
      const fresh = drawn.map((e) => {
        if (e.kind !== 'symbol') throw new ForeignClaimError(`fresh: expected symbols, found ${print(e)}`)
        return e.name
      })
      claim.declare()
      return stepStatement(claim.known, quantity, factor, step, fresh)
    },
  },

  rank: {
    needs: ['flow', 'family', 'rank'],
    may: ['variable', 'widths'],
    state(claim) {
      const [family, rank] = [claim.list('family'), claim.formula('rank')]
      claim.known.move(flowOf(claim))
      claim.declare()
      return rankStatement(claim.known, family, rank, widthsOf(claim))
    },
  },

  space: {
    needs: ['flow', 'family', 'dimension', 'degree'],
    may: ['variable', 'cofactor', 'widths'],
    state(claim) {
      const [family, dimension] = [claim.list('family'), claim.formula('dimension')]
      const cofactor = claim.has('cofactor') ? claim.formula('cofactor') : ast.rational(0)
      const degree = claim.whole('degree') ?? 0
      if (degree < 1) throw new ForeignClaimError('degree: expected a whole number from 1')
      claim.known.move(flowOf(claim))
      claim.declare()
      return spaceStatement(claim.known, family, dimension, cofactor, degree, widthsOf(claim))
    },
  },
}

const SIGNS: readonly SignName[] = ['positive', 'nonnegative', 'negative', 'nonpositive', 'nonzero']

/** A formula, or an infinity as text, +oo as oo. Other names of infinity, which would be read as symbols, are told. */
function infinityOr(claim: ForeignClaim, field: 'to' | 'value'): Expr | 'oo' | '-oo' {
  const text = claim
    .text(field)
    .trim()
    .replace(/^\+\s*oo$/, 'oo')
  if (/^[+-]?\s*(inf|infinity|infty)$/i.test(text)) {
    throw new ForeignClaimError(`${field}: infinity is written oo or -oo, found ${text}`, 1)
  }
  return text === 'oo' || text === '-oo' ? text : claim.formula(field, text)
}

function replacements(claim: ForeignClaim, field: string): Replacement[] {
  return claim
    .record(field)
    .map(([head, text]) => ({ symbol: claim.symbol(field, head), by: claim.formula(`${field}.${head}`, text) }))
}

/** Throws ForeignClaimError where a symbol has two rules. */
function distinct<T extends { readonly symbol: Sym }>(field: string, rules: readonly T[]): readonly T[] {
  for (const [k, { symbol }] of rules.entries()) {
    const other = rules.slice(0, k).find((rule) => isInstance(symbol, rule.symbol) || isInstance(rule.symbol, symbol))
    if (other) throw new ForeignClaimError(`${field}: ${printSymbol(symbol)} stands twice`)
  }
  return rules
}

function flowOf(claim: ForeignClaim): Motion {
  const variable = claim.variable('variable', 't')
  const rates = distinct(
    'flow',
    replacements(claim, 'flow').map(({ symbol, by }) => ({ symbol, rate: by })),
  ).filter(({ symbol, rate }) => {
    if (symbol.name !== variable.name) return true
    const value = ast.constantValue(rate)
    if (value?.n === value?.d) return false
    throw new ForeignClaimError(`flow.${symbol.name}: ${symbol.name} is the time, and moves at the rate 1`)
  })
  if (rates.length === 0) throw new ForeignClaimError('flow: expected at least one rate')
  for (const { symbol, rate } of rates) {
    const head = printSymbol(symbol)
    if (differentiatedBy(rate).has(variable.name))
      throw new ForeignClaimError(
        `flow.${head}: expected the rate in terms of the symbols, without diff by ${variable.name}`,
      )
    const loose = freeIndices(rate).find((index) => !symbol.indices.includes(index))
    if (loose) throw new ForeignClaimError(`flow.${head}: the index ${loose} is bound by nothing`)
  }
  return { variable, rates }
}

function widthsOf(claim: ForeignClaim): Widths {
  if (!claim.has('widths')) return 'every'
  return claim.list('widths').map((e) => {
    const value = ast.constantValue(e)
    if (value?.d === 1n && value.n >= 1n && value.n <= 12n) return Number(value.n)
    throw new ForeignClaimError(`widths: expected whole numbers from 1 to 12, found ${print(e)}`)
  })
}

function exponentOf(claim: ForeignClaim): { readonly plus: Expr[]; readonly minus: Expr[] } {
  const given = claim.value('exponent')
  if (typeof given !== 'object' || given === null || given instanceof ExactNumber)
    return { plus: [claim.formula('exponent')], minus: [] }
  const wrong = unknownKey(Object.keys(given), ['max', 'minusMax'])
  if (wrong) throw new ForeignClaimError(`exponent: ${wrong}`)
  const { max, minusMax } = given as Record<string, unknown>
  return {
    plus: claim.list('exponent.max', max),
    minus: minusMax === undefined ? [] : claim.list('exponent.minusMax', minusMax),
  }
}

/** An equation for a function and its solution, or a relation that solutions satisfy. */
function ordinaryEquation(claim: ForeignClaim): Statement {
  const f = claim.symbol('function')
  const t = claim.variable()
  if (f.name === t.name) throw new ForeignClaimError(`variable: ${t.name} is the function`)
  if (f.indices.length > 0) throw new ForeignClaimError('function: expected a symbol without index')
  const [left, right] = sidesOf(claim, 'equation')
  const byFunction = [left, right].some((side) => differentiatedBy(side).has(f.name))
  if (byFunction)
    throw new ForeignClaimError(
      `equation: ${f.name} is a function of ${t.name}; the equation differentiates by ${t.name} only`,
    )
  if (![left, right].some((side) => differentiates(side, f, t)))
    throw new ForeignClaimError(
      `equation: expected a derivative of ${f.name} by ${t.name}, as in diff(${f.name},${t.name}) = -${f.name}`,
    )
  if (claim.has('solution') === claim.has('implicit'))
    throw new ForeignClaimError('expected a formula in "solution", or a relation in "implicit"')
  if (claim.has('implicit')) return implicitSolution(claim, f, t, left, right)
  const solution = claim.formula('solution')
  const loose = freeIndices(solution)[0]
  if (loose) throw new ForeignClaimError(`solution: the index ${loose} is bound by nothing`)
  if (namesOf(solution).has(f.name)) throw new ForeignClaimError(`solution: it is in terms of ${f.name} itself`)
  const put: Replacement[] = [{ symbol: f, by: solution }]
  const [lhs, rhs] = [unfold(left, put), unfold(right, put)]
  const starts = initialValues(claim, t, put)
  claim.declare([lhs, rhs])
  return allOf(claim.known, [
    equality(claim.known, lhs, rhs),
    ...starts.map(([l, r]) => equality(claim.known, l, r)),
    ...inDomain(claim, put),
  ])
}

/** Whether an expression has a derivative by `variable` of something that depends on `f`. */
const differentiates = (e: Expr, f: Sym, variable: Sym): boolean =>
  (e.kind === 'derivative' && e.variable.name === variable.name && namesOf(e.body).has(f.name)) ||
  ast.children(e).some((child) => differentiates(child, f, variable))

/** That functions stay where their symbols are assumed to be. */
function inDomain(claim: ForeignClaim, solution: readonly Replacement[]): Statement[] {
  return solution.flatMap(({ symbol, by }) => {
    const sign = printDomain(claim.domainOf(symbol))
    if (sign === 'real') return []
    if (!SIGNS.includes(sign as SignName))
      throw new ForeignClaimError(
        `assume.${print(symbol)}: of an unknown function a sign can be assumed, and is then claimed; found ${sign}`,
      )
    return [signStatement(claim.known, by, sign as SignName)]
  })
}

/** Every function y with F(x, y) constant, where dF/dy is not 0, satisfies the equation: y moves with x at the rate -(dF/dx)/(dF/dy). */
function implicitSolution(claim: ForeignClaim, f: Sym, t: Sym, left: Expr, right: Expr): Statement {
  if (claim.has('initial')) throw new ForeignClaimError('initial: a relation has no initial values of its own')
  const [a, b] = claim.text('implicit').includes('=')
    ? sidesOf(claim, 'implicit')
    : [claim.formula('implicit'), ast.rational(0)]
  const relation = ast.subtract(a, b)
  if (differentiatedBy(relation).has(t.name) || differentiatedBy(relation).has(f.name))
    throw new ForeignClaimError(`implicit: expected a relation between ${t.name} and ${f.name}, without diff by them`)
  if (!namesOf(relation).has(f.name)) throw new ForeignClaimError(`implicit: it does not contain ${f.name}`)
  // The partial derivative by x at fixed y: x under another name, which does not move y.
  const fixed = ast.symbol(freshName(`${t.name}_`, [relation, left, right]))
  const partial = ast.derivative(renameSymbol(relation, t.name, fixed.name), fixed, 1, { by: t })
  const rate = ast.negate(ast.divide(partial, ast.derivative(relation, f)))
  claim.known.move({ variable: t, rates: [{ symbol: f, rate }] })
  claim.declare([rate])
  return equality(claim.known, left, right)
}

/** The two sides of an equation in one field. */
function sidesOf(claim: ForeignClaim, field: string): readonly [Expr, Expr] {
  const [left, right, ...more] = claim.text(field).split('=')
  if (left === undefined || right === undefined || more.length > 0) {
    throw new ForeignClaimError(`${field}: expected one "=", as in diff(y,t) = -y`)
  }
  return [claim.formula(field, left), claim.formula(field, right)]
}

function system(claim: ForeignClaim): Statement {
  const flow = flowOf(claim)
  const t = flow.variable
  const given = distinct('solution', replacements(claim, 'solution'))
  const solution = flow.rates.map(({ symbol }): Replacement => {
    const found = given.find((r) => isInstance(symbol, r.symbol))
    if (!found) throw new ForeignClaimError(`solution: nothing is given for ${print(symbol)}`)
    const loose = freeIndices(found.by).find((index) => !found.symbol.indices.includes(index))
    if (loose) throw new ForeignClaimError(`solution.${print(found.symbol)}: the index ${loose} is bound by nothing`)
    const names = new Map(
      found.symbol.indices.flatMap((index, k) =>
        typeof index === 'string' ? [[index, symbol.indices[k] as ast.Index] as const] : [],
      ),
    )
    return { symbol, by: renameIndices(found.by, names) }
  })
  const stray = given.find((r) => !flow.rates.some(({ symbol }) => isInstance(symbol, r.symbol)))
  if (stray) throw new ForeignClaimError(`solution: ${print(stray.symbol)} does not move`)
  const own = solution.find(({ by }) => flow.rates.some(({ symbol }) => namesOf(by).has(symbol.name)))
  if (own) throw new ForeignClaimError(`solution.${print(own.symbol)}: it is in terms of what moves`)
  const starts = initialValues(claim, t, solution)
  claim.declare()
  return allOf(claim.known, [
    solutionStatement(claim.known, flow, solution, []),
    ...starts.map(([l, r]) => equality(claim.known, l, r)),
    ...inDomain(claim, solution),
  ])
}

/** `initial`: the variable's value, and values there of the functions or of diff(y,t). */
function initialValues(claim: ForeignClaim, t: Sym, solution: readonly Replacement[]): (readonly [Expr, Expr])[] {
  if (!claim.has('initial')) return []
  const entries = claim.record('initial').map(([name, text]) => ({ name, of: claim.formula('initial', name), text }))
  const isTime = ({ of }: { readonly of: Expr }): boolean => of.kind === 'symbol' && of.name === t.name
  const start = entries.find(isTime)
  if (!start) throw new ForeignClaimError(`initial: expected the value of ${t.name}`)
  const texts = entries.map(({ of }) => print(of))
  const twice = texts.find((text, k) => texts.indexOf(text) !== k)
  if (twice !== undefined) throw new ForeignClaimError(`initial: ${twice} stands twice`)
  const place = claim.formula('initial', start.text)
  if (namesOf(place).has(t.name)) throw new ForeignClaimError(`initial: ${t.name} has no value of its own`)
  return entries
    .filter((entry) => !isTime(entry))
    .map(({ name, of, text }) => {
      if (!solution.some(({ symbol }) => symbolsOf(of).some((s) => isInstance(s, symbol))))
        throw new ForeignClaimError(`initial: ${name} has nothing of what moves`)
      return [ast.valueAt(unfold(of, solution), t, place), claim.formula('initial', text)] as const
    })
}

/** Terms that the kernel is asked about for an assertion, without those of a lemma. */
const termsAsked = (assertion: Assertion): number => {
  switch (assertion.kind) {
    case 'equal':
      return 2
    case 'solves':
      return assertion.rates.length + assertion.solution.length + assertion.initial.length
    default:
      return 1
  }
}

/** Several statements as one: proved when each is, refuted when one is. */
function allOf(scope: Scope, parts: readonly Statement[]): Statement {
  const [only] = parts
  if (only && parts.length === 1) return only
  const assertions = parts.map(({ proposition }) => proposition.assertion)
  return {
    proposition: scope.close({ kind: 'all', parts: assertions }),
    lines: parts.flatMap(({ lines }) => lines),
    rederive: async (session, unfolded, compare): Promise<Finding> => {
      let last: Finding = { outcome: 'could not', mode: 'checked', detail: 'it has no operation for this claim' }
      let at = 0
      for (const [k, part] of parts.entries()) {
        const count = termsAsked(assertions[k] as Assertion)
        const own = unfolded.slice(at, at + count)
        at += count
        // What the kernel did not come to is as it was stated.
        if (own.length < count || !part.rederive) return last
        last = await part.rederive(session, own, compare)
        if (last.outcome !== 'agrees') return last
      }
      return last
    },
  }
}
