/** The fields of a claim that nobody here wrote: one JSON object, read into the formulas of which derivations are made, too. */
import { Scope } from '../derivation/scope.js'
import * as ast from '../expr/ast.js'
import type { Expr, Sym } from '../expr/ast.js'
import { REAL, parseDomain } from '../expr/domain.js'
import { AuthorError } from '../expr/author-error.js'
import { FormulaError } from '../expr/formula-error.js'
import { parse, parseStated, positionOf } from '../expr/parse.js'
import { placed, print } from '../expr/print.js'
import { differentiatedBy, freeIndices, rewrite, symbolsOf } from '../expr/substitute.js'
import { ExactNumber } from './exact-json.js'
import { ForeignClaimError } from './foreign-error.js'
import { unknownKey } from './known-keys.js'
import type { Statement } from './statement.js'

/** Nodes that a formula may have once what is given for its symbols is put in. */
const MOST_NODES = 200_000
/** Largest numeric index: random instances have at least that width. */
const LARGEST_INDEX = 1000

/** Fields that any line may have and that say nothing of the claim. */
const REMARKS = ['note', 'source', 'expect', 'also', 'why', 'truth', 'twin-of', 'says']
const COMMON = ['id', 'kind', 'assume']

/** A kind of claim that a line may make. */
export interface ForeignKind {
  /** What authors of derivations call it. */
  readonly authors: readonly string[]
  readonly needs: readonly string[]
  readonly may?: readonly string[]
  /** Whether it speaks of the width, even where its formulas do not. */
  readonly hasWidth?: boolean
  state(claim: ForeignClaim): Statement
}

/** One JSON object as a claim of a kind. */
export class ForeignClaim {
  readonly known = new Scope()
  private readonly assumed = new Map<string, string>()
  private readonly read: Expr[] = []

  constructor(
    readonly id: string,
    /** The name of its kind. */
    readonly kind: string,
    private readonly of: ForeignKind,
    private readonly fields: Readonly<Record<string, unknown>>,
  ) {}

  /** The statement. Throws ForeignClaimError for a field that is missing, unknown or cannot be read. */
  statement(): Statement {
    const { needs, may = [], state } = this.of
    const wrong = unknownKey(Object.keys(this.fields), [...needs, ...may, ...COMMON], REMARKS)
    if (wrong) throw new ForeignClaimError(wrong)
    const missing = needs.filter((field) => !this.has(field))
    if (missing.length > 0) {
      const named = missing.map((field) => JSON.stringify(field)).join(', ')
      throw new ForeignClaimError(`missing ${named}: ${this.kind} needs ${needs.join(', ')}`)
    }
    this.readAssumptions()
    try {
      return state(this)
    } catch (error) {
      if (!(error instanceof AuthorError)) throw error
      throw new ForeignClaimError(error.message, error instanceof FormulaError ? error.column : undefined)
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
    for (const s of expressions.flatMap((e) => [...symbolsOf(e), ...variablesIn(e)])) heads.set(s.name, s)
    for (const s of expressions.flatMap(namedIn))
      if ((heads.get(s.name) ?? s).indices.length !== s.indices.length)
        throw new ForeignClaimError(`${s.name} stands with an index and without`)
    const indices = new Set(expressions.flatMap((e) => [...freeIndices(e), ...boundNumbers(e)]))
    const width = this.of.hasWidth || expressions.some(hasWidth)
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

/** All symbols, bound ones as well. */
const namedIn = (e: Expr): Sym[] =>
  [...ast.nodesOf(e)].flatMap((node) => {
    if (node.kind === 'symbol') return [node]
    if (node.kind !== 'derivative') return []
    return [node.variable, ...(node.at ? [placed(node.variable, node.at)] : [])]
  })

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
