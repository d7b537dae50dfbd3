/**
 * The letters of sums. In a sum over pairs i < j both letters are bound, and notation does not say so: with j bound or free around it, or a symbol,
 * everybody reads a sum over the i below that j. So those letters mean nothing else where the sum is printed. That of a single sum cannot be mistaken, but
 * for what a claim lets go, or counts on. And what is put for something at a place has no index that a sum there binds.
 */
import { type Expr, type Sum, WIDTH, children, nodesOf } from '../expr/ast.js'
import { mistakeAbout } from '../expr/written.js'
import { freeIndices } from '../expr/substitute.js'
import { assertionsIn, termsOf } from '../proposition/proposition.js'
import { type Closing, limitsIn } from './closing.js'
import { indexNames } from './heads.js'
import { Looks } from './looks.js'
import type { Scope } from './scope.js'

/** The same of a definition as it is declared, whose line is printed whether a claim reaches it or not. */
export function requireDefinitionLetters(scope: Scope, name: string): void {
  const definition = scope.definition(name)
  if (!definition) return
  const visit = visitor(scope, new Set())
  visit(definition.by, new Set(indexNames(definition.symbol)))
}

/** Throws FormulaError where a letter of a sum would be read as something that is named so around it. */
export function requireSumLetters(closing: Closing): void {
  const { scope, assertion, reached, flow } = closing
  const axes = new Set([
    ...limitsIn(assertion).map(({ variable }) => variable.name),
    ...assertionsIn(assertion).flatMap((part) =>
      part.kind === 'step' ? part.step.map(({ symbol }) => symbol.name) : part.kind === 'growth' ? [WIDTH] : [],
    ),
  ])
  const visit = visitor(scope, axes)
  const line = termsOf(assertion)
  const free = new Set(line.flatMap(freeIndices))
  for (const e of line) visit(e, free)
  for (const name of reached) {
    const definition = scope.definition(name)
    if (definition) visit(definition.by, new Set(indexNames(definition.symbol)))
  }
  for (const { symbol, rate } of flow?.rates ?? []) visit(rate, new Set(indexNames(symbol)))
}

/** What looks at a term where some letters mean something around it; `axes` are what a claim goes along. */
function visitor(scope: Scope, axes: ReadonlySet<string>): (e: Expr, around: ReadonlySet<string>) => void {
  const looks = new Looks(scope)
  const refuse = (sum: Sum, letter: string, what: string): never => {
    throw mistakeAbout(sum, `${letter} is ${what} around this sum, which binds it; call one of them otherwise`)
  }
  const symbols = scope.names()
  const visit = (e: Expr, around: ReadonlySet<string>): void => {
    if (e.kind === 'derivative' && e.at) {
      const bodies = [e.body, ...scope.bodies(scope.reachedFrom(e.body))]
      const inside = bodies.flatMap((body) => [...nodesOf(body)])
      const bound = new Set(inside.flatMap((node) => (node.kind === 'sum' ? lettersOf(node) : [])))
      const { index: own } = e.at
      const caught = freeIndices(e.at.by).find((index) => index !== own && bound.has(index))
      if (caught !== undefined)
        throw mistakeAbout(
          e,
          `the index ${caught} of what is put for ${e.variable.name} would be read as the one that is bound there; call one of them otherwise`,
        )
    }
    if (e.kind !== 'sum') {
      for (const child of children(e)) visit(child, around)
      return
    }
    for (const letter of lettersOf(e)) {
      if (axes.has(letter)) refuse(e, letter, 'what the claim goes along')
      if (e.below === undefined) continue
      if (around.has(letter)) refuse(e, letter, 'an index')
      const name = symbols.find((one) => looks.alike(letter, one))
      if (name !== undefined) refuse(e, letter, `${name === letter ? '' : `printed like ${name}, `}a symbol`)
    }
    visit(e.body, new Set([...around, ...lettersOf(e)]))
  }
  return visit
}

/** What a sum binds. */
export const lettersOf = ({ index, below }: Sum): readonly string[] => (below === undefined ? [index] : [index, below])
