/** The explorer open in a browser, for its tests: moved, saved from, and compared with the library. */
import { readFileSync } from 'node:fs'
import type { BrowserContext, Page } from 'playwright-core'
import { mechanism, phase } from 'rederive/linear-network'
import { expect } from 'vitest'
import { type Network, numbersOf, read, solved } from './network.example.js'
import type { ServedSite } from './served-site.example.js'

/** Opens the explorer, and notes what its pages ask for and complain of. */
export class OpenedExplorer {
  readonly complaints: string[] = []
  readonly requests: string[] = []

  constructor(
    private readonly site: ServedSite,
    private readonly context: BrowserContext,
  ) {}

  async open(address = ''): Promise<Page> {
    const page = await this.context.newPage()
    page.on('request', (request) => this.requests.push(request.url()))
    page.on('console', (message) => this.complaints.push(message.text()))
    page.on('pageerror', (error) => this.complaints.push(String(error)))
    await page.goto(`${this.site.address}/explore/index.html${address}`)
    await settled(page)
    return page
  }
}

/** The figures show what the controls say. */
export async function settled(page: Page): Promise<void> {
  await page.evaluate('new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)))')
  await page.waitForFunction(`document.querySelector('.results')?.getAttribute('aria-busy') === 'false'`)
}

export async function shows(page: Page, network: Network): Promise<void> {
  await settled(page)
  for (const [id, value] of Object.entries(numbersOf(network))) {
    const shown = read((await page.locator(`#number-${id}`).textContent()) as string)
    expect(Math.abs(shown - value), `${id}: shown ${shown}, is ${value}`).toBeLessThanOrEqual(6e-4 * Math.abs(value))
  }
  const { g, hU, hW, kU, kW } = network
  const findings = (await page.locator('.findings').textContent()) as string
  expect(findings).toContain(`Phase of this scaling: ${phase({ g, hU, hW, kU, kW }).phase}.`)
  expect(findings.toLowerCase()).toContain(
    mechanism(solved(network).order).mechanism.replace(/^none.*/, 'no mechanism'),
  )
}

export const slide = (page: Page, id: string, value: number): Promise<void> =>
  page.locator(`#${id}`).evaluate((input, to) => {
    ;(input as HTMLInputElement).value = String(to)
    input.dispatchEvent(new Event('input', { bubbles: true }))
  }, value)

/** The text of the file that a button saves. */
export async function saved(page: Page, button: string): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.locator(button).click()])
  return readFileSync(await download.path(), 'utf8')
}
