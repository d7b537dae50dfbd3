/** The site over HTTP on this machine only, with pages that load themselves again when a new build is ready. */
import { createReadStream, statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize, resolve, sep } from 'node:path'

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
}
const EVENTS = '/_events'
/** Added to pages as they are served; what is built has no such thing. */
const RELOAD = `<script type="module">new EventSource('${EVENTS}').onmessage = () => location.reload()</script>`

export interface Served {
  /** `http://localhost:port/`. */
  readonly url: string
  /** Makes open pages load themselves again. */
  reload(): void
  close(): Promise<void>
}

/** Serves a folder on localhost; port 0 takes any that is free. Rejects when the port is taken. */
export async function serve(folder: string, port: number): Promise<Served> {
  const root = resolve(folder)
  const listeners = new Set<ServerResponse>()
  const server = createServer((request, response) => {
    if (request.url === EVENTS) {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
      response.flushHeaders()
      listeners.add(response)
      response.on('close', () => listeners.delete(response))
    } else respond(root, request, response).catch(() => refuse(response, 500))
  })
  await new Promise<void>((listening, failed) => {
    server.once('error', failed)
    server.listen(port, 'localhost', listening)
  })
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}/`,
    reload: () => {
      for (const listener of listeners) listener.write('data: built\n\n')
    },
    close: () =>
      new Promise((closed) => {
        server.close(() => closed())
        server.closeAllConnections()
      }),
  }
}

async function respond(root: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = fileOf(root, request.url ?? '/')
  if (path === undefined) return refuse(response, 404)
  response.writeHead(200, {
    'content-type': TYPES[extname(path)] ?? 'application/octet-stream',
    'cache-control': 'no-store',
  })
  if (request.method === 'HEAD') response.end()
  else if (path.endsWith('.html')) response.end((await readFile(path, 'utf8')).replace('</body>', `${RELOAD}</body>`))
  else createReadStream(path).pipe(response)
}

function refuse(response: ServerResponse, status: number): void {
  if (!response.headersSent) response.writeHead(status, { 'content-type': 'text/plain' })
  response.end(status === 404 ? 'There is no such page.\n' : 'The page could not be read.\n')
}

/** The file that a request names, the index of a folder included; undefined when there is none inside the root. */
function fileOf(root: string, url: string): string | undefined {
  let pathname: string
  try {
    pathname = decodeURIComponent(new URL(url, 'http://localhost').pathname)
  } catch {
    return undefined
  }
  const path = join(root, normalize(pathname))
  if (path !== root && !path.startsWith(root + sep)) return undefined
  const found = [path, join(path, 'index.html')].find((one) => statSync(one, { throwIfNoEntry: false })?.isFile())
  return found
}
