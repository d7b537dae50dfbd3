/** The website of this project as a reader gets it: every derivation verified by every witness, then every page looked at. */
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { BrowserContext } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser, skipBrowserTests } from '../site/chromium.js'
import { axeViolations, htmlErrors, linksIn, overflowAt, pagesIn } from '../site/page-checks.js'
import { type Outcome, rederive } from './command.js'

const folder = mkdtempSync(join(tmpdir(), 'rederive-website-'))
const out = join(folder, 'site')
const build = (to: string): Promise<Outcome> => rederive(['build', '--out', to, '--cache-dir', join(folder, 'cache')])

let built: Outcome
beforeAll(async () => {
  built = await build(out)
}, 600_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('every claim is proved', () => {
  expect(built.output).toMatch(/\n\d+ proved, 0 refuted, 0 unknown, 0 invalid in/)
  expect(built.exitCode).toBe(0)
})

test('a second build, from the cache, is the same to the byte', async () => {
  const again = join(folder, 'again')
  expect((await build(again)).output).toMatch(/\n(\d+) proved, .* \1 from the cache/)
  const filesOf = (of: string): string[] =>
    readdirSync(of, { recursive: true, encoding: 'utf8' })
      .filter((path) => statSync(join(of, path)).isFile())
      .sort()
  expect(filesOf(again)).toEqual(filesOf(out))
  for (const path of filesOf(out)) {
    expect(readFileSync(join(again, path)).equals(readFileSync(join(out, path))), path).toBe(true)
  }
})

test('html-validate finds no error on any page', async () => {
  expect(await htmlErrors(out)).toEqual([])
})

test('every link leads somewhere in the site', () => {
  const { count, broken } = linksIn(out)
  expect(broken).toEqual([])
  expect(count).toBeGreaterThan(1000)
})

test('a derivation page with the stylesheets it names is under 150 kB', () => {
  for (const path of pagesIn(out)) {
    // The list of symbols holds those of every page.
    if (/^(explore|phase-diagram|mechanisms|symbols|search|graph)\//.test(path)) continue
    const html = readFileSync(join(out, path), 'utf8')
    const styles = [...html.matchAll(/<link rel="stylesheet" href="([^"]+)"/g)].map(([, href]) => href as string)
    expect(styles.length).toBeGreaterThan(0)
    const sizes = styles.map((href) => statSync(join(out, path, '..', href)).size)
    const whole = sizes.reduce((sum, size) => sum + size, Buffer.byteLength(html))
    expect(whole, path).toBeLessThan(150_000)
  }
})

describe.skipIf(skipBrowserTests)('in a browser', () => {
  let context: BrowserContext
  beforeAll(async () => {
    context = await openBrowser()
  })
  afterAll(() => context?.close())

  test('axe finds no violation on any page, light and dark, and none scrolls sideways on a 360 px phone', async () => {
    const page = await context.newPage()
    for (const path of pagesIn(out)) {
      await page.goto(pathToFileURL(join(out, path)).href)
      expect(await overflowAt(page, 360), path).toBeLessThanOrEqual(0)
      await page.setViewportSize({ width: 1280, height: 720 })
      expect((await axeViolations(page)).map((violation) => `${path} ${violation}`)).toEqual([])
    }
  }, 900_000)
})
