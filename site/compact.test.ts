import { expect, test } from 'vitest'
import { compact } from './compact.js'

const page = (body: string): string => `<html><head></head><body>${body}</body></html>`
const LONG = 'M0 0'.repeat(40)

test('a style that stands once stays where it is', () => {
  expect(compact(page('<p style="top:1px">a</p>'))).toBe(page('<p style="top:1px">a</p>'))
})

test('a style that is repeated becomes a class that wins as an inline style does', () => {
  const html = compact(page('<p style="top:1px;left:2px;">a</p><p class="b" style="top:1px;left:2px;">c</p>'))
  expect(html).toContain('.s_0{top:1px!important;left:2px!important}')
  expect(html).toContain('<p class="s_0">a</p><p class="b s_0">c</p>')
})

test('a long outline that is repeated is drawn from one place', () => {
  const html = compact(page(`<svg><path d="${LONG}"/></svg>`.repeat(3)))
  expect(html.split(LONG)).toHaveLength(2)
  expect(html.match(/<use href="#o_0"\/>/g)).toHaveLength(3)
})

test('text that looks like markup is text', () => {
  const text = '&lt;p style="top:1px"> &lt;p style="top:1px"> &lt;line x="0.12345">'
  expect(compact(page(text))).toBe(page(text))
})

test('places in a drawing are told to a hundredth', () => {
  expect(compact(page('<line x1="46" y2="187.6123"></line><p id="0.12345">x="0.12345"</p>'))).toBe(
    page('<line x1="46" y2="187.61"></line><p id="0.12345">x="0.12345"</p>'),
  )
})
