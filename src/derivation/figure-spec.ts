/** The curves that an author asks for beside a claim, held to what they must say before anything is drawn. */
import { WIDTH } from '../expr/ast.js'
import { AuthorError, VALUE, within } from '../expr/author-error.js'
import { found } from '../expr/mistakes.js'
import { type Domain, containsWritten, printDomain } from '../expr/domain.js'
import { nearest } from '../expr/nearest.js'
import { printSymbol } from '../expr/print.js'
import { differentiatedBy, symbolsOf } from '../expr/substitute.js'
import type { CurvesSpec } from './claim.js'
import { Scope } from './scope.js'
import { isRecord, known, textAt } from './strict.js'

const FIELDS = ['caption', 'over', 'from', 'to', 'y', 'curves', 'at']

const LONGEST_NAME = 30
/** Looks that lines can have. */
const MOST_CURVES = 12
/** Of a range, relative to its place: below this its numbers are hardly apart. */
const LEAST_RANGE = 1e-10

/** Reads the formulas of a figure in a scope. Throws AuthorError where the figure could not be drawn. */
export function readFigure(figure: CurvesSpec, scope: Scope): void {
  known('a figure', figure, FIELDS, FIELDS)
  for (const field of ['caption', 'over', 'y'] as const)
    textAt(`the ${field} of a figure`, figure[field], [field, VALUE])
  for (const field of ['from', 'to'] as const)
    if (!Number.isFinite(figure[field]))
      throw new AuthorError(`${field} must be a number, found ${found(figure[field], 'a number')}`, {
        path: [field, VALUE],
      })
  if (figure.from >= figure.to)
    throw new AuthorError(`a figure goes from a number to a greater one, found ${figure.from} to ${figure.to}`, {
      path: ['to', VALUE],
    })
  if (figure.to - figure.from < LEAST_RANGE * Math.max(Math.abs(figure.from), Math.abs(figure.to)))
    throw new AuthorError(`${figure.from} to ${figure.to} is too little to be drawn: move it closer to 0`, {
      path: ['to', VALUE],
    })
  const over = parameterAt(figure.over, scope, ['over', VALUE])
  for (const field of ['from', 'to'] as const)
    if (!containsWritten(closed(over.domain), figure[field]))
      throw new AuthorError(
        `${figure.over} is ${printDomain(over.domain)}, and cannot be drawn ${field} ${figure[field]}`,
        { path: [field, VALUE] },
      )
  if (over.domain.integer)
    throw new AuthorError(`${figure.over} is a whole number, and a curve is drawn over all between two`, {
      path: ['over', VALUE],
    })
  within(['at'], () => readInstance(figure.at, scope))
  within(['curves'], () => readCurves(figure, scope))
}

function readCurves({ curves, over, at }: CurvesSpec, scope: Scope): void {
  if (!isRecord(curves) || Object.keys(curves).length === 0)
    throw new AuthorError("a figure has curves by name, such as { energy: 'H' }")
  const count = Object.keys(curves).length
  if (count > MOST_CURVES)
    throw new AuthorError(`a figure has at most ${MOST_CURVES} curves that can be told apart, found ${count}`)
  for (const [name, text] of Object.entries(curves))
    within([name, VALUE], () => {
      textAt('the name of a curve', name)
      if (name.length > LONGEST_NAME)
        throw new AuthorError(
          `the name of a curve stands beside it: at most ${LONGEST_NAME} letters, found ${name.length}`,
        )
      const e = scope.formula(text)
      const fail = (problem: string): never => {
        throw new AuthorError(problem, { text, offset: 0 })
      }
      // Another scope of the same meaning, for this reading is nothing that the claim depends on.
      const full = Scope.inheriting([scope]).expand(e, (defined) => !Object.hasOwn(at, defined))
      const missing = symbolsOf(full).find((s) => s.name !== over && s.name !== WIDTH && !Object.hasOwn(at, s.name))
      if (missing) fail(`the figure gives no value to ${printSymbol(missing)}; add it to its \`at\``)
      const wide = Object.values(at).find(Array.isArray)?.length ?? 1
      const beyond = symbolsOf(full).find(({ indices: [index] }) => typeof index === 'number' && index > wide)
      if (beyond) fail(`the figure has families of ${wide}, and this curve has ${printSymbol(beyond)}`)
      const { flow } = scope
      const moving = flow && symbolsOf(full).find((s) => flow.rates.some(({ symbol }) => symbol.name === s.name))
      if (moving && over === flow.variable.name)
        fail(
          `${printSymbol(moving)} moves, and would be drawn as if it stood still: a curve over the time is of what formulas say`,
        )
      if (moving && differentiatedBy(full).has(flow.variable.name))
        fail(`a figure draws formulas, and how ${printSymbol(moving)} moves is none; write its rate`)
    })
}

function readInstance(at: CurvesSpec['at'], scope: Scope): void {
  if (!isRecord(at)) throw new AuthorError('`at` has a number for each symbol, such as { k: 2 }')
  let width: number | undefined
  for (const [name, value] of Object.entries(at)) {
    const entry = parameterAt(name, scope, [name])
    const fail = (problem: string): never => {
      throw new AuthorError(problem, { path: [name, VALUE] })
    }
    if (Array.isArray(value) ? !value.every(Number.isFinite) : !Number.isFinite(value))
      fail(
        `the value of ${name} must be a number or, for a family, a list of numbers, found ${found(value, 'numbers', Number.isFinite)}`,
      )
    if (entry.indices === 0 && Array.isArray(value)) fail(`${name} takes no index, so its value is one number`)
    const outside = [value].flat().find((x) => !containsWritten(entry.domain, x))
    if (outside !== undefined) fail(`${name} is ${printDomain(entry.domain)}, and cannot be ${outside}`)
    if (entry.indices > 0 && !Array.isArray(value)) fail(`${name} is a family, so its value is a list of numbers`)
    if (!Array.isArray(value)) continue
    width ??= value.length
    if (value.length !== width || width === 0)
      fail(`each family in a figure has one value for each index; found ${width} of one and ${value.length} of ${name}`)
  }
}

/** With its ends, where a curve may begin. */
const closed = (domain: Domain): Domain => ({ ...domain, lowOpen: false, highOpen: false, nonzero: false })

/** A figure is of what the formulas say: it gives values to nothing but what they are made of. */
function parameterAt(name: string, scope: Scope, path: readonly string[]) {
  const entry = scope.entry(name)
  if (entry && scope.definition(name))
    throw new AuthorError(`${name} is defined by a formula, which says what its values are`, { path, text: name })
  if (entry) return entry
  throw new AuthorError(`unknown symbol ${name}${nearest(name, scope.names())}`, { path, text: name })
}
