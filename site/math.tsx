/** TeX to HTML with MathML beside it, and prose with TeX between $ signs and citations between [[ and ]]. */
import katex from 'katex'
import type { VNode } from 'preact'
import { Citation } from './citations.js'
import { shortened } from './katex-assets.js'
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
  /** MathML alone, a sixth of the bytes, for what stands in the second row; where browsers show it as it is. */
  readonly light?: boolean
}

/** One formula. Throws TexError for TeX that KaTeX rejects; commands that load or link are shown, not followed. */
export function Formula({ tex, display = false, light = false }: FormulaProps): VNode {
  return <span class={light ? 'light' : undefined} dangerouslySetInnerHTML={{ __html: typeset(tex, display, light) }} />
}

const once = remembered<string>(20_000)

function typeset(tex: string, displayMode: boolean, light: boolean): string {
  return once(`${displayMode}${light}${tex}`, () => {
    if (!light) return rendered(tex, displayMode, 'htmlAndMathml')
    const html = rendered(tex, displayMode, 'mathml')
    return SHOWN_OTHERWISE.test(html) ? rendered(tex, displayMode, 'htmlAndMathml') : spaced(html)
  })
}

/** What browsers show otherwise in MathML than KaTeX does: letters of another font as plain ones, bars over a formula as short ones within it. */
const SHOWN_OTHERWISE = / mathvariant="(?!normal")|<mo stretchy="true">|<menclose/

/** A name of a function apart from a letter before it: a cos is no acos. */
const spaced = (html: string): string =>
  html.replace(
    /(?<=<\/m(?!o>)[a-z]+>)(?=<mi(?: mathvariant="normal")?>[a-zA-Z]{2,}<\/mi><mo>\u2061<\/mo>)/g,
    THIN_SPACE,
  )
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

/** Displayed lines, numbered at the right, that scroll sideways when they are wider than the page. `label` says what they are. */
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
            <Formula tex={tex} display />
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

const PARTS = /(?<!\\)\$((?:[^$\\]|\\[\s\S])+)\$|\[\[([^\]\s]+)\]\]/g

/** A text with inline TeX between $ signs and citations such as [[balance/kept]]. `\$` and a $ without a partner are dollar signs. */
export function Prose({ text, light = false }: { readonly text: string; readonly light?: boolean }): VNode {
  const parts: (string | VNode)[] = []
  let at = 0
  for (const match of text.matchAll(PARTS)) {
    const [whole, tex, cited] = match
    parts.push(plain(text.slice(at, match.index)))
    parts.push(tex === undefined ? <Citation id={cited as string} required /> : <Written tex={tex} light={light} />)
    at = match.index + whole.length
  }
  return <>{[...parts, plain(text.slice(at))]}</>
}

/** A formula in an author's text. Throws TexError for one that reaches beyond it. */
function Written({ tex, light }: { readonly tex: string; readonly light: boolean }): VNode {
  const wrong = misplaced(tex)
  if (wrong !== undefined) throw new TexError(tex, new Error(`in a text a formula may not be one that ${wrong}`))
  return <Formula tex={tex} light={light} />
}

const plain = (text: string): string => text.replaceAll('\\$', '$')

/** TeX of a formula that may be wider than a small page. */
const WIDE = 40

/** Formulas side by side, each within the page. */
export const Listed = ({ tex }: { readonly tex: readonly string[] }): VNode => (
  <>
    {tex.map((each, k) => (
      <>
        {k > 0 && ', '}
        {each.length > WIDE ? (
          <span class="scroll" role="group" aria-label="Formula" tabIndex={0}>
            <Formula tex={each} light />
          </span>
        ) : (
          <Formula tex={each} light />
        )}
      </>
    ))}
  </>
)
