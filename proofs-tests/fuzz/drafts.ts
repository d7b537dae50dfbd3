/** Drafts of random claims: a term with binders in binders, what its names mean, and in which of the ways and kinds it is claimed what it is. */
import fc from 'fast-check'
import * as ast from '../../src/expr/ast.js'
import type { Expr, Sym } from '../../src/expr/ast.js'
import type { Definition } from './reading.js'
import { type Vocabulary, asRead, term } from './terms.js'

export type Route = 'tree' | 'derivation' | 'line'
const KINDS = ['equal', 'sign', 'limit', 'far', 'taylor', 'expansion', 'along', 'step'] as const
type Kind = (typeof KINDS)[number] | 'growth' | 'wide'

export interface Draft {
  readonly route: Route
  readonly kind: Kind
  readonly e: Expr
  /** Users before what they use. */
  readonly definitions: readonly Definition[]
  /** Definitions of the derivation that is built on, made anew here. */
  readonly inherited: readonly Definition[]
  /** Values of symbols that are differentiated by. */
  readonly given: readonly Definition[]
  readonly rates: readonly { readonly symbol: Sym; readonly rate: Expr }[]
  readonly step: readonly Definition[]
  readonly factor: Expr
  readonly variable: string
  readonly place: Expr
  readonly side: 'above' | 'below' | undefined
  readonly free: boolean
  /** Whether it is differentiated by the time, where there is a flow. */
  readonly timed: boolean
}

export const SCALARS = ['x', 'y', 'k', 't']
export const FAMILIES = ['u', 'w']
const BASE: Vocabulary = { scalars: SCALARS, families: FAMILIES, variables: ['x', 'y', 'u', 't'], indices: [] }
const DEFINED: Vocabulary = {
  ...BASE,
  scalars: ['x', 'y', 'p', 'q', 'p', 'q', 't'],
  families: ['u', 'w', 'v', 'v'],
}
const ONLY_WIDTH: Vocabulary = { scalars: ['d', 'p'], families: [], variables: [], indices: [], members: [] }
export const T: Sym = ast.symbol('t')

const family = (name: string): Sym => ast.symbol(name, 'i')
const define = (symbol: Sym, by: Expr): Definition => ({ symbol, by: asRead(by, symbol.indices as string[]) })

const definitions: fc.Arbitrary<readonly Definition[]> = fc
  .tuple(
    term(2, { ...DEFINED, scalars: ['x', 'y', 'p', 'p'], indices: [] }),
    term(2, { ...BASE, families: ['u', 'w', 'v'] }),
    term(2, { ...BASE, indices: ['i'] }),
  )
  .map(([q, p, v]) => [define(ast.symbol('q'), q), define(ast.symbol('p'), p), define(family('v'), v)])

const given: fc.Arbitrary<readonly Definition[]> = fc.oneof(
  { arbitrary: fc.constant([]), weight: 3 },
  {
    arbitrary: term(1, { ...BASE, scalars: ['y', 'k'], variables: [], families: ['u'] }).map((by) => [
      define(ast.symbol('x'), by),
    ]),
    weight: 2,
  },
  {
    arbitrary: term(1, { ...BASE, scalars: ['y', 'k'], variables: [], families: ['w'], indices: ['i'] }).map((by) => [
      define(family('u'), by),
    ]),
    weight: 1,
  },
)

const small: Vocabulary = { ...BASE, variables: [], scalars: ['x', 'y', 'k', 't'], families: ['u'], members: [1] }
const rates = fc.oneof(
  { arbitrary: fc.constant([]), weight: 1 },
  {
    arbitrary: fc
      .tuple(term(1, small), term(1, { ...small, families: ['u', 'w'], indices: ['i'] }), fc.nat(2))
      .map(([x, u, which]) => {
        const both = [
          { symbol: ast.symbol('x'), rate: asRead(x) },
          { symbol: family('u'), rate: asRead(u, ['i']) },
        ]
        return which === 2 ? both : [both[which] as (typeof both)[number]]
      }),
    weight: 1,
  },
)

const narrow: fc.Arbitrary<Draft> = fc
  .record({
    route: fc.constantFrom<Route>('tree', 'tree', 'derivation', 'derivation', 'line'),
    kind: fc.constantFrom<Kind>(...KINDS, 'equal', 'equal', 'equal', 'equal', 'along', 'limit'),
    free: fc.boolean(),
    timed: fc.boolean(),
    e: fc.constant(ast.rational(0) as Expr),
    definitions,
    inherited: fc.oneof(
      fc.constant([] as readonly Definition[]),
      definitions.map((all) => all.slice(1)),
    ),
    given,
    rates,
    step: fc
      .tuple(term(1, small), term(1, { ...small, indices: ['i'] }))
      .map(([x, u]) => [define(ast.symbol('x'), x), define(family('u'), u)]),
    factor: term(1, { ...small, scalars: ['k', 't', 'x'] }).map((e) => asRead(e)),
    variable: fc.constantFrom('x', 'y', 't'),
    place: fc.constantFrom<Expr>(ast.rational(0), ast.rational(2), ast.rational(-1), ast.symbol('k')),
    side: fc.constantFrom(undefined, undefined, 'above' as const, 'below' as const),
  })
  .chain((draft) => {
    const words = draft.route === 'line' ? BASE : DEFINED
    const indices = draft.free && draft.route !== 'line' && ['equal', 'sign'].includes(draft.kind) ? ['j'] : []
    return term(3, { ...words, indices }).map((e) => ({ ...draft, e: asRead(e, indices) }))
  })

/** Claims about the width alone. */
const wide: fc.Arbitrary<Draft> = fc
  .tuple(
    fc.constantFrom<Route>('tree', 'derivation', 'line'),
    fc.constantFrom<Kind>('wide', 'growth'),
    term(3, ONLY_WIDTH),
    term(2, { ...ONLY_WIDTH, scalars: ['d'] }),
  )
  .map(([route, kind, e, p]): Draft => {
    const own = asRead(e)
    return {
      route,
      kind,
      // A line has no definitions.
      e: route === 'line' ? asRead(withoutDefinition(own, p)) : own,
      definitions: route === 'line' ? [] : [define(ast.symbol('p'), p)],
      inherited: [],
      given: [],
      rates: [],
      step: [],
      factor: ast.rational(1),
      variable: ast.WIDTH,
      place: ast.rational(0),
      side: undefined,
      free: false,
      timed: false,
    }
  })

const withoutDefinition = (e: Expr, p: Expr): Expr =>
  e.kind === 'symbol' && e.name === 'p'
    ? p
    : ast.withChildren(
        e,
        ast.children(e).map((child) => withoutDefinition(child, p)),
      )

export const draft: fc.Arbitrary<Draft> = fc.oneof({ arbitrary: narrow, weight: 5 }, { arbitrary: wide, weight: 1 })

const HAS_FLOW: ReadonlySet<Kind> = new Set(['equal', 'sign', 'limit', 'expansion', 'step', 'along'])

/** What of a draft goes together. */
export function settled(d: Draft): Draft {
  const line = d.route === 'line'
  const flows = d.kind === 'along' || (HAS_FLOW.has(d.kind) && !line)
  const lets = ['limit', 'far', 'taylor', 'expansion'].includes(d.kind)
  // The author's form of a Taylor expansion is about t.
  const variable = d.kind === 'taylor' && d.route === 'derivation' ? 't' : d.variable
  const some = d.rates.length > 0 ? d.rates : [{ symbol: ast.symbol('x'), rate: ast.symbol('y') as Expr }]
  const own = d.kind === 'along' ? some : flows ? d.rates : []
  const kept = own.length > 0 && lets && variable === 't' ? [] : own
  const isFree = (name: string): boolean =>
    d.kind !== 'step' && !(lets && name === variable) && !kept.some(({ symbol }) => symbol.name === name)
  const timed = d.timed && kept.length > 0 && d.kind !== 'along'
  return {
    ...d,
    e: timed ? ast.derivative(d.e, T) : d.e,
    variable,
    rates: kept,
    definitions: line ? [] : d.definitions,
    inherited: d.route === 'derivation' ? d.inherited : [],
    given: line ? [] : d.given.filter(({ symbol }) => isFree(symbol.name)),
  }
}
