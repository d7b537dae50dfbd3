import { existsSync, readFileSync } from 'node:fs'
import { type Server, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { solve } from 'rederive/linear-network'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser, skipBrowserTests } from '../site/chromium.js'
import { ROOT } from './command.js'

/** A page that finds packages as a bundler would. */
const { exports } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  exports: Readonly<Record<string, { readonly default: string }>>
}
const imports = Object.fromEntries(
  Object.entries(exports).map(([name, file]) => [`rederive${name.slice(1)}`, file.default.replace('./dist', '')]),
)
const PAGE = `<!doctype html><title>test</title><script type="importmap">${JSON.stringify({ imports })}</script>`

describe.skipIf(skipBrowserTests)('the library in a browser', () => {
  let server: Server
  let context: Awaited<ReturnType<typeof openBrowser>>
  beforeAll(async () => {
    server = createServer((request, response) => {
      const path = new URL(request.url ?? '/', 'http://localhost').pathname
      if (path === '/') return response.setHeader('content-type', 'text/html').end(PAGE)
      const file = join(ROOT, 'dist', path)
      if (!existsSync(file)) return response.writeHead(404).end()
      return response.setHeader('content-type', 'text/javascript').end(readFileSync(file))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    context = await openBrowser()
  })
  afterAll(async () => {
    await context?.close()
    server.close()
  })

  test('gives the numbers that node gives', async () => {
    const page = await context.newPage()
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
    const script = `import('rederive/linear-network').then(({ solve }) =>
      solve({ u0: Float64Array.of(0.3, -0.1), w0: Float64Array.of(0.2, 0.5), A: 1, C: 2 }).loss(0.7))`
    const node = solve({ u0: Float64Array.of(0.3, -0.1), w0: Float64Array.of(0.2, 0.5), A: 1, C: 2 }).loss(0.7)
    expect(await page.evaluate(script)).toBeCloseTo(node, 12)
  })
})
