/** Concrete values for the symbols of an expression: what random testing draws and what a counterexample is. */
import { type Sym, WIDTH } from '../expr/ast.js'
import { printSymbol } from '../expr/print.js'

/** Numbers for all symbols of a formula, at one width. */
export interface Instance {
  /** The number d of terms of every symbolic sum; at least 1. */
  readonly width: number
  /** Values of symbols without an index. */
  readonly scalars: ReadonlyMap<string, number>
  /** Values of symbols with one index; every array has `width` entries. */
  readonly vectors: ReadonlyMap<string, Float64Array>
}

/** Values of free indices by name, 1-based. */
export type Indices = Readonly<Record<string, number>>

/** A symbol has no value in an instance. */
export class MissingValue extends Error {
  override readonly name = 'MissingValue'
  constructor(
    message: string,
    /** True when the name has values but the index exceeds the width, which another width may cure. */
    readonly beyondWidth: boolean,
  ) {
    super(message)
  }
}

/** An instance from plain records. Every vector must have `width` entries. */
export function instance(
  width: number,
  scalars: Readonly<Record<string, number>>,
  vectors: Readonly<Record<string, ArrayLike<number>>> = {},
): Instance {
  const arrays = Object.entries(vectors).map(([name, values]) => [name, Float64Array.from(values)] as const)
  for (const [name, values] of arrays) {
    if (values.length !== width) throw new Error(`${name} has ${values.length} entries; the width is ${width}`)
  }
  return { width, scalars: new Map(Object.entries(scalars)), vectors: new Map(arrays) }
}

/** The value of an unindexed symbol; `d` is the width unless it is given. Throws MissingValue. */
export function scalarOf(at: Instance, name: string): number {
  const value = at.scalars.get(name)
  if (value !== undefined) return value
  if (name === WIDTH) return at.width
  throw new MissingValue(`${name} has no value in this instance`, false)
}

/** All entries of an indexed symbol. Throws MissingValue. */
export function vectorOf(at: Instance, name: string): Float64Array {
  const values = at.vectors.get(name)
  if (values === undefined) throw new MissingValue(`${name}[...] has no values in this instance`, false)
  return values
}

/** Throws MissingValue unless index is one of 1..width. */
export function checkIndex(at: Instance, index: number, what: string): void {
  if (Number.isInteger(index) && index >= 1 && index <= at.width) return
  throw new MissingValue(`${what} has no value: the index ${index} is not in 1..${at.width}`, true)
}

/** The value of a free index, 1-based. Throws MissingValue when it is not given or not in 1..width. */
export function indexOf(at: Instance, indices: Indices, name: string): number {
  const index = Object.hasOwn(indices, name) ? indices[name] : undefined
  if (index === undefined) throw new MissingValue(`the free index ${name} has no value`, false)
  checkIndex(at, index, `the index ${name}`)
  return index
}

/** The only index of an indexed symbol. It must have no more. */
export function onlyIndex(s: Sym): string | number {
  if (s.indices.length !== 1) throw new Error(`${printSymbol(s)} has ${s.indices.length} indices; values have one`)
  return s.indices[0] as string | number
}
