/** TeX to HTML with MathML beside it, and prose with TeX between $ signs and citations between [[ and ]]. */
import katex from 'katex'
import type { VNode } from 'preact'
import { Citation } from './citations.js'
import { shortened } from './katex-assets.js'
import { displayLines, isLong, readable, withBreaks } from './line-breaks.js'
import { misplaced } from './prose-tex.js'
import { remembered } from './remembered.js'

/** TeX that KaTeX does not accept. */
export class TexError extends Error {
  override readonly name = 'TexError'

  constructor(
    readonly tex: string,
    cause: Error,
  ) {
    super(`this TeX cannot be typeset: ${tex}\n${cause.message}`, { cause })
  }
}

interface FormulaProps {
  readonly tex: string
  /** Set on lines of its own. */
  readonly display?: boolean
  /** MathML alone, a sixth of the bytes, for what stands in the second row; where browsers show it as it is, in one line. */
  readonly light?: boolean
}

/** One formula. Throws TexError for TeX that KaTeX rejects; commands that load or link are shown, not followed. */
export function Formula({ tex, display = false, light = false }: FormulaProps): VNode {
  return <span class={light ? 'light' : undefined} dangerouslySetInnerHTML={{ __html: typeset(tex, display, light) }} />
}

const once = remembered<string>(20_000)

function typeset(written: string, displayMode: boolean, light: boolean): string {
  return once(`${displayMode}${light}${written}`, () => {
    const tex = written.replace(SCRIPT, (script) => script.replaceAll('\\frac', '\\tfrac'))
    if (!light || isLong(tex)) return inFull(tex, displayMode)
    const html = rendered(tex, displayMode, 'mathml')
    return SHOWN_OTHERWISE.test(html) ? inFull(tex, displayMode) : spaced(html)
  })
}

/** What stands above or below, braces within it three deep: a fraction there has signs as large as what is beside it. */
const SCRIPT = new RegExp(
  `[_^]\\{${['', '', ''].reduce((inner) => `(?:[^{}]|\\{${inner || '[^{}]*'}\\})*`, '')}\\}`,
  'g',
)

const inFull = (tex: string, displayMode: boolean): string =>
  rendered(withBreaks(tex, displayMode), displayMode, 'htmlAndMathml')

/**
 * What browsers show otherwise in MathML than KaTeX does: letters of another font as plain ones, and what stands over or under a letter, or is a prime,
 * where the font of the system has it, which may be nowhere: a bar that nobody sees makes another number of its letter. Of functions with scripts they
 * show no room before the argument.
 */
const SHOWN_OTHERWISE =
  / mathvariant="(?!normal")|<mo stretchy="true">|<menclose|accent(?:under)?="true"|[\u2032\u2035]|\u2061<\/mo><\/mrow>/

/** A name of a function apart from a letter before it, and from an argument without brackets: a cos is no acos, and log x no logx. */
const spaced = (html: string): string =>
  html
    .replace(/(?<=<\/m(?!o>)[a-z]+>)(?=<mi(?: mathvariant="normal")?>[a-zA-Z]{2,}<\/mi><mo>\u2061<\/mo>)/g, THIN_SPACE)
    .replace(/<mo>\u2061<\/mo>(?!<mo|<mrow><mo fence|<mtext>|<\/)/g, `$&${THIN_SPACE}`)
const THIN_SPACE = '<mspace width="0.1667em"></mspace>'

function rendered(tex: string, displayMode: boolean, output: 'mathml' | 'htmlAndMathml'): string {
  try {
    // The TeX stands in the text to copy; here it would be read aloud after the formula.
    return withoutSource(
      katex.renderToString(tex, {
        displayMode,
        output,
        throwOnError: true,
        strict: 'error',
        trust: false,
        maxSize: 20,
      }),
    )
  } catch (error) {
    throw new TexError(tex, error as Error)
  }
}

export interface EquationLine {
  readonly tex: string
  readonly number?: string
  /** What its number links to on this page. */
  readonly anchor?: string
  /** Its own anchor, where the anchor is not already there. */
  readonly id?: string
}

/** Displayed lines, numbered at the right, that break where they are wider than the page, and scroll sideways where they cannot. `label` says what they are. */
export function Equations({
  lines,
  label,
}: {
  readonly lines: readonly EquationLine[]
  readonly label: string
}): VNode {
  return (
    <div class="equations">
      {lines.map(({ tex, number, anchor, id }) => (
        <div class="equation" id={id}>
          <div class="scroll" role="group" aria-label={number ?? label} tabIndex={0}>
            {displayLines(tex).map((line) => (
              <Formula tex={line} display />
            ))}
          </div>
          {number !== undefined && anchor !== undefined && (
            <a class="number" href={`#${encodeURIComponent(anchor)}`} aria-label={`Address of equation ${number}`}>
              ({number})
            </a>
          )}
        </div>
      ))}
    </div>
  )
}

/** Also without the names of namespaces, which HTML knows. */
const withoutSource = (html: string): string =>
  shortened(
    html
      .replaceAll(/<annotation[^>]*>[^<]*<\/annotation>/g, '')
      .replaceAll(/<\/?semantics>/g, '')
      .replaceAll(/ xmlns="[^"]*"/g, ''),
  )

const PARTS = /(?<!\\)\$((?:[^$\\]|\\[\s\S])+)\$([)\]’”]?[,.;:!?]?)|\[\[([^\]\s]+)\]\]/g

/** A text with inline TeX between $ signs and citations such as [[balance/kept]]. `\$` and a $ without a partner are dollar signs. */
export function Prose({ text, light = false }: { readonly text: string; readonly light?: boolean }): VNode {
  const parts: (string | VNode)[] = []
  let at = 0
  for (const match of text.matchAll(PARTS)) {
    const [whole, tex, after = '', cited] = match
    parts.push(plain(text.slice(at, match.index)))
    parts.push(
      tex === undefined ? (
        <Citation id={cited as string} required />
      ) : (
        <Written tex={tex} after={after} light={light} />
      ),
    )
    at = match.index + whole.length
  }
  return <>{[...parts, plain(text.slice(at))]}</>
}

/** Throws TexError for a text with a formula that `Prose` does not show. */
export function requireShown(text: string): void {
  for (const [, tex] of text.matchAll(PARTS)) {
    if (tex === undefined) continue
    requireWithin(tex)
    typeset(tex, false, false)
  }
}

/** The ids that a text cites. */
export const citedIn = (text: string): string[] => [...text.matchAll(PARTS)].flatMap(([, , , id]) => id ?? [])

/** A formula in an author's text. Throws TexError for one that reaches beyond it. */
function Written({ tex, ...props }: InLineProps): VNode {
  requireWithin(tex)
  return <InLine tex={tex} {...props} />
}

function requireWithin(tex: string): void {
  const wrong = misplaced(tex)
  if (wrong !== undefined) throw new TexError(tex, new Error(`in a text a formula may not be one that ${wrong}`))
}

const plain = (text: string): string => text.replaceAll('\\$', '$')

interface InLineProps {
  readonly tex: string
  /** Signs that must not begin a line. */
  readonly after?: string
  readonly light?: boolean
}

/** A formula within a line, and what is right after it, all in one line unless it may need more. */
export function InLine({ tex, after = '', light = false }: InLineProps): VNode {
  if (after === '') return <Formula tex={tex} light={light} />
  // Only what is in the formula stays with its last part, and there it is part of what an infix command takes.
  if (isLong(tex) && !INFIX.test(tex)) return <Formula tex={`${tex}\\text{${after}}`} light={light} />
  return (
    <span class="together">
      <Formula tex={tex} light={light} />
      {after}
    </span>
  )
}

const INFIX = /\\(?:over|atop|choose|above|brace|brack|cr|\\)(?![A-Za-z])|[_^]\s*$/

/** Formulas side by side, each within the page, with `after` behind the last one. */
export const Listed = ({ tex, after = '' }: { readonly tex: readonly string[]; readonly after?: string }): VNode => (
  <>
    {tex.map((each, k) => {
      const formula = <InLine tex={readable(each)} after={k < tex.length - 1 ? ',' : after} light />
      return (
        <>
          {k > 0 && ' '}
          {isLong(each) ? (
            <span class="scroll" role="group" aria-label="Formula" tabIndex={0}>
              {formula}
            </span>
          ) : (
            formula
          )}
        </>
      )
    })}
  </>
)
