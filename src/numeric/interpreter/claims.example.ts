/** Propositions from texts, for tests. */
import type { Sym } from '../../expr/ast.js'
import { REAL, parseDomain } from '../../expr/domain.js'
import { parse } from '../../expr/parse.js'
import type { Assertion, AssertionOf, Binder, Context, Proposition } from '../../proposition/proposition.js'

type Texts = Readonly<Record<string, string>>

/** Binders from words such as `x`, `k:positive`, `u[]`, `n:integer`. */
function binders(words: string): Binder[] {
  return words.split(' ').flatMap((word): Binder[] => {
    const [head = '', domain] = word.split(':')
    if (head === '') return []
    const family = head.endsWith('[]')
    return [
      {
        name: family ? head.slice(0, -2) : head,
        indices: family ? 1 : 0,
        domain: domain === undefined ? REAL : parseDomain(domain),
      },
    ]
  })
}

export const replacements = (texts: Texts) =>
  Object.entries(texts).map(([symbol, by]) => ({ symbol: parse(symbol) as Sym, by: parse(by) }))

export const rates = (texts: Texts) => replacements(texts).map(({ symbol, by }) => ({ symbol, rate: by }))

export const context = (words: string, definitions: Texts = {}, flow?: Texts): Context => ({
  binders: binders(words),
  definitions: replacements(definitions).map((definition) => ({ ...definition, domain: REAL })),
  ...(flow && { flow: { variable: parse('t') as Sym, rates: rates(flow) } }),
})

export const claim = (where: Context | string, assertion: Assertion): Proposition => ({
  context: typeof where === 'string' ? context(where) : where,
  assertion,
})

export const equal = (where: Context | string, lhs: string, rhs: string): Proposition =>
  claim(where, { kind: 'equal', lhs: parse(lhs), rhs: parse(rhs) })

export const sign = (where: Context | string, expr: string, name: AssertionOf<'sign'>['sign']): Proposition =>
  claim(where, { kind: 'sign', expr: parse(expr), sign: name })

export const along = (where: Context, expr: string, rate: string): Proposition =>
  claim(where, { kind: 'along', expr: parse(expr), rate: parse(rate) })

/** Targets `oo`, `-oo`, a place `0`, or from one side `0+`, `0-`. */
export function limit(where: Context | string, expr: string, path: string, value: string): Proposition {
  const [variable = '', to = ''] = path.split('->').map((part) => part.trim())
  const side = to.endsWith('+') ? 'above' : to.endsWith('-') ? 'below' : undefined
  const target =
    to === 'oo' || to === '-oo' ? to : { place: parse(side ? to.slice(0, -1) : to), ...(side && ({ side } as const)) }
  return claim(where, {
    kind: 'limit',
    expr: parse(expr),
    variable: parse(variable) as Sym,
    target,
    value: value === 'oo' || value === '-oo' ? value : parse(value),
  })
}
