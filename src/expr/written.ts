/** Where the parts of a formula were written, so that what is wrong with one of them is told there, and the mistakes that the parser finds, with what may be meant. */
import { type Expr, children, nodesOf } from './ast.js'
import type { Path } from './author-error.js'
import { FormulaError } from './formula-error.js'
import { nearest } from './nearest.js'
import { parseStated, positionOf } from './parse.js'
import { brief } from './print.js'
import { functionNames } from '../functions/registry/registry.js'

/** A text as it was read. */
interface Written {
  readonly text: string
  /** Where the text stands within what was given to read, where that is known. */
  path?: Path
}

const origins = new WeakMap<Expr, Written>()

/** The expression of a text that an author wrote. Throws FormulaError. */
export function readWritten(text: string): Expr {
  const e = parsed(text)
  const written: Written = { text }
  for (const node of nodesOf(e)) origins.set(node, written)
  return e
}

/** Says where the text of an expression stands. */
export function standsAt(e: Expr, path: Path): void {
  const part = partOf(e)
  const written = part && origins.get(part)
  if (written) written.path = path
}

/** The expression, or of one that was built the first of its parts, that was written. */
function partOf(e: Expr): Expr | undefined {
  if (origins.has(e) && positionOf(e) !== undefined) return e
  for (const child of children(e)) {
    const part = partOf(child)
    if (part) return part
  }
  return undefined
}

/** What is wrong with a part of a formula, told where that was written; an expression that nobody wrote is told as it prints. */
export function mistakeAbout(e: Expr, problem: string): FormulaError {
  const part = partOf(e)
  const written = part && origins.get(part)
  if (!part || !written) return new FormulaError(problem, brief(e), 0)
  const { text, path = [] } = written
  return Object.assign(new FormulaError(problem, text, positionOf(part) ?? 0), { path })
}

/** With what may be meant, the parser names all functions that there are. */
const UNKNOWN = /^unknown function (\w+);/

function parsed(text: string): Expr {
  try {
    return parseStated(text)
  } catch (error) {
    const name = error instanceof FormulaError ? UNKNOWN.exec(error.problem)?.[1] : undefined
    const meant = name === undefined ? '' : meantBy(name)
    if (!(error instanceof FormulaError) || meant === '') throw error
    throw new FormulaError(`unknown function ${name}${meant} (a product is written with *)`, text, error.offset)
  }
}

/** Of a short name nothing but the case is taken for a slip. */
function meantBy(name: string): string {
  const all = [...functionNames(), 'sum', 'diff', 'at']
  const near = nearest(name, name.length > 3 ? all : all.filter((one) => one === name.toLowerCase()), '')
  return near.includes('did you mean') ? near : ''
}
