/** Arbitrary terms with binders in binders: derivatives, places, sums, pairs, members beside families, few names so that they meet. */
import fc from 'fast-check'
import * as ast from '../../src/expr/ast.js'
import type { Expr, Sym } from '../../src/expr/ast.js'
import { parse } from '../../src/expr/parse.js'
import { print } from '../../src/expr/print.js'

/** What a term may speak of. */
export interface Vocabulary {
  /** Numbers, defined or not. */
  readonly scalars: readonly string[]
  readonly families: readonly string[]
  /** What may be differentiated by, of both. */
  readonly variables: readonly string[]
  /** Indices that are bound where the term stands. */
  readonly indices: readonly string[]
  /** Whether those may be used as numbers. */
  readonly counts?: boolean
  /** Functions that are no polynomials. */
  readonly functions?: boolean
  /** Numeric indices. */
  readonly members?: readonly number[]
}

/** Names of indices; n is what the program itself takes for a place. */
export const INDICES = ['i', 'j', 'n', 'i1']
const SMALL = fc.constantFrom(1, 2, 3).map((k) => ast.rational(k))

/** An index of a family: bound, or a member. */
const indexIn = ({ indices, members = [1, 2] }: Vocabulary): fc.Arbitrary<ast.Index> | undefined => {
  const bound = indices.length > 0 ? [{ arbitrary: fc.constantFrom<ast.Index>(...indices), weight: 4 }] : []
  const named = members.length > 0 ? [{ arbitrary: fc.constantFrom<ast.Index>(...members), weight: 1 }] : []
  return bound.length + named.length === 0 ? undefined : fc.oneof(...bound, ...named)
}

function leaf(words: Vocabulary): fc.Arbitrary<Expr> {
  const { scalars, families, indices, counts = true } = words
  const index = indexIn(words)
  return fc.oneof(
    { arbitrary: fc.constantFrom(...scalars).map((name): Expr => ast.symbol(name)), weight: 6 },
    { arbitrary: SMALL, weight: 2 },
    { arbitrary: fc.constant<Expr>(ast.symbol(ast.WIDTH)), weight: 1 },
    ...(families.length > 0 && index
      ? [
          {
            arbitrary: fc.tuple(fc.constantFrom(...families), index).map(([u, k]): Expr => ast.symbol(u, k)),
            weight: indices.length > 0 ? 9 : 2,
          },
        ]
      : []),
    ...(indices.length > 0 && counts
      ? [{ arbitrary: fc.constantFrom(...indices).map((name): Expr => ast.index(name)), weight: 2 }]
      : []),
  )
}

const known = new Map<string, fc.Arbitrary<Expr>>()

/** A term of at most that depth. */
export function term(depth: number, words: Vocabulary): fc.Arbitrary<Expr> {
  const key = `${depth} ${JSON.stringify(words)}`
  const found = known.get(key)
  if (found) return found
  const made = depth === 0 ? leaf(words) : node(depth, words)
  known.set(key, made)
  return made
}

function node(depth: number, words: Vocabulary): fc.Arbitrary<Expr> {
  const inner = term(depth - 1, words)
  const under = (...names: string[]): fc.Arbitrary<Expr> =>
    term(depth - 1, { ...words, indices: [...new Set([...words.indices, ...names])] })
  const variables = words.variables.filter((name) => words.scalars.includes(name))
  const families = words.variables.filter((name) => words.families.includes(name))
  const index = indexIn(words)
  const variable = variables.length > 0 ? fc.constantFrom(...variables) : fc.constant('')
  const order = fc.oneof({ arbitrary: fc.constant(1), weight: 3 }, { arbitrary: fc.constant(2), weight: 1 })
  const any: fc.WeightedArbitrary<Expr>[] = [
    { arbitrary: leaf(words), weight: 2 },
    { arbitrary: fc.tuple(inner, inner).map(([a, b]) => ast.add(a, b)), weight: 3 },
    { arbitrary: fc.tuple(inner, inner).map(([a, b]) => ast.subtract(a, b)), weight: 1 },
    { arbitrary: fc.tuple(inner, inner).map(([a, b]) => ast.multiply(a, b)), weight: 6 },
    { arbitrary: inner.map((a) => ast.power(a, ast.rational(2))), weight: 3 },
    { arbitrary: fc.tuple(inner, fc.constantFrom(2, 3)).map(([a, k]) => ast.divide(a, ast.rational(k))), weight: 1 },
    {
      arbitrary: fc.constantFrom(...INDICES).chain((i) => under(i).map((body) => ast.sum(i, body))),
      weight: 4,
    },
    {
      arbitrary: fc
        .constantFrom(['i', 'j'], ['j', 'i'], ['n', 'i'])
        .chain(([i, j]) => under(i as string, j as string).map((body) => ast.sumPairs(i as string, j as string, body))),
      weight: 1,
    },
  ]
  if (variables.length > 0)
    any.push(
      {
        arbitrary: fc.tuple(inner, variable, order).map(([a, x, k]) => ast.derivative(a, ast.symbol(x), k)),
        weight: 6,
      },
      {
        arbitrary: fc
          .tuple(inner, variable, order, inner)
          .map(([a, x, k, by]) => ast.derivative(a, ast.symbol(x), k, { by })),
        weight: 3,
      },
      {
        arbitrary: fc.tuple(inner, variable, inner).map(([a, x, by]) => ast.valueAt(a, ast.symbol(x), by)),
        weight: 3,
      },
    )
  if (families.length > 0 && index) {
    const member = fc.tuple(fc.constantFrom(...families), index).map(([u, k]): Sym => ast.symbol(u, k))
    const name = fc.constantFrom('i', 'n')
    any.push(
      { arbitrary: fc.tuple(inner, member).map(([a, s]) => ast.derivative(a, s)), weight: 4 },
      {
        arbitrary: name.chain((n) =>
          fc.tuple(inner, member, under(n)).map(([a, s, by]) => ast.derivative(a, s, 1, { by, index: n })),
        ),
        weight: 2,
      },
      {
        arbitrary: name.chain((n) =>
          fc
            .tuple(inner, fc.constantFrom(...families), under(n))
            .map(([a, u, by]) => ast.derivative(a, ast.symbol(u, 1), 0, { by, index: n })),
        ),
        weight: 1,
      },
    )
  }
  if (words.functions)
    any.push(
      {
        arbitrary: fc.tuple(fc.constantFrom('exp', 'log', 'abs', 'sqrt', 'sin'), inner).map(([f, a]) => ast.call(f, a)),
        weight: 6,
      },
      { arbitrary: fc.tuple(inner, inner).map(([a, b]) => ast.divide(a, b)), weight: 3 },
    )
  return fc.oneof({ depthSize: 'small', withCrossShrink: true }, ...any)
}

/** As it is read back: a place around a derivative by the same name is that derivative's own. */
export const asRead = (e: Expr, indices: readonly string[] = []): Expr => {
  const read = parse(print(e))
  return indices.length === 0 ? read : counting(read, new Set(indices))
}

/** Bare free names that are indices as what they count; the parser knows only those of sums around them. */
function counting(e: Expr, names: ReadonlySet<string>): Expr {
  if (e.kind === 'symbol' && e.indices.length === 0 && names.has(e.name)) return ast.index(e.name)
  return ast.withChildren(
    e,
    ast.children(e).map((child) => counting(child, names)),
  )
}
