import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Served, serve } from './serve.js'

const folder = mkdtempSync(join(tmpdir(), 'served-'))
const root = join(folder, 'site')
let site: Served

beforeAll(async () => {
  mkdirSync(join(root, 'page'), { recursive: true })
  writeFileSync(join(root, 'index.html'), '<body>first</body>')
  writeFileSync(join(root, 'page/index.html'), '<body>page</body>')
  writeFileSync(join(root, 'style.css'), 'body {}')
  writeFileSync(join(root, 'large.wasm'), Buffer.alloc(30_000_000))
  writeFileSync(join(folder, 'secret.txt'), 'secret')
  symlinkSync(join(folder, 'secret.txt'), join(root, 'link.txt'))
  symlinkSync(folder, join(root, 'up'))
  site = await serve(root, 0)
})
afterAll(async () => {
  await site.close()
  rmSync(folder, { recursive: true })
})

/** The status of an answer to a request as it is written here. */
const status = (path: string, options: { method?: string; headers?: Record<string, string> } = {}): Promise<number> =>
  new Promise((resolve, reject) => {
    const asked = request({ port: new URL(site.url).port, host: 'localhost', path, ...options }, (answer) => {
      answer.resume()
      resolve(answer.statusCode ?? 0)
    })
    asked.on('error', reject)
    asked.end()
  })

test('pages load themselves again, and files are as they are', async () => {
  expect(await (await fetch(new URL('page/', site.url))).text()).toMatch(/page<script type="module">new EventSource/)
  const style = await fetch(new URL('style.css', site.url))
  expect([await style.text(), style.headers.get('content-type')]).toEqual(['body {}', 'text/css; charset=utf-8'])
  expect((await fetch(new URL('large.wasm', site.url), { method: 'HEAD' })).headers.get('content-length')).toBe(
    '30000000',
  )
  expect((await fetch(new URL('large.wasm', site.url), { method: 'HEAD' })).headers.get('content-type')).toBe(
    'application/wasm',
  )
})

test.each([
  ['/no/such/page', 404],
  ['/../secret.txt', 404],
  ['/..%2fsecret.txt', 404],
  ['/%2e%2e/secret.txt', 404],
  ['/link.txt', 404],
  ['/up/secret.txt', 404],
  ['/%00', 404],
  ['/%ff', 404],
  ['/style.css/', 404],
])('%s is answered with %d', async (path, expected) => {
  expect(await status(path)).toBe(expected)
})

test('a name that is too long is none', async () => {
  expect(await status(`/${'a'.repeat(5000)}`)).toBe(404)
})

test('nothing is served by another name or to another end', async () => {
  expect(await status('/', { headers: { host: 'evil.example' } })).toBe(403)
  expect(await status('/_events', { headers: { host: 'evil.example' } })).toBe(403)
  expect(await status('/', { headers: { host: '127.0.0.1:80' } })).toBe(200)
  for (const method of ['POST', 'PUT', 'DELETE']) expect(await status('/', { method })).toBe(405)
})

test('a port that is taken is told in a line', async () => {
  await expect(serve(root, Number(new URL(site.url).port))).rejects.toThrow(/^port \d+ is taken; --port names another$/)
})

test('downloads that are cut short leave nothing open', async () => {
  const open = (): number => readdirSync('/proc/self/fd').length
  if (!execFileSync('uname').toString().startsWith('Linux')) return
  const before = open()
  const cut = (): Promise<void> =>
    new Promise((resolve) => {
      const socket = connect(Number(new URL(site.url).port), 'localhost', () =>
        socket.write('GET /large.wasm HTTP/1.1\r\nhost: localhost\r\n\r\n'),
      )
      socket.once('data', () => socket.destroy())
      socket.on('close', () => resolve())
    })
  for (let k = 0; k < 100; k++) await cut()
  // What is closed is closed a moment later.
  for (let k = 0; k < 100 && open() > before + 10; k++) await new Promise((resolve) => setTimeout(resolve, 50))
  expect(open()).toBeLessThanOrEqual(before + 10)
  expect(await status('/')).toBe(200)
})

test('what is gone while it is asked for is not there, and the next is', async () => {
  const answers = await Promise.all(
    Array.from({ length: 200 }, async (_, k) => {
      if (k % 2 === 0) rmSync(join(root, 'style.css'), { force: true })
      else writeFileSync(join(root, 'style.css'), 'body {}')
      return (await fetch(new URL('style.css', site.url))).status
    }),
  )
  expect(answers.every((one) => one === 200 || one === 404)).toBe(true)
  expect(await status('/')).toBe(200)
})
