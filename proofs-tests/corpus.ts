/** The corpus of foreign claims: textbook mathematics, each true claim followed by two false twins with a plausible slip. */
import { readFileSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** One line of a corpus file: the input of `rederive check`, and whether it is true. */
export interface CorpusClaim {
  readonly id: string
  readonly kind: string
  /** Whether both sides agree at every point of the domain where both are defined. */
  readonly truth: boolean
  /** The true claim that this one is a slip of. */
  readonly twinOf?: string
  /** The line as it stands in the file. */
  readonly text: string
}

const FOLDER = new URL('corpus/', import.meta.url)

/** Names of the files, without `.jsonl`. */
export const topics = (): string[] =>
  readdirSync(fileURLToPath(FOLDER))
    .filter((file) => file.endsWith('.jsonl'))
    .map((file) => file.replace(/\.jsonl$/, ''))
    .sort()

/** The claims of one file, in its order. */
export function claimsAbout(topic: string): CorpusClaim[] {
  const lines = readFileSync(new URL(`${topic}.jsonl`, FOLDER), 'utf8')
    .trim()
    .split('\n')
  return lines.map((text) => {
    const fields = JSON.parse(text) as { id: string; kind: string; truth: boolean; 'twin-of'?: string }
    const { id, kind, truth, 'twin-of': twinOf } = fields
    return { id, kind, truth, ...(twinOf !== undefined && { twinOf }), text }
  })
}
