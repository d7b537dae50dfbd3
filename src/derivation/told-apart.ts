/** Names that a reader can tell apart: no two print alike, and none prints like something else. */
import { type Sym, symbol } from '../expr/ast.js'
import { AuthorError } from '../expr/author-error.js'
import { toTex } from '../expr/tex.js'
import type { Scope } from './scope.js'

/** What would read as a constant, the width, the d of a derivative, or a number. */
const TAKEN = /^(?:\{?[\d.]+\}?|\\pi|d|\\mathrm\{[de]\}|\\infty|\\partial)$/
/** What would read as a statement, or as words. */
const STATES = /[=<>]|\\(?:le|leq|ge|geq|ne|neq|in|to|text|quad|qquad|land|lor|sim|approx|equiv)(?![A-Za-z])/
/** Reads as a differential. */
const DIFFERENTIAL = /^\\mathrm\{d[A-Za-z]\}$/
/** An index that stands for all that a member may have. */
const SENTINEL = 987_654_321

/**
 * Throws AuthorError where a name of the scope prints like another one, with the way to the symbol if it is among these heads and not inherited, or where
 * one of these heads prints like something else.
 */
export function requireToldApart(scope: Scope, heads: ReadonlyMap<string, string>): void {
  const names = scope.texNames()
  const printed = scope.names().map((name) => ({ name, indices: scope.entry(name)?.indices ?? 0 }))
  const texOf = (s: Sym): string => toTex(s, names)
  const bare = new Map(printed.map(({ name }) => [name, texOf(symbol(name))] as const))
  const members = printed.flatMap(({ name, indices }) =>
    indices === 1 ? [{ name, pattern: patternOf(texOf(symbol(name, SENTINEL))) }] : [],
  )
  for (const { name, indices } of printed) {
    const head = heads.get(name)
    const tex = bare.get(name) as string
    const fail = (what: string): never => {
      throw new AuthorError(`${name} is printed ${tex}, ${what}; give it a \`tex\` of its own`, {
        path: head === undefined ? [] : [head],
        text: name,
      })
    }
    if (head !== undefined) {
      if (names.has(name) && TAKEN.test(tex)) fail('which means something else')
      if (STATES.test(tex)) fail('which says more than a name does')
      if (DIFFERENTIAL.test(tex)) fail('like a differential')
    }
    const alike = printed.find((one) => one.name !== name && one.indices === indices && bare.get(one.name) === tex)
    if (alike) fail(`and so is ${alike.name}`)
    const family = indices === 0 && members.find((other) => other.name !== name && other.pattern.test(tex))
    if (family) fail(`and so is a member of ${family.name}`)
  }
}

/** Texts of the members of a family: with a number from 1, or the name of an index. */
const patternOf = (tex: string): RegExp =>
  new RegExp(`^${tex.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(String(SENTINEL), '(?:[1-9]\\d*|[a-z])')}$`)
