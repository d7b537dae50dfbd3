/** The boxes of formulas as a screen shows them. */
import type { BrowserContext, Page } from 'playwright-core'
import { render } from 'preact-render-to-string'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { BASE_STYLE } from './base.style.js'
import { openBrowser, skipBrowserTests } from './chromium.js'
import { KATEX_FOLDER, katexFiles } from './katex-assets.js'
import { Equations } from './math.js'
import { MATH_STYLE } from './math.style.js'

const styled = (body: string, more: string): string => {
  const katex = katexFiles([body]).get(`${KATEX_FOLDER}/katex.min.css`)
  return `<!doctype html><style>${katex}${BASE_STYLE}${MATH_STYLE}${more}</style><body>${body}`
}

describe.skipIf(skipBrowserTests)('a formula', () => {
  let context: BrowserContext
  let page: Page
  beforeAll(async () => {
    context = await openBrowser()
    page = await context.newPage()
  })
  afterAll(() => context?.close())

  /** Pixels of the open page that are not as its first one. */
  async function inked(width: number, ratio: number): Promise<number> {
    const session = await context.newCDPSession(page)
    const metrics = { width, height: 600, deviceScaleFactor: ratio, mobile: false }
    await session.send('Emulation.setDeviceMetricsOverride', metrics)
    const { data } = (await session.send('Page.captureScreenshot', { format: 'png' })) as { data: string }
    return (await page.evaluate(`(async () => {
      const image = new Image()
      image.src = 'data:image/png;base64,${data}'
      await image.decode()
      const canvas = new OffscreenCanvas(image.width, image.height).getContext('2d')
      canvas.drawImage(image, 0, 0)
      const { data } = canvas.getImageData(0, 0, image.width, image.height)
      const first = [...data.slice(0, 3)].join()
      let count = 0
      for (let k = 0; k < data.length; k += 4) if (data.slice(k, k + 3).join() !== first) count++
      return count
    })()`)) as number
  }

  const RATIOS = [1, 1.25, 1.5, 2, 2.625, 3]

  test('has no frame where it is not cut, on any screen', async () => {
    const boxes = Array.from(
      { length: 7 },
      (_, k) => `<div class="scroll" style="margin: ${k}.${k}3px ${k}.17px">x = y</div><span class="scroll">x</span>`,
    ).join('')
    await page.setContent(styled(boxes, 'body { color: transparent }'))
    for (const ratio of RATIOS) for (const width of [375, 761]) expect(await inked(width, ratio), `${ratio}`).toBe(0)
  }, 60_000)

  test('has a shade where it is cut', async () => {
    await page.setContent(
      styled('<div class="scroll"><div style="width: 120rem">x</div></div>', 'body { color: transparent }'),
    )
    for (const ratio of RATIOS) expect(await inked(375, ratio), `${ratio}`).toBeGreaterThan(50)
  }, 60_000)

  test('goes on in another line before it is cut', async () => {
    const tex = [
      "\\Phi = \\Theta\\!\\left(d^{\\,x'}\\right) \\;\\; (d \\to \\infty), \\quad x' = \\max\\left(\\frac{a + b}{2} - c, a + b + c - \\frac{1}{2}, a + b\\right)",
      '\\left(\\sum_{i} (a_{i} + b_{i} + c_{i} + d_{i} + e_{i})\\right)^{2} - \\left(\\sum_{i} (a_{i} - b_{i} - c_{i})\\right)^{2} = 1 + O(s) \\quad (s \\to 0^{+})',
      '\\begin{gathered} \\Bigl\\{ f : \\deg f \\le 1,\\; f(0) = 0,\\; \\frac{\\mathrm{d} f}{\\mathrm{d} t} = 2 a b c f \\Bigr\\} \\\\ = \\operatorname{span} \\{p, q\\} \\end{gathered}',
    ]
    const lines = tex.map((each, k) => ({ tex: each, number: `1.${k}`, anchor: `a${k}` }))
    await page.setContent(styled(render(Equations({ lines, label: 'Claim' })), ''))
    for (const width of [375, 1280]) {
      await page.setViewportSize({ width, height: 600 })
      const hidden = await page.evaluate(
        "[...document.querySelectorAll('.scroll')].map((one) => one.scrollWidth - one.clientWidth)",
      )
      expect(hidden).toEqual([0, 0, 0])
    }
  })
})
