/** Letters for what a line binds itself. */
import { type Expr, children } from './ast.js'

/** Letters that a reader takes for nothing in particular. */
const OTHERS = [...'xyzabcfghklmnpqrsuvw']

/** The first of these letters, or else of others, that is not taken and stands for nothing in some terms; with a prime where all are. */
export function freeLetter(
  letters: readonly [string, ...string[]],
  terms: readonly Expr[],
  taken: Iterable<string>,
): string {
  const used = new Set<string>(taken)
  const see = (e: Expr): void => {
    if (e.kind === 'symbol') for (const name of [e.name, ...e.indices]) used.add(String(name))
    if (e.kind === 'index') used.add(e.name)
    if (e.kind === 'sum') for (const name of [e.index, e.below]) used.add(String(name))
    if (e.kind === 'derivative' && e.at?.index !== undefined) used.add(e.at.index)
    for (const child of children(e)) see(child)
  }
  for (const e of terms) see(e)
  return [...letters, ...OTHERS].find((letter) => !used.has(letter)) ?? `${letters[0]}'`
}
