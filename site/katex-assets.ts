/** KaTeX's stylesheet and fonts, copied so that a page loads nothing from elsewhere. */
import katex from 'katex'
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** The folder in the site; its dots keep it apart from the id of any derivation. */
export const KATEX_FOLDER = `katex-${katex.version}`

/** Writes the stylesheet, with woff2 as its only font format, and the fonts. */
export async function copyKatex(out: string): Promise<void> {
  const from = dirname(createRequire(import.meta.url).resolve('katex'))
  const to = join(out, KATEX_FOLDER)
  await mkdir(to, { recursive: true })
  const css = await readFile(join(from, 'katex.min.css'), 'utf8')
  await writeFile(join(to, 'katex.min.css'), css.replace(/,url\([^)]*\.(?:woff|ttf)\) format\("[a-z]+"\)/g, ''))
  await cp(join(from, 'fonts'), join(to, 'fonts'), {
    recursive: true,
    filter: (path) => !/\.(?:woff|ttf)$/.test(path),
  })
}
