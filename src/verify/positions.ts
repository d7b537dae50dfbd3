/** Where a claim stands in its derivation file: found in the text, since an imported derivation does not say. */
export interface Place {
  /** From 1. */
  readonly line: number
  /** From 1. */
  readonly column: number
}

interface Token {
  readonly text: string
  readonly at: number
}

/** Comments and white space match too, as what is left out. */
const TOKEN = /\/\/[^\n]*|\/\*.*?\*\/|\s+|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`|[\w$]+|./gs

function tokensOf(source: string): Token[] {
  return [...source.matchAll(TOKEN)].flatMap(({ 0: text, index }) =>
    /^(?:\s|\/\/|\/\*)/.test(text) ? [] : [{ text, at: index }],
  )
}

const unquoted = (text: string): string => (/^['"`]/.test(text) ? text.slice(1, -1) : text)

/**
 * The places of the keys of `claims` and `symbols` in the call `derivation('id', { ... })`. A claim that its text does not show, such as
 * one from a loop, is placed at that call, and everything at the start of a file without it.
 */
export function placesIn(source: string, id: string): (claim: string) => Place {
  const tokens = tokensOf(source)
  const start = tokens.findIndex(
    ({ text }, k) => text === 'derivation' && tokens[k + 1]?.text === '(' && unquoted(tokens[k + 2]?.text ?? '') === id,
  )
  const found = new Map<string, number>()
  // The section is the key at depth 2 (within the call and its object), the name the key at depth 3.
  let depth = 0
  let section = ''
  for (let k = start + 1; start >= 0 && k < tokens.length; k++) {
    const { text, at } = tokens[k] as Token
    if ('([{'.includes(text)) depth++
    else if (')]}'.includes(text)) depth--
    if (depth === 0) break
    const isKey = tokens[k + 1]?.text === ':' && '{,'.includes(tokens[k - 1]?.text ?? '')
    if (!isKey) continue
    if (depth === 2) section = unquoted(text)
    else if (depth === 3 && section === 'claims') found.set(unquoted(text), at)
    else if (depth === 3 && section === 'symbols') found.set(signClaim(unquoted(text)), at)
  }
  const call = start < 0 ? 0 : (tokens[start] as Token).at
  return (claim) => {
    const before = source.slice(0, found.get(claim) ?? call)
    return { line: before.split('\n').length, column: before.length - before.lastIndexOf('\n') }
  }
}

/** The name of the claim that the definition of a symbol, `z` or `u[i]`, has the sign declared. */
export const signClaim = (head: string): string =>
  `sign-of-${head.replace(/\[.*$/, '').toLowerCase().replaceAll('_', '-')}`
