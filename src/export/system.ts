/** What another system is, to which a claim can be copied: how it writes what we write. One file a system. */
import type { Sym } from '../expr/ast.js'
import type { SignName } from '../proposition/proposition.js'

export type Relation = '=' | '!=' | '>' | '>=' | '<' | '<='
export type Infinity = 'oo' | '-oo'
export type Side = 'above' | 'below'

/** A symbol that a program speaks of. */
export interface Declared {
  readonly symbol: Sym
  /** What its values are known to be; undefined for any real number. */
  readonly domain: SignName | 'integer' | undefined
}

/** All texts that are put together are in the system's own syntax, and are in brackets where they need them. */
export interface ExportSystem {
  /** As readers know it. */
  readonly title: string
  readonly pi: string
  /** A symbol's name: no two have one, and none is a word of the language. */
  nameOf(name: string): string
  /** The value of a function of which `src/functions` says no other spelling. */
  apply(fn: string, argument: string): string
  power(base: string, exponent: string): string
  /** A rational number that is not whole. */
  quotient(n: bigint, d: bigint): string
  /** A whole number, or what is made of such, before an operation with another one: it must not become a float. */
  exact(text: string): string
  /** From `from` to the width d. */
  sum(body: string, index: string, from: string): string
  derivative(body: string, by: string, order: number): string
  /** A formula with a value put for a variable, unevaluated. */
  place(body: string, variable: string, value: string): string
  relation(lhs: string, relation: Relation, rhs: string): string
  infinity(value: Infinity): string
  /** Unevaluated where the system has such a form. From both sides, where no side is given and `to` is finite. */
  limit(
    body: string,
    variable: string,
    to: { readonly at: string; readonly side?: Side | undefined } | Infinity,
  ): string
  /** Statements that declare symbols and the indices of sums, then one that says `statement`. */
  program(symbols: readonly Declared[], indices: readonly string[], statement: string): string
}
