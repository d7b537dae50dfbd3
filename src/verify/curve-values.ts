/** Values of a formula along one symbol: by doubles, and by decimals of many digits where the terms of doubles cancel. */
import { type Expr, WIDTH, children } from '../expr/ast.js'
import { REAL } from '../expr/domain.js'
import { symbolsOf } from '../expr/substitute.js'
import { compile } from '../numeric/compile.js'
import type { Instance } from '../numeric/instance.js'
import { inDecimals } from '../numeric/interpreter/judge.js'
import { Reading } from '../numeric/interpreter/reading.js'
import { reliable } from '../numeric/interpreter/reliable.js'

/** A value at a place: NaN or an infinity where there is none. */
export type ValueAt = (x: number) => number

/** The same instance with another value of one symbol. */
export const withValue = (at: Instance, name: string, value: number): Instance => ({
  ...at,
  scalars: new Map([...at.scalars, [name, value]]),
})

/** By compiled doubles. */
export function inDoubles(e: Expr, at: Instance, over: string): ValueAt {
  const compiled = compile([{ name: 'value', expr: e }])
  return (x) => compiled.run(withValue(at, over, x)).get('value') as number
}

/** Parts of a formula, in sums and derivatives as often as they are gone through, beyond which thousands of values in decimals take too long. */
const MOST_PARTS = 2000

/** How many parts there are, counted up to a number. */
function partsOf(e: Expr, width: number, most: number): number {
  const times = e.kind === 'sum' ? width : e.kind === 'derivative' ? 2 ** e.order : 1
  let parts = 1
  for (const child of children(e)) {
    if (parts * times > most) break
    parts += partsOf(child, width, most / times - parts)
  }
  return parts * times
}

/** By decimals, to all digits of a double; as doubles have it where these cannot be known. Undefined where that takes too long. */
export function inManyDigits(e: Expr, at: Instance, over: string): ValueAt | undefined {
  if (partsOf(e, at.width, MOST_PARTS) > MOST_PARTS) return undefined
  const symbols = new Map(symbolsOf(e).map((s) => [s.name, s.indices.length]))
  const binders = [...symbols].map(([name, indices]) => ({ name, indices, domain: REAL }))
  const isWidth = (name: string): boolean => name === WIDTH && !at.scalars.has(WIDTH)
  const reading = new Reading({ binders: binders.filter(({ name }) => !isWidth(name)), definitions: [] })
  const plainly = inDoubles(e, at, over)
  return (x) => {
    const there = withValue(at, over, x)
    const value = reliable(
      (digits) => inDecimals(reading, there, digits),
      (evaluator) => evaluator.evaluate(e),
    )
    if (!('kind' in value)) return value.toNumber()
    return value.kind === 'undefined' ? Number.NaN : plainly(x)
  }
}

/** What doubles may miss, relative to the size of what is seen. */
const SEEN = 1e-4
/** What they may miss of a value for being doubles. */
const ROUNDING = 4e-15

/** Whether doubles are right at a place to what can be seen of something so large. */
export function suffices(double: ValueAt, precise: ValueAt, x: number, size: number): boolean {
  const [found, is] = [double(x), precise(x)]
  return !Number.isFinite(is) || Math.abs(found - is) <= SEEN * size + ROUNDING * Math.abs(is)
}
