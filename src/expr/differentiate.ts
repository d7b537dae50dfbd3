/**
 * Differentiation, exact and structural. One walk serves three uses that differ only in the derivative of a symbol: the partial
 * derivative by a symbol, the total derivative along a flow, and the evaluation of diff(...) nodes.
 *
 * Sums of symbolic width: d/du[k] of sum(i, f) is f_{u[i]} at i = k (the one term whose u[i] is u[k]) plus
 * sum(i, f_{u[k]}) for a u[k] that occurs in the body as itself.
 */
import * as ast from './ast.js'
import { type Expr, type Sym, constantValue } from './ast.js'
import { FUNCTIONS, type FunctionName } from '../functions/registry/registry.js'
import { isIntegerValued } from './integer-valued.js'
import { parse } from './parse.js'
import { placed, printSymbol } from './print.js'
import { ONE } from './rational.js'
import { sharing } from './share.js'
import { applied } from './spelling.js'
import { freshIndex } from './fresh.js'
import { asksMore, atPlace } from './where-defined.js'
import { Undecided, freeIndices, renameIndices, rewrite, substitute, symbolsOf } from './substitute.js'

/** What is asked for would not fit. */
export class TooLarge extends Error {
  override readonly name = 'TooLarge'
}

/** Nodes of which one derivative may be made. */
const MOST_NODES = 100_000

const ZERO_EXPR = ast.rational(0)
const ONE_EXPR = ast.rational(1)

const isZero = (e: Expr): boolean => e.kind === 'number' && e.value.n === 0n
const isOne = (e: Expr): boolean => e.kind === 'number' && e.value.n === ONE.n && e.value.d === ONE.d

/** a + b + ... without zeros. */
function plus(terms: readonly Expr[]): Expr {
  const kept = terms.filter((term) => !isZero(term))
  return kept.length === 0 ? ZERO_EXPR : kept.length === 1 ? (kept[0] as Expr) : ast.add(...kept)
}

/** a * b * ... without ones; where a factor is zero, zero where the others are defined: only what has a derivative can be multiplied by 0. */
function times(factors: readonly Expr[]): Expr {
  if (factors.some(isZero)) {
    const others = factors.filter((factor) => asksMore(factor))
    return others.length === 0
      ? ZERO_EXPR
      : ast.where(ZERO_EXPR, others.length === 1 ? (others[0] as Expr) : ast.multiply(...others))
  }
  const kept = factors.filter((factor) => !isOne(factor))
  return kept.length === 0 ? ONE_EXPR : kept.length === 1 ? (kept[0] as Expr) : ast.multiply(...kept)
}

const DERIVATIVES = new Map<FunctionName, Expr>()

/** f'(argument) of an elementary function, as an expression. */
function outerDerivative(fn: FunctionName, argument: Expr): Expr {
  let formula = DERIVATIVES.get(fn)
  if (!formula) {
    formula = parse(FUNCTIONS[fn].derivative)
    DERIVATIVES.set(fn, formula)
  }
  return applied(formula, argument)
}

type SymbolRule = (s: Sym) => Expr
type SumRule = (node: ast.Sum, derive: (e: Expr) => Expr) => Expr

function derive(e: Expr, ofSymbol: SymbolRule, ofSum: SumRule): Expr {
  const done = new Map<Expr, Expr>()
  let made = 0
  const visit = (node: Expr): Expr => {
    const known = done.get(node)
    if (known) return known
    made += node.kind === 'multiply' ? node.factors.length ** 2 : 1
    if (made > MOST_NODES) throw new TooLarge(`a derivative of more than ${MOST_NODES} parts`)
    const result = raw(node)
    done.set(node, result)
    return result
  }
  const raw = (node: Expr): Expr => {
    switch (node.kind) {
      case 'number':
      case 'pi':
      case 'index':
        return ZERO_EXPR
      case 'symbol':
        return ofSymbol(node)
      case 'negate': {
        const inner = visit(node.argument)
        return isZero(inner) ? ZERO_EXPR : ast.negate(inner)
      }
      case 'add':
        return plus(node.terms.map(visit))
      case 'multiply':
        return plus(
          node.factors.map((factor, k) => {
            const inner = visit(factor)
            if (isZero(inner)) return ZERO_EXPR
            return times(node.factors.map((other, l) => (k === l ? inner : other)))
          }),
        )
      case 'divide': {
        const top = visit(node.numerator)
        const bottom = visit(node.denominator)
        const first = isZero(top) ? ZERO_EXPR : ast.divide(top, node.denominator)
        if (isZero(bottom)) return first
        if (isZero(node.numerator)) return times([ZERO_EXPR, ast.divide(bottom, node.denominator)])
        return plus([
          first,
          ast.negate(ast.divide(times([node.numerator, bottom]), ast.power(node.denominator, ast.rational(2)))),
        ])
      }
      case 'power': {
        const base = visit(node.base)
        const exponent = visit(node.exponent)
        const constant = constantValue(node.exponent)
        if (constant) {
          if (isZero(base)) return ZERO_EXPR
          // On one side of where it ends there is nothing to differentiate, though its own derivative has a value there.
          const ends = constant.d !== 1n && constant.n > constant.d && !isNeverNegative(node.base)
          const less = ast.rational({ n: constant.n - constant.d, d: constant.d })
          if (constant.n === 0n) return times([ZERO_EXPR, base])
          const made = times([node.exponent, isOne(less) ? node.base : ast.power(node.base, less), base])
          return ends ? ast.where(made, ast.divide(ONE_EXPR, node.base)) : made
        }
        const viaBase = isZero(base)
          ? ZERO_EXPR
          : times([node.exponent, ast.power(node.base, ast.subtract(node.exponent, ONE_EXPR)), base])
        // An exponent that may not be whole: the same as above, wherever that cannot be told.
        const mayEnd = isZero(exponent) && !isZero(base) && !isIntegerValued(node.exponent, () => false)
        if (mayEnd && !isNeverNegative(node.base)) return ast.where(viaBase, ast.divide(ONE_EXPR, node.base))
        const viaExponent = isZero(exponent) ? ZERO_EXPR : times([node, ast.call('log', node.base), exponent])
        return plus([viaBase, viaExponent])
      }
      case 'call': {
        const inner = visit(node.argument)
        return isZero(inner) ? ZERO_EXPR : times([outerDerivative(node.fn, node.argument), inner])
      }
      case 'sum':
        return ofSum(node, visit)
      case 'where': {
        // Defined around a point, and not only there, is what has a derivative.
        const [inner, asked] = [visit(node.value), visit(node.defined)]
        if (isZero(inner) && isZero(asked)) return ZERO_EXPR
        return ast.where(inner, isZero(asked) ? node.defined : asked)
      }
      case 'derivative':
        throw new Error('diff(...) must be carried out before it is differentiated')
    }
  }
  return visit(e)
}

/** Whether no value of a function is negative. */
function isNeverNegativeFunction(fn: FunctionName): boolean {
  const { signs } = FUNCTIONS[fn]
  return signs !== undefined && Object.values(signs).every((sign) => sign !== 'negative')
}

/** Whether an expression is never negative by its form. */
export function isNeverNegative(e: Expr): boolean {
  switch (e.kind) {
    case 'number':
      return true
    case 'call':
      return isNeverNegativeFunction(e.fn)
    case 'power': {
      const k = constantValue(e.exponent)
      return (k?.d === 1n && k.n % 2n === 0n) || isNeverNegative(e.base)
    }
    case 'add':
    case 'multiply':
    case 'divide':
      return ast.children(e).every(isNeverNegative)
    case 'sum':
      return isNeverNegative(e.body)
    default:
      return false
  }
}

const sumOf = (node: ast.Sum, body: Expr): Expr => (isZero(body) ? ZERO_EXPR : { ...node, body })

/**
 * The partial derivative of `e` by the symbol `variable`. With a free index, u[k] means "any one of the u": sums that contain it
 * contribute their k-th term. Throws Undecided where a free index leaves open whether two symbols are the same.
 */
export function differentiate(e: Expr, variable: Sym): Expr {
  const whole = evaluateDerivatives(e)
  requireTellable(whole, variable)
  return partial(whole, variable)
}

function freeOccurrences(e: Expr, variable: Sym): Sym | undefined {
  const visit = (node: Expr, bound: ReadonlySet<string>): Sym | undefined => {
    if (node.kind === 'symbol') {
      const differs =
        node.name === variable.name &&
        printSymbol(node) !== printSymbol(variable) &&
        !node.indices.some((index) => typeof index === 'string' && bound.has(index)) &&
        [...node.indices, ...variable.indices].some((index) => typeof index === 'string')
      return differs ? node : undefined
    }
    const inner = node.kind === 'sum' ? new Set([...bound, node.index, node.below ?? node.index]) : bound
    for (const child of ast.children(node)) {
      const found = visit(child, inner)
      if (found) return found
    }
    return undefined
  }
  return visit(e, new Set())
}

/** Throws Undecided where a free index leaves open whether a symbol is the variable. */
function requireTellable(e: Expr, variable: Sym): void {
  const undecided = variable.indices.length > 0 && freeOccurrences(e, variable)
  if (undecided)
    throw new Undecided(
      `whether ${printSymbol(undecided)} and ${printSymbol(variable)} are the same, which depends on the index`,
    )
}

function partial(e: Expr, variable: Sym): Expr {
  const key = printSymbol(variable)
  const ofSymbol: SymbolRule = (s) => (printSymbol(s) === key ? ONE_EXPR : ZERO_EXPR)
  const ofSum: SumRule = (node, visit) => {
    const bound = node.below === undefined ? [node.index] : [node.index, node.below]
    if (variable.indices.length === 0) return sumOf(node, visit(node.body))
    if (node.below !== undefined) {
      throw new Undecided('which terms of a sum over pairs a member is in; write it as a double sum')
    }
    if (bound.includes(variable.indices[0] as string)) {
      const name = freshIndex(`${node.index}1`, node.body, new Set([variable.indices[0] as ast.Index]))
      const body = renameIndices(node.body, new Map([[node.index, name]]))
      return ofSum({ ...node, index: name, body }, (inner) => partial(inner, variable))
    }
    if (variable.indices.length > 1) throw new Undecided('the derivative by a symbol with two indices')
    // Only what stands in the body as u[index] itself: a u under an inner sum meets u[k] there, in visit().
    const slot = printSymbol(ast.symbol(variable.name, node.index))
    const inSlot = derive(
      node.body,
      (s) => (printSymbol(s) === slot ? ONE_EXPR : ZERO_EXPR),
      (inner, visitInner) =>
        sumOf(inner, inner.index === node.index || inner.below === node.index ? ZERO_EXPR : visitInner(inner.body)),
    )
    const term = renameIndices(inSlot, new Map([[node.index, variable.indices[0] as ast.Index]]))
    return plus([term, sumOf(node, visit(node.body))])
  }
  return derive(e, ofSymbol, ofSum)
}

type RateRule = (s: Sym) => Expr | undefined

/** The total derivative of `e` when each symbol moves at the rate `rate` gives it (zero for constants). */
export const derivativeAlong = (e: Expr, rate: RateRule): Expr => total(evaluateDerivatives(e), rate)

/** That, of an expression in which nothing is left to be carried out. */
function total(e: Expr, rate: RateRule): Expr {
  const ofSum: SumRule = (node, visit) => {
    const loose = new Set(
      symbolsOf(node.body).flatMap((s) => {
        const moving = rate(s)
        return moving ? freeIndices(moving).filter((index) => !s.indices.includes(index)) : []
      }),
    )
    if (!loose.has(node.index) && !loose.has(node.below ?? node.index)) return sumOf(node, visit(node.body))
    // A free index of a rate must not be caught by this sum: the sum's own indices get other names first.
    const bound = node.below === undefined ? [node.index] : [node.index, node.below]
    const names = new Map<string, string>()
    for (const index of bound)
      names.set(index, freshIndex(`${index}1`, node.body, new Set([...loose, ...bound, ...names.values()])))
    const body = total(renameIndices(node.body, names), rate)
    const [index, below] = bound.map((name) => names.get(name) as string) as [string, string?]
    return sumOf(below === undefined ? ast.sum(index, body) : ast.sumPairs(index, below, body), body)
  }
  return derive(e, (s) => rate(s) ?? ZERO_EXPR, ofSum)
}

/** The rates of symbols that move with a variable, so that a derivative by it is the total one. */
export interface Motion {
  readonly variable: Sym
  readonly rates: readonly { readonly symbol: Sym; readonly rate: Expr }[]
}

/**
 * Carries out every diff(body, x, n) node, innermost first, at its place. What is differentiated must have a value there, which the
 * result still says (see ast.Where). With a motion, a derivative by its variable is the total one. Throws TooLarge, and Undecided.
 */
export function evaluateDerivatives(e: Expr, moving?: Motion): Expr {
  const motion = moving && carriedOut(moving)
  if (!differentiates(e)) return e
  return rewrite(e, (node) => {
    if (node.kind !== 'derivative') return undefined
    const { variable, order, at } = node
    const whole = motion && printSymbol(motion.variable) === printSymbol(variable)
    const moves = whole && symbolsOf(node.body).some((s) => motion.moving.has(s.name))
    if (moves && at) throw new Undecided('the value at one time of something that moves by the flow')
    let derived = node.body
    if (!moves && order > 0) requireTellable(derived, variable)
    if (moves && motion.loose) throw new Undecided(motion.loose)
    for (let k = 0; k < order; k++) derived = moves ? total(derived, motion.rate) : partial(derived, variable)
    const value = order === 0 || !asksMore(node.body) ? derived : ast.where(derived, node.body)
    return at ? atPlace(value, placed(variable, at), at.by) : value
  })
}

/** Whether there is a derivative in it to be carried out. */
function differentiates(e: Expr): boolean {
  const seen = new Set<Expr>()
  const visit = (node: Expr): boolean => {
    if (node.kind === 'derivative') return true
    const parts = ast.children(node)
    if (parts.length === 0 || seen.has(node)) return false
    seen.add(node)
    return parts.some(visit)
  }
  return visit(e)
}

/** A motion ready to be followed. */
interface Carried {
  readonly variable: Sym
  /** Names of what moves. */
  readonly moving: ReadonlySet<string>
  /** Why it cannot be followed, if so. */
  readonly loose: string | undefined
  readonly rate: RateRule
}

/** What was made of a motion, for all claims about it. */
const carried = new WeakMap<Motion, Carried>()

function carriedOut(motion: Motion): Carried {
  const known = carried.get(motion)
  if (known) return known
  // In a rate the symbols are independent of each other: its own derivatives are not total ones.
  const share = sharing()
  const rates = motion.rates.map(({ symbol, rate }) => ({ symbol, rate: share(evaluateDerivatives(rate)) }))
  const loose = rates.flatMap(({ symbol, rate }) =>
    freeIndices(rate)
      .filter((index) => !symbol.indices.includes(index))
      .map((index) => `a rate of ${printSymbol(symbol)} with the free index ${index}`),
  )
  const made = {
    variable: motion.variable,
    moving: new Set(rates.map(({ symbol }) => symbol.name)),
    loose: loose[0],
    rate: ruleOf(motion.variable, rates),
  }
  carried.set(motion, made)
  return made
}

/** How each symbol moves with the variable. Throws Undecided where that cannot be told. */
function ruleOf(variable: Sym, rates: Motion['rates']): RateRule {
  const named = new Map<string, Motion['rates'][number][]>()
  for (const r of rates) named.set(r.symbol.name, [...(named.get(r.symbol.name) ?? []), r])
  return (s) => {
    if (s.name === variable.name && printSymbol(s) === printSymbol(variable)) return ONE_EXPR
    const own = named.get(s.name)
    if (!own) return undefined
    const rule = own.find(({ symbol }) => isInstance(s, symbol))
    if (rule) return s.indices.length === 0 ? rule.rate : substitute(s, [{ symbol: rule.symbol, by: rule.rate }])
    const [{ symbol }] = own as [Motion['rates'][number]]
    const free = [...s.indices, ...symbol.indices].some((index) => typeof index === 'string')
    if (free) throw new Undecided(`whether ${printSymbol(s)} is ${printSymbol(symbol)}, which moves`)
    return undefined
  }
}

/** Whether s is the symbol, or an entry of the family that it names. */
export function isInstance(s: Sym, symbol: Sym): boolean {
  if (s.name !== symbol.name) return false
  const family = symbol.indices.some((index) => typeof index === 'string')
  return (family && s.indices.length === symbol.indices.length) || printSymbol(s) === printSymbol(symbol)
}
