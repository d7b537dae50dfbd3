/** The symbols that an author declares, held to what they must be. All mistakes in them are told at once, as far as one does not hide another. */
import { AuthorError, VALUE, shown, within } from '../expr/author-error.js'
import { forEach } from '../expr/mistakes.js'
import { headSymbol } from './heads.js'
import type { Scope } from './scope.js'
import { isRecord, known, textAt } from './strict.js'
import { type Declaration, domainOf } from './symbol.js'

/** Declares an author's symbols, and notes their heads by name. */
export function declareAll(
  symbols: Readonly<Record<string, Declaration>>,
  scope: Scope,
  heads: Map<string, string>,
): void {
  if (!isRecord(symbols))
    throw new AuthorError(`\`symbols\` has declarations by symbol, found ${shown(symbols)}`, { path: ['symbols'] })
  forEach(Object.entries(symbols), ([head, declaration]) =>
    within(['symbols', head], () => {
      const { name } = headSymbol(head)
      const before = heads.get(name)
      if (before !== undefined)
        throw new AuthorError(`${name} is declared twice, as ${shown(before)} and as ${shown(head)}`, { text: head })
      heads.set(name, head)
      scope.declare(head, declared(name, declaration))
    }),
  )
}

/** After all of them are declared, so that a definition may stand before what it uses. */
export function defineAll(symbols: Readonly<Record<string, Declaration>>, scope: Scope): void {
  forEach(Object.entries(symbols), ([head, declaration]) => {
    const { is } = declaration
    if (is !== undefined) within(['symbols', head, 'is'], () => scope.define(head, { ...declaration, is }))
  })
}

/** A declaration in its proper form. */
function declared(name: string, declaration: Declaration): Declaration {
  if (!isRecord(declaration))
    throw new AuthorError(
      `${name} must be declared, such as by real(...), positive(...) or defined(...); found ${shown(declaration)}`,
      { path: [VALUE] },
    )
  known(`the declaration of ${name}`, declaration, ['meaning', 'domain', 'tex', 'is'])
  textAt(`the meaning of ${name}`, declaration.meaning, ['meaning'])
  if (declaration.tex !== undefined) textAt(`the TeX of ${name}`, declaration.tex, ['tex'])
  const domain = textAt(`the domain of ${name}`, declaration.domain, ['domain'])
  domainOf(domain, ['domain'])
  return declaration
}

/** Throws FormulaError where definitions go round in a circle. Those that are inherited do so only through one that is new. */
export function checkCircle(symbols: object, scope: Scope): void {
  const circle = scope.circle()
  if (!circle) return
  const owners = new Map(Object.keys(symbols).map((head) => [headSymbol(head).name, head]))
  const own = circle.find((name) => owners.has(name)) as string
  within(['symbols', owners.get(own) as string, 'is'], () => {
    throw scope.circular(circle, own)
  })
}
