/**
 * Whether what is seen of a term, as far as it is followed, may be taken for all that happens. Not where a constant in it is of a scale of its own, a
 * logarithm within a logarithm goes where nobody can follow, or something that grows as slowly stands in an exponent and wins only there.
 */
import type { Call, Expr } from '../../expr/ast.js'
import { WIDTH, children } from '../../expr/ast.js'
import { FUNCTIONS } from '../../functions/registry/registry.js'
import type { Indices } from '../instance.js'
import type { Double } from './doubles.js'
import type { Evaluator } from './evaluate.js'
import { COUNT, LOOSE, type Reading } from './reading.js'

/** Orders of magnitude of what does not move, and beside a logarithm of what does. */
const SCALE = 6
const SCALE_BESIDE_LOG = 2.05
/** Least exponent of what moves: lower powers grow too slowly to be followed. */
const LEAST_POWER = 0.05

const paceOf = ({ fn }: Call) => FUNCTIONS[fn].numeric.pace

/**
 * At an instance, in doubles. `moves` tells what is followed. Of what has an index or a bound variable in it, which has no value here, only the
 * parts are looked at.
 */
export function isTame(
  reading: Reading,
  evaluator: Evaluator<Double>,
  indices: Indices,
  terms: readonly Expr[],
  moves: (e: Expr) => boolean,
): boolean {
  const all = new Set(terms)
  for (const e of all)
    for (const name of reading.facts(e).names) {
      const by = reading.definition(name)?.by
      if (by && moves(by)) all.add(by)
    }
  const slow = (e: Expr): number =>
    Math.max(0, ...children(e).map(slow)) +
    (e.kind === 'call' && paceOf(e) === 'logarithm' && moves(e.argument) ? 1 : 0)
  const slowest = Math.max(...[...all].map(slow))
  if (slowest > 1) return false
  const scale = slowest === 1 ? SCALE_BESIDE_LOG : SCALE
  const within = evaluator.at(indices)
  const { scalars, vectors } = evaluator.instance
  const isBound = (name: string): boolean =>
    name !== COUNT && name !== WIDTH && !reading.definition(name) && !scalars.has(name) && !vectors.has(name)
  const open = (e: Expr): boolean => {
    const { names, indices: free } = reading.facts(e)
    return [...free].some((name) => !Object.hasOwn(indices, name.replace(LOOSE, ''))) || [...names].some(isBound)
  }
  /** Decimal orders of all that does not move in a product, however it is nested: many small steps make a scale, too. */
  const orders = (e: Expr): number => {
    if (!moves(e)) {
      const value = open(e) ? undefined : evaluator.evaluate(e, within)
      return value?.kind === 'number' && value.value !== 0 ? Math.log10(Math.abs(value.value)) : 0
    }
    if (e.kind === 'multiply') return e.factors.reduce((sum, factor) => sum + orders(factor), 0)
    if (e.kind === 'divide') return orders(e.numerator) - orders(e.denominator)
    if (e.kind === 'negate') return orders(e.argument)
    const power =
      e.kind === 'power' && !moves(e.exponent) && !open(e.exponent) && evaluator.evaluate(e.exponent, within)
    return e.kind === 'power' && power && power.kind === 'number' ? power.value * orders(e.base) : 0
  }
  const tame = (e: Expr): boolean => {
    if (moves(e)) return isQuick(e) && Math.abs(orders(e)) <= scale && children(e).every(tame)
    if (open(e)) return children(e).every(tame)
    const value = evaluator.evaluate(e, within)
    if (value.kind === 'missing') return false
    if (value.value === 0 && value.error === 0) return true
    const size = Math.abs(value.value)
    return size > value.error && Math.abs(Math.log10(size)) <= scale
  }
  /** Of what moves: whether an exponential in it, or a power, shows what it does as soon as it is followed. */
  const isQuick = (e: Expr): boolean => {
    if (e.kind === 'call') return paceOf(e) !== 'exponential' || slow(e.argument) === 0
    if (e.kind !== 'power') return true
    const [known, most] = moves(e.exponent) ? [e.base, e.exponent] : [e.exponent, undefined]
    if (most && slow(most) > 0) return false
    if (moves(known) || open(known)) return true
    const value = evaluator.evaluate(known, within)
    if (value.kind === 'missing') return false
    // The rate with which it grows.
    const rate = most ? Math.abs(Math.log(Math.abs(value.value))) : Math.abs(value.value)
    if (value.error === 0 && rate === 0) return true
    return rate > value.error && rate >= (most ? 10 ** -scale : LEAST_POWER)
  }
  return [...all].every(tame)
}
