/**
 * Where a derivative may exist though its formula has no value. The rules of differentiation divide by what a root or an absolute value is taken
 * of: the formula for the derivative of x*abs(x) has none at 0, where there is one, and that of sqrt((x + abs(x))^2) none at any negative x. A
 * claim about a derivative speaks of these points too. What is shown of the formula is shown of the derivative where
 * - what is bent there, the edge, is known not to vanish wherever the claim has a value; or it is the argument of a root, so that it is never
 *   negative around a point with a derivative, and would be if it vanished, for its own derivative does not, or its second one is negative; or
 *   it is that of an absolute value whose factor does not vanish, and crosses 0, so that there is no derivative; or
 * - the claim is closed (an equation, or a sign that may be 0), nothing in it jumps, only derivatives of one formula by a variable have such a kink, nothing is
 *   differentiated along a flow, and the claim's terms and domains go on around the point. An edge without kinks is analytic, so in the direction of differentiation
 *   its zeros lie apart, or it vanishes identically. Around a zero that lies apart the claim holds, and by the mean value theorem the
 *   derivative there is the limit of derivatives at points that tend to it; all else in the claim is continuous, and so are the derivatives of
 *   lower order. Where the edge vanishes identically some parameters are 0, and the claim for these is another one, which is shown by itself.
 */
import * as ast from '../expr/ast.js'
import { type Expr, type Sym, constantValue } from '../expr/ast.js'
import { type Motion, TooLarge, asksMore, evaluateDerivatives, isNeverNegative } from '../expr/differentiate.js'
import { brief, print, printSymbol, placed } from '../expr/print.js'
import { compare } from '../expr/rational.js'
import {
  type Replacement,
  Undecided,
  differentiatedBy,
  freeIndices,
  freshName,
  namesOf,
  renameIndices,
  rewrite,
  substitute,
  symbolsOf,
} from '../expr/substitute.js'
import { FUNCTIONS } from '../functions/registry/registry.js'
import { plainConditions, withSameZeros } from './conditions.js'
import { edgesOf, jumps } from './declared.js'
import type { Condition } from './generators.js'
import type { Domains } from './normalize.js'
import { NEGATIVE, NONZERO, NULL, type Sign } from './signs.js'

/** What the kernel has no rule for where a derivative may exist at a kink of its formula. */
export const atKink = (edge: Expr): string =>
  constantValue(edge)?.n === 0n
    ? 'a derivative just where its formula has a kink'
    : `a derivative where ${brief(edge)} may be 0`

export interface Kink {
  /** What the formula of the derivative divides by. */
  readonly edge: Expr
  /** Whether the function has no value where the edge is negative, and one where it is 0. */
  readonly root: boolean
  /** Whether that may be so. */
  readonly ends: boolean
  /** The first derivatives of the edge in the direction of differentiation; none where they are not had. */
  slopes(): readonly Expr[]
  /** Of an absolute value: its factor where it vanishes, if the rest has no kinks. Where neither that nor the slope is 0, there is no derivative. */
  factor(): Expr | undefined
  /** The derivative of which it is a kink; undefined where that is in a sum, along a flow, at another place, or in a formula that is differentiated again. */
  readonly of?: ast.Derivative
}

/** Derivatives of an edge that are looked at for one that does not vanish with it. */
const MOST_DERIVATIVES = 3

/** What is still to be shown of a claim about derivatives that holds for their formulas. */
export type Rest =
  /** Nothing that could be: this may vanish. */
  | { readonly open: Expr }
  /** The claim where this edge vanishes identically, as it does where these are put for its parameters. */
  | { readonly vanishing: Expr; readonly where: readonly Replacement[] }

/** What a term is taken of that has edges. */
const innerOf = (node: Expr): Expr => (node.kind === 'call' ? node.argument : node.kind === 'power' ? node.base : node)

const bent = new WeakMap<Expr, boolean>()

/** Whether something in an expression may be bent. */
export function bends(e: Expr): boolean {
  const known = bent.get(e)
  if (known !== undefined) return known
  let found = false
  for (const node of ast.nodesOf(e)) found ||= edgesOf(node).length > 0
  bent.set(e, found)
  return found
}

/** Indices that sums bind are called here as the normal form calls them: #0 in the outermost, #1 in one within it. */
interface Place {
  readonly names: ReadonlyMap<string, string>
  readonly depth: number
}
const TOP: Place = { names: new Map(), depth: 0 }

function entered({ names, depth }: Place, { index, below }: ast.Sum): Place {
  const bound = below === undefined ? [index] : [index, below]
  return {
    names: new Map([...names, ...bound.map((name, k) => [name, `#${depth + k}`] as const)]),
    depth: depth + bound.length,
  }
}

/** Calls `see` with each node once, and where it is, as long as that goes on by answering true. */
function walk(e: Expr, place: Place, see: (node: Expr, place: Place) => boolean, seen = new Set<Expr>()): void {
  if (seen.has(e)) return
  seen.add(e)
  if (!see(e, place)) return
  if (e.kind === 'sum') walk(e.body, entered(place, e), see)
  else for (const child of ast.children(e)) walk(child, place, see, seen)
}

/** Where the derivatives in an expression may exist without their formulas. With a motion, those by its variable are total. */
export function kinksOf(e: Expr, motion?: Motion, at: Place = TOP): Kink[] {
  const found: Kink[] = []
  walk(e, at, (node, place) => {
    if (node.kind !== 'derivative') return true
    found.push(...kinksHere(node, motion, place))
    if (node.at) found.push(...kinksOf(node.at.by, motion, place))
    return false
  })
  return found
}

/** A function of something, bent where an edge is 0. */
interface Bend extends Pick<Kink, 'edge' | 'root' | 'ends'> {
  readonly inner: Expr
  /** The function, unless it stands in a sum or in another derivative. */
  readonly alone?: Expr
}

/** The bends in an expression, those under a derivative at a place as they are there. */
function bendsIn(e: Expr, at: Place): Bend[] {
  const found: Bend[] = []
  walk(e, at, (node, place) => {
    if (node.kind === 'derivative') {
      const put = placing(node, place)
      found.push(
        ...bendsIn(node.body, place).map(({ edge, inner, root, ends }) => ({
          edge: put(edge),
          inner: put(inner),
          root,
          ends,
        })),
      )
      if (node.at) found.push(...bendsIn(node.at.by, place))
      return false
    }
    const inner = innerOf(node)
    for (const { edge, root, ends } of edgesOf(node)) {
      const own = { edge: renameIndices(edge, place.names), inner: renameIndices(inner, place.names), root, ends }
      found.push(place.depth === at.depth ? { ...own, alone: node } : own)
    }
    return true
  })
  return found
}

/** What a term in the body of a derivative is at the place of it. */
function placing({ variable, at }: ast.Derivative, { names }: Place): (e: Expr) => Expr {
  if (!at) return (e) => e
  const symbol = renameIndices(placed(variable, at), names) as Sym
  const by = renameIndices(at.by, names)
  return (e) => substitute(e, [{ symbol, by }])
}

function kinksHere(node: ast.Derivative, motion: Motion | undefined, place: Place): Kink[] {
  const total = motion && isTotal(node, motion) ? motion : undefined
  const moving = new Set([node.variable.name, ...(total?.rates ?? []).map(({ symbol }) => symbol.name)])
  const variable = renameIndices(node.variable, place.names) as Sym
  const deeper = kinksOf(node.body, motion, place).map(({ of: _, ...kink }): Kink => kink)
  const lone = place.depth === 0 && deeper.length === 0 && !node.at && !total
  const own = (node.order === 0 ? [] : bendsIn(node.body, place))
    .filter(({ inner }) => [...namesOf(inner)].some((name) => moving.has(name)))
    .flatMap(({ edge, root, ends, alone }) =>
      membersMeant(edge, total ? undefined : variable).map(
        (one): Kink => ({
          edge: one,
          root,
          ends,
          slopes: () => slopesOf(one, variable, total),
          factor: () => {
            const factor = alone && factorOf(alone, node, total)
            return factor && renameIndices(factor, place.names)
          },
          ...(lone && { of: node }),
        }),
      ),
    )
  const put = placing(node, place)
  const here = [...own, ...deeper].map((kink) => ({
    ...kink,
    edge: put(kink.edge),
    slopes: () => kink.slopes().map(put),
    factor: () => {
      const known = kink.factor()
      return known && put(known)
    },
  }))
  return total && movesTwice(node, total) ? [...here, ...bendsOfRates(total)] : here
}

const isTotal = ({ variable }: ast.Derivative, motion: Motion): boolean =>
  printSymbol(motion.variable) === printSymbol(variable)

/** Whether the rates themselves are differentiated along their flow. */
function movesTwice({ order, body }: ast.Derivative, motion: Motion): boolean {
  if (order > 1) return true
  let found = false
  walk(body, TOP, (node) => {
    found ||= node.kind === 'derivative' && isTotal(node, motion)
    return !found
  })
  return found || motion.rates.some(({ rate }) => differentiatedBy(rate).has(motion.variable.name))
}

const bendsOfRates = (motion: Motion): Kink[] =>
  ratesOf(motion).flatMap((rate) =>
    bendsIn(rate, TOP).map(({ edge, root, ends }) => ({ edge, root, ends, slopes: () => [], factor: () => undefined })),
  )

/** The rates of a flow, those of families for any member, which is none that a claim speaks of. */
export const ratesOf = ({ rates }: Motion): Expr[] =>
  rates.map(({ symbol, rate }) =>
    renameIndices(
      rate,
      new Map(symbol.indices.flatMap((index) => (typeof index === 'string' ? [[index, MEMBER]] : []))),
    ),
  )

/** The index of any member of a family that moves. */
const MEMBER = '#member'

/** An edge in a sum, for each member of it that moves when the variable, one of a family, does. */
function membersMeant(edge: Expr, variable: Sym | undefined): readonly Expr[] {
  if (!variable || variable.indices.length === 0) return [edge]
  const members = symbolsOf(edge).filter((s) => s.name === variable.name)
  return members.map((s) => {
    const names = s.indices.flatMap((index, k) =>
      typeof index === 'string' && index.startsWith('#') ? [[index, variable.indices[k] as ast.Index] as const] : [],
    )
    return renameIndices(edge, new Map(names))
  })
}

/**
 * What terms themselves suppose: the same with a symbol for each of their derivatives, which has a value where what is differentiated has one. A
 * derivative that occurs twice has one symbol. One along a flow has a value only where the rates of what moves in it have values.
 */
export function suppositionsOf(terms: readonly Expr[], motion?: Motion): Expr[] {
  let count = 0
  /** With the symbols of the derivatives at one and the same place. */
  const opened = (e: Expr, symbols: Map<string, Sym>): Expr => {
    const done = new Map<Expr, Expr>()
    const visit = (node: Expr): Expr => {
      const known = done.get(node)
      if (known) return known
      const made = node.kind === 'derivative' ? opaque(node) : ast.withChildren(node, ast.children(node).map(visit))
      done.set(node, made)
      return made
    }
    const opaque = (node: ast.Derivative): Expr => {
      const { body, variable, at } = node
      // A derivative in what is differentiated is another one at each place: its symbol is of its own.
      const inside = opened(body, new Map())
      const asked = at ? substitute(inside, [{ symbol: placed(variable, at), by: visit(at.by) }]) : inside
      const moved = motion && isTotal(node, motion) ? ratesIn(node.body, motion) : []
      const key = print(node)
      const symbol = symbols.get(key) ?? ast.symbol(`#derivative${count++}`, ...freeIndices(node))
      symbols.set(key, symbol)
      return ast.where(symbol, [asked, ...moved.map((rate) => opened(rate, new Map()))].reduce(ast.where))
    }
    return visit(e)
  }
  const symbols = new Map<string, Sym>()
  return terms.map((e) => opened(e, symbols))
}

/** The rates of what moves in a term, but those of families and those that speak of themselves. */
const ratesIn = (e: Expr, { variable, rates }: Motion): Expr[] =>
  rates
    .filter(({ symbol, rate }) => symbol.indices.length === 0 && !differentiatedBy(rate).has(variable.name))
    .filter(({ symbol }) => namesOf(e).has(symbol.name))
    .map(({ rate }) => rate)

/** What is known wherever a claim has a value. */
export interface Supposed {
  readonly conditions: readonly Condition[]
  /** Whether e has this sign wherever it has a value; it may be asked for more than the claim supposes only where it says `itself`. */
  has(e: Expr, sign: Sign, itself?: 'itself'): boolean
}

/**
 * What is to be shown of a claim in these terms beyond that it holds for the formulas of its derivatives, which have these kinks. A claim that is
 * `closed` holds at a point if it does around it. Undefined where nothing is left.
 */
export function leftToShow(
  { conditions, has }: Supposed,
  domains: Domains,
  terms: readonly Expr[],
  kinks: readonly Kink[],
  closed: boolean,
): Rest | undefined {
  const noted = new Set(
    plainConditions(conditions).flatMap(({ expr, must }) =>
      must === 'nonnegative' ? [] : [print(withSameZeros(expr))],
    ),
  )
  const isNonzero = (e: Expr, itself?: 'itself'): boolean => {
    if (differentiatedBy(e).size > 0) return false
    const plain = withSameZeros(e)
    return noted.has(print(plain)) || has(plain, NONZERO, itself) || has(ast.call('abs', plain), NONZERO, itself)
  }
  let vanishing: { readonly edge: Expr; readonly where: readonly Replacement[] } | undefined
  const lone: (Kink & { readonly of: ast.Derivative })[] = []
  for (const kink of kinks) {
    const { edge, root, of } = kink
    // Where an edge in a sum over pairs has no value there are no pairs, and no edge.
    if (isNonzero(edge, 'itself')) continue
    const slopes = kink.slopes()
    const [slope, second] = slopes
    if (root && ((slope && isNonzero(slope)) || (second && has(second, NEGATIVE)))) continue
    const factor = !root && slope && isNonzero(slope) ? kink.factor() : undefined
    if (factor && isNonzero(factor)) continue
    if (!closed || !of || !slope || terms.some(jumps)) return { open: edge }
    const apart = slopes.some((_, k) => isNonzero(squares([edge, ...slopes.slice(0, k + 1)])))
    if (!apart) {
      const where = vanishesWhere(edge, slope, has)
      if (!where || (vanishing && print(vanishing.edge) !== print(edge))) return { open: edge }
      vanishing = { edge, where }
    }
    lone.push({ ...kink, of })
  }
  const [first] = lone
  if (!first) return undefined
  const whole = (node: ast.Derivative): string => print(ast.derivative(node.body, node.variable))
  const other = lone.find(({ of }) => whole(of) !== whole(first.of))
  if (other || !goesOn(terms, first.of, domains)) return { open: (other ?? first).edge }
  // A formula has a value around a point where it has a derivative.
  const around = new Set(
    kinks.flatMap(({ edge, ends, of }) => (ends && of && whole(of) === whole(first.of) ? [print(edge)] : [])),
  )
  const open = terms.map((e) => endingIn(e, first.of, around, isNonzero)).find((e) => e !== undefined)
  return open ? { open } : vanishing && { vanishing: vanishing.edge, where: vanishing.where }
}

/** The only values of parameters for which an edge vanishes identically in the variable by which this is its derivative; undefined where they are not had. */
function vanishesWhere(edge: Expr, slope: Expr, has: Supposed['has']): readonly Replacement[] | undefined {
  const rate = withSameZeros(slope)
  if (!isParameter(rate)) return undefined
  const none = (symbol: Sym): Replacement => ({ symbol, by: ast.rational(0) })
  const level = substitute(edge, [none(rate)])
  if (has(level, NULL)) return [none(rate)]
  const rest = symbolsOf(level).find(
    (s) => isParameter(s) && (has(ast.subtract(level, s), NULL) || has(ast.add(level, s), NULL)),
  )
  return rest && [none(rate), none(rest)]
}

/** A term with values put for parameters, where what is bent by what is 0 everywhere is 0. */
export function flattened(term: Expr, where: readonly Replacement[], isZero: (e: Expr) => boolean): Expr {
  return rewrite(substitute(term, where), (node) => {
    const [first] = edgesOf(node)
    const isZeroAtZero = node.kind === 'power' || (node.kind === 'call' && FUNCTIONS[node.fn].signs?.zero === 'zero')
    return first && isZeroAtZero && first.edge === innerOf(node) && isZero(first.edge) ? ast.rational(0) : undefined
  })
}

const isParameter = (e: Expr): e is Sym => e.kind === 'symbol' && e.indices.length === 0

const squares = (parts: readonly Expr[]): Expr => ast.add(...parts.map((e) => ast.power(e, ast.rational(2))))

/** The first derivatives of an edge by a variable; none where it has kinks itself. */
function slopesOf(edge: Expr, variable: Sym, motion: Motion | undefined): Expr[] {
  try {
    if (kinksOf(ast.derivative(edge, variable), motion).length > 0) return []
    // Those of higher order along a flow would be about the rates, too.
    const orders = Array.from({ length: motion ? 1 : MOST_DERIVATIVES }, (_, k) => k + 1)
    return orders.map((order) => evaluateDerivatives(ast.derivative(edge, variable, order), motion))
  } catch (error) {
    if (error instanceof Undecided || error instanceof TooLarge) return []
    throw error
  }
}

/** What an absolute value is multiplied by, to first order where it is 0, if all else has a derivative. */
function factorOf(bent: Expr, { body, variable }: ast.Derivative, motion: Motion | undefined): Expr | undefined {
  if (bent.kind !== 'call' || bent.fn !== 'abs') return undefined
  // Another one of that text may be meant in a sum that binds its index.
  if (differentiatedBy(body).size > 0 || freeIndices(bent).length > 0) return undefined
  const size = ast.symbol(freshName('size', [body]))
  const text = print(bent)
  const rest = rewrite(body, (node) => (node.kind === bent.kind && print(node) === text ? size : undefined))
  if (kinksOf(ast.derivative(rest, variable), motion).length > 0) return undefined
  try {
    const factor = substitute(evaluateDerivatives(ast.derivative(rest, size), motion), [
      { symbol: size, by: ast.rational(0) },
    ])
    return asksMore(factor) ? undefined : factor
  } catch (error) {
    if (error instanceof Undecided || error instanceof TooLarge) return undefined
    throw error
  }
}

/** What a term ends at in the direction of a derivative: at a point where that vanishes it may have a value and none around it. */
function endingIn(
  term: Expr,
  { variable }: ast.Derivative,
  around: ReadonlySet<string>,
  isNonzero: (e: Expr) => boolean,
): Expr | undefined {
  const ending = bendsIn(term, TOP).filter(({ edge, ends }) => ends && namesOf(edge).has(variable.name))
  return ending.find(({ edge }) => !isNeverNegative(edge) && !around.has(print(edge)) && !isNonzero(edge))?.edge
}

/** Whether a claim in these terms is made around each point in the direction of a derivative, on one side at least. */
function goesOn(terms: readonly Expr[], { variable }: ast.Derivative, domains: Domains): boolean {
  return terms
    .flatMap(symbolsOf)
    .filter(({ name }) => name === variable.name)
    .every((s) => {
      const domain = domains.get(printSymbol(s)) ?? domains.get(s.name)
      if (!domain) return s.name !== ast.WIDTH
      const { low, high, integer } = domain
      return !integer && !(low && high && compare(low, high) === 0)
    })
}
