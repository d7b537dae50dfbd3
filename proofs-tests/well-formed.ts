/** Reads XML strictly enough to refuse what is not well-formed; knows elements, attributes and text, which is all a report has. */

export interface Element {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  /** Text directly in it. */
  text: string
}

const NAME = '[A-Za-z_][\\w.-]*'
const CHARACTER = /^[\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]*$/u
const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

/** All elements in the order in which they begin. Throws SyntaxError where the text is no XML document. */
export function wellFormed(xml: string): Element[] {
  if (!CHARACTER.test(xml)) throw new SyntaxError('a character that XML does not allow')
  const rest = xml.replace(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n/, '')
  const token = new RegExp(`<(${NAME})((?:\\s+${NAME}="[^"<]*")*)(/?)>|</(${NAME})>|([^<]+)`, 'y')
  const elements: Element[] = []
  const open: Element[] = []
  while (token.lastIndex < rest.length) {
    const at = token.lastIndex
    const found = token.exec(rest)
    if (!found) throw new SyntaxError(`no XML: ${rest.slice(at, at + 60)}`)
    const [, name, attributes = '', empty, closed, text] = found
    const outer = open.at(-1)
    if (name !== undefined) {
      if (!outer && elements.length > 0) throw new SyntaxError(`a second root ${name}`)
      const element = { name, attributes: attributesIn(attributes), text: '' }
      elements.push(element)
      if (!empty) open.push(element)
    } else if (closed !== undefined) {
      if (open.pop()?.name !== closed) throw new SyntaxError(`</${closed}> closes nothing`)
    } else if (outer) outer.text += plain(text ?? '')
    else if (text?.trim() !== '') throw new SyntaxError(`text outside the root: ${text}`)
  }
  if (open.length > 0 || elements.length === 0) throw new SyntaxError('an element is not closed')
  return elements
}

function attributesIn(text: string): Record<string, string> {
  const found = [...text.matchAll(new RegExp(`(${NAME})="([^"]*)"`, 'g'))].map(
    // White space that is not escaped reads as a space.
    ([, name, value]) => [name as string, plain((value as string).replace(/[\t\n\r]/g, ' '))] as const,
  )
  if (new Set(found.map(([name]) => name)).size < found.length) throw new SyntaxError(`an attribute twice: ${text}`)
  return Object.fromEntries(found)
}

function plain(text: string): string {
  return text.replace(/&(?:#(\d+);|(\w+);)?/g, (whole, code?: string, name?: string) => {
    if (code !== undefined) return String.fromCodePoint(Number(code))
    const value = name === undefined ? undefined : ENTITIES[name]
    if (value === undefined) throw new SyntaxError(`no entity: ${whole}`)
    return value
  })
}
