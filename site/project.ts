/** What the package.json of a project says of its site. */
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { nearest } from '../src/expr/nearest.js'
import { isRecord } from '../src/verify/report-shape.js'
import type { Site } from './page.js'
import { SiteError } from './site-error.js'

interface Project {
  /** Title, author and bibliography. */
  readonly site: Site
  /** The module of further pages, as it is named. */
  readonly pages?: string
}

/** What `rederive` in a package.json may have. */
const KNOWN = ['bibliography', 'pages']

/** Of the project in a folder, which need not have a package.json. Throws SiteError for what is not as it should be there. */
export function projectIn(folder: string): Project {
  const file = join(folder, 'package.json')
  const manifest = existsSync(file) ? objectIn(file) : {}
  const wrong = (what: string): SiteError => new SiteError(`${file}: ${what}`, { file })
  const text = (of: Record<string, unknown>, name: string, shown = name): string | undefined => {
    const value = of[name]
    if (value === undefined || typeof value === 'string') return value
    throw wrong(`expected ${shown} as a text, found ${JSON.stringify(value)}`)
  }
  const { author, rederive = {} } = manifest
  if (!isRecord(rederive)) throw wrong(`expected rederive as an object, found ${JSON.stringify(rederive)}`)
  const unknown = Object.keys(rederive).find((name) => !KNOWN.includes(name))
  if (unknown !== undefined)
    throw wrong(`rederive has an unknown part ${unknown}${nearest(unknown, KNOWN, 'known are')}`)
  const person = isRecord(author) ? text(author, 'name', 'author.name') : text(manifest, 'author')
  const named = text(rederive, 'bibliography', 'rederive.bibliography')
  const pages = text(rederive, 'pages', 'rederive.pages')
  return {
    site: {
      title: text(manifest, 'title') ?? text(manifest, 'name') ?? 'Derivations',
      ...(person !== undefined && { author: person }),
      ...(named !== undefined && {
        bibliography: read(resolve(folder, named), (why) => wrong(`rederive.bibliography names ${named}: ${why}`)),
      }),
    },
    ...(pages !== undefined && { pages }),
  }
}

function objectIn(file: string): Record<string, unknown> {
  const text = read(file, (why) => new SiteError(`${file}: ${why}`, { file }))
  let found: unknown
  try {
    found = JSON.parse(text)
  } catch (error) {
    throw new SiteError(`${file}: expected JSON: ${(error as Error).message}`, { file })
  }
  if (!isRecord(found)) throw new SiteError(`${file}: expected an object, found ${JSON.stringify(found)}`, { file })
  return found
}

function read(file: string, failure: (why: string) => SiteError): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw failure((error as Error).message)
  }
}
