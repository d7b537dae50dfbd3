/** Heads of what is declared, `gamma` or `u[i]`, their indices, and texts that say where it lies. */
import { type Expr, type Index, type Sym, WIDTH, children, index, symbol } from '../expr/ast.js'
import { parseDomain } from '../expr/domain.js'
import { FormulaError } from '../expr/formula-error.js'
import { parse } from '../expr/parse.js'
import { freeIndices, rewrite } from '../expr/substitute.js'

/** The head of a family of so many indices. */
export const headOf = (name: string, indices: number): Sym =>
  symbol(name, ...Array.from({ length: indices }, (_, k) => 'ijkl'[k] ?? `i${k + 1}`))

export const indexNames = (s: Sym): readonly string[] => s.indices.filter((index) => typeof index === 'string')

/** Bare names that are no symbols but indices, of what is defined or of what stands in the formula, as the numbers that they count. */
export function withIndices(e: Expr, bound: readonly string[] | undefined, isSymbol: (name: string) => boolean): Expr {
  const names = new Set(bound ?? freeIndices(e))
  return rewrite(e, (node) =>
    node.kind === 'symbol' && node.indices.length === 0 && names.has(node.name) && !isSymbol(node.name)
      ? index(node.name)
      : undefined,
  )
}

/** Whether an index of that name, not bound inside, is used as a number. */
export function countsBy(e: Expr, name: string): boolean {
  if (e.kind === 'index') return e.name === name
  if (e.kind === 'sum' && (e.index === name || e.below === name)) return false
  return children(e).some((child) => countsBy(child, name))
}

/** What looks like an interval. */
export const INTERVAL = /^\s*[[(][^()[\]]*,[^()[\]]*[\])]\s*$/

export function isDomain(text: string): boolean {
  try {
    parseDomain(text)
    return true
  } catch {
    return false
  }
}

/** The symbol of a head such as `gamma` or `u[i]`. Throws FormulaError for what cannot be declared. */
export function headSymbol(head: string): Sym {
  // What has none of the signs of a formula is meant as a name.
  if (!/[-+*/^()=,<]/.test(head) && !/^\s*[A-Za-z_]\w*\s*(?:\[.*)?$/.test(head))
    throw new FormulaError(
      `expected a symbol such as gamma or u[i], found ${JSON.stringify(head)}: a name has letters from a to z, digits and _, and a letter first`,
      head,
      0,
    )
  const e = parse(head)
  if (e.kind !== 'symbol') throw new FormulaError('expected a symbol such as gamma or u[i]', head, 0)
  if (e.indices.some((index: Index) => typeof index === 'number')) {
    throw new FormulaError('a family is declared with a named index, such as u[i]', head, 0)
  }
  if (e.indices.length > 1)
    throw new FormulaError(`${e.name} has ${e.indices.length} indices; a family has one, such as ${e.name}[i]`, head, 0)
  if (e.name === WIDTH && e.indices.length === 0)
    throw new FormulaError('d is the width and cannot be declared', head, 0)
  return e
}
