/** What formulas in an author's text may not do: draw, colour, or move ink to where it stands over something that this program says. */
import katex from 'katex'

/** What is wrong, in the author's terms; undefined where nothing is. TeX that KaTeX cannot read is told elsewhere. */
export function misplaced(tex: string): string | undefined {
  let nodes: unknown
  try {
    nodes = parsed(withoutOverlaps(tex), { strict: 'ignore', trust: false, maxSize: 20, errorColor: REFUSED })
  } catch {
    return undefined
  }
  const moved = new Moved()
  moved.see(nodes)
  return moved.wrong
}

const { __parse: parsed } = katex as unknown as { __parse(tex: string, options: object): unknown }

/** KaTeX builds these signs of what would be refused: a stroke over a relation, and dots on a strut. */
const OVERLAPS: readonly (readonly [RegExp, string])[] = [
  [/\\neq?(?![A-Za-z])/g, '='],
  [
    /\\not ?(?=[=<>]|\\(?:in|ni|subset|supset|subseteq|supseteq|equiv|sim|simeq|approx|cong|mid|parallel|le|ge|leq|geq)(?![A-Za-z]))/g,
    '',
  ],
  [/\\notin(?![A-Za-z])/g, '\\in '],
  [/\\vdots(?![A-Za-z])/g, '\\ddots '],
]
/** What may give a command another meaning. */
const DEFINES = /\\(?:[egx]?def|(?:re)?newcommand|providecommand|(?:future)?let|global)(?![A-Za-z])/

const withoutOverlaps = (tex: string): string =>
  DEFINES.test(tex) ? tex : OVERLAPS.reduce((text, [sign, plain]) => text.replace(sign, plain), tex)

/** The colour of commands that are shown and not followed. */
const REFUSED = '#c01234'

const DENIED: ReadonlyMap<string, string> = new Map([
  ['rule', 'draws a rule'],
  ['raisebox', 'raises what it shows'],
  ['vcenter', 'raises what it shows'],
  ['smash', 'takes no room for what it shows'],
  ['lap', 'takes no room for what it shows'],
  ['color', 'is coloured'],
  ['color-token', 'is coloured'],
  ['phantom', 'hides what it has'],
  ['hphantom', 'hides what it has'],
  ['vphantom', 'hides what it has'],
  ['tag', 'has a number of its own'],
  ['html', 'has HTML in it'],
  ['includegraphics', 'has a picture in it'],
])
/** Widths of an em in the units that TeX has. */
const EMS: Readonly<Record<string, number>> = {
  em: 1,
  ex: 0.431,
  mu: 1 / 18,
  pt: 0.1,
  pc: 1.2,
  in: 7.2,
  cm: 2.85,
  mm: 0.285,
  px: 0.1,
}
/** Ems by which a formula may move things back, and forward, all together. */
const [BACK, FORWARD] = [0.5, 12]

interface Size {
  readonly number: number
  readonly unit: string
}

class Moved {
  private back = 0
  private forward = 0
  wrong: string | undefined

  see(node: unknown): void {
    if (Array.isArray(node)) for (const each of node) this.see(each)
    if (typeof node !== 'object' || node === null || Array.isArray(node)) return
    const { type, color, dimension, rowGaps, label, size } = node as {
      type?: string
      color?: string
      dimension?: Size
      rowGaps?: readonly (Size | null)[]
      label?: string
      size?: Size | null
    }
    if (type !== undefined && color !== REFUSED) this.wrong ??= DENIED.get(type)
    if (type === 'enclose' && /color/.test(label ?? '')) this.wrong ??= 'is coloured'
    if (type === 'kern' && dimension) this.move(dimension)
    const gaps = [...(rowGaps ?? []), ...(type === 'cr' ? [size ?? null] : [])]
    if (gaps.some((gap) => gap && (gap.number < 0 || emsOf(gap) > FORWARD)))
      this.wrong ??= 'moves rows over each other, or far apart'
    for (const [key, inner] of Object.entries(node)) if (key !== 'loc') this.see(inner)
  }

  private move(by: Size): void {
    const ems = emsOf(by)
    if (ems < 0) this.back -= ems
    else this.forward += ems
    if (this.back > BACK || this.forward > FORWARD) this.wrong ??= 'moves what it shows to another place'
  }
}

const emsOf = ({ number, unit }: Size): number => number * (EMS[unit] ?? 10)
