/** The site with this project's pages, built and served for the tests and the benchmark of the explorer. */
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Report } from '../../../src/verify/report.js'
import { buildSite } from '../../../site/build.js'

export const ROOT = fileURLToPath(new URL('../../..', import.meta.url))

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.woff2': 'font/woff2',
}

export interface ServedSite {
  readonly folder: string
  /** Ends without a slash. */
  readonly address: string
  close(): void
}

/** Builds a site without derivations in a temporary folder. */
export async function servedSite(): Promise<ServedSite> {
  const folder = mkdtempSync(join(tmpdir(), 'rederive-explorer-'))
  const summary = { proved: 0, refuted: 0, unknown: 0, invalid: 0 }
  const report: Report = { derivations: [], sets: [], problems: [], summary, seed: 1, ms: 1 }
  const out = join(folder, 'site')
  await buildSite(report, { out, title: 'Test', project: ROOT })
  const server = createServer((request, response) => {
    const asked = join(out, new URL(request.url ?? '/', 'http://localhost').pathname)
    const file = existsSync(asked) && statSync(asked).isDirectory() ? join(asked, 'index.html') : asked
    if (!existsSync(file)) return response.writeHead(404).end()
    return response.setHeader('content-type', TYPES[extname(file)] ?? 'text/plain').end(readFileSync(file))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    folder: out,
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
