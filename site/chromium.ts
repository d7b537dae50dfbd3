/** The system's Chromium for tests: where it is, how it is started, and what is said when it is missing. */
import { mkdtempSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, chromium } from 'playwright-core'

const CHROMIUM = '/usr/bin/chromium'
const present = statSync(CHROMIUM, { throwIfNoEntry: false }) !== undefined

/** Whether browser tests are left out: only where Chromium is missing, and never in CI, where they fail instead. */
export const skipBrowserTests = !present && !process.env.CI
if (!present)
  console.warn(`\n*** ${CHROMIUM} is missing: browser tests ${process.env.CI ? 'fail' : 'are SKIPPED'} ***\n`)

/** A browser with an empty profile and no traffic of its own. */
export function openBrowser(options: { readonly javaScriptEnabled?: boolean } = {}): Promise<BrowserContext> {
  return chromium.launchPersistentContext(mkdtempSync(join(tmpdir(), 'rederive-browser-')), {
    ...options,
    executablePath: CHROMIUM,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}
