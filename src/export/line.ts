/** Displayed lines as programs that state the same in other systems. */
import { type Expr, type Index, type Sym, WIDTH, add, nodesOf, symbol } from '../expr/ast.js'
import { formulaFor } from './formula.js'
import { EXPORTERS, EXPORTER_NAMES, type ExporterName } from './registry.js'
import type { Declared, ExportSystem, Relation, Side } from './system.js'

/** A line's program in each system. */
export type Elsewhere = Readonly<Record<ExporterName, string>>

/** What is known of the values of a symbol, by its name, in words of a domain. */
export type DomainOf = (name: string) => string

/** That two formulas stand in a relation. */
export const relationElsewhere = (lhs: Expr, relation: Relation, rhs: Expr, domainOf: DomainOf): Elsewhere =>
  inEach([lhs, rhs], domainOf, (system, text) => system.relation(text(lhs), relation, text(rhs)))

/** That a formula has a limit. */
export function limitElsewhere({ expr, variable, target, value }: LimitLine, domainOf: DomainOf): Elsewhere {
  const infinite = typeof value === 'string'
  const parts = [expr, variable, ...(infinite ? [] : [value]), ...(typeof target === 'string' ? [] : [target.place])]
  return inEach(parts, domainOf, (system, text) => {
    const to = typeof target === 'string' ? target : { at: text(target.place), side: target.side }
    const limit = system.limit(text(expr), text(variable), to)
    return system.relation(limit, '=', infinite ? system.infinity(value) : text(value))
  })
}

export interface LimitLine {
  readonly expr: Expr
  readonly variable: Sym
  readonly target: 'oo' | '-oo' | { readonly place: Expr; readonly side?: Side | undefined }
  readonly value: Expr | 'oo' | '-oo'
}

/** A statement in each system, after the declarations of what stands in its parts. */
function inEach(
  parts: readonly Expr[],
  domainOf: DomainOf,
  statement: (system: ExportSystem, text: (e: Expr) => string) => string,
): Elsewhere {
  const { symbols, indices } = spokenOf(parts)
  const heads = [...new Map(symbols.map((one) => [one.name, one])).values()]
  const declared = heads.map((one): Declared => ({ symbol: one, domain: known(domainOf(one.name)) }))
  const programs = EXPORTER_NAMES.map((name) => {
    const system = EXPORTERS[name]
    return [
      name,
      system.program(
        declared,
        indices,
        statement(system, (e) => formulaFor(name, e)),
      ),
    ]
  })
  return Object.fromEntries(programs) as Elsewhere
}

/** The symbols and letters that count in some terms, those that are bound there as well: all have to be declared elsewhere. */
function spokenOf(parts: readonly Expr[]): { readonly symbols: readonly Sym[]; readonly indices: readonly string[] } {
  const symbols: Sym[] = []
  const indices = new Set<Index | undefined>()
  for (const node of nodesOf(add(...parts))) {
    const own = node.kind === 'derivative' ? node.variable : node
    if (own.kind === 'symbol') symbols.push(own)
    if (own.kind === 'index') indices.add(own.name)
    if (own.kind === 'sum') {
      symbols.push(symbol(WIDTH))
      indices.add(own.index).add(own.below)
    }
  }
  for (const one of symbols) for (const index of one.indices) indices.add(index)
  return { symbols, indices: [...indices].filter((index) => typeof index === 'string') }
}

const KNOWN = ['positive', 'negative', 'nonnegative', 'nonpositive', 'nonzero', 'integer'] as const
const known = (domain: string): Declared['domain'] => KNOWN.find((word) => word === domain)
