/**
 * The files of a site in a folder that may hold others. A manifest says what builds wrote there, and nothing else is ever removed or replaced: what a reader
 * of the folder edited is kept, and so is what somebody put beside the pages.
 */
import { createHash } from 'node:crypto'
import { mkdir, readFile, readdir, realpath, rename, rm, rmdir, writeFile } from 'node:fs/promises'
import { dirname, join, resolve, sep } from 'node:path'
import { locked } from '../src/system/lock.js'
import { GENERATOR } from './page.js'
import { SiteError } from './site-error.js'

const MANIFEST = '.rederive.json'
/** What is locked while a build writes. */
const WRITING = '.rederive'

export type Content = string | Uint8Array

/** Path to the hashes of what builds wrote there: the one that is there, and while a build writes, the one that will be. */
type Manifest = ReadonlyMap<string, readonly string[]>

const hashOf = (content: Content): string => createHash('sha256').update(content).digest('hex')

/**
 * Writes these files, by their paths in the folder, removes what earlier builds wrote there and this one does not, and says what it kept: files that are no longer
 * what a build wrote, under a name of their own where there is a new one. A file is replaced as a whole, and after a build that was cut short the
 * next one knows what it had written.
 *
 * Throws SiteError where the folder holds what no build wrote and no manifest, AuthorError while another build writes there.
 */
export async function writeSite(folder: string, files: ReadonlyMap<string, Content>): Promise<readonly string[]> {
  await requireReplaceable(folder)
  await mkdir(folder, { recursive: true })
  const out = await realpath(folder)
  const release = locked(join(out, WRITING))
  try {
    const before = await manifestIn(out)
    await forgetParts(out, [MANIFEST, ...files.keys(), ...(before?.keys() ?? [])])
    const hashes = new Map([...files].map(([path, content]) => [path, hashOf(content)] as const))
    const during = new Map(before ?? [])
    for (const [path, hash] of hashes) during.set(path, [...(before?.get(path) ?? []), hash])
    await put(out, MANIFEST, textOf(during))
    const kept: string[] = []
    for (const [path, content] of files) {
      const aside = await keptAside(out, path, during.get(path) as readonly string[], before !== undefined)
      if (aside !== undefined) kept.push(`${path}, as ${aside}`)
      await put(out, path, content)
    }
    for (const [path, known] of before ?? []) {
      if (hashes.has(path)) continue
      const there = await readFile(join(out, path)).catch(absent)
      if (there === undefined) continue
      if (known.includes(hashOf(there))) await removed(out, path)
      else kept.push(path)
    }
    await put(out, MANIFEST, textOf(new Map([...hashes].map(([path, hash]) => [path, [hash]]))))
    return kept
  } finally {
    release()
  }
}

/** Throws SiteError where a folder holds what no build wrote, and no manifest. */
export async function requireReplaceable(folder: string): Promise<void> {
  const out = resolve(folder)
  const present = await readdir(out).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOTDIR')
      throw new SiteError(`${out} is no folder, or lies in what is none; choose another place`)
    return absent(error)
  })
  if (present === undefined || present.length === 0 || present.includes(MANIFEST)) return
  const index = await readFile(join(out, 'index.html'), 'utf8').catch(absent)
  if (index?.includes(GENERATOR)) return
  throw new SiteError(`${out} holds files that no build of this site wrote; empty it or choose another folder`)
}

/** What is written about earlier builds; undefined where nothing is, or nothing that can be read. */
async function manifestIn(out: string): Promise<Manifest | undefined> {
  const text = await readFile(join(out, MANIFEST), 'utf8').catch(absent)
  if (text === undefined) return undefined
  try {
    const entries = Object.entries((JSON.parse(text) as { files: Record<string, string[]> }).files)
    return new Map(entries.filter(([path, hashes]) => isInside(out, path) && Array.isArray(hashes)))
  } catch {
    throw new SiteError(
      `${join(out, MANIFEST)} cannot be read; it says what builds wrote there. Empty the folder or choose another`,
    )
  }
}

const textOf = (manifest: Manifest): string =>
  `${JSON.stringify({ generator: GENERATOR, files: Object.fromEntries([...manifest].sort(([a], [b]) => (a < b ? -1 : 1))) }, null, 1)}\n`

const isInside = (out: string, path: string): boolean => resolve(out, path).startsWith(out + sep)

/** The name under which a file is kept that is to be written and is not what a build wrote there. */
async function keptAside(
  out: string,
  path: string,
  known: readonly string[],
  knows: boolean,
): Promise<string | undefined> {
  const there = await readFile(join(out, path)).catch(absent)
  // Builds that wrote no manifest wrote all that has a name of theirs.
  if (there === undefined || !knows || known.includes(hashOf(there))) return undefined
  for (let k = 1; ; k++) {
    const name = `${path}.kept${k === 1 ? '' : k}`
    if ((await readFile(join(out, name)).catch(absent)) !== undefined) continue
    await rename(join(out, path), join(out, name))
    return name
  }
}

async function put(out: string, path: string, content: Content): Promise<void> {
  if (!isInside(out, path)) throw new SiteError(`${path} would be written outside of ${out}`)
  const file = join(out, path)
  await mkdir(dirname(file), { recursive: true })
  const real = await realpath(dirname(file))
  if (real !== out && !real.startsWith(out + sep))
    throw new SiteError(`${dirname(file)} leads to ${real}, outside of ${out}`)
  const beside = `${file}${partOf(process.pid)}`
  try {
    await writeFile(beside, content)
    await rename(beside, file)
  } catch (error) {
    await rm(beside, { force: true })
    throw error
  }
}

/** How the name of a file ends that a process has not yet written to its end. */
const partOf = (pid: number): string => `.${pid}.part`
const PART = /\.\d+\.part$/

/** Removes what builds that were ended have left of these files; while this one writes there is no other. */
async function forgetParts(out: string, paths: readonly string[]): Promise<void> {
  const known = new Set(paths)
  for (const folder of new Set(paths.map((path) => dirname(path)))) {
    for (const name of await readdir(join(out, folder)).catch(() => [])) {
      const path = join(folder, name)
      if (PART.test(name) && known.has(path.replace(PART, ''))) await removed(out, path)
    }
  }
}

/** Removes a file, and folders that are empty without it. */
async function removed(out: string, path: string): Promise<void> {
  await rm(join(out, path), { force: true })
  for (let folder = dirname(join(out, path)); folder !== out; folder = dirname(folder)) {
    try {
      await rmdir(folder)
    } catch {
      return
    }
  }
}

/** undefined for what does not exist, or is a folder; any other error is thrown on. */
function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT' && error.code !== 'EISDIR') throw error
}
