/** What tests of the kernel are about, from texts. */
import type { Sym } from '../expr/ast.js'
import { type Domain, parseDomain } from '../expr/domain.js'
import { parse } from '../expr/parse.js'
import { print } from '../expr/print.js'
import type { Replacement } from '../expr/substitute.js'
import type { Flow } from './deciders/motions.js'
import { type Answer, proveEqual } from './proof.js'

export type Assume = Readonly<Record<string, string>>

export const domainsOf = (assume: Assume): Map<string, Domain> =>
  new Map(Object.entries(assume).map(([name, text]) => [name, parseDomain(text)] as const))

export const equal = (lhs: string, rhs: string, assume: Assume = {}): Answer =>
  proveEqual(parse(lhs), parse(rhs), domainsOf(assume))

export const conditionsOf = (answer: Answer): string[] =>
  (answer.proof?.conditions ?? []).map((c) => `${print(c.expr)} ${c.must}`)

export const symbolOf = (text: string): Sym => parse(text) as Sym

/** A flow in the time t. */
export const flowOf = (rates: Readonly<Record<string, string>>): Flow => ({
  variable: symbolOf('t'),
  rates: Object.entries(rates).map(([symbol, rate]) => ({ symbol: symbolOf(symbol), rate: parse(rate) })),
})

export const replacements = (by: Readonly<Record<string, string>>): Replacement[] =>
  Object.entries(by).map(([symbol, text]) => ({ symbol: symbolOf(symbol), by: parse(text) }))
