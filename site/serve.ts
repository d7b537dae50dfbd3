/** The site over HTTP on this machine only, with pages that load themselves again when a new build is ready. */
import { readFile, realpath, stat } from 'node:fs/promises'
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join, resolve, sep } from 'node:path'
import send from 'send'
import { SiteError } from './site-error.js'

const EVENTS = '/_events'
/** Added to pages as they are served; what is built has no such thing. */
const RELOAD = `<script type="module">new EventSource('${EVENTS}').onmessage = () => location.reload()</script>`
/** Names by which a browser may call this machine: a page elsewhere may give another name the same address, and read what is served. */
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?$/i

export interface Served {
  /** `http://localhost:port/`. */
  readonly url: string
  /** Makes open pages load themselves again. */
  reload(): void
  close(): Promise<void>
}

/** Serves a folder on localhost; port 0 takes any that is free. Throws SiteError when the port is taken. */
export async function serve(folder: string, port: number): Promise<Served> {
  const root = resolve(folder)
  const listeners = new Set<ServerResponse>()
  const server = createServer((request, response) => {
    const refused = refusal(request)
    if (refused) refuse(response, ...refused)
    else if (request.url === EVENTS) {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
      response.flushHeaders()
      listeners.add(response)
      response.on('close', () => listeners.delete(response))
    } else respond(root, request, response).catch(() => refuse(response, 500, 'The page could not be read.'))
  })
  await new Promise<void>((listening, failed) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      failed(error.code === 'EADDRINUSE' ? new SiteError(`port ${port} is taken; --port names another`) : error),
    )
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

function refusal({ headers, method }: IncomingMessage): [status: number, why: string] | undefined {
  if (!LOOPBACK.test(headers.host ?? '')) return [403, 'This is served to this machine by its own name only.']
  if (method !== 'GET' && method !== 'HEAD') return [405, 'Pages can be read, and nothing else.']
  return undefined
}

async function respond(root: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = await fileOf(root, request.url ?? '/')
  if (path === undefined) return refuse(response, 404, 'There is no such page.')
  if (path.endsWith('.html')) {
    const page = (await readFile(path, 'utf8')).replace('</body>', `${RELOAD}</body>`)
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' })
    response.end(request.method === 'HEAD' ? undefined : page)
    return
  }
  send(request, encodeURI(path.slice(root.length)).replaceAll('?', '%3F').replaceAll('#', '%23'), {
    root,
    index: false,
    cacheControl: false,
  })
    .on('error', () => refuse(response, 404, 'There is no such page.'))
    .on('headers', (headers: ServerResponse) => headers.setHeader('cache-control', 'no-store'))
    .pipe(response)
}

function refuse(response: ServerResponse, status: number, why: string): void {
  if (!response.headersSent) response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' })
  response.end(`${why}\n`)
}

/** The file that a request names, the index of a folder included; undefined when there is none in the root, or a link leads out of it. */
async function fileOf(root: string, url: string): Promise<string | undefined> {
  try {
    const path = join(root, decodeURIComponent(new URL(url, 'http://localhost').pathname))
    if (path !== root && !path.startsWith(root + sep)) return undefined
    const isFolder = (await stat(path)).isDirectory()
    const file = isFolder ? join(path, 'index.html') : path
    const [real, realRoot] = [await realpath(file), await realpath(root)]
    return real.startsWith(realRoot + sep) && (await stat(real)).isFile() ? file : undefined
  } catch {
    return undefined
  }
}
