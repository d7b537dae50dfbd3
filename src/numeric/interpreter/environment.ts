/**
 * What names and indices stand for at a place in a term. Frames are linked outwards and never change; a derivative, place, sum or definition
 * makes a new one. A value is kept with the outermost frame that it depends on, so that nothing is evaluated again for what is bound further in.
 */
import type { Expr } from '../../expr/ast.js'
import type { Rational } from '../../expr/rational.js'
import { COUNT, type Facts, LOOSE } from './reading.js'
import type { Known, Value } from './value.js'

/** What a name is bound to. */
export type Bound<N extends Known> =
  /** `whole`: it stays among whole numbers by its declaration; `exact`: the number that it is by its form. */
  | {
      readonly kind: 'number'
      readonly value: Value<N>
      readonly whole: boolean
      readonly exact?: Rational | undefined
    }
  | { readonly kind: 'family'; readonly values: readonly Value<N>[] }
  /** One member; the others are what they are outside. */
  | { readonly kind: 'member'; readonly index: number; readonly value: Value<N> }

export interface Width<N extends Known> {
  readonly value: Value<N>
  /** Absent where it is too far out for anything to be counted. */
  readonly count?: number
}

/** What a frame says that those around it do not. */
interface Content<N extends Known> {
  readonly symbols?: ReadonlyMap<string, readonly Bound<N>[]>
  readonly index?: string
  readonly number?: number
  /** A free index of the claim, which definitions may speak of too. */
  readonly free?: boolean
  /** Indices inside a definition: those outside are not seen there. */
  readonly own?: ReadonlyMap<string, number>
  readonly width?: Width<N>
}

/** A map that costs little until something is put into it. */
class Kept<K, V> {
  private inner: Map<K, V> | undefined
  get(key: K): V | undefined {
    return this.inner?.get(key)
  }
  set(key: K, value: V): this {
    this.inner ??= new Map()
    this.inner.set(key, value)
    return this
  }
}

/** Every one has all of its fields, in one order: most of the interpreter's time goes by on frames. */
export class Frame<N extends Known> {
  readonly kind = 'frame'
  /** How many derivatives are around. */
  readonly level: number
  /** How many coefficients a value may have that moves by all of them. */
  readonly volume: number
  readonly symbols: Content<N>['symbols']
  readonly index: Content<N>['index']
  readonly number: Content<N>['number']
  readonly free: Content<N>['free']
  readonly own: Content<N>['own']
  readonly width: Content<N>['width']
  readonly kept = new Kept<Expr, Value<N>>()
  /** Values of defined members, by name and indices. */
  readonly members = new Kept<string, Value<N>>()
  /** The frames in which the flow moves the states, by order. */
  readonly motions = new Kept<number, Frame<N>>()

  constructor(
    readonly parent: Frame<N> | undefined,
    content: Content<N>,
    order: number | undefined,
  ) {
    this.level = (parent?.level ?? 0) + (order === undefined ? 0 : 1)
    this.volume = (parent?.volume ?? 1) * ((order ?? 0) + 1)
    this.symbols = content.symbols
    this.index = content.index
    this.number = content.number
    this.free = content.free
    this.own = content.own
    this.width = content.width
  }
}

/** A frame inside another; with an order, inside one more derivative. */
export const frame = <N extends Known>(parent: Frame<N> | undefined, content: Content<N>, order?: number): Frame<N> =>
  new Frame(parent, content, order)

/** The outermost frame with everything that a term with these facts depends on. */
export function outermost<N extends Known>(start: Frame<N>, { names, indices }: Facts): Frame<N> {
  let at = start
  while (at.parent && !touches(at, names, indices)) at = at.parent
  return at
}

function touches<N extends Known>(at: Frame<N>, names: ReadonlySet<string>, indices: ReadonlySet<string>): boolean {
  if (at.index !== undefined) return indices.has(at.index) || (at.free === true && indices.has(LOOSE + at.index))
  if (at.own) return indices.size > 0
  if (at.width) return names.has(COUNT)
  if (at.symbols) for (const name of at.symbols.keys()) if (names.has(name)) return true
  return false
}

/** The number that an index stands for; undefined where no frame says. */
export function indexIn<N extends Known>(start: Frame<N>, name: string): number | undefined {
  let inDefinition = false
  for (let at: Frame<N> | undefined = start; at; at = at.parent) {
    if (at.index === name && (!inDefinition || at.free)) return at.number
    const own = inDefinition ? undefined : at.own?.get(name)
    if (own !== undefined) return own
    // What is not the definition's own is free in all: no sum around its use binds it.
    if (at.own) inDefinition = true
  }
  return undefined
}
