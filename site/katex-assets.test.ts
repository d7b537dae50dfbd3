import katex from 'katex'
import { expect, test } from 'vitest'
import { KATEX_FOLDER, katexFiles, shortened } from './katex-assets.js'

const filesFor = (tex: string): Map<string, string | Uint8Array> => katexFiles([shortened(katex.renderToString(tex))])
const styleOf = (files: ReadonlyMap<string, string | Uint8Array>): string =>
  files.get(`${KATEX_FOLDER}/katex.min.css`) as string

test('the stylesheet speaks of the classes that the pages have, and of no others', () => {
  const html = shortened(katex.renderToString('\\frac{x}{2}'))
  const css = styleOf(katexFiles([html]))
  const used = new Set([...html.matchAll(/ class="([^"]*)"/g)].flatMap(([, names = '']) => names.split(' ')))
  const named = new Set(css.replace(/\{[^{}]*\}/g, '{}').match(/\.k[\da-z]{2}\b/g) ?? [])
  expect(named.size).toBeGreaterThan(5)
  expect([...named].filter((name) => !used.has(name.slice(1)))).toEqual([])
  expect(styleOf(filesFor('\\frac{x}{2} \\mathbf{y} \\sqrt{z}')).length).toBeGreaterThan(css.length)
})

test('the fonts it names are there', () => {
  for (const tex of ['x', '\\mathbb{R} + \\mathbf{x}', '\\left(\\frac{\\frac{1}{2}}{3}\\right)']) {
    const files = filesFor(tex)
    const fonts = [...styleOf(files).matchAll(/url\(([^)]+)\)/g)].map(([, path]) => `${KATEX_FOLDER}/${path}`)
    expect(fonts.length).toBeGreaterThan(0)
    expect([...files.keys()].filter((path) => path.endsWith('.woff2')).sort()).toEqual([...new Set(fonts)].sort())
  }
  expect([...filesFor('\\mathbb{R}').keys()].some((path) => path.includes('AMS'))).toBe(true)
})

test('a rule about what a formula is not is there, too', () => {
  expect(styleOf(filesFor('\\bar x'))).toMatch(/:not\([^)]*\)\{[^}]*width:0/)
})
