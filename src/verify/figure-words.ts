/** What is written in and below a figure: names of symbols as they are printed, and the values that they have there. */
import type { Scope } from '../derivation/scope.js'
import { texNames } from '../derivation/print-names.js'
import * as ast from '../expr/ast.js'
import type { Expr } from '../expr/ast.js'
import { plainText } from '../expr/plain-text.js'
import { print } from '../expr/print.js'
import { toTex } from '../expr/tex.js'

/** TeX in a line of text; undefined where none can say it. */
export const inText = (tex: string): string | undefined => plainText(tex)?.replaceAll('-', '−')

/** What stands beside a curve: as its derivation writes it, in a line of text or, where none can say it, as its file does. */
export const labelOf = (scope: Scope, e: Expr): string => inText(toTex(e, texNames(scope))) ?? print(e)

/** An author's label in a line of text: the name of a symbol as it is printed, and TeX between $ signs as its letters. */
export const labelled = (scope: Scope, text: string): string =>
  scope.entry(text) ? labelOf(scope, ast.symbol(text)) : inLine(text)

/** The same within a sentence that may have TeX. */
export const inProse = (scope: Scope, text: string): string =>
  scope.entry(text) ? `$${toTex(ast.symbol(text), texNames(scope))}$` : `“${withPairs(text)}”`

const inLine = (text: string): string => text.replaceAll(/\$([^$]+)\$/g, (whole, tex: string) => inText(tex) ?? whole)

/** With a dollar sign that has no partner as itself, so that it takes none of what follows. */
export const withPairs = (text: string): string =>
  (text.match(/(?<!\\)\$/g)?.length ?? 0) % 2 === 0 ? text : text.replace(/(?<!\\)\$(?=[^$]*$)/, '\\$')

type Values = Readonly<Record<string, number | ArrayLike<number>>>

/** The values at which something is drawn, in a sentence with TeX: an author's as they are, drawn ones in three digits. */
export function givenText(scope: Scope, at: Values, whose: 'written' | 'drawn'): string {
  const shown = whose === 'drawn' ? (value: number) => Number(value.toPrecision(3)) : (value: number) => value
  const values = Object.entries(at).map(([name, value]) => {
    const numbers = typeof value === 'number' ? [value] : Array.from(value)
    const sign = numbers.every((one) => shown(one) === one) ? '=' : '\\approx'
    const texts = numbers.map((one) => texOf(shown(one)))
    const tex = toTex(ast.symbol(name), texNames(scope))
    return `$${tex} ${sign} ${typeof value === 'number' ? texts[0] : `(${texts.join(',\\, ')})`}$`
  })
  return values.length === 0 ? '' : `Here ${values.join(', ')}.`
}

/** All digits of a number. */
export const texOf = (value: number): string =>
  `${value}`.replace(/e([+-])(\d+)/, (_, sign, k) => ` \\cdot 10^{${sign === '-' ? '-' : ''}${k}}`)

/** A text with a full stop, where it has no end of its own. */
export const sentence = (text: string): string =>
  text.trim() === '' || /[.!?:;…][)’”"']?$/.test(text.trim()) ? text.trim() : `${text.trim()}.`
