/** Propositions written as texts, for tests. */
import type { Sym } from '../expr/ast.js'
import { parseDomain } from '../expr/domain.js'
import { parse } from '../expr/parse.js'
import type { Assertion, Context, Proposition, SignName } from '../proposition/proposition.js'
import { prove } from './prove.js'
import type { Theorem } from './theorem.js'

export const symbol = (text: string): Sym => parse(text) as Sym
export const put = (by: Readonly<Record<string, string>>) =>
  Object.entries(by).map(([head, text]) => ({ symbol: symbol(head), by: parse(text) }))

export interface Parts {
  /** Domains by head. */
  readonly binders?: Readonly<Record<string, string>>
  /** Formula, and its declared domain, by head; users before what they use. */
  readonly definitions?: Readonly<Record<string, string | readonly [string, string]>>
  readonly flow?: Readonly<Record<string, string>>
}

function context({ binders = {}, definitions = {}, flow }: Parts): Context {
  return {
    binders: Object.entries(binders).map(([head, domain]) => {
      const { name, indices } = symbol(head)
      return { name, indices: indices.length, domain: parseDomain(domain) }
    }),
    definitions: Object.entries(definitions).map(([head, given]) => {
      const [text, domain] = typeof given === 'string' ? [given, 'real'] : given
      return { symbol: symbol(head), by: parse(text), domain: parseDomain(domain) }
    }),
    ...(flow && {
      flow: {
        variable: symbol('t'),
        rates: Object.entries(flow).map(([head, text]) => ({ symbol: symbol(head), rate: parse(text) })),
      },
    }),
  }
}
export const stated = (parts: Parts, assertion: Assertion): Proposition => ({ context: context(parts), assertion })
export const equal = (lhs: string, rhs: string): Assertion => ({ kind: 'equal', lhs: parse(lhs), rhs: parse(rhs) })
export const sign = (expr: string, word: SignName): Assertion => ({ kind: 'sign', expr: parse(expr), sign: word })
export const solves = (
  rates: Readonly<Record<string, string>>,
  solution: Readonly<Record<string, string>>,
  initial: Readonly<Record<string, string>> = {},
): Assertion => ({
  kind: 'solves',
  variable: symbol('t'),
  rates: Object.entries(rates).map(([head, text]) => ({ symbol: symbol(head), rate: parse(text) })),
  solution: put(solution),
  initial: put(initial),
})
export const holds = (parts: Parts, assertion: Assertion, cited: readonly Theorem[] = []): boolean =>
  prove(stated(parts, assertion), cited).theorem !== undefined
