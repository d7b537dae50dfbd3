/** Theorems about every width. */
import { describe, expect, it } from 'vitest'
import type { Sym } from '../../expr/ast.js'
import { parseDomain } from '../../expr/domain.js'
import { parse } from '../../expr/parse.js'
import type { Assertion, Context } from '../../proposition/proposition.js'
import { flowOf } from '../as-text.example.js'
import { a, b, c, exprs, quadratics } from './every-width.example.js'
import { prove } from '../prove.js'

describe('a theorem at every width', () => {
  const real = parseDomain('real')
  const context = (rates: Record<string, string>, definitions: Record<string, string>): Context => ({
    binders: ['u', 'w', 'm'].map((name) => ({ name, indices: name === 'm' ? 0 : 1, domain: real })),
    definitions: Object.entries(definitions).map(([head, text]) => ({
      symbol: parse(head) as Sym,
      by: parse(text),
      domain: real,
    })),
    flow: flowOf(rates),
  })
  const rotation = { 'u[i]': 'w[i]', 'w[i]': '-u[i]' }
  const proved = (rates: Record<string, string>, definitions: Record<string, string>, assertion: Assertion) =>
    prove({ context: context(rates, definitions), assertion }).theorem !== undefined
  const ranked = (family: string[], formula: string, widths: 'every' | number[] = 'every'): Assertion => ({
    kind: 'rank',
    family: exprs(family),
    rank: parse(formula),
    widths,
  })
  const spanned = (family: string[], formula: string, widths: 'every' | number[] = 'every'): Assertion => ({
    kind: 'space',
    family: exprs(family),
    dimension: parse(formula),
    cofactor: parse('0'),
    degree: 2,
    widths,
  })

  it('sees through definitions', () => {
    const definitions = { 'E[i]': 'u[i]^2 + w[i]^2', n: 'd^2' }
    expect(proved(rotation, definitions, ranked(['E[i]'], 'd'))).toBe(true)
    expect(proved(rotation, definitions, spanned(['E[i]', b('i', 'j'), c('i', 'j')], 'n'))).toBe(true)
  })

  it('does not take a name for any number, as the one that it has may be special', () => {
    const definitions = { k: 'm - m', l: '1 + m - m' }
    for (const widths of ['every', [1, 2]] as const) {
      const at = widths === 'every' ? widths : [...widths]
      expect(proved(rotation, definitions, ranked([`k*${a('i')}`], 'd', at))).toBe(false)
      expect(proved(rotation, definitions, ranked([`l*${a('i')}`], 'd', at))).toBe(true)
      expect(proved(rotation, definitions, spanned([`l*${a('i')}`, b('i', 'j'), c('i', 'j')], 'd^2', at))).toBe(true)
      const driven = { 'u[i]': 'k*w[i]', 'w[i]': '-k*u[i]' }
      expect(proved(driven, definitions, spanned(quadratics, 'd^2', at))).toBe(false)
    }
  })
})
