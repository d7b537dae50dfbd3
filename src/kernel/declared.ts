/** What functions declare of themselves, as the kernel reads it: where they have values and derivatives, and the signs of values. */
import type { Expr } from '../expr/ast.js'
import { parse } from '../expr/parse.js'
import type { SignOfValue } from '../functions/registry/function.js'
import { FUNCTIONS, type FunctionName, functionNames } from '../functions/registry/registry.js'
import { ANY, NEGATIVE, NULL, POSITIVE, type Sign } from './signs.js'

interface Declared {
  /** For a value to exist. */
  readonly domain: readonly { readonly of: Expr; readonly must: 'nonzero' | 'positive' | 'nonnegative' }[]
  /** Formulas in x that are 0 where a value may exist and no derivative. */
  readonly bends: readonly Expr[]
  /** Whether the domain ends where a bend is 0. */
  readonly ends: boolean
  /** The signs of values for arguments below, at and above 0; undefined where nothing is said. */
  readonly signs: readonly [Sign, Sign, Sign] | undefined
}

const SIGNS: Record<SignOfValue, Sign> = { none: 0, negative: NEGATIVE, zero: NULL, positive: POSITIVE }

function read(fn: FunctionName): Declared {
  const { domain, bends = [], signs } = FUNCTIONS[fn]
  return {
    domain: domain.map(({ must, of }) => ({ must, of: parse(of) })),
    bends: bends.map((text) => parse(text)),
    ends: domain.some(({ must }) => must === 'nonnegative'),
    signs: signs && [SIGNS[signs.negative], SIGNS[signs.zero], SIGNS[signs.positive]],
  }
}

const DECLARED = Object.fromEntries(functionNames().map((fn) => [fn, read(fn)])) as Record<FunctionName, Declared>

export const declared = (fn: FunctionName): Declared => DECLARED[fn]

/** The signs that a value may have, by those of the argument, which are asked for where they matter. */
export function signOfValue(fn: FunctionName, ofArgument: () => Sign): Sign {
  const { signs } = DECLARED[fn]
  if (!signs) return ANY
  const [below, at, above] = signs
  if (below === at && at === above) return at
  const s = ofArgument()
  const found = (s & NEGATIVE ? below : 0) | (s & NULL ? at : 0) | (s & POSITIVE ? above : 0)
  return found || below | at | above
}
