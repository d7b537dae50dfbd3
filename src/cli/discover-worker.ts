/** The entry of a thread that searches a flow for what it conserves, and says what it found in words and as JSON. */
import { parentPort, workerData } from 'node:worker_threads'
import { type Discovery, type FirstIntegral, discover } from '../discovery/discover.js'
import { TooManyMonomials } from '../discovery/integrals.js'
import { FlowError } from '../discovery/vector-field.js'
import type { Expr } from '../expr/ast.js'
import { print, printSymbol } from '../expr/print.js'
import { rewrite } from '../expr/substitute.js'
import type { Domains } from '../kernel/core/normalize.js'
import { Unsupported } from '../kernel/core/outcome.js'
import type { Flow } from '../kernel/deciders/motions.js'
import type { Proof } from '../kernel/proof.js'
import { flowAtWidth } from '../verify/widths.js'

/** A flow and what is assumed of its symbols. */
export interface Stated {
  readonly flow: Flow
  readonly domains: Domains
}

/** The same as it is searched; `width` when its families were written out. */
interface Given extends Stated {
  readonly width?: number
}

export interface Search {
  readonly stated: Stated
  readonly degree: number
  readonly width: number
  readonly darboux: boolean
}

/** What was found, or what is wrong with the flow. */
export type Found =
  | { readonly lines: readonly string[]; readonly json: object; readonly bugs: readonly string[] }
  | { readonly wrong: string }

function found({ stated, degree, width, darboux }: Search): Found {
  const start = performance.now()
  try {
    const given = atWidth(stated, width)
    const discovery = discover(given.flow, { degree, darboux, domains: given.domains })
    const ms = Math.round(performance.now() - start)
    return {
      lines: linesOf(discovery, given.width, degree),
      json: { ...jsonOf(discovery), width: given.width, ms },
      bugs: discovery.bugs,
    }
  } catch (error) {
    return { wrong: inWords(error, stated.flow) }
  }
}

/** An error of the search in the terms of the flow as it was stated. */
function inWords(error: unknown, stated: Flow): string {
  if (error instanceof FlowError) {
    const column = error.column === undefined ? '' : `, column ${error.column}`
    const { symbol: head } = stated.rates.find((rule) => rule.symbol.name === error.symbol.name) ?? error
    return `flow.${printSymbol(head)}${column}: ${error.problem}`
  }
  if (error instanceof TooManyMonomials) return error.message
  if (error instanceof Unsupported) return `the computation outgrew its bounds: ${error.message}`
  throw error
}

/** Families and sums written out, where there are any. */
function atWidth(given: Stated, width: number): Given {
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

parentPort?.postMessage(found(workerData as Search))
