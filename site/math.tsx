/** TeX to HTML with MathML beside it, and prose with TeX between $ signs. */
import katex from 'katex'
import type { VNode } from 'preact'

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
}

/** One formula. Throws TexError for TeX that KaTeX rejects; commands that load or link are shown, not followed. */
export function Formula({ tex, display = false }: FormulaProps): VNode {
  return <span dangerouslySetInnerHTML={{ __html: typeset(tex, display) }} />
}

function typeset(tex: string, displayMode: boolean): string {
  try {
    return katex.renderToString(tex, {
      displayMode,
      output: 'htmlAndMathml',
      throwOnError: true,
      strict: 'error',
      trust: false,
      maxSize: 20,
    })
  } catch (error) {
    throw new TexError(tex, error as Error)
  }
}

/** Displayed lines that scroll sideways when they are wider than the page. `label` says what they are. */
export function Equations({ lines, label }: { readonly lines: readonly string[]; readonly label: string }): VNode {
  return (
    <div class="equations" role="group" aria-label={label} tabIndex={0}>
      {lines.map((tex) => (
        <Formula tex={tex} display />
      ))}
    </div>
  )
}

const INLINE = /(?<!\\)\$((?:[^$\\]|\\[\s\S])+)\$/g

/** A text with inline TeX between $ signs. `\$` and a $ without a partner are dollar signs. */
export function Prose({ text }: { readonly text: string }): VNode {
  const parts: (string | VNode)[] = []
  let at = 0
  for (const match of text.matchAll(INLINE)) {
    parts.push(plain(text.slice(at, match.index)), <Formula tex={match[1] as string} />)
    at = match.index + match[0].length
  }
  return <>{[...parts, plain(text.slice(at))]}</>
}

const plain = (text: string): string => text.replaceAll('\\$', '$')
