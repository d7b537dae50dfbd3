/**
 * Whether what is seen of a term, as far as it is followed, may be taken for all that happens. Not where a constant in it is of a scale of its own, or
 * a logarithm within a logarithm goes where nobody can follow.
 */
import type { Expr } from '../../expr/ast.js'
import { WIDTH, children } from '../../expr/ast.js'
import type { Indices } from '../instance.js'
import type { Double } from './doubles.js'
import type { Evaluator } from './evaluate.js'
import { COUNT, LOOSE, type Reading } from './reading.js'

/** Orders of magnitude of what does not move, and beside a logarithm of what does. */
const SCALE = 6
const SCALE_BESIDE_LOG = 2.05
const SLOW: ReadonlySet<string> = new Set(['log', 'asinh', 'acosh'])

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
    Math.max(0, ...children(e).map(slow)) + (e.kind === 'call' && SLOW.has(e.fn) && moves(e.argument) ? 1 : 0)
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
  const tame = (e: Expr): boolean => {
    if (moves(e) || open(e)) return children(e).every(tame)
    const value = evaluator.evaluate(e, within)
    if (value.kind === 'missing') return false
    if (value.value === 0 && value.error === 0) return true
    const size = Math.abs(value.value)
    return size > value.error && Math.abs(Math.log10(size)) <= scale
  }
  return [...all].every(tame)
}
