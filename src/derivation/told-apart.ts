/** Names that a reader can tell apart: no two print alike, and none prints like something else. */
import { AuthorError } from '../expr/author-error.js'
import type { Scope } from './scope.js'
import { printedAs } from './printed-as.js'
import { isTaken, lookOf, plain } from './tex-name.js'
import { isNumberLook, letterOf, readLook, written } from './look.js'

/** Reads as a differential, or as one by another. */
const DIFFERENTIAL = /^\\mathrm\{(?:d[A-Za-z]){1,2}\}$/

/**
 * Throws AuthorError where a name of the scope prints like another one, with the way to the symbol if it is among these heads and not inherited, or where
 * one of these heads prints like something else.
 */
export function requireToldApart(scope: Scope, heads: ReadonlyMap<string, string>): void {
  const fail = (name: string, what: string): never => {
    const { tex } = scope.entry(name)?.declaration ?? {}
    const head = heads.get(name)
    throw new AuthorError(
      `${name} is printed ${written(lookOf(name, tex))}, ${what}; give it ${tex === undefined ? 'a `tex` of its own' : 'another `tex`'}`,
      { path: head === undefined ? [] : [head], text: name },
    )
  }
  for (const name of heads.keys()) {
    const problem = ownProblem(scope, name)
    if (problem !== undefined) fail(name, problem)
  }
  for (const [name, problem] of printedAs(scope)) fail(name, problem)
}

/** What is wrong with the look of a name by itself. */
function ownProblem(scope: Scope, name: string): string | undefined {
  const own = scope.entry(name)?.declaration.tex
  const given = own === undefined ? undefined : readLook(plain(own))
  const look = lookOf(name, own)
  if (own !== undefined && given === undefined) return 'which is no name such as x, \\bar{x}_0 or \\mathrm{Re}'
  if (given && !scope.definition(name) && !isNumberLook(given))
    return 'which reads as a function or a power of something, and is given no formula'
  if (isTaken(look)) return 'which means something else'
  const letter = letterOf(look)
  if (letter.kind === 'letter' && DIFFERENTIAL.test(letter.tex))
    return 'like a differential (a difference is \\Delta x)'
  return undefined
}
