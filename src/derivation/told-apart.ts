/** Names that a reader can tell apart: no two print alike, and none prints like something else. */
import { symbol } from '../expr/ast.js'
import { AuthorError } from '../expr/author-error.js'
import { type Look, isNumberLook, letterOf, partsOf, readLook, written } from './look.js'
import { problemsOfPrint } from './printed-as.js'
import type { Scope } from './scope.js'
import { lookOf, meaningOf, plain } from './tex-name.js'

/** Reads as a differential, or as one by another: `dx`, `dxdt`, `d2xdt2`. */
const DIFFERENTIAL = /^\\mathrm\{d\d?[A-Za-z](?:d[A-Za-z]\d?)?\}$/

/**
 * Throws AuthorError where a name of the scope prints like another one, with the way to the symbol if it is among these heads and not inherited, or where
 * one of these heads prints like something else.
 */
export function requireToldApart(scope: Scope, heads: ReadonlyMap<string, string>): void {
  for (const name of heads.keys()) {
    const problem = ownProblem(scope, name)
    if (problem !== undefined) throw mistaken(scope, name, problem, heads)
  }
  for (const [name, problem] of problemsOfPrint(scope)) throw mistaken(scope, name, problem, heads)
}

/** The same of what the formulas of a claim speak of, which gives some names another meaning for itself. */
export function requireToldApartIn(scope: Scope): void {
  for (const name of scope.met) {
    const problem = scope.entry(name) && ownProblem(scope, name)
    if (problem !== undefined) throw mistaken(scope, name, `with what is given here, ${problem}`)
  }
  for (const [name, problem] of problemsOfPrint(scope, scope.met))
    throw mistaken(scope, name, `with what is given here, ${problem}`)
}

/** How each name of a scope looks. */
export const printsOf = (scope: Scope): ReadonlyMap<string, Look> =>
  new Map(scope.names().map((name) => [name, lookOf(name, scope.entry(name)?.declaration.tex)]))

/** Throws AuthorError where one of these heads looks otherwise than it did where a name that is made of it, and has it in its own look, was declared. */
export function requireSamePrint(
  scope: Scope,
  heads: ReadonlyMap<string, string>,
  inherited: ReadonlyMap<string, Look>,
): void {
  for (const name of heads.keys()) {
    const [before, now] = [inherited.get(name), lookOf(name, scope.entry(name)?.declaration.tex)].map(
      (look) => look && written(look),
    )
    if (before === undefined || before === now) continue
    for (const [other, look] of inherited)
      if (!heads.has(other) && partsOf(look).includes(before) && scope.reachedFrom(symbol(other)).has(name))
        throw mistaken(scope, name, `and ${before} in the print of ${other}, which is made of it`, heads)
  }
}

function mistaken(scope: Scope, name: string, what: string, heads?: ReadonlyMap<string, string>): AuthorError {
  const { tex } = scope.entry(name)?.declaration ?? {}
  const head = heads?.get(name)
  return new AuthorError(
    `${name} is printed ${written(lookOf(name, tex))}, ${what}; give it ${tex === undefined ? 'a `tex` of its own' : 'another `tex`'}`,
    { path: head === undefined ? [] : [head], text: name },
  )
}

/** What is wrong with the look of a name by itself. */
function ownProblem(scope: Scope, name: string): string | undefined {
  const own = scope.entry(name)?.declaration.tex
  const given = own === undefined ? undefined : readLook(plain(own))
  const look = lookOf(name, own)
  if (own !== undefined && given === undefined)
    return `which is no name such as x, \\bar{x}_0 or \\mathrm{Re}${insteadOf(own)}`
  if (given && !scope.definition(name) && !isNumberLook(given))
    return 'which reads as a function or a power of something, and is given no formula (declare what it is of, and define it)'
  const meaning = meaningOf(look)
  if (meaning !== undefined) return `which means something else: ${meaning}`
  const letter = letterOf(look)
  if (letter.kind === 'letter' && DIFFERENTIAL.test(letter.tex))
    return 'like a differential (a difference is \\Delta x)'
  return undefined
}

/** Commands that are often wished for in a name, and what does for them. */
const INSTEAD: readonly (readonly [RegExp, string])[] = [
  [/\\(?:boldsymbol|bm|pmb)(?![A-Za-z])/, '\\mathbf, of Latin letters'],
  [/\\mathscr(?![A-Za-z])/, '\\mathcal'],
  [/\\(?:[lr]?[vV]ert|left|right|\||big[lr]?)(?![A-Za-z])/, 'plain bars: |x|'],
  [/\\math(?:rm|bf|sf|cal|bb|frak)\{\\/, 'the font inside: \\hat{\\mathbf{n}}'],
]

function insteadOf(tex: string): string {
  const found = INSTEAD.find(([pattern]) => pattern.test(tex))
  return found ? ` (write ${found[1]})` : ''
}
