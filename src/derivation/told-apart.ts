/** Names that a reader can tell apart: no two print alike, and none prints like something else. */
import { symbol } from '../expr/ast.js'
import { AuthorError, type Path } from '../expr/author-error.js'
import { throwAll } from '../expr/mistakes.js'
import { type Look, isNumberLook, letterOf, readLook, written } from './look.js'
import { ALIKE, problemsOfPrint } from './printed-as.js'
import type { Scope } from './scope.js'
import { isFunctionWord, lookOf, meaningOf, plain, spokenAs } from './tex-name.js'

/** Reads as a differential, or as one by another: `dx`, `dxdt`, `d2xdt2`. */
const DIFFERENTIAL = /^\\mathrm\{d\d?[A-Za-z](?:d[A-Za-z]\d?)?\}$/

/** What a mistake in a name is laid to: where it stands, and by which derivation it is declared, if that is another one. */
export interface Blame {
  readonly path: Path
  readonly owner?: string
}

/** Throws AuthorError where one of these names prints like something else. */
export function requireNames(scope: Scope, names: Iterable<string>, blame: (name: string) => Blame): void {
  throwAll(problemsOf(scope, names).map(([name, problem]) => mistaken(scope, name, problem, blame(name))))
}

/** Names, and what is wrong with each of them by itself. */
const problemsOf = (scope: Scope, names: Iterable<string>): [name: string, problem: string][] =>
  [...names].flatMap((name): [string, string][] => {
    const problem = scope.entry(name) && ownProblem(scope, name)
    return problem === undefined ? [] : [[name, problem]]
  })

/**
 * Throws AuthorError where one of these names prints like something else, or any of the scope like another one. What is declared elsewhere is blamed where nothing is
 * that is declared here.
 */
export function requireToldApart(scope: Scope, names: Iterable<string>, blame: (name: string) => Blame): void {
  const found: (readonly [name: string, problem: string])[] = problemsOf(scope, names)
  const known = new Set(found.map(([name]) => name))
  for (const [name, problem] of problemsOfPrint(scope)) if (!known.has(name)) found.push([name, problem])
  const own = found.filter(([name]) => blame(name).owner === undefined)
  const told = own.length > 0 ? own : found
  // Of two that print alike one is enough.
  const isTold = ([name, problem]: readonly [string, string], before: typeof found): boolean =>
    before.some(([other, said]) => problem.startsWith(`${ALIKE} ${other}`) && said.startsWith(`${ALIKE} ${name}`))
  throwAll(
    told
      .filter((one, k) => !isTold(one, told.slice(0, k)))
      .map(([name, problem]) => mistaken(scope, name, problem, blame(name))),
  )
}

/** The same of what the formulas of a claim speak of, which gives some names another meaning for itself. */
export function requireToldApartIn(scope: Scope): void {
  const met = new Set([...scope.met].flatMap((name) => [...scope.reachedFrom(symbol(name))]))
  for (const name of met) {
    const problem = scope.entry(name) && ownProblem(scope, name)
    if (problem !== undefined) throw mistaken(scope, name, `with what is given here, ${problem}`)
  }
  for (const [name, problem] of problemsOfPrint(scope, met))
    throw mistaken(scope, name, `with what is given here, ${problem}`)
}

/**
 * Throws AuthorError where a name looks as another one does in what this builds on, or otherwise than it does there and something that is made of it is used on:
 * pages and definitions from there are read beside this one.
 */
export function requireSamePrint(
  scope: Scope,
  heads: ReadonlyMap<string, string>,
  uses: readonly Scope[],
  blame: (name: string) => Blame,
): void {
  const lookIn = (from: Scope, name: string): string => {
    const { declaration, indices } = from.entry(name) ?? {}
    return written(lookOf(name, declaration?.tex)) + '[]'.repeat(indices ?? 0)
  }
  for (const used of uses) {
    const named = new Map(used.names().map((name) => [lookIn(used, name), name]))
    for (const name of scope.names()) {
      const look = lookIn(scope, name)
      const other = named.get(look)
      if (other !== undefined && other !== name)
        throw mistaken(scope, name, `as ${other} is in what this builds on`, blame(name))
      const known = used.entry(name)
      // A family of that name is another thing, of which nothing here is made.
      if (!known || known.indices !== scope.entry(name)?.indices || lookIn(used, name) === look) continue
      const made = used
        .names()
        .find((each) => each !== name && !heads.has(each) && scope.reachedFrom(symbol(each)).has(name))
      if (made !== undefined)
        throw mistaken(
          scope,
          name,
          `and ${lookIn(used, name)} in what this builds on, where ${made} is made of it`,
          blame(name),
        )
    }
  }
}

function mistaken(scope: Scope, name: string, what: string, { path, owner }: Blame = { path: [] }): AuthorError {
  const { tex } = scope.entry(name)?.declaration ?? {}
  const other = tex === undefined ? 'a `tex` of its own' : 'another `tex`'
  const problem = `${name} is printed ${written(lookOf(name, tex))}, ${what}`
  if (owner === undefined) return new AuthorError(`${problem}; give it ${other}`, { path, text: name })
  return new AuthorError(`${problem}; it is declared in ${owner}: give it ${other} there, or declare it anew here`, {
    path,
  })
}

/** What is wrong with the look of a name by itself. */
function ownProblem(scope: Scope, name: string): string | undefined {
  const { indices = 0, declaration } = scope.entry(name) ?? {}
  const own = declaration?.tex
  const given = own === undefined ? undefined : readLook(plain(own))
  const look = lookOf(name, own)
  if (own !== undefined && given === undefined)
    return `which is no name such as x, \\bar{x}_0 or \\mathrm{Re}${insteadOf(own)}`
  if (given && declaration?.is === undefined && !isNumberLook(given))
    return 'which reads as a function or a power of something, and is given no formula (declare what it is of, and define it)'
  const meaning = meaningOf(look) ?? spokenAs(look, indices > 0) ?? appliedTo(look, scope)
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

/** Words that begin as a function does, and are words. */
const WORDS = new Set(['cost', 'sink', 'tank', 'mint', 'maxi', 'supp', 'logs', 'sinks'])

/** What a word means that is a function's name with that of a symbol beside it, as in `lna`. */
function appliedTo(look: Look, scope: Scope): string | undefined {
  const letter = letterOf(look)
  const word = letter.kind === 'letter' ? /^\\mathrm\{([A-Za-z0-9]+)\}$/.exec(letter.tex)?.[1] : undefined
  if (word === undefined || WORDS.has(word)) return undefined
  const symbols = new Set(scope.names())
  const at = [...word].findIndex((_, k) => k > 1 && isFunctionWord(word.slice(0, k)) && symbols.has(word.slice(k)))
  return at < 0 ? undefined : `${word.slice(0, at)} of ${word.slice(at)}`
}
