/** rederive discover: what a polynomial flow conserves, found from the flow alone. Exit code 0: found or none; 1: a bug of ours; 2: bad input. */
import { readFileSync } from 'node:fs'
import { type Discovery, type FirstIntegral, discover } from '../discovery/discover.js'
import { FlowError } from '../discovery/vector-field.js'
import type { Expr, Sym } from '../expr/ast.js'
import { isInstance } from '../expr/differentiate.js'
import { type Domain, isScattered, parseDomain } from '../expr/domain.js'
import { FormulaError } from '../expr/formula-error.js'
import { parse } from '../expr/parse.js'
import { print, printSymbol } from '../expr/print.js'
import { rewrite } from '../expr/substitute.js'
import type { Domains } from '../kernel/core/normalize.js'
import { Unsupported } from '../kernel/core/outcome.js'
import type { Flow } from '../kernel/deciders/motions.js'
import type { Proof } from '../kernel/proof.js'
import { ExactNumber, exactJson } from '../verify/exact-json.js'
import { load } from '../verify/load.js'
import { flowAtWidth } from '../verify/widths.js'
import { TooManyMonomials } from '../discovery/integrals.js'
import { derivationFilesAt } from './files.js'
import { UsageError } from './interrupt.js'
import { watchedModules } from './apart/watched-modules.js'
import { type CodeOptions, isDerivationFile } from './options.js'
import { say, sayBeside } from './output.js'
import { problemLines } from './terminal.js'

interface DiscoverOptions extends CodeOptions {
  readonly degree: number
  readonly width: number
  readonly darboux?: true
  readonly json?: true
}

/** A flow and what is assumed of its symbols; `width` when its families were written out. */
interface Given {
  readonly flow: Flow
  readonly domains: Domains
  readonly width?: number
}

/** Prints what the flow of the file has. Returns the exit code. */
export async function runDiscover(file: string, options: DiscoverOptions, signal: AbortSignal): Promise<number> {
  const stated = isDerivationFile(file) ? await fromDerivation(file, options.fileLimit) : fromJson(file)
  signal.throwIfAborted()
  const given = atWidth(stated, options.width)
  const { degree, darboux = false } = options
  const start = performance.now()
  const found = attempted(stated.flow, () => discover(given.flow, { degree, darboux, domains: given.domains }))
  const ms = Math.round(performance.now() - start)
  if (options.json) say(JSON.stringify({ ...jsonOf(found), width: given.width, ms }))
  else for (const line of linesOf(found, given.width, degree)) say(line)
  for (const bug of found.bugs) sayBeside(`rederive: a bug of ours: ${bug}`)
  return found.bugs.length > 0 ? 1 : 0
}

/** Errors of the search in the terms of the flow as it was stated. */
function attempted<T>(stated: Flow, work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (error instanceof FlowError) {
      const column = error.column === undefined ? '' : `, column ${error.column}`
      const { symbol: head } = stated.rates.find((rule) => rule.symbol.name === error.symbol.name) ?? error
      throw new UsageError(`flow.${printSymbol(head)}${column}: ${error.problem}`)
    }
    if (error instanceof TooManyMonomials) throw new UsageError(error.message)
    if (error instanceof Unsupported) throw new UsageError(`the computation outgrew its bounds: ${error.message}`)
    throw error
  }
}

async function fromDerivation(file: string, fileLimit: number): Promise<Given> {
  const { sources, problems } = await load(derivationFilesAt([file]), watchedModules(fileLimit))
  const [problem] = problems
  if (problem) throw new UsageError(problemLines(problem))
  const [source] = sources
  const scope = source?.derivation.scope
  if (!scope?.flow) throw new UsageError(`${file} has no flow`)
  const { variable, rates } = scope.flow
  const flow = { variable, rates: rates.map((rule) => ({ symbol: rule.symbol, rate: scope.expand(rule.rate) })) }
  return { flow, domains: scope.domains() }
}

function fromJson(file: string): Given {
  let fields: unknown
  try {
    fields = exactJson(readFileSync(file === '-' ? 0 : file, 'utf8'))
  } catch (error) {
    throw new UsageError(`${file}: ${(error as Error).message}`)
  }
  if (!isRecord(fields)) throw new UsageError(`${file}: expected an object {"flow": {"x": "..."}, "assume": {...}}`)
  const unknown = Object.keys(fields).find((key) => !['flow', 'assume', 'variable'].includes(key))
  if (unknown !== undefined) throw new UsageError(`unknown field ${unknown}; expected flow, assume, variable`)
  const rates = texts(fields, 'flow').map(([head, text]) => ({
    symbol: symbolAt(`flow.${head}`, head),
    rate: formulaAt(`flow.${head}`, text),
  }))
  if (rates.length === 0) throw new UsageError('flow: expected at least one rate')
  for (const [k, { symbol: one }] of rates.entries())
    if (rates.slice(0, k).some(({ symbol: other }) => isInstance(one, other) || isInstance(other, one)))
      throw new UsageError(`flow: ${printSymbol(one)} has two rates`)
  const domains = new Map<string, Domain>()
  for (const [head, text] of fields.assume === undefined ? [] : texts(fields, 'assume')) {
    try {
      const { name } = symbolAt(`assume.${head}`, head)
      domains.set(name, parseDomain(text))
      if (isScattered(parseDomain(text)) && rates.some(({ symbol: moving }) => moving.name === name))
        throw new UsageError(`assume.${head}: ${name} moves, so it takes all values of an interval; found ${text}`)
    } catch (error) {
      if (!(error instanceof RangeError)) throw error
      throw new UsageError(`assume.${head}: ${error.message}`)
    }
  }
  const { variable = 't' } = fields
  if (typeof variable !== 'string') throw new UsageError('variable: expected the name of the time')
  const time = symbolAt('variable', variable)
  if (time.indices.length > 0) throw new UsageError(`variable: expected a name, found ${variable}`)
  if (rates.some(({ symbol: moving }) => moving.name === time.name))
    throw new UsageError(`flow.${time.name}: ${time.name} is the time, and has no rate of its own`)
  return { flow: { variable: time, rates }, domains }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof ExactNumber)

function texts(fields: Record<string, unknown>, field: string): [string, string][] {
  const value = fields[field]
  if (!isRecord(value)) throw new UsageError(`${field}: expected an object of formulas`)
  return Object.entries(value).map(([key, text]) => {
    if (text instanceof ExactNumber) return [key, text.text]
    if (typeof text !== 'string') throw new UsageError(`${field}.${key}: expected a formula`)
    return [key, text]
  })
}

function formulaAt(field: string, text: string): Expr {
  try {
    return parse(text)
  } catch (error) {
    if (!(error instanceof FormulaError)) throw error
    throw new UsageError(`${field}, column ${error.column}: ${error.message}`)
  }
}

function symbolAt(field: string, text: string): Sym {
  const e = formulaAt(field, text)
  if (e.kind !== 'symbol') throw new UsageError(`${field}: expected a symbol such as x or u[i], found ${text}`)
  return e
}

/** Families and sums written out, where there are any. */
function atWidth(given: Given, width: number): Given {
  const { variable, rates } = given.flow
  const wide = rates.some(({ symbol: s, rate }) => s.indices.some((index) => typeof index === 'string') || hasSum(rate))
  if (!wide) return given
  return { ...given, flow: { variable, rates: flowAtWidth({ variable, rates }, width) }, width }
}

function hasSum(e: Expr): boolean {
  let found = false
  rewrite(e, (node) => {
    found ||= node.kind === 'sum'
    return undefined
  })
  return found
}

function linesOf(found: Discovery, width: number | undefined, degree: number): string[] {
  const { states, integrals, dimensions, darboux } = found
  const lines = [
    `states ${states.map(printSymbol).join(', ')}${width === undefined ? '' : ` (width d = ${width})`}`,
    '',
    `polynomial first integrals up to degree ${degree}${integrals.length === 0 ? ': none' : ', each proved'}`,
  ]
  for (const { degree: k, dimension, generators } of dimensions) {
    const here = integrals.flatMap((one, n) => (one.degree === k ? [{ ...one, n: n + 1 }] : []))
    if (here.length === 0) continue
    lines.push(`  degree ${k}: the space up to here has dimension ${dimension}; ${generators} new`)
    for (const { n, expression, productOf } of here) {
      if (productOf.length === 0) lines.push(`    #${n} = ${print(expression)}`)
    }
    const products = here.filter(({ productOf }) => productOf.length > 0)
    if (products.length > 0) lines.push(`    products: ${products.map(productText).join(', ')}`)
  }
  if (darboux) {
    const none = darboux.complete ? 'none' : 'none found'
    lines.push(
      '',
      `Darboux polynomials f of degree 1, f' = K f${darboux.groups.length === 0 ? `: ${none}` : ', each proved'}`,
    )
    for (const { cofactor, members } of darboux.groups) {
      lines.push(`  K = ${print(cofactor)}`, ...members.map(({ polynomial }) => `    f = ${print(polynomial)}`))
    }
  }
  const conditions = conditionsOf(found)
  if (conditions.length > 0) lines.push('', `where ${conditions.join(', ')}`)
  lines.push('', `${found.complete ? 'complete' : 'not complete'}: ${found.why}`)
  return lines
}

function productText({ productOf }: FirstIntegral): string {
  const times = new Map<number, number>()
  for (const p of productOf) times.set(p, (times.get(p) ?? 0) + 1)
  return [...times].map(([p, k]) => `#${p + 1}${k === 1 ? '' : `^${k}`}`).join('*')
}

/** What the proofs assume beyond the domains, each once. */
function conditionsOf({ integrals, darboux }: Discovery): string[] {
  const proofs: Proof[] = [
    ...integrals.map(({ proof }) => proof),
    ...(darboux?.groups ?? []).flatMap(({ members }) => members.map(({ proof }) => proof)),
  ]
  return [
    ...new Set(proofs.flatMap(({ conditions }) => conditions.map(({ expr, must }) => `${print(expr)} is ${must}`))),
  ]
}

function jsonOf(found: Discovery): object {
  const { states, parameters, integrals, dimensions, darboux, complete, why, bugs } = found
  return {
    states: states.map(printSymbol),
    parameters: parameters.map(printSymbol),
    dimensions,
    integrals: integrals.map(({ expression, degree, productOf, proof }) => ({
      expression: print(expression),
      degree,
      ...(productOf.length > 0 && { productOf }),
      proof: proof.method,
    })),
    ...(darboux && {
      darboux: {
        groups: darboux.groups.map(({ cofactor, members }) => ({
          cofactor: print(cofactor),
          members: members.map(({ polynomial, proof }) => ({ polynomial: print(polynomial), proof: proof.method })),
        })),
        complete: darboux.complete,
        why: darboux.why,
      },
    }),
    conditions: conditionsOf(found),
    complete,
    why,
    bugs,
  }
}
