/** The texts of what came of an experiment, as its page shows them. */
import type { Summary } from '../src/experiments/summary.js'
import { TexError, requireShown } from './math.js'

/** What no page can show of it: the part, and why; undefined where all can be shown. */
export function unshownIn(summary: Summary): string | undefined {
  const { question, prediction, setup, conclusion, agreement, meanings = {} } = summary
  const { said, table } = agreement
  const texts = [
    ['question', question],
    ['prediction', prediction],
    ['setup', setup],
    ['conclusion', conclusion],
    ['said', said],
    ...[...(table?.head ?? []), ...(table?.rows.flat() ?? [])].map((cell) => ['table', cell]),
    ...Object.values(meanings).map((meaning) => ['meanings', meaning]),
  ] as unknown as readonly (readonly [part: string, text: string])[]
  for (const [part, text] of texts) {
    const wrong = wrongIn(text)
    if (wrong !== undefined) return `its ${part}: ${wrong}`
  }
  return undefined
}

function wrongIn(text: string): string | undefined {
  if (/[^\P{Cc}\n]/u.test(text)) return `it has a control character: ${JSON.stringify(text.slice(0, 80))}`
  try {
    requireShown(text)
    return undefined
  } catch (error) {
    if (error instanceof TexError) return error.message
    throw error
  }
}
