/**
 * What a slider's move costs in the explorer: the script from the event to the drawn figures, and the frame it is seen
 * in, by width. `npx tsx bench/explorer.ts`, after a build.
 */
import { openBrowser } from '../site/chromium.js'
import { servedSite } from '../derivations/linear-network/explorer/served-site.example.js'
import { median, ms, table } from './timing.js'

const MOVES = 40

/** In the page: moves C and adds up handler and drawing; `busy` is waited for, as wide networks are computed elsewhere. */
const measure = `(async () => {
  const slider = document.getElementById('C')
  const request = window.requestAnimationFrame.bind(window)
  let script = 0
  const counted = (work) => { const from = performance.now(); work(); script += performance.now() - from }
  window.requestAnimationFrame = (draw) => request((now) => counted(() => draw(now)))
  const scripts = [], answers = []
  for (let k = 0; k < ${MOVES}; k++) {
    script = 0
    const from = performance.now()
    slider.value = String(-4 + 0.2 * k)
    counted(() => slider.dispatchEvent(new Event('input', { bubbles: true })))
    do await new Promise((resolve) => request(() => setTimeout(resolve, 0)))
    while (document.querySelector('.results').getAttribute('aria-busy') === 'true')
    scripts.push(script)
    answers.push(performance.now() - from)
  }
  return [scripts, answers]
})()`

const site = await servedSite()
const context = await openBrowser()
try {
  const page = await context.newPage()
  const rows: string[][] = []
  for (const width of [10, 1000, 5000, 100_000, 1_000_000]) {
    await page.goto(`${site.address}/explore/index.html#d=${width}`)
    await page.reload()
    await page.waitForFunction(`document.querySelector('.results')?.getAttribute('aria-busy') === 'false'`)
    const [scripts, answers] = (await page.evaluate(measure)) as [number[], number[]]
    rows.push([String(width), ms(median(scripts)), ms(Math.max(...scripts)), ms(median(answers))])
  }
  console.log(table(['width', 'script of a move, median (ms)', 'largest', 'until it is seen, median'], rows))
} finally {
  await context.close()
  site.close()
}
