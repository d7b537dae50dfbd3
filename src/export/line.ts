/** Displayed lines as programs that state the same in other systems. */
import { type Expr, type Sym, WIDTH, children, add, symbol } from '../expr/ast.js'
import { symbolsOf } from '../expr/substitute.js'
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
  const symbols = [...symbolsOf(add(...parts)), ...(parts.some(hasSum) ? [symbol(WIDTH)] : [])]
  const heads = [...new Map(symbols.map((one) => [one.name, one])).values()]
  const declared = heads.map((one): Declared => ({ symbol: one, domain: known(domainOf(one.name)) }))
  const indices = symbols.flatMap((one) => one.indices.filter((index) => typeof index === 'string'))
  const programs = EXPORTER_NAMES.map((name) => {
    const system = EXPORTERS[name]
    return [
      name,
      system.program(
        declared,
        [...new Set(indices)],
        statement(system, (e) => formulaFor(name, e)),
      ),
    ]
  })
  return Object.fromEntries(programs) as Elsewhere
}

const hasSum = (e: Expr): boolean => e.kind === 'sum' || children(e).some(hasSum)

const KNOWN = ['positive', 'negative', 'nonnegative', 'nonpositive', 'nonzero', 'integer'] as const
const known = (domain: string): Declared['domain'] => KNOWN.find((word) => word === domain)
