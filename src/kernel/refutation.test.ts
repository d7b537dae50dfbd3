import { describe, expect, it } from 'vitest'
import { parse } from '../expr/parse.js'
import type { Assertion } from '../proposition/proposition.js'
import { refute } from './refutation.js'
import { stated, symbol } from './written.example.js'

const PARTS = { binders: { x: 'real', h: 'real', a: 'positive', b: 'real' } }

const series = (expr: string, coefficients: readonly string[], low = 0): Assertion => ({
  kind: 'expansion',
  expr: parse(expr),
  variable: symbol('h'),
  low,
  coefficients: coefficients.map((text) => parse(text)),
})
const taylor = (expr: string, coefficients: readonly string[]): Assertion => ({
  kind: 'taylor',
  expr: parse(expr),
  variable: symbol('x'),
  coefficients: coefficients.map((text) => parse(text)),
})

describe.each<[string, (expr: string, coefficients: readonly string[]) => Assertion, string]>([
  ['series', series, 'h'],
  ['Taylor coefficients', taylor, 'x'],
])('%s', (_, claim, x) => {
  const found = (expr: string, ...coefficients: string[]): string | undefined => {
    const refutation = refute(stated(PARTS, claim(expr.replaceAll('#', x), coefficients)))
    return refutation && `${refutation.what}: ${refutation.found}, not ${refutation.claimed}`
  }

  it('are refuted by the first coefficient that is another', () => {
    expect(found('cosh(#)', '1', '0', '1/2', '0', '1/12')).toBe(
      'the coefficient of order 4 and the one claimed: 1/24, not 1/12',
    )
    expect(found('exp(a*#)', '1', '2*a', '7')).toMatch(/^the coefficient of order 1 and the one claimed: .*, not 2\*a$/)
    expect(found('exp(#)', '1', '1', '1/2')).toBeUndefined()
  })

  it('are not where the two may be the same', () => {
    expect(found('exp(b*#)', '1', '2*b')).toBeUndefined()
    expect(found('exp(b*#)', '1', 'abs(b)')).toBeUndefined()
    expect(found('exp(b*#)', '1', 'b + 1')).toBeDefined()
  })
})

describe('a series', () => {
  it('from a lower order on is refuted by its order', () => {
    expect(refute(stated(PARTS, series('1/h + h', ['1', '1', '1'], -1)))).toMatchObject({
      what: 'the coefficient of order 0 and the one claimed',
      found: '0',
    })
  })
})
