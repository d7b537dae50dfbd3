/** How a name looks, taken apart: a letter or a word in a font, and what is put on it, in the order in which it is put there. */

export type Look =
  /** `x`, `\alpha`, `\mathrm{Re}`, `\mathbb{E}`. */
  | { readonly kind: 'letter'; readonly tex: string }
  /** A bar above a formula, `\overline{P+Q}`. */
  | { readonly kind: 'overlined'; readonly items: readonly string[] }
  /** `\Delta x`, `\delta x`. */
  | { readonly kind: 'change'; readonly sign: string; readonly of: Look }
  /** `\bar{x}`, `\dot{x}`: the command without its backslash. */
  | { readonly kind: 'accent'; readonly accent: string; readonly of: Look }
  /** `|x|`. */
  | { readonly kind: 'bars'; readonly of: Look }
  /** `[A]`. */
  | { readonly kind: 'brackets'; readonly of: Look }
  /** `\langle x\rangle`. */
  | { readonly kind: 'angles'; readonly of: Look }
  /** `x_{1}^{*}`, `x''`. */
  | Scripted
  /** `V(x)`, `f(x,y)`; an argument that is a number is a letter here. */
  | { readonly kind: 'call'; readonly of: Look; readonly arguments: readonly Look[] }

export interface Scripted {
  readonly kind: 'scripts'
  readonly of: Look
  /** Letters, each with its own script, digits, words and marks. */
  readonly below: readonly string[]
  readonly above: readonly string[]
  readonly primes: number
}

export const GREEK =
  'var(?:epsilon|theta|pi|rho|sigma|phi)|(?:alpha|beta|gamma|delta|epsilon|zeta|eta|theta|iota|kappa|lambda|mu|nu|xi|pi|rho|sigma|tau|upsilon|phi|chi|psi|omega)|Gamma|Delta|Theta|Lambda|Xi|Pi|Sigma|Upsilon|Phi|Psi|Omega'
/** Commands that are put on what is in their braces. */
export const ACCENTS = 'bar|hat|tilde|vec|underline|overline'

const LETTER = String.raw`(?:[A-Za-z]|\\(?:${GREEK}|ell)(?![A-Za-z]))`
/** Fonts that print what they are put around otherwise than without them. */
const INKED = String.raw`\\(?:math(?:rm|bf|sf)\{[A-Za-z]+\}|math(?:cal|bb)\{[A-Z]\}|mathfrak\{[A-Za-z]\})`
const MARK = String.raw`(?:[*+-]|\\(?:dagger|pm|mp|prime|infty|perp|parallel|circ|times|odot|ominus|oplus|to)(?![A-Za-z]))`
const ITEM = String.raw`(?:\d|${LETTER} ?(?:_\{(?:\d+|${LETTER})\})?|\\mathrm\{[A-Za-z]+\}|${MARK} ?|[,/])`
const MARKS = new RegExp(String.raw`^(?:${MARK}|\([A-Za-z0-9]+\)|\\mathrm\{[A-Za-z]{2,}\})+$`)
/** An index, or a letter with one. */
const INDEX = new RegExp(
  String.raw`^(?:\d|${LETTER}(?:_\{[A-Za-z0-9]+\})?|\\mathrm\{(?:[A-Za-z]|first|last|next|prev|end)\})$`,
)

/** Whether what stands above something makes no power of it. */
export const isMark = (above: readonly string[]): boolean => MARKS.test(above.join(''))

/** Whether what stands below something may tell which member it is: an index, or what is made of one; no 0, no upright word but for one that tells a place, and no mark alone. */
export const isIndex = (below: readonly string[]): boolean =>
  below.join('') !== '0' &&
  below.some((item) => INDEX.test(item)) &&
  below.every((item) => INDEX.test(item) || /^(?:[+-]|\\prime)$/.test(item))

/** The TeX of parts beside each other, with a space only where a command would run into a letter. */
const join = (parts: readonly string[]): string =>
  parts.reduce(
    (before, next) => (/\\[A-Za-z]+$/.test(before) && /^[A-Za-z]/.test(next) ? `${before} ${next}` : before + next),
    '',
  )

/** The TeX of a look, in one spelling. */
export function written(look: Look): string {
  switch (look.kind) {
    case 'letter':
      return look.tex
    case 'overlined':
      return `\\overline{${join(look.items)}}`
    case 'change':
      return join([look.sign, written(look.of)])
    case 'accent':
      return `\\${look.accent}{${written(look.of)}}`
    case 'bars':
      return `|${written(look.of)}|`
    case 'brackets':
      return `[${written(look.of)}]`
    case 'angles':
      return `${join(['\\langle', written(look.of)])}\\rangle`
    case 'call':
      return `${written(look.of)}(${look.arguments.map(written).join(',')})`
    case 'scripts': {
      const below = look.below.length === 0 ? '' : `_{${join(look.below)}}`
      const above = look.above.length === 0 ? '' : `^{${join(look.above)}}`
      return `${written(look.of)}${below}${above}${"'".repeat(look.primes)}`
    }
  }
}

/** What a look is put on, and so on, to the letter. */
export const letterOf = (look: Look): Look => ('of' in look ? letterOf(look.of) : look)

/** What stands in the scripts and brackets of a look. */
export function partsOf(look: Look): readonly string[] {
  const inner = 'of' in look ? partsOf(look.of) : []
  if (look.kind === 'scripts') return [...inner, ...look.below, ...look.above]
  if (look.kind !== 'call') return inner
  return [...inner, ...look.arguments.flatMap((each) => [written(letterOf(each)), ...partsOf(each)])]
}

/** A look with scripts; itself without any. */
export function withScripts(of: Look, scripts: Partial<Omit<Scripted, 'kind' | 'of'>>): Look {
  const { below = [], above = [], primes = 0 } = scripts
  return below.length + above.length + primes === 0 ? of : { kind: 'scripts', of, below, above, primes }
}

const sticky = (pattern: string): RegExp => new RegExp(pattern, 'y')
/** What stands next in TeX in its one spelling. */
const NEXT = {
  plainLetter: sticky(`(${LETTER}) ?`),
  letter: sticky(`(${LETTER}|${INKED}) ?`),
  change: sticky(String.raw`(\\[Dd]elta) ?(?=[A-Za-z\\])`),
  accent: sticky(String.raw`\\(${ACCENTS}|dot|ddot)\{`),
  overline: sticky(String.raw`\\overline\{`),
  overlined: sticky(`(${LETTER}|[0-9+*/-]) ?`),
  script: sticky(String.raw`([_^])\{`),
  below: sticky(`(${ITEM})`),
  above: sticky(`(${ITEM}|[()])`),
  primes: sticky("'+"),
  close: sticky('\\}'),
  open: sticky('\\('),
  comma: sticky(','),
  number: sticky('\\d+'),
}
const BRACKETS = [
  ['bars', sticky('\\|'), sticky('\\|')],
  ['brackets', sticky('\\['), sticky('\\]')],
  ['angles', sticky('\\\\langle ?'), sticky('\\\\rangle ?')],
] as const
const CALL = sticky('\\)')

/** Reads TeX in its one spelling from the left. */
class Reader {
  private at = 0

  constructor(private readonly tex: string) {}

  get isDone(): boolean {
    return this.at === this.tex.length
  }

  name(): Look | undefined {
    const of = this.enclosed() ?? this.atom()
    if (of === undefined || this.take(NEXT.open) === undefined) return of
    const given: Look[] = []
    do {
      const number = this.take(NEXT.number)
      const argument = number === undefined ? this.atom() : ({ kind: 'letter', tex: number } as const)
      if (argument === undefined) return undefined
      given.push(argument)
    } while (this.take(NEXT.comma) !== undefined)
    return !isFunctionLook(of) || this.take(CALL) === undefined ? undefined : { kind: 'call', of, arguments: given }
  }

  private take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at
    const found = pattern.exec(this.tex)
    if (!found) return undefined
    this.at = pattern.lastIndex
    return found[1] ?? found[0]
  }

  /** What `read` finds; where it finds nothing, nothing is taken. */
  private attempt<T>(read: () => T | undefined): T | undefined {
    const before = this.at
    const found = read()
    if (found === undefined) this.at = before
    return found
  }

  private letter(pattern = NEXT.letter): Look | undefined {
    const tex = this.take(pattern)
    return tex === undefined ? undefined : { kind: 'letter', tex }
  }

  private base(): Look | undefined {
    const changed = this.attempt(() => {
      const sign = this.take(NEXT.change)
      const of = sign === undefined ? undefined : this.letter(NEXT.plainLetter)
      return sign === undefined || of === undefined ? undefined : { kind: 'change' as const, sign, of }
    })
    return changed ?? this.letter()
  }

  private accented(): Look | undefined {
    return this.attempt(() => {
      const accent = this.take(NEXT.accent)
      const of = accent === undefined ? undefined : this.base()
      return accent === undefined || of === undefined || this.take(NEXT.close) === undefined
        ? undefined
        : { kind: 'accent' as const, accent, of }
    })
  }

  private overlined(): Look | undefined {
    return this.attempt(() => {
      if (this.take(NEXT.overline) === undefined) return undefined
      const items = this.items(NEXT.overlined)
      return items.length === 0 || this.take(NEXT.close) === undefined
        ? undefined
        : { kind: 'overlined' as const, items }
    })
  }

  private items(pattern: RegExp): string[] {
    const items: string[] = []
    for (let item = this.take(pattern); item !== undefined; item = this.take(pattern)) items.push(item.trim())
    return items
  }

  /** With the scripts that follow, one below and one above at most, and primes after them. */
  private scripted(of: Look): Look | undefined {
    const scripts: { below?: string[]; above?: string[] } = {}
    for (let sign = this.take(NEXT.script); sign !== undefined; sign = this.take(NEXT.script)) {
      const place = sign === '_' ? 'below' : 'above'
      const items = this.items(NEXT[place])
      if (scripts[place] || items.length === 0 || this.take(NEXT.close) === undefined) return undefined
      scripts[place] = items
    }
    const { below = [], above = [] } = scripts
    // A prime is a mark above with a sign of its own.
    const other = above.findIndex((item) => item !== '\\prime')
    const leading = other < 0 ? above.length : other
    const primes = leading + (this.take(NEXT.primes)?.length ?? 0)
    return withScripts(of, { below, above: above.slice(leading), primes })
  }

  private atom(): Look | undefined {
    const of = this.accented() ?? this.overlined() ?? this.base()
    return of && this.scripted(of)
  }

  private enclosed(): Look | undefined {
    for (const [kind, open, close] of BRACKETS) {
      if (this.take(open) === undefined) continue
      const of = this.atom()
      return of === undefined || this.take(close) === undefined ? undefined : this.scripted({ kind, of })
    }
    return undefined
  }
}

/** Whether it may stand before an argument: a letter in no font, with nothing above. */
function isFunctionLook(look: Look): boolean {
  if (look.kind === 'scripts') return look.above.length + look.primes === 0 && isFunctionLook(look.of)
  return look.kind === 'letter' && !look.tex.startsWith('\\math')
}

/** How TeX in its one spelling looks; undefined where it is no name. */
export function readLook(tex: string): Look | undefined {
  const reader = new Reader(tex)
  const look = reader.name()
  return reader.isDone ? look : undefined
}

/** Whether it may be what a number is called: also its rate, which is then given as a number of its own. */
export function isNumberLook(look: Look): boolean {
  if (look.kind === 'bars' || look.kind === 'overlined' || look.kind === 'call') return false
  if (look.kind === 'scripts' && look.above.length > 0 && !isMark(look.above)) return false
  return look.kind === 'letter' || look.kind === 'angles' || isNumberLook(look.of)
}
