/**
 * What a letter ranges over: an index that a sum, a family or a claim binds, the variable of a limit or a series, the time, the width. No
 * symbol under it, through whatever definitions, is called like it, or is a single number that reads as one of those that it counts: a reader who puts
 * definitions into each other would take the one for the other. (The x of p_x is a label where something is differentiated by x, and asks for nothing.)
 */
import { type Expr, type Sym, WIDTH, nodesOf, symbol } from '../expr/ast.js'
import { mistakeAbout } from '../expr/written.js'
import { freeIndices, namesOf } from '../expr/substitute.js'
import { assertionsIn, termsOf } from '../proposition/proposition.js'
import { type Closing, derivativesIn, limitsIn, reachedInMotion } from './closing.js'
import { indexNames } from './heads.js'
import { Looks } from './looks.js'
import type { Scope } from './scope.js'
import { lettersOf } from './sum-letters.js'
import { conventionalTex } from './tex-name.js'

/** A letter and what stands under it. */
interface Binding {
  readonly letter: string
  readonly under: ReadonlySet<string>
  /** Whether it counts members, or moves along an axis. */
  readonly counts: boolean
}

/** How the kinds of claims that give an order of size write it. */
const ORDERS = new Map([
  ['growth', '\\Theta'],
  ['expansion', 'O'],
  ['taylor', 'O'],
])

/** Throws FormulaError where something under a letter reads as if it were that, or of that. */
export function requireBoundApart(closing: Closing, terms: readonly Expr[]): void {
  const { scope, assertion } = closing
  const looks = new Looks(scope)
  const refuse = (why: string): never => {
    throw mistakeAbout(termsOf(assertion)[0] as Expr, why)
  }
  for (const { kind } of assertionsIn(assertion)) {
    const order = ORDERS.get(kind)
    const same = order && [...closing.reached].find((name) => looks.isPrinted(name, order))
    if (same)
      refuse(
        `${same} is printed ${order}, as the order of size is in this line; give it a tex with a label, such as ${order}_{\\mathrm{a}}`,
      )
  }
  const bindings = [...indicesOf(closing, terms), ...axesOf(closing, terms)]
  const families = scope.names().filter((name) => (scope.entry(name)?.indices ?? 0) > 0)
  for (const { letter, under, counts } of bindings) {
    const family = counts ? families.find((name) => looks.isMember(letter, name)) : undefined
    if (family !== undefined) refuse(`the index ${letter} is printed like a member of ${family}; call it otherwise`)
    if (counts && looks.isTaken(letter)) refuse(`the index ${letter} is printed like something else; call it otherwise`)
    for (const name of under) {
      if (counts && looks.alike(letter, name))
        refuse(
          `${name} is a symbol here, and ${letter} an index above it${letter === name ? '' : ', which is printed alike'}; call one of them otherwise`,
        )
      if (counts && looks.isPutOn(name, letter))
        refuse(`${name} is printed like something of the index ${letter} above it; call one of them otherwise`)
      if (name === letter || !looks.isOf(name, letter, counts)) continue
      const { indices = 0, declaration } = scope.entry(name) ?? {}
      const isFamily = indices > 0
      if (counts && isFamily && declaration?.tex !== undefined)
        refuse(
          `${name}, with the tex ${declaration.tex}, would be read as member ${letter} of several families: indices are added to its tex, which has none of its own`,
        )
      if (counts)
        refuse(
          `${name} is ${isFamily ? 'one family' : 'a single number'}, and would be read as member ${letter} of ${isFamily ? 'several' : 'a family'}; count by another index, or declare a family such as ${name.split('_')[0]}[${letter}]`,
        )
      if (!reachedInMotion(scope, name).has(letter))
        refuse(
          `${name} does not depend on ${letter}, and would be read as if it did; call it otherwise, or give it a tex with an upright label, such as ${conventionalTex(name.split('_')[0] as string)}_{\\mathrm{${letter}}}`,
        )
    }
  }
  const letters = new Set(bindings.filter(({ counts }) => counts).map(({ letter }) => letter))
  for (const one of letters)
    for (const other of letters)
      if (one < other && looks.alike(one, other))
        refuse(`the indices ${one} and ${other} are printed alike; call one of them otherwise`)
}

const reachedFrom = (scope: Scope, ...terms: readonly Expr[]): ReadonlySet<string> =>
  new Set(terms.flatMap((e) => [...scope.reachedFrom(e), ...derivativesIn([e]).map(({ variable }) => variable.name)]))

/** The indices of a claim, of the families that it reaches and of their rates, and those of sums, with what stands under each. */
function indicesOf({ scope, reached, assertion, flow }: Closing, terms: readonly Expr[]): Binding[] {
  const free = new Set(termsOf(assertion).flatMap(freeIndices))
  const found: Binding[] = [...free].map((letter) => ({ letter, under: reached, counts: true }))
  const bind = (letters: readonly string[], body: Expr): void => {
    for (const letter of letters) found.push({ letter, under: reachedFrom(scope, body), counts: true })
  }
  for (const name of reached) {
    const definition = scope.definition(name)
    if (definition) bind(indexNames(definition.symbol), definition.by)
  }
  for (const { symbol: moving, rate } of flow?.rates ?? []) bind(indexNames(moving), rate)
  for (const e of terms)
    for (const node of nodesOf(e)) {
      if (node.kind === 'sum') bind(lettersOf(node), node.body)
      if (node.kind === 'derivative' && node.at?.index !== undefined) {
        bind([node.at.index], node.at.by)
        bind([node.at.index], node.body)
      }
    }
  return found
}

/** What a claim goes along: the variables of its limits, series and places, the time, what steps count, and the width, with what is followed along each. */
function axesOf({ scope, assertion, flow }: Closing, terms: readonly Expr[]): Binding[] {
  const withMoved = (one: Binding): Binding[] => [one, ...movedWith(scope, one)]
  const along = (variable: Sym, ...under: readonly Expr[]): Binding[] =>
    variable.indices.length === 0
      ? withMoved({ letter: variable.name, under: reachedFrom(scope, ...under), counts: false })
      : []
  const time = flow?.variable ?? scope.flow?.variable ?? (scope.time === undefined ? undefined : symbol(scope.time))
  return [
    ...limitsIn(assertion).flatMap(({ expr, variable }) => along(variable, expr)),
    ...derivativesIn(terms).flatMap(({ variable, body, at }) =>
      at || variable.name === time?.name ? along(variable, body) : [],
    ),
    ...assertionsIn(assertion).flatMap((part) => {
      if (part.kind === 'growth') return along(symbol(WIDTH), part.expr)
      if (part.kind === 'step') {
        const moved = new Set([...part.step.map(({ symbol: stepped }) => stepped.name), ...part.fresh])
        // What a step moves itself may be called after what it counts.
        const under = termsOf(part)
          .flatMap((e) => [...reachedFrom(scope, e)])
          .filter((name) => !moved.has(name))
        return part.step.flatMap(({ symbol: stepped, by }) =>
          stepped.indices.length === 0 && counts(stepped, by, moved)
            ? withMoved({ letter: stepped.name, under: new Set(under), counts: false })
            : [],
        )
      }
      if (part.kind === 'solves') return along(part.variable, ...termsOf(part))
      return time && (part.kind === 'along' || part.kind === 'rank' || part.kind === 'space')
        ? along(time, ...termsOf(part))
        : []
    }),
  ]
}

/** Whether a step counts on, by nothing else that a step moves. */
const counts = (stepped: Sym, by: Expr, others: ReadonlySet<string>): boolean =>
  !(by.kind === 'symbol' && by.name === stepped.name) &&
  [...namesOf(by)].every((name) => name === stepped.name || !others.has(name))

/** What is defined through the letter of a binding, and stands under it, goes along with it. Beside what a flow moves, a letter below is a label. */
const movedWith = (scope: Scope, { letter, under, counts: isCounted }: Binding): Binding[] =>
  [...under].flatMap((name) => {
    const isMoved =
      name !== letter &&
      scope.definition(name)?.symbol.indices.length === 0 &&
      !scope.flow?.rates.some(({ symbol: moving }) => moving.name === name) &&
      scope.reachedFrom(symbol(name)).has(letter)
    return isMoved ? [{ letter: name, under, counts: isCounted }] : []
  })
