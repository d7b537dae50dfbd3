/**
 * Where a formula may go on in another line. KaTeX breaks after relations and signs outside of all brackets; here also after commas, within long
 * brackets, and before a condition that stands apart, and not within what is short: `(s \to 0)` stays together, and so does `a + b` in `max(a + b, c)`.
 */
import katex from 'katex'

/** Glyphs that fit into half a line of a phone. */
const SHORT = 16
/** Glyphs in brackets between which a comma may end a line. */
const FEW = 12
/** Glyphs that do not make a line of their own. */
const LAST = 3
/** Glyphs that may not fit into one. */
const LONG = 26

/** How many glyphs there are about. */
const glyphs = (tex: string): number =>
  tex
    .replace(/\\(?:[,;:! ]|(?:left|right|[bB]igg?[lr]?|math[a-z]+|operatorname|text|displaystyle)(?![A-Za-z]))/g, '')
    .replace(/\\[A-Za-z]+/g, 'x')
    .replace(/[{}_^&\s]/g, '').length

/** Whether it may need more than one line. */
export const isLong = (tex: string): boolean => glyphs(tex) > LONG

/** The lines that an author has put below each other, each with its breaks. */
export function displayLines(tex: string): readonly string[] {
  const inner = /^\\begin\{gathered\}([\s\S]*)\\end\{gathered\}$/.exec(tex.trim())?.[1]
  if (inner === undefined) return [withBreaks(tex, true)]
  const lines = [[]] as string[][]
  for (const token of tokens(inner) ?? [tex]) {
    if (/^\\\\/.test(token)) lines.push([])
    else (lines.at(-1) as string[]).push(token)
  }
  return lines.flatMap((line) => displayLines(line.join('')))
}

/** TeX with its breaks; as it is, where its brackets have no pairs. */
export function withBreaks(tex: string, display: boolean): string {
  if (display && glyphs(tex) <= SHORT) return tex
  const found = tokens(tex)
  const items = found && grouped([...found])
  return items ? new Breaks(display).all(items, true) : tex
}

/** A fraction within a line as large as one on a line of its own, so that what is in it can be read. */
export const readable = (tex: string): string =>
  tokens(tex)
    ?.map((token) => token.replace(/^\\frac(?![A-Za-z])/, '\\dfrac'))
    .join('') ?? tex

const TOKEN = /\\[A-Za-z]+\s*|\\[\s\S]|\{|\}|[^\\{}]/g

/** Commands, characters, and what stands in braces or between \begin and \end as one; undefined where something is not closed. */
function tokens(tex: string): readonly string[] | undefined {
  const found: string[] = []
  let depth = 0
  for (const [token] of tex.matchAll(TOKEN)) {
    const opens = token === '{' || /^\\begin\s*$/.test(token)
    const closes = token === '}' || /^\\end\s*$/.test(token)
    if (depth > 0 || closes) found.push((found.pop() ?? '') + token)
    else found.push(token)
    depth += opens ? 1 : closes ? -1 : 0
    if (depth < 0) return undefined
  }
  return depth === 0 ? found : undefined
}

interface Group {
  readonly open: string
  readonly items: readonly Item[]
  readonly close: string
}
type Item = string | Group

const OPENS = /^(?:[([]|\\[{]|\\langle\s*)$/
const CLOSES = /^(?:[)\]]|\\[}]|\\rangle\s*)$/
const SIZED = /^\\(?:left|right|[bB]igg?[lr])\s*$/

/** Tokens with what is in brackets together; undefined where a bracket has no other. Takes the tokens away. */
function grouped(rest: string[], isInner = false): [...Item[]] | undefined {
  const items: Item[] = []
  while (rest.length > 0) {
    const token = rest.shift() as string
    const sign = SIZED.test(token) ? token + (rest.shift() ?? '') : token
    if (CLOSES.test(sign) || /^\\(?:right|[bB]igg?r)/.test(sign)) {
      if (!isInner) return undefined
      rest.unshift(sign)
      return items
    }
    if (!OPENS.test(sign) && sign === token) {
      items.push(token)
      continue
    }
    const inner = grouped(rest, true)
    const close = rest.shift()
    if (!inner || close === undefined) return undefined
    items.push({ open: sign, items: inner, close })
  }
  return isInner ? undefined : items
}

const texOf = (items: readonly Item[]): string =>
  items.map((item) => (typeof item === 'string' ? item : item.open + texOf(item.items) + item.close)).join('')

/** Signs after which KaTeX breaks a line. */
const OPERATOR =
  /^(?:[+\-=<>:*]|\\(?:to|mapsto|rightarrow|cdot|times|pm|mp|le|ge|leq|geq|ne|neq|ll|gg|sim|approx|equiv|propto|in|notin|subset|coloneqq|mid|circ|cup|cap|land|lor|div|implies|iff)\s*)$/
const SPACE = /^(?:\\(?:quad|qquad)\s*|\\[;: ]|~|\s+)$/
const WIDE_SPACE = /^(?:\\(?:quad|qquad)\s*|\\[; ])$/

/** Heights of brackets in ems. */
const SIZES = [
  ['', 1],
  ['\\big', 1.2],
  ['\\Big', 1.8],
  ['\\bigg', 2.4],
  ['\\Bigg', 3.2],
] as const

class Breaks {
  constructor(private readonly display: boolean) {}

  /** What stands side by side; `may` says whether a line may end in it. */
  all(items: readonly Item[], may: boolean): string {
    return parted(items)
      .map((part, k) => this.part(part, may && glyphs(texOf(part)) > SHORT, k > 0))
      .join(may ? ',\\allowbreak ' : ',')
  }

  /** What stands between commas; a later one says what something is by itself, which stays with its sign. */
  private part(items: readonly Item[], may: boolean, isLater: boolean): string {
    let tex = ''
    const first = isLater ? items.findIndex((item) => typeof item === 'string' && OPERATOR.test(item)) : -1
    items.forEach((item, k) => {
      if (typeof item !== 'string') tex = this.group(tex, item, may)
      else if (OPERATOR.test(item) && (!may || k === first || glyphs(texOf(items.slice(k + 1))) <= LAST))
        tex += `${item}\\nobreak `
      else tex += may && this.standsApart(items, k) ? `\\allowbreak ${item}` : item
    })
    return tex
  }

  /** Whether here begins the room before a condition in brackets. */
  private standsApart(items: readonly Item[], at: number): boolean {
    const isSpace = (k: number): boolean => typeof items[k] === 'string' && SPACE.test(items[k])
    if (at === 0 || !isSpace(at) || isSpace(at - 1)) return false
    let next = at
    let isWide = false
    for (; isSpace(next); next++) isWide ||= WIDE_SPACE.test(items[next] as string)
    return isWide && next < items.length
  }

  private group(before: string, { open, items, close }: Group, may: boolean): string {
    const whole = texOf(items)
    const opens = may && glyphs(whole) > (parted(items).length > 1 ? FEW : SHORT)
    const stretches = /^\\left/.test(open)
    if (!stretches) return before + open + this.all(items, opens) + close
    const size = opens ? this.sizeOf(whole) : undefined
    if (size === undefined) return before + open + whole + close
    const [left, right] = [open.replace(/^\\left\s*/, ''), close.replace(/^\\right\s*/, '')]
    const inner = this.all(items, true)
    const sized = (side: 'l' | 'r', sign: string): string => (size === '' ? sign : `${size}${side}${sign}`)
    return before.replace(/\\!\s*$/, '') + sized('l', left) + inner + sized('r', right)
  }

  /** The size of brackets that are as high as what is in them; undefined where none is. */
  private sizeOf(tex: string): string | undefined {
    const { height, depth } = drawn(tex, { displayMode: this.display, output: 'html', throwOnError: false })
    const needed = 2 * Math.max(height - AXIS, depth + AXIS)
    const [size] = SIZES.find(([, em]) => em >= Math.max(needed * 0.9, needed - 0.5)) ?? []
    return size
  }
}

/** Where fractions have their bars, in ems above the line. */
const AXIS = 0.25

const { __renderToDomTree: drawn } = katex as unknown as {
  __renderToDomTree(tex: string, options: object): { readonly height: number; readonly depth: number }
}

/** Split at commas. */
function parted(items: readonly Item[]): readonly (readonly Item[])[] {
  const parts: Item[][] = [[]]
  for (const item of items) {
    if (item === ',') parts.push([])
    else (parts.at(-1) as Item[]).push(item)
  }
  return parts
}
