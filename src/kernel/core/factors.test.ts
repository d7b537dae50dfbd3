import { expect, test } from 'vitest'
import { parse } from '../../expr/parse.js'
import { print } from '../../expr/print.js'
import { nothingKnown } from './generators.js'
import { Normalizer } from './normalize.js'

/** The factors of a polynomial in x, y, z, as texts in order of length. */
function factors(text: string): string[] {
  const n = new Normalizer(new Map(), nothingKnown(true))
  const { core } = n.polys.primitive(n.normalize(parse(text)).num)
  const found = n.field.factors.of(core)
  const product = found.reduce((a, b) => n.polys.multiply(a, b))
  const rest = n.polys.isZero(n.polys.subtract(product, core)) ? product : n.polys.negate(product)
  expect(n.polys.isZero(n.polys.subtract(rest, core))).toBe(true)
  return found.map((p) => print(n.readable(n.fractions.of(p)))).sort((a, b) => a.length - b.length || (a < b ? -1 : 1))
}

test.each<[string, number]>([
  ['x^2 - 1', 2],
  ['x^2 - y^2', 2],
  ['x^2 + 3*x + 2', 2],
  ['x^4 - 1', 3],
  ['6*x^3 - 11*x^2 + 6*x - 1', 3],
  ['x*y + x + y + 1', 2],
  ['x^2*y - y', 2],
  ['x^2 + 2*x*y + y^2 - z^2', 2],
  ['x^2 + 1', 1],
  ['x^2 - 2', 1],
  ['x^2 + y^2', 1],
  ['x + y', 1],
  ['(x - 1/3)*(x + 1/2)*(x^2 + x + 1)', 3],
])('%s has %i factors that are sums', (text, count) => {
  expect(factors(text).filter((factor) => /[+-]/.test(factor))).toHaveLength(count)
})
