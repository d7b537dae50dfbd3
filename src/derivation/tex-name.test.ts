import fc from 'fast-check'
import katex from 'katex'
import { describe, expect, it } from 'vitest'
import { type Look, isNumberLook, readLook, written } from './look.js'
import { meaningOf, plain } from './tex-name.js'

const seed = Number(process.env.REDERIVE_SEED ?? 20260101)

interface Drawn {
  readonly classes?: readonly string[]
  readonly style?: Readonly<Record<string, string>>
  readonly children?: readonly Drawn[]
  readonly text?: string
  /** Of what is drawn by a path. */
  readonly pathName?: string
}
const { __renderToDomTree: tree } = katex as unknown as { __renderToDomTree(tex: string, options: object): Drawn }

/** Classes of a glyph that do not choose another one. */
const NO_FONT = /^(?:mord|mbin|mrel|mopen|mclose|mpunct|mop|op-symbol|small-op|mtight|text)$/

/** What KaTeX draws: glyphs with their fonts, and how high what stands above or below is. */
function drawn(tex: string): string {
  const glyphs = ({ classes = [], style = {}, children, text, pathName }: Drawn): string => {
    if (classes.some((one) => /^(?:strut|pstrut|mspace|vlist-s|newline)$/.test(one))) return ''
    const line = classes.find((one) => /-line$/.test(one))
    if (line !== undefined || pathName !== undefined) return `${line ?? ''}${pathName ?? ''} `
    if (text !== undefined)
      return text.trim() === '' ? '' : `${text}${classes.filter((one) => !NO_FONT.test(one)).join('.')} `
    const inner = (children ?? []).map(glyphs).join('')
    return inner !== '' && style.top !== undefined ? `(${style.top} ${inner})` : inner
  }
  return glyphs(tree(tex, { output: 'html', throwOnError: true, strict: 'ignore' }))
}

const letter = fc.constantFrom(
  'x',
  'd',
  'e',
  'i',
  'n',
  'u',
  'X',
  'D',
  '\\pi',
  '\\alpha',
  '\\Gamma',
  '\\ell',
  '\\hbar',
  'h',
  '1',
  '\\infty',
)
const dress = fc.constantFrom(
  ...[
    'mathrm',
    'mathbf',
    'mathsf',
    'mathcal',
    'mathbb',
    'mathfrak',
    'mathit',
    'text',
    'operatorname',
    'bar',
    'overline',
  ],
  ...['hat', 'widehat', 'tilde', 'vec', 'dot', 'underline', 'boldsymbol'],
)
const dressed = fc.oneof(
  { weight: 2, arbitrary: letter },
  fc.tuple(dress, letter).map(([command, one]) => `\\${command}{${one}}`),
  fc.tuple(dress, letter).map(([command, one]) => `\\${command} ${one}`),
  fc.tuple(dress, dress, letter).map(([a, b, one]) => `\\${a}{\\${b}{${one}}}`),
  fc.tuple(letter, letter).map(([a, b]) => `{${a}} ${b}`),
  fc.tuple(fc.constantFrom('\\Delta', '\\delta'), letter).map(([a, b]) => `${a} ${b}`),
)
const nothing = fc.constantFrom('', '', '', '{}', '\\,', '~', '\\ ', ' ', '\\!')
const item = fc.oneof(
  dressed,
  fc.constantFrom('1', '12', '{2}', '{,}', ',', '+', '*', '\\star', '\\max', '\\mathrm{max}', 'a', 'b', "'", '\\prime'),
)
const scripts = fc
  .tuple(fc.constantFrom('_', '^'), nothing, fc.array(item, { maxLength: 2 }), nothing)
  .map(([way, a, items, b]) => `${way}{${a}${items.join('')}${b}}`)
const name = fc
  .tuple(nothing, dressed, fc.array(scripts, { maxLength: 2 }), fc.constantFrom('', '', "'"))
  .map(([a, base, below, prime]) => `${a}${base}${below.join('')}${prime}`)

const drawnAs = (tex: string): string | undefined => {
  try {
    return drawn(tex)
  } catch {
    return undefined
  }
}

const look = (tex: string): Look => readLook(plain(tex)) as Look

describe('a name', () => {
  it('of many digits is read at once', () => {
    expect(readLook(plain(`x_{${'1'.repeat(60)};}`))).toBe(undefined)
  })

  it('has one spelling for each look that KaTeX draws', () => {
    const spelt = new Map<string, string>()
    const clashes: string[] = []
    for (const tex of fc.sample(name, { seed, numRuns: 12_000 })) {
      const read = readLook(plain(tex))
      if (!read) continue
      const one = written(read)
      const seen = drawnAs(tex)
      if (seen === undefined) continue
      const before = spelt.get(seen)
      if (before !== undefined && before !== one) clashes.push(`${tex}: ${one} and ${before} look alike`)
      spelt.set(seen, before ?? one)
    }
    expect(clashes).toEqual([])
    expect(spelt.size).toBeGreaterThan(300)
  })

  it.each([
    ...[
      '\\mathbf{\\pi}',
      '\\mathcal{d}',
      '\\mathbb{x}',
      '\\mathcal{x}_1',
      '\\mathrm{\\mathrm{d}}',
      'x_{\\mathrm{1}}',
      'x_{\\,1}',
      'x_{~}',
      'x_{1{2}}',
    ],
    ...[
      'x_{1^{}}',
      'x_{\\mathrm\\infty}',
      'x_{\\mathrm{+}}',
      'd_{\\,}',
      '\\mathrm{\\ell}',
      '|\\mathcal{x}|',
      'f(\\mathcal{x})',
      '\\mathcal{x}^2',
    ],
  ])('is not %s', (tex) => expect(readLook(plain(tex))).toBe(undefined))

  it.each([
    ...[
      '\\Delta x',
      '\\delta\\tau',
      '\\Delta G^{\\circ}',
      '\\lambda_{\\max}',
      '\\eta_\\mathrm{lr}',
      '[A]',
      '[\\mathrm{Na}]',
      '\\mathcal{I}',
      '\\mathbb{E}',
    ],
    ...[
      'x_{1,2}',
      'W_{ij}',
      'k_{-1}',
      'r_{n+1}',
      '\\bar{f}',
      '\\hat{\\mathbf{n}}_{x}',
      "x'",
      '\\sigma_{\\mathrm{x}}',
      'V_{2i}',
      'z_{k_i}',
      '\\hbar',
      'T_\\mathrm{c}^*',
    ],
  ])('may be %s', (tex) => expect(isNumberLook(look(tex))).toBe(true))

  it.each([
    ...[
      '\\mathrm{sin}',
      '\\mathrm{sin}_{1}',
      "\\mathrm{sin}'",
      '\\bar{\\mathrm{sin}}',
      '{\\mathrm{sin}}_{a}',
      '\\mathsf{d}',
      '\\mathbf{d}',
      '\\mathrm{d}_{1}',
      '\\mathsf{e}',
    ],
    ...['\\mathrm{sinc}', '\\mathrm{relu}', '\\pi', 'd'],
  ])('means something: %s', (tex) => expect(meaningOf(look(tex))).toBeTypeOf('string'))

  it.each(['T_{\\mathrm{max}}', 'd_{0}', '\\mathrm{Re}', '\\mathbf{e}_{x}', '\\mathrm{sink}'])(
    'means nothing: %s',
    (tex) => expect(meaningOf(look(tex))).toBe(undefined),
  )
})
