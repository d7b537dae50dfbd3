import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import type { BrowserContext, Page } from 'playwright-core'
import { SCHEMES } from 'rederive/linear-network'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser, skipBrowserTests } from '../../../site/chromium.js'
import { MEAN_FIELD, type Network, numbersOf, read, solved } from './network.example.js'
import { OpenedExplorer, saved, settled, shows, slide } from './opened-explorer.example.js'
import { type ServedSite, ROOT, servedSite } from './served-site.example.js'

/** The exponentials of two JavaScript engines differ in their last bits. */
function same(found: readonly number[], expected: readonly number[]): void {
  expect(found).toHaveLength(expected.length)
  for (const [k, value] of expected.entries()) {
    expect(Math.abs((found[k] as number) - value), `${found} is ${expected}`).toBeLessThanOrEqual(
      1e-13 * Math.abs(value) + 1e-15,
    )
  }
}

describe.skipIf(skipBrowserTests)('the explorer', () => {
  let site: ServedSite
  let opened: OpenedExplorer
  let context: BrowserContext
  const open = (address?: string): Promise<Page> => opened.open(address)
  beforeAll(async () => {
    site = await servedSite()
    context = await openBrowser()
    opened = new OpenedExplorer(site, context)
  })
  afterAll(async () => {
    await context?.close()
    site?.close()
  })

  test('starts with a network in mean-field scaling', async () => {
    const page = await open()
    const ids = await page.locator('[id]').evaluateAll((elements) => elements.map(({ id }) => id))
    expect(new Set(ids).size).toBe(ids.length)
    await shows(page, MEAN_FIELD)
    await page.close()
  })

  test('sliders move by keyboard, and every number follows', async () => {
    const page = await open()
    const network = { ...MEAN_FIELD }
    const press = async (id: keyof Network, key: string, value: number): Promise<void> => {
      await page.locator(`#${id}`).focus()
      await page.keyboard.press(key)
      network[id] = value
      await shows(page, network)
    }
    await press('d', 'ArrowLeft', 955)
    await press('C', 'ArrowRight', 2.1)
    await press('gamma', 'ArrowRight', 1.12)
    await press('hU', 'ArrowRight', 1.25)
    await press('g', 'ArrowLeft', -1.25)
    await press('kW', 'Home', -2)
    expect(await page.locator('#hU').getAttribute('aria-valuetext')).toBe('d to the power 5/4')
    expect(await page.locator('output[for=d]').textContent()).toBe('955')
    await page.close()
  })

  test('a width is never stuck between two steps of its slider', async () => {
    const page = await open('#d=1')
    await page.locator('#d').focus()
    for (const width of ['2', '3', '4']) {
      await page.keyboard.press('ArrowRight')
      await settled(page)
      expect(await page.locator('output[for=d]').textContent()).toBe(width)
    }
    await page.keyboard.press('ArrowLeft')
    await settled(page)
    expect(await page.locator('output[for=d]').textContent()).toBe('3')
    await page.close()
  })

  test('every slider, set to a value, changes what the library says it changes', async () => {
    const page = await open('#d=300')
    const network = { ...MEAN_FIELD, d: 300 }
    const moves: [keyof Network, position: number, value: number][] = [
      ['A', -0.3, 0.501],
      ['C', -1.5, -1.5],
      ['gamma', 0.5, 3.16],
      ['etaU', -0.5, 0.316],
      ['etaW', 0.25, 1.78],
      ['varU', 0.4, 2.51],
      ['varW', -1, 0.1],
      ['g', -0.5, -0.5],
      ['hU', 0.5, 0.5],
      ['hW', 0.25, 0.25],
      ['kU', -0.25, -0.25],
      ['kW', -0.75, -0.75],
      ['d', 1, 10],
    ]
    for (const [id, position, value] of moves) {
      await slide(page, id, position)
      network[id] = value
      await shows(page, network)
    }
    await page.locator('#independent').uncheck()
    await slide(page, 'cosine', 0.7)
    await shows(page, { ...network, cosine: 0.7 })
    await page.locator('#seed').fill('7')
    await shows(page, { ...network, cosine: 0.7, seed: 7 })
    await page.close()
  })

  test('presets set the exponents of the library', async () => {
    const page = await open('#gamma=3')
    for (const scheme of SCHEMES) {
      await page.getByRole('button', { name: scheme.name, exact: true }).click()
      const exponent = (value: number | string): number => (value === '-1/2' ? -0.5 : Number(value))
      const { g, hU, hW, kU, kW } = scheme
      const exponents = { g: exponent(g), hU: exponent(hU), hW: exponent(hW), kU: exponent(kU), kW: exponent(kW) }
      await shows(page, { ...MEAN_FIELD, ...exponents })
      const pressed = await page.locator('button[aria-pressed=true]').allTextContents()
      expect(pressed).toEqual([scheme.name])
    }
    await page.getByRole('button', { name: 'lazy' }).click()
    await shows(page, { ...MEAN_FIELD, g: -0.75, hU: 0.5, hW: 0.5 })
    expect(await page.locator('.findings').textContent()).toContain('kernel')
    await page.close()
  })

  test('an address that is shared shows the same, and moving something changes it', async () => {
    const address = '#d=64&A=2&C=-3&etaU=0.5&kU=-0.25&cosine=-0.4&seed=11&until=0.5&x=g&y=hW&rates=given'
    const page = await open(address)
    await shows(page, { ...MEAN_FIELD, d: 64, A: 2, C: -3, etaU: 0.5, kU: -0.25, cosine: -0.4, seed: 11 })
    expect(await page.locator('#x').inputValue()).toBe('g')
    expect(await page.locator('#unit-time').isChecked()).toBe(false)
    expect(await page.locator('.notes').count()).toBe(0)
    await slide(page, 'C', 1)
    await page.waitForFunction(`location.hash.includes('C=1&')`)
    expect(new URL(page.url()).hash).toBe(address.replace('C=-3', 'C=1'))
    const other = await open(new URL(page.url()).hash)
    const description = '#figure-norms-description'
    expect(await other.locator(description).textContent()).toBe(await page.locator(description).textContent())
    await page.evaluate(`location.hash = '#d=5'`)
    await shows(page, { ...MEAN_FIELD, d: 5 })
    await page.close()
    await other.close()
  })

  test('what an address cannot mean is ignored, and said', async () => {
    const page = await open('#d=2.5&g=<b>&colour=red&hW=0.75')
    await shows(page, { ...MEAN_FIELD, hW: 0.75 })
    const notes = await page.locator('.notes li').allTextContents()
    expect(notes).toHaveLength(3)
    expect(notes[0]).toBe('d must be a whole number from 1 to 1000000, found “2.5”')
    expect(notes[1]).toContain('found “<b>”')
    expect(notes[2]).toContain('“colour” is none of d, A, C')
    await page.close()
  })

  test.each([
    '',
    '#d=1&C=-2',
    '#d=30&cosine=1',
    '#d=200&g=-0.5&hU=0&hW=0',
    '#d=50&gamma=20&C=0.3',
    '#d=9&until=0.02&A=10',
  ])('the integration in a worker agrees with the closed form: %s', async (address) => {
    const page = await open(address)
    await page.locator('#difference').waitFor()
    const difference = read((await page.locator('#difference').textContent()) as string)
    expect(difference).toBeLessThan(1e-8)
    const dots = (await page.locator('#figure-loss path.dots.s2').first().getAttribute('d')) ?? ''
    expect(dots.split('M').length).toBeGreaterThan(20)
    await page.close()
  })

  test('a flow that is too stiff, and a network that is too wide, are said not to be integrated', async () => {
    const page = await open('#g=2&until=1000')
    await page.getByText('Not integrated: the flow is too stiff').waitFor()
    await slide(page, 'd', 4)
    await page.getByText('Not integrated: the check solves 2d equations').waitFor()
    await page.close()
  })

  test('of many moves at a width of 10^6 the last one is shown', async () => {
    const page = await open()
    // Noted as it is shown: it may be over before anyone looks.
    await page.evaluate(() => {
      const seen: (string | null | undefined)[] = []
      const look = (): void => void seen.push(document.querySelector('.progress')?.textContent)
      new MutationObserver(look).observe(document.body, { childList: true, characterData: true, subtree: true })
      Object.assign(window, { seen })
    })
    await slide(page, 'd', 6)
    for (const C of [-1, 0, 1.5, 3]) await slide(page, 'C', C)
    await shows(page, { ...MEAN_FIELD, d: 1_000_000, C: 3 })
    expect(await page.evaluate(() => (window as unknown as { seen: string[] }).seen)).toContain(
      'Computing 1,000,000 neurons …',
    )
    await page.close()
  })

  test('of moves between two frames none is lost', async () => {
    const page = await open()
    await page.evaluate(() => {
      for (const [id, value] of Object.entries({ d: 2, C: 3, A: 0.5 })) {
        const input = document.getElementById(id) as HTMLInputElement
        input.value = String(value)
        input.dispatchEvent(new Event('input', { bubbles: true }))
      }
    })
    await shows(page, { ...MEAN_FIELD, d: 100, C: 3, A: 3.16 })
    await page.close()
  })

  test('the CSV holds the numbers of the library', async () => {
    const page = await open('#d=20&seed=3')
    const [head, ...rows] = (await saved(page, '#save-csv')).trim().split('\n')
    const exact = solved({ ...MEAN_FIELD, d: 20, seed: 3 })
    expect(head?.split(',').slice(0, 8)).toEqual(['t', 'loss', 'norm_u', 'norm_w', 'cosine', 'kernel', 'u_1', 'w_1'])
    expect(rows).toHaveLength(161)
    for (const row of rows) {
      const [t = Number.NaN, ...values] = row.split(',').map(Number)
      const expected = [exact.loss(t), exact.normU(t), exact.normW(t), exact.cosine(t), exact.kernel(t)]
      const weights = exact.weights(t)
      same(values.slice(0, 7), [...expected, weights.u[0] as number, weights.w[0] as number])
      same([values[20] as number], [weights.w[7] as number])
    }
    await page.close()
  })

  test('the code that is shown runs, and prints the numbers of the CSV', async () => {
    const page = await open('#d=12&cosine=0.25&etaW=0.5&g=-0.5&kU=-0.25')
    const csv = await saved(page, '#save-csv')
    const code = (await page.locator('#snippet').textContent()) as string
    mkdirSync(join(ROOT, '.cache'), { recursive: true })
    const folder = mkdtempSync(join(ROOT, '.cache/snippet-'))
    try {
      writeFileSync(join(folder, 'snippet.ts'), code)
      const tsx = join(ROOT, 'node_modules/.bin/tsx')
      const [name, phaseName, ...lines] = execFileSync(tsx, [join(folder, 'snippet.ts')], { encoding: 'utf8' })
        .trim()
        .split('\n')
      const table = csv.trim().split('\n')
      expect(lines).toHaveLength(table.length)
      expect(table[0]?.startsWith(`${lines[0]},`)).toBe(true)
      const numbers = (line = ''): number[] => line.split(',').slice(0, 6).map(Number)
      for (let k = 1; k < lines.length; k++) same(numbers(lines[k]), numbers(table[k]))
      const findings = (await page.locator('.findings').textContent()) as string
      expect(findings.toLowerCase()).toContain(name)
      expect(findings).toContain(phaseName)
    } finally {
      rmSync(folder, { recursive: true })
    }
    await page.close()
  })

  test('the SVG stands alone', async () => {
    const page = await open('#d=20')
    await page.locator('#difference').waitFor()
    const svg = await saved(page, '#save-svg')
    expect(svg).not.toMatch(/var\(|class="/)
    const links = [...svg.matchAll(/url\(([^)]*)\)/g)].map(([, target]) => target?.replaceAll(/&quot;|"/g, ''))
    for (const target of links) expect(svg).toContain(`id="${target?.slice(1)}"`)
    const content = (await page.evaluate(`(() => {
      const file = new DOMParser().parseFromString(${JSON.stringify(svg)}, 'image/svg+xml')
      return {
        titles: [...file.querySelectorAll('svg > svg > title')].map((title) => title.textContent),
        line: file.querySelector('#figure-loss path[fill="none"]').getAttribute('stroke'),
        shown: document.querySelector('#figure-loss .line').getAttribute('d') === file.querySelector('#figure-loss path[fill="none"]').getAttribute('d'),
        error: file.querySelector('parsererror') !== null,
      }
    })()`)) as { titles: string[]; line: string; shown: boolean; error: boolean }
    expect(content.error).toBe(false)
    expect(content.titles).toHaveLength(6)
    expect(content.titles).toContain('Phase diagram')
    expect(content.line).toMatch(/^rgb/)
    expect(content.shown).toBe(true)
    await page.close()
  })

  test('the phase diagram shows the planes that are chosen', async () => {
    const page = await open()
    const areas = (): Promise<string[]> =>
      page
        .locator('#figure-phase .area')
        .evaluateAll((paths) => paths.map((path) => `${path.classList} ${path.getAttribute('d')}`))
    const before = await areas()
    await page.locator('#x').selectOption('hU')
    await settled(page)
    expect(await page.locator('#figure-phase-description').textContent()).toContain('at 1, -1')
    expect(await areas()).not.toEqual(before)
    await page.locator('#y').selectOption('hU')
    await settled(page)
    expect(await page.locator('#x').inputValue()).toBe('g')
    await page.close()
  })

  test('is small, and asks nobody else for anything', async () => {
    const script = gzipSync(readFileSync(join(site.folder, 'explore/script.js'))).length
    expect(script).toBeLessThan(150_000)
    expect(readFileSync(join(site.folder, 'explore/licenses.txt'), 'utf8')).toContain('odex')
    const { requests, complaints } = opened
    expect(requests.length).toBeGreaterThan(20)
    expect(requests.filter((url) => !/^(blob:)?http:\/\/127\.0\.0\.1|^data:/.test(url))).toEqual([])
    expect(complaints).toEqual([])
  })

  test('opened from a file it shows the closed form, and says that the check needs a server', async () => {
    const page = await context.newPage()
    await page.goto(`${pathToFileURL(join(site.folder, 'explore/index.html')).href}#d=40`)
    await shows(page, { ...MEAN_FIELD, d: 40 })
    expect(await page.locator('figcaption').first().textContent()).toContain('Serve the site to see the check.')
    await slide(page, 'd', 4)
    await shows(page, { ...MEAN_FIELD, d: 10_000 })
    await page.close()
  })

  test('without a script it shows one network and says what is missing', async () => {
    const browser = context.browser()
    const off = await (browser as NonNullable<typeof browser>).newContext({ javaScriptEnabled: false })
    const page = await off.newPage()
    await page.goto(`${site.address}/explore/index.html`)
    expect(await page.locator('noscript p').textContent()).toContain('The explorer needs a script')
    expect(await page.locator('noscript p').boundingBox()).not.toBeNull()
    expect(await page.locator('.panels svg').count()).toBe(6)
    expect(await page.locator('input').count()).toBe(0)
    expect(read((await page.locator('#number-D').textContent()) as string)).toBeCloseTo(
      numbersOf(MEAN_FIELD).D as number,
      -4,
    )
    expect(read((await page.locator('#difference').textContent()) as string)).toBeLessThan(1e-8)
    await off.close()
  })

  describe.each(['explore', 'phase-diagram', 'mechanisms'])('the page %s', (path) => {
    test.each(['light', 'dark'] as const)(
      'has no violation of accessibility rules in %s colours',
      async (colorScheme) => {
        const page = await context.newPage()
        await page.emulateMedia({ colorScheme })
        await page.goto(`${site.address}/${path}/index.html`)
        await page.addScriptTag({ content: readFileSync(createRequire(import.meta.url).resolve('axe-core'), 'utf8') })
        const found = (await page.evaluate(
          'axe.run().then(({ violations, passes }) => [violations, passes.length])',
        )) as [{ id: string; nodes: { html: string }[] }[], number]
        expect(found[0].map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([])
        expect(found[1]).toBeGreaterThan(10)
        await page.close()
      },
    )

    test('has its own colours on a dark page', async () => {
      const page = await context.newPage()
      const colours = async (colorScheme: 'light' | 'dark'): Promise<unknown> => {
        await page.emulateMedia({ colorScheme })
        return page.evaluate(
          `[document.body, document.querySelector('.figure .what'), document.querySelector('.figure :is(.line, .area)')].map((e) => [getComputedStyle(e).backgroundColor, getComputedStyle(e).fill, getComputedStyle(e).stroke].join())`,
        )
      }
      await page.goto(`${site.address}/${path}/index.html`)
      const [light, dark] = [(await colours('light')) as string[], (await colours('dark')) as string[]]
      for (const [k, colour] of light.entries()) expect(dark[k]).not.toBe(colour)
      await page.close()
    })

    test('does not scroll sideways on a 360 px phone', async () => {
      const page = await context.newPage()
      await page.setViewportSize({ width: 360, height: 700 })
      await page.goto(`${site.address}/${path}/index.html`)
      expect(
        await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth'),
      ).toBeLessThanOrEqual(0)
      await page.close()
    })
  })
})
