/** Arbitrary trees and texts of the expression language. */
import fc from 'fast-check'
import * as ast from '../../src/expr/ast.js'
import type { Expr } from '../../src/expr/ast.js'
import { functionNames } from '../../src/functions/registry/registry.js'
import { ratio } from '../../src/expr/rational.js'
import { BORN_NAMES, ESCAPES } from '../hostile/claims.js'

const name = fc.oneof(
  fc.constantFrom('x', 'y', 'gamma', 's_u', 'X1', '_', 'E', 'e', 'I', 'sumx', 'd', 'x_inf', 'a_star_1', '__'),
  fc.constantFrom(...BORN_NAMES),
  fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,8}$/).filter((text) => !RESERVED.has(text)),
)
const RESERVED = new Set([
  'oo',
  'pi',
  'sum',
  'diff',
  'ln',
  'arcsin',
  'arccos',
  'arctan',
  'arcsinh',
  'arccosh',
  'arctanh',
])
for (const fn of functionNames()) RESERVED.add(fn)

const index = fc.oneof(name, fc.integer({ min: 1, max: 999_999_999 }))
const symbol = fc.tuple(name, fc.array(index, { maxLength: 2 })).map(([n, indices]) => ast.symbol(n, ...indices))
const literal = fc
  .tuple(fc.bigInt({ min: 0n, max: 10n ** 20n }), fc.nat(20))
  .map(([n, places]) => ast.rational(ratio(n, 10n ** BigInt(places))))

/** Whether it differentiates by a name that is an index there: an index is a number, and the parser refuses that. */
function differentiatesByIndex(e: Expr, indices: ReadonlySet<string> = new Set()): boolean {
  if (e.kind === 'derivative' && e.variable.indices.length === 0 && indices.has(e.variable.name)) return true
  const bound = e.kind === 'sum' ? [e.index, ...(e.below === undefined ? [] : [e.below])] : []
  const inner = bound.length > 0 ? new Set([...indices, ...bound]) : indices
  return ast.children(e).some((child) => differentiatesByIndex(child, inner))
}

/** With the numbers that indices count in place of symbols that are called so under a sum. */
function counting(e: Expr, indices: ReadonlySet<string> = new Set()): Expr {
  if (e.kind === 'symbol') return e.indices.length === 0 && indices.has(e.name) ? ast.index(e.name) : e
  if (e.kind === 'derivative') return ast.derivative(counting(e.body, indices), e.variable, e.order)
  const bound = e.kind === 'sum' ? [e.index, ...(e.below === undefined ? [] : [e.below])] : []
  const inner = bound.length > 0 ? new Set([...indices, ...bound]) : indices
  return ast.withChildren(
    e,
    ast.children(e).map((child) => counting(child, inner)),
  )
}

/** Every tree of the language, also those that no author would write. */
export const tree: fc.Arbitrary<Expr> = fc
  .letrec<{ tree: Expr }>((tie) => {
    const inner = tie('tree')
    const some = fc.array(inner, { minLength: 2, maxLength: 4 })
    return {
      tree: fc.oneof(
        { depthSize: 'medium', withCrossShrink: true },
        symbol,
        literal,
        fc.constant<Expr>(ast.PI),
        some.map((terms) => ast.add(...terms)),
        some.map((factors) => ast.multiply(...factors)),
        fc.tuple(inner, inner).map(([a, b]) => ast.divide(a, b)),
        fc.tuple(inner, inner).map(([a, b]) => ast.power(a, b)),
        fc.tuple(inner, inner).map(([a, b]) => ast.subtract(a, b)),
        inner.map(ast.negate),
        fc.tuple(fc.constantFrom(...functionNames()), inner).map(([fn, a]) => ast.call(fn, a)),
        fc.tuple(name, inner).map(([i, a]) => ast.sum(i, a)),
        inner.map((a) => ast.sumPairs('i', 'j', a)),
        fc.tuple(inner, symbol, fc.integer({ min: 1, max: 99 })).map(([a, x, n]) => ast.derivative(a, x, n)),
      ),
    }
  })
  .tree.filter((e) => !differentiatesByIndex(e))
  .map((e) => counting(e))

const TOKENS = [
  ...'+-*/^()[],<',
  '**',
  '(((((((((((',
  '))))))))))',
  '----------',
  '^^^',
  '2^',
  'sqrt(',
  'sum(i,',
  'sum(i<j,',
  'diff(',
  ',x)',
  '1e9',
  '1e-9',
  '0.1',
  '.5',
  '10^9',
  'pi',
  'x',
  'u[i]',
  'u[1]',
  ' ',
  '\n',
  ...functionNames(),
  ...BORN_NAMES,
  ...ESCAPES,
]

/** Texts that are nearly formulas, and texts that are nothing of the kind. */
export const text: fc.Arbitrary<string> = fc.oneof(
  fc.array(fc.constantFrom(...TOKENS), { maxLength: 40, size: 'max' }).map((tokens) => tokens.join('')),
  fc.string({ unit: 'binary', maxLength: 60, size: 'max' }),
  fc.string({ unit: 'grapheme-ascii', maxLength: 200, size: 'max' }),
  fc.array(fc.nat(0xffff), { maxLength: 40 }).map((units) => String.fromCharCode(...units)),
)
