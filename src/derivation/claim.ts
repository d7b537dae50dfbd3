/** A claim as an author states it, and what every kind of claim must know how to do. */
import type { Expr } from '../expr/ast.js'
import { AuthorError, type Path, VALUE, within } from '../expr/author-error.js'
import { found } from '../expr/mistakes.js'
import { isInstance } from '../expr/differentiate.js'
import { FormulaError } from '../expr/formula-error.js'
import { standsAt } from '../expr/written.js'
import { printSymbol } from '../expr/print.js'
import type { Replacement } from '../expr/substitute.js'
import type { Given, Scope } from './scope.js'
import { requireFields } from './strict.js'

/** What an author may say of any claim. */
export interface ClaimOptions {
  /** A sentence or two before the claim; inline TeX between $ signs. */
  readonly note?: string
  /** Values or domains that hold for this claim only. */
  readonly given?: Given
  /** Curves that show what it says. */
  readonly figure?: CurvesSpec
  /** Claims that it rests on. A claim whose citation fails says so. */
  readonly cites?: readonly Citation[]
}

/** Formulas of the derivation over a range of one symbol, the others fixed. */
export interface CurvesSpec {
  /** A sentence: what to see. Inline TeX between $ signs. */
  readonly caption: string
  /** The symbol along the horizontal axis. */
  readonly over: string
  readonly from: number
  readonly to: number
  /** What the vertical axis measures, without TeX. */
  readonly y: string
  /** Short name without TeX, to formula. */
  readonly curves: Readonly<Record<string, string>>
  /** Values of all free symbols but `over`. */
  readonly at: Readonly<Record<string, number | readonly number[]>>
}

/** A claim of some derivation, named. Made by `derivation.claim(name)`, so that a name that does not exist is a type error. */
export interface Citation {
  readonly derivation: string
  readonly claim: string
  readonly stated: StatedClaim
}

/** A text of a claim's statement that an edit may change, and what it has to be. */
export interface Part {
  /** What it is in the statement: left side, rate, sign, ... */
  readonly role: string
  readonly text: string
  /**
   * `formula`; `sign`: positive, nonnegative, ...; `limit`: a formula, oo or -oo; `target`: oo or 0; `count`: a rank, a dimension or an exponent of
   * growth, a formula in which one more is a mistake to try; `whole`: a literal whole number.
   */
  readonly is: 'formula' | 'sign' | 'limit' | 'target' | 'count' | 'whole'
}

/** The formula of the k-th argument of a claim, told there when it cannot be read. */
export const argument = (scope: Scope, k: number, text: string): Expr => formulaAt(scope, [k], text)

/** The formula that stands at a path within the claim: what is wrong with it, or with what it says, is told there. */
export const formulaAt = (scope: Scope, path: Path, text: string): Expr =>
  within(path, () => {
    const e = scope.formula(text)
    standsAt(e, path)
    return e
  })

/** The formulas of a list of texts. `path` leads to it. */
export const formulasOf = (scope: Scope, path: Path, texts: readonly string[]): Expr[] =>
  within(path, () => {
    if (!Array.isArray(texts))
      throw new AuthorError(`expected a list of formulas, found ${found(texts, 'a list of formulas')}`)
    return texts.map((text, k) =>
      within([k], () => {
        const e = scope.formula(text)
        standsAt(e, [...path, k])
        return e
      }),
    )
  })

/** Formulas by symbol, each symbol once, under the option `name`. */
export function replacementsOf(scope: Scope, name: string, given: unknown): Replacement[] {
  return within([name], () => {
    requireFields(`${name} has formulas by symbol, such as { x: 'x/2' }`, given)
    const made: Replacement[] = []
    for (const [head, text] of Object.entries(given))
      within([head], () => {
        const symbol = scope.formula(head)
        if (symbol.kind !== 'symbol') throw new FormulaError('expected a symbol', head, 0)
        const before = made.find((r) => isInstance(symbol, r.symbol) || isInstance(r.symbol, symbol))
        if (before) throw new FormulaError(`${printSymbol(before.symbol)} stands here already`, head, 0)
        made.push({ symbol, by: within([VALUE], () => scope.formula(text as string)) })
        standsAt((made.at(-1) as Replacement).by, [name, head, VALUE])
      })
    return made
  })
}

/** Whole numbers from 1 as widths, or every width where none are given. */
export function widthsOf(widths: unknown): 'every' | readonly number[] {
  if (widths === undefined) return 'every'
  const fits = (d: unknown): boolean => Number.isInteger(d) && (d as number) >= 1
  if (!Array.isArray(widths) || widths.length === 0 || !widths.every(fits))
    throw new AuthorError(
      `widths is a list of whole numbers from 1, such as [2, 3]; found ${found(widths, 'numbers', fits)}`,
      { path: ['widths', VALUE] },
    )
  return widths as readonly number[]
}

/** Parts from their texts by role. */
export const formulas = (texts: Readonly<Record<string, string>>): Part[] =>
  Object.entries(texts).map(([role, text]) => ({ role, text, is: 'formula' }))

/** A claim before its formulas are read. `Statement` is what the verifier makes of it; the author never sees one. */
export interface Claim<Statement = unknown> {
  /** The kind's name: equality, conserved, ... */
  readonly kind: string
  readonly options: ClaimOptions
  /** The call as its author wrote it, where one did. */
  readonly written?: string
  /**
   * Reads the formulas in a scope. Throws FormulaError. Everything that bears on the verdict must come from the scope, stand in `options`
   * or show in the statement's lines: a report is reused as long as these stay the same.
   */
  state(scope: Scope): Statement
  /** The texts of its statement in that scope. */
  parts(scope: Scope): readonly Part[]
  /** The same claim with other texts for its parts, in their order, to be stated with its own options: what is given may differ. */
  edited(texts: readonly string[], scope: Scope): Claim<Statement>
}

/** A claim in its derivation. */
export interface StatedClaim<Statement = unknown> {
  /** Permanent: derivation/name. */
  readonly id: string
  readonly derivation: string
  readonly name: string
  readonly kind: string
  readonly options: ClaimOptions
  readonly scope: Scope
  readonly statement: Statement
  /** What was stated; absent where nobody did, as for claims from outside. */
  readonly claim?: Claim<Statement>
}
