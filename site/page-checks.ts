/** What the tests ask of the pages of a site: that they are valid HTML, lead somewhere, can be used by everyone and fit a phone. */
import axe from 'axe-core'
import { FileSystemConfigLoader, HtmlValidate } from 'html-validate'
import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { kindAt } from '../src/system/kind.js'
import type { Page } from 'playwright-core'

/** Paths of all pages in the folder of a site, sorted. */
export const pagesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.html'))
    .sort()

/** Matters of taste that preact's printing decides, and inline styles that typeset formulas need. */
const RULES = {
  'no-inline-style': 'off',
  'void-style': 'off',
  'attribute-boolean-style': 'off',
  'doctype-style': 'off',
  'long-title': 'off',
  'attribute-empty-style': 'off',
} as const

/** What html-validate says against the pages of a folder. */
export async function htmlErrors(folder: string): Promise<string[]> {
  const validate = new HtmlValidate(
    new FileSystemConfigLoader({ extends: ['html-validate:recommended'], rules: RULES }),
  )
  const said: string[] = []
  for (const path of pagesIn(folder)) {
    const { results } = await validate.validateString(readFileSync(join(folder, path), 'utf8'))
    for (const { messages } of results)
      for (const { ruleId, message, selector } of messages) said.push(`${path}: ${ruleId} ${message} (${selector})`)
  }
  return said
}

/** How many links and sources the pages of a folder have, and which of them lead nowhere or out of the site. */
export function linksIn(folder: string): { count: number; broken: string[] } {
  const ids = new Map<string, ReadonlySet<string>>()
  const idsOf = (file: string): ReadonlySet<string> => {
    const known = ids.get(file)
    if (known) return known
    const found = new Set([...readFileSync(file, 'utf8').matchAll(/\sid="([^"]*)"/g)].map(([, id]) => plain(id)))
    ids.set(file, found)
    return found
  }
  const broken: string[] = []
  let count = 0
  for (const path of pagesIn(folder)) {
    const html = readFileSync(join(folder, path), 'utf8')
    for (const [, attribute] of html.matchAll(/<[^>]*?\s(?:href|src)="([^"]*)"/g)) {
      count++
      const link = plain(attribute)
      // An icon that is none.
      if (link === 'data:,') continue
      const [address = '', fragment] = link.split('#')
      const place = decodeURIComponent(address.replace(/\?.*$/, ''))
      const file = place === '' ? join(folder, path) : join(folder, dirname(path), place)
      const inside = !/^[a-z]+:|^\/\//i.test(link) && !relative(folder, file).startsWith('..')
      const there = inside && kindAt(file)?.isFile() === true
      // With an equals sign it is a state for a script.
      const marks = fragment !== undefined && fragment !== '' && !fragment.includes('=')
      if (!there || (marks && !idsOf(file).has(decodeURIComponent(fragment)))) broken.push(`${path}: ${link}`)
    }
  }
  return { count, broken }
}

const plain = (attribute = ''): string =>
  attribute.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&#39;', "'").replaceAll('&amp;', '&')

/** What axe says against an open page with all its details open, in both colour schemes. */
export async function axeViolations(page: Page): Promise<string[]> {
  await page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
  await page.evaluate(axe.source)
  const said: string[] = []
  for (const [colorScheme, run] of [
    ['light', 'axe.run()'],
    // Nothing but colours depends on the scheme.
    ['dark', "axe.run({ runOnly: ['color-contrast'] })"],
  ] as const) {
    await page.emulateMedia({ colorScheme })
    const { violations } = (await page.evaluate(run)) as axe.AxeResults
    for (const { id, nodes } of violations)
      for (const { target, failureSummary } of nodes) said.push(`${colorScheme}, ${id}: ${target} ${failureSummary}`)
  }
  return said
}

/** Pixels by which an open page is wider than a window of this width, all its details open. */
export async function overflowAt(page: Page, width: number): Promise<number> {
  await page.setViewportSize({ width, height: 700 })
  await page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
  return (await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')) as number
}
