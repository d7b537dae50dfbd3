import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ClaimReport, Report } from '../src/verify/report.js'
import { buildSite } from './build.js'
import { openBrowser, skipBrowserTests } from './chromium.js'

const claim: ClaimReport = {
  id: 'parabola/square',
  derivation: 'parabola',
  kind: 'equality',
  verdict: 'proved',
  statement: '(x + 1)^2 = x^2 + 2*x + 1',
  tex: ['(x + 1)^{2} = x^{2} + 2x + 1'],
  note: 'The square of $x + 1$.',
  sideConditions: [],
  sideConditionsTex: [],
  witnesses: [{ name: 'kernel', outcome: 'agrees', mode: 'checked', ms: 1, detail: 'lhs - rhs reduces to 0' }],
  cites: [],
}
const report: Report = {
  derivations: [
    {
      id: 'parabola',
      title: 'A parabola',
      tag: 'beyond',
      prose: ['It opens upwards.'],
      symbols: [],
      flowTex: [],
      claims: [claim],
      uses: [],
      file: 'parabola.ts',
    },
  ],
  problems: [],
  summary: { proved: 1, refuted: 0, unknown: 0, invalid: 0 },
  seed: 1,
  ms: 1,
}

describe.skipIf(skipBrowserTests)('in a browser', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rederive-site-'))
  const out = join(folder, 'site')
  let context: Awaited<ReturnType<typeof openBrowser>>
  beforeAll(async () => {
    await buildSite(report, { out, title: 'Test' })
    context = await openBrowser()
  })
  afterAll(async () => {
    await context?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  test('a reader goes from the index to a claim and opens its evidence, and nothing is fetched from elsewhere', async () => {
    const page = await context.newPage()
    const requests: string[] = []
    const complaints: string[] = []
    page.on('request', (request) => requests.push(request.url()))
    page.on('console', (message) => complaints.push(message.text()))
    page.on('pageerror', (error) => complaints.push(String(error)))
    await page.goto(pathToFileURL(join(out, 'index.html')).href)
    await page.getByRole('link', { name: 'A parabola' }).first().click()
    await page.locator('details summary').first().click()
    expect(await page.getByText('lhs - rhs reduces to 0').isVisible()).toBe(true)
    expect(await page.locator('math').count()).toBeGreaterThan(0)
    expect(requests.filter((url) => !url.startsWith('file:') && !url.startsWith('data:'))).toEqual([])
    expect(complaints).toEqual([])
  })

  test('on a 360 px phone the page itself does not scroll sideways', async () => {
    const page = await context.newPage()
    await page.setViewportSize({ width: 360, height: 700 })
    await page.goto(pathToFileURL(join(out, 'parabola/index.html')).href)
    const overflow = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')
    expect(overflow).toBeLessThanOrEqual(0)
  })
})
