/**
 * States that move by the flow of the context, as Taylor series of the time through where they are now: y' = f(y, t) gives each coefficient
 * from those before it.
 */
import type { Expr, Sym } from '../../expr/ast.js'
import { type Bound, type Frame, frame } from './environment.js'
import type { Names } from './names.js'
import type { Reading, StateRate } from './reading.js'
import type { Series } from './series.js'
import { type Known, type Missing, type Moving, UNKNOWN, type Value } from './value.js'

/** What reads the values of states and of their rates. */
interface Evaluating<N extends Known> {
  readonly reading: Reading
  readonly series: Series<N>
  readonly names: Names<N>
  value(e: Expr, within: Frame<N>): Value<N>
  symbol(s: Sym, within: Frame<N>): Value<N>
}

/** One number that moves: a state, or a member of a family of them. */
interface Component<N extends Known> {
  readonly rule: StateRate
  /** 0 for no family. */
  readonly index: number
  /** Its coefficients so far, or why it has none. */
  terms: Moving<N>[] | Missing
}

/** The frame in which the time moves and the states follow it, to the given order. */
export function inMotion<N extends Known>(evaluator: Evaluating<N>, at: Frame<N>, order: number): Frame<N> {
  const known = at.motions.get(order)
  if (known) return known
  const { reading, series } = evaluator
  const time = reading.time as Sym
  const level = at.level + 1
  const now = evaluator.symbol(time, at)
  const components = componentsOf(evaluator, at)
  const bind = (length: number): Frame<N> => {
    const symbols = new Map<string, Bound<N>[]>()
    const moving = now.kind === 'missing' ? now : series.moving(now, level, length)
    symbols.set(time.name, [{ kind: 'number', value: moving, whole: false }])
    for (const { rule, index, terms } of components) {
      const value: Value<N> = !Array.isArray(terms)
        ? terms
        : length === 1
          ? (terms[0] as Moving<N>)
          : { kind: 'jet', level, terms }
      const bound: Bound<N> = index === 0 ? { kind: 'number', value, whole: false } : { kind: 'member', index, value }
      symbols.set(rule.symbol.name, [...(symbols.get(rule.symbol.name) ?? []), bound])
    }
    return frame(at, { symbols: withFamilies(symbols, evaluator.names.width(at).count) }, length - 1)
  }
  for (let k = 0; k < order; k++) {
    const here = bind(k + 1)
    const next = components.map(({ rule, index }) => {
      const [name] = rule.symbol.indices
      const inside =
        typeof name === 'string' ? frame(here, { own: new Map([[name, index]]) }) : frame(here, { own: new Map() })
      const rate = series.coefficient(evaluator.value(rule.rate, inside), level, k)
      return series.divide(rate, series.whole(k + 1))
    })
    for (const [c, component] of components.entries()) {
      const value = next[c] as Value<N>
      if (!Array.isArray(component.terms)) continue
      component.terms = value.kind === 'missing' ? value : [...component.terms, value]
    }
  }
  const result = bind(order + 1)
  at.motions.set(order, result)
  return result
}

function componentsOf<N extends Known>(evaluator: Evaluating<N>, at: Frame<N>): Component<N>[] {
  const { states } = evaluator.reading
  const { count } = evaluator.names.width(at)
  return states.flatMap((rule): Component<N>[] => {
    const [index] = rule.symbol.indices
    const start = (s: Sym): Component<N>['terms'] => {
      const value = evaluator.symbol(s, at)
      return value.kind === 'missing' ? value : [value]
    }
    if (typeof index !== 'string') return [{ rule, index: index ?? 0, terms: start(rule.symbol) }]
    if (count === undefined) return [{ rule, index: 1, terms: UNKNOWN }]
    // A member with a rate of its own follows that.
    const special = states.filter((s) => s.symbol.name === rule.symbol.name).map((s) => s.symbol.indices[0])
    return Array.from({ length: count }, (_, k) => k + 1)
      .filter((k) => !special.includes(k))
      .map((k) => ({ rule, index: k, terms: start({ ...rule.symbol, indices: [k] }) }))
  })
}

/** Members that are the whole family at this width become one. */
export function withFamilies<N extends Known>(
  symbols: ReadonlyMap<string, Bound<N>[]>,
  width: number | undefined,
): Map<string, readonly Bound<N>[]> {
  const joined = new Map<string, readonly Bound<N>[]>()
  for (const [name, list] of symbols) {
    const inOrder = list.length === width && list.every((bound, k) => bound.kind === 'member' && bound.index === k + 1)
    const values = list.flatMap((bound) => (bound.kind === 'member' ? [bound.value] : []))
    joined.set(name, inOrder ? [{ kind: 'family', values }] : list)
  }
  return joined
}
