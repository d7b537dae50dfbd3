/** A reader's ways through the site, in a real browser, over HTTP as it will be read. */
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { buildSite } from './build.js'
import { openBrowser, skipBrowserTests } from './chromium.js'
import { axeViolations, htmlErrors, linksIn, overflowAt, pagesIn } from './page-checks.js'
import { exampleClaim, exampleDerivation, exampleReport } from './report.example.js'
import { type Served, serve } from './serve.js'

const line = Array.from({ length: 20 }, (_, k): [number, number] => [k / 10, Math.exp(-k / 10)])
const BALANCE = exampleDerivation('balance', {
  title: 'The balance is kept',
  prose: ['The growth of $p_i$ and the decay of $q_i$ cancel; [[riccati/ode]] builds on it.'],
  symbols: [
    { text: 'p[i]', tex: 'p_{i}', domain: 'real', meaning: 'growing mode', definitionTex: 's_{u} w_{i} + s_{w} u_{i}' },
    { text: 'gamma', tex: '\\gamma', domain: 'positive', meaning: 'output scale' },
  ],
  mentions: ['p'],
  flowTex: ['\\frac{d u_{i}}{dt} = 2 \\eta_{u} \\gamma w_{i} r'],
  claims: [
    exampleClaim('balance/conserved', {
      givenTex: ['\\gamma > 0'],
      sideConditionsTex: ['s_{u} \\neq 0'],
      figure: {
        caption: 'A random instance.',
        x: 't',
        y: 'value',
        series: [
          { name: 'kept', line, dots: line },
          { name: 'other', dots: line },
        ],
        difference: line.map(([x]) => [x, 1e-15] as const),
      },
      witnesses: [
        { name: 'kernel', outcome: 'agrees', mode: 'checked', ms: 0.8, detail: 'reduced to 0 = 0' },
        {
          name: 'nerdamer',
          outcome: 'agrees',
          mode: 'rederived',
          ms: 31.2,
          detail: 'differentiated the product',
          exchange: [{ sent: 'diff(x1*x2, x3)', received: '0', ms: 1 }],
        },
      ],
    }),
  ],
})
const RICCATI = exampleDerivation('riccati', {
  title: 'One Riccati equation',
  tag: 'beyond',
  uses: ['balance'],
  inherited: BALANCE.symbols,
  mentions: ['p', 'gamma'],
  claims: [
    exampleClaim('riccati/ode', {
      tex: ['\\frac{dz}{dt} = -\\gamma^{2} A\\,(P z^{2} - B z - Q)', 'z(0) = 1'],
      forms: [{ text: 'd/dt z = -gamma^2*A*(P*z^2 - B*z - Q)' }, { text: 'z at t = 0 is 1' }],
      cites: ['balance/conserved'],
    }),
    exampleClaim('riccati/wrong', {
      verdict: 'refuted',
      why: 'the two sides differ',
      counterexample: { values: { u: [0.5, 2], gamma: 0.7 }, lhs: '1.234', rhs: '1.235', what: 'both sides' },
    }),
    exampleClaim('riccati/open', { verdict: 'unknown', why: 'no normal form for this', witnesses: [] }),
  ],
})
const REPORT = exampleReport([BALANCE, RICCATI])

const folder = mkdtempSync(join(tmpdir(), 'rederive-site-'))
const out = join(folder, 'site')
let site: Served
beforeAll(async () => {
  await buildSite(REPORT, { out, title: 'Three mechanisms', author: 'A. Author', bibliography: '@article{x,\n}' })
  site = await serve(out, 0)
})
afterAll(async () => {
  await site.close()
  rmSync(folder, { recursive: true, force: true })
})

const pages = (): string[] => pagesIn(out)

test('html-validate finds no error on any page', async () => {
  expect(await htmlErrors(out)).toEqual([])
})

test('every link leads somewhere in the site', () => {
  expect(linksIn(out).broken).toEqual([])
})

test('a page and its stylesheets stay small', () => {
  const styles = readdirSync(out, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.css'))
  const bytes = styles.reduce((sum, path) => sum + statSync(join(out, path)).size, 0)
  expect(bytes).toBeLessThan(40_000)
})

describe.skipIf(skipBrowserTests)('in a browser', () => {
  let context: BrowserContext
  let page: Page
  const complaints: string[] = []
  const requests: string[] = []
  beforeAll(async () => {
    context = await openBrowser()
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: new URL(site.url).origin })
  })
  afterAll(() => context?.close())
  const open = async (path: string): Promise<Page> => {
    page = await context.newPage()
    page.on('request', (request) => requests.push(request.url()))
    page.on('console', (message) => complaints.push(message.text()))
    page.on('pageerror', (error) => complaints.push(String(error)))
    await page.goto(new URL(path, site.url).href)
    return page
  }
  afterEach(async () => {
    await page?.close()
    expect(complaints.splice(0)).toEqual([])
    const own = new URL(site.url).origin
    expect(requests.splice(0).filter((url) => !url.startsWith(own) && !/^(data|file):/.test(url))).toEqual([])
  })

  test('from the index to a claim and its evidence, word for word', async () => {
    const page = await open('')
    expect(await page.getByText('2 of 4 claims are proved.').isVisible()).toBe(true)
    await page.locator('.derivations').getByRole('link', { name: 'The balance is kept' }).click()
    await page.locator('details.evidence summary').first().click()
    await page.locator('details.exchange summary').first().click()
    expect(await page.getByText('diff(x1*x2, x3)').isVisible()).toBe(true)
    expect(await page.locator('svg.figure').first().isVisible()).toBe(true)
    expect(await page.locator('math').count()).toBeGreaterThan(0)
  })

  test('hovering or focusing a citation shows what is cited, Escape hides it', async () => {
    const page = await open('riccati/')
    const cited = page.locator('#ode .cited').first()
    const preview = cited.locator('.preview')
    expect(await preview.isVisible()).toBe(false)
    await cited.locator('a').hover()
    await preview.waitFor({ state: 'visible' })
    expect(await preview.textContent()).toContain('conserved')
    await page.keyboard.press('Escape')
    await preview.waitFor({ state: 'hidden' })
    await page.mouse.move(0, 0)
    await cited.locator('a').focus()
    await preview.waitFor({ state: 'visible' })
  })

  test('the TeX of an equation is copied to the clipboard', async () => {
    const page = await open('riccati/#ode')
    await page.locator('#ode .take summary').click()
    await page.locator('#ode').getByRole('button', { name: 'Copy TeX' }).click()
    await page.getByText('Copied').waitFor()
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(RICCATI.claims[0]?.tex.join(' \\\\\n'))
  })

  test('a permanent address marks its equation', async () => {
    const page = await open('riccati/#ode_2')
    expect(await page.locator(':target').getAttribute('class')).toBe('equation')
    expect(await page.locator(':target').textContent()).toContain('(2.1b)')
  })

  test.each([
    ['Riccati', 'riccati/index.html'],
    ['\\gamma', 'symbols/index.html#symbol-gamma'],
    ['balance/conserved', 'balance/index.html#conserved'],
  ])('searching for %s finds it', async (words, address) => {
    const page = await open('search/')
    await page.getByRole('searchbox').fill(words)
    const link = page.locator(`.results a[href$="${address}"]`)
    await link.first().waitFor()
    expect(page.url()).toContain(`q=${encodeURIComponent(words)}`)
    await link.first().click()
    await page.waitForURL(`**/${address}`)
  })

  test('what is typed before the index has come is searched when it has', async () => {
    let release = (): void => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    await context.route('**/pagefind.js', async (route) => {
      await held
      await route.continue()
    })
    const page = await open('search/')
    await page.getByRole('searchbox').fill('Riccati')
    release()
    await page.locator('.results a[href$="riccati/index.html"]').first().waitFor()
    await context.unroute('**/pagefind.js')
  })

  test('the graph keeps focus and depth in the address', async () => {
    const page = await open('graph/')
    await page.getByLabel('Focus').selectOption('balance')
    expect(page.url()).toContain('?focus=balance')
    expect(await page.locator('[id="node-riccati"]').getAttribute('class')).toContain('faded')
    const shared = await context.newPage()
    await shared.goto(page.url())
    expect(await shared.getByLabel('Focus').inputValue()).toBe('balance')
    await shared.close()
  })

  test('the keyboard alone reaches a result through the graph', async () => {
    const page = await open('graph/balance/')
    const link = page.locator('svg.graph a').first()
    await link.focus()
    await page.keyboard.press('Enter')
    await page.waitForURL('**/balance/index.html')
  })

  test('without script everything but search is there', async () => {
    const plain = await openBrowser({ javaScriptEnabled: false })
    const page = await plain.newPage()
    await page.goto(pathToFileURL(join(out, 'riccati/index.html')).href)
    await page.locator('#ode .take summary').click()
    expect(await page.locator('#ode .take pre').first().isVisible()).toBe(true)
    await page.locator('#wrong .evidence').getByText('1.235').waitFor()
    await page.goto(pathToFileURL(join(out, 'search/index.html')).href)
    expect(await page.getByText('Search needs script').isVisible()).toBe(true)
    await plain.close()
  })

  test('axe finds no violation on any page, light and dark', async () => {
    for (const path of pages()) {
      const page = await open(path)
      expect((await axeViolations(page)).map((said) => `${path} ${said}`)).toEqual([])
      await page.close()
    }
  })

  test('on a 360 px phone, and at 200 % zoom, no page scrolls sideways', async () => {
    for (const path of pages()) {
      for (const width of [360, 640]) {
        const page = await open(path)
        expect(await overflowAt(page, width), `${path} at ${width}`).toBeLessThanOrEqual(0)
        await page.close()
      }
    }
  })

  test('a new build reaches an open page', async () => {
    const page = await open('')
    await page.evaluate("document.title = 'old'")
    site.reload()
    await page.waitForFunction("document.title !== 'old'")
  })
})

test('nothing outside the folder is served', async () => {
  for (const path of ['..%2f..%2fetc%2fpasswd', '%2e%2e/secret', 'no/such/page', '%ff']) {
    expect((await fetch(new URL(path, site.url))).status).toBe(404)
  }
})
