/**
 * What a letter ranges over: an index that a sum, a family or a claim binds, the variable of a limit, a derivative or a series, the time, the width. No
 * symbol under it, through whatever definitions, is called like it, or is a single number that reads as one of those that it counts: a reader who puts
 * definitions into each other would take the one for the other.
 */
import { type Expr, type Index, type Sym, WIDTH, nodesOf, symbol } from '../expr/ast.js'
import { FormulaError } from '../expr/formula-error.js'
import { brief, print } from '../expr/print.js'
import { freeIndices } from '../expr/substitute.js'
import { assertionsIn, termsOf } from '../proposition/proposition.js'
import { type Closing, derivativesIn, limitsIn } from './closing.js'
import type { Scope } from './scope.js'
import { Looks } from './looks.js'

/** A letter and what stands under it. */
interface Binding {
  readonly letter: string
  readonly under: readonly Expr[]
  /** Whether it counts members, or moves along an axis. */
  readonly counts: boolean
}

/** Throws FormulaError where something under a letter reads as if it were that, or of that. */
export function requireBoundApart(closing: Closing, terms: readonly Expr[]): void {
  const { scope } = closing
  const looks = new Looks(scope)
  const bindings = [...indicesOf(closing, terms), ...variablesOf(closing, terms)]
  for (const { letter, under, counts } of bindings) {
    const [first] = under
    if (counts && looks.isTaken(letter))
      throw new FormulaError(
        `the index ${letter} is printed like something else; call it otherwise`,
        brief(first as Expr),
        0,
      )
    for (const name of reachedFrom(scope, under)) {
      if (counts && looks.alike(letter, name))
        throw new FormulaError(
          `${name} is a symbol here, and ${letter} an index above it${letter === name ? '' : ', which is printed alike'}; call one of them otherwise`,
          print(first as Expr),
          0,
        )
      if (name !== letter && looks.isOf(name, letter, counts) && !depends(closing, name, letter, counts))
        throw new FormulaError(
          counts
            ? `${name} is ${scope.entry(name)?.indices ? 'one family' : 'a single number'}, and would be read as member ${letter} of ${scope.entry(name)?.indices ? 'several' : 'a family'}; count by another index, or declare a family such as ${name.split('_')[0]}[${letter}]`
            : `${name} does not depend on ${letter}, and would be read as if it did; call it otherwise`,
          print(first as Expr),
          0,
        )
    }
  }
  const letters = new Set(bindings.filter(({ counts }) => counts).map(({ letter }) => letter))
  for (const one of letters)
    for (const other of letters)
      if (one < other && looks.alike(one, other))
        throw new FormulaError(`the indices ${one} and ${other} are printed alike; call one of them otherwise`, one, 0)
}

const reachedFrom = (scope: Scope, terms: readonly Expr[]): ReadonlySet<string> =>
  new Set(terms.flatMap((e) => [...scope.reachedFrom(e), ...derivativesIn([e]).map(({ variable }) => variable.name)]))

/** A definition may be made of what it is called after; a number is not. */
function depends({ scope }: Closing, name: string, letter: string, counts: boolean): boolean {
  if (counts) return false
  const isTime = scope.flow?.variable.name === letter
  return scope.reachedFrom(symbol(name)).has(letter) || (isTime && scope.movingNames().has(name))
}

const named = (indices: readonly Index[]): readonly string[] =>
  indices.filter((index): index is string => typeof index === 'string')

/** The indices of a claim, of the families that it reaches and of their rates, and those of sums, with what stands under each. */
function indicesOf({ scope, reached, assertion, flow }: Closing, terms: readonly Expr[]): Binding[] {
  const claimed = termsOf(assertion)
  const free = new Set(claimed.flatMap(freeIndices))
  const heads = [
    ...[...reached].flatMap((name) => scope.definition(name) ?? []).map(({ symbol: head, by }) => ({ head, by })),
    ...(flow?.rates ?? []).map(({ symbol: head, rate }) => ({ head, by: rate })),
  ]
  const found: Binding[] = [...free].map((letter) => ({ letter, under: claimed, counts: true }))
  for (const { head, by } of heads)
    for (const letter of named(head.indices)) found.push({ letter, under: [by], counts: true })
  for (const e of terms)
    for (const node of nodesOf(e)) {
      if (node.kind === 'sum')
        for (const letter of named([node.index, ...(node.below === undefined ? [] : [node.below])]))
          found.push({ letter, under: [node.body], counts: true })
      if (node.kind === 'derivative' && node.at?.index !== undefined)
        found.push({ letter: node.at.index, under: [node.at.by], counts: true })
    }
  return found
}

/** The variables of a claim's limits, series and derivatives, the time and the width, with what is followed along each. */
function variablesOf({ scope, assertion, flow }: Closing, terms: readonly Expr[]): Binding[] {
  const along = (variable: Sym, ...under: readonly Expr[]): Binding[] =>
    variable.indices.length === 0 ? [{ letter: variable.name, under, counts: false }] : []
  const time = flow?.variable ?? scope.flow?.variable
  return [
    ...limitsIn(assertion).flatMap(({ expr, variable }) => along(variable, expr)),
    ...derivativesIn(terms).flatMap(({ variable, body }) => along(variable, body)),
    ...assertionsIn(assertion).flatMap((part) => {
      if (part.kind === 'growth') return along(symbol(WIDTH), part.expr)
      if (part.kind === 'step')
        return part.step.flatMap(({ symbol: stepped }) => along(stepped, part.quantity, part.factor))
      if (part.kind === 'solves') return along(part.variable, ...termsOf(part))
      return time && (part.kind === 'along' || part.kind === 'rank' || part.kind === 'space')
        ? along(time, ...termsOf(part))
        : []
    }),
  ]
}
