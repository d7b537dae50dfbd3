/** Fields that several kinds of lines read in one way: what is put for symbols, how they move, and the widths that are meant. */
import * as ast from '../expr/ast.js'
import type { Sym } from '../expr/ast.js'
import { type Motion, isInstance } from '../expr/differentiate.js'
import { print, printSymbol } from '../expr/print.js'
import { type Replacement, differentiatedBy, freeIndices } from '../expr/substitute.js'
import type { SignName, Widths } from '../proposition/proposition.js'
import { ForeignClaimError } from './foreign-error.js'
import type { ForeignClaim } from './foreign-claim.js'

export const SIGNS: readonly SignName[] = ['positive', 'nonnegative', 'negative', 'nonpositive', 'nonzero']

export function replacements(claim: ForeignClaim, field: string): Replacement[] {
  return claim
    .record(field)
    .map(([head, text]) => ({ symbol: claim.symbol(field, head), by: claim.formula(`${field}.${head}`, text) }))
}

/** Throws ForeignClaimError where a symbol has two rules. */
export function distinct<T extends { readonly symbol: Sym }>(field: string, rules: readonly T[]): readonly T[] {
  for (const [k, { symbol }] of rules.entries()) {
    const other = rules.slice(0, k).find((rule) => isInstance(symbol, rule.symbol) || isInstance(rule.symbol, symbol))
    if (other) throw new ForeignClaimError(`${field}: ${printSymbol(symbol)} stands twice`)
  }
  return rules
}

export function statedFlow(claim: ForeignClaim): Motion {
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

/** Every width unless some are given. */
export function statedWidths(claim: ForeignClaim): Widths {
  if (!claim.has('widths')) return 'every'
  return claim.list('widths').map((e) => {
    const value = ast.constantValue(e)
    if (value?.d === 1n && value.n >= 1n && value.n <= 12n) return Number(value.n)
    throw new ForeignClaimError(`widths: expected whole numbers from 1 to 12, found ${print(e)}`)
  })
}
