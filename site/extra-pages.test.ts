import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Contents } from './contents.js'
import { extraFiles, projectPages } from './extra-pages.js'
import { exampleDerivation, exampleReport } from './report.example.js'

const contents = new Contents(exampleReport([exampleDerivation('phases')]), ['graph'])

let project: string
beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'rederive-project-'))
})
afterEach(() => rmSync(project, { recursive: true }))

const write = (name: string, text: string): void => writeFileSync(join(project, name), text)
const manifest = (pages: unknown): void => write('package.json', JSON.stringify({ rederive: { pages } }))
const build = async (of = project): Promise<ReadonlyMap<string, string>> =>
  extraFiles(await projectPages(of), contents, { title: 'Site' })
const page = (more: string): string =>
  `export const pages = [{ title: 'T', summary: 'S', body: () => 'text', ${more} }]`

test('a project without a manifest, or whose manifest names no pages, has none', async () => {
  expect((await build()).size).toBe(0)
  write('package.json', '{}')
  expect((await build()).size).toBe(0)
})

test('a page has the frame of the site, its style, links to derivations, and its script bundled', async () => {
  manifest('pages.mjs')
  write('answer.ts', 'export const answer: number = 6 * 7')
  write('main.ts', "import { answer } from './answer.js'\ndocument.title = String(answer)")
  write(
    'pages.mjs',
    page(`path: 'one', style: '.one {}', script: new URL('./main', import.meta.url),
      body: async ({ root, place }) => root + place('phases').address + String(place('none'))`),
  )
  const files = await build()
  expect(files.get('pages.css')).toBe('.one {}')
  const html = files.get('one/index.html') as string
  expect(html).toContain('<title>T · Site</title>')
  expect(html).toContain('../phases/index.htmlundefined')
  expect(html).toContain('<script defer src="../one/script.js">')
  expect(html).toContain('<code>pages.mjs</code>')
  const script = files.get('one/script.js') as string
  expect(script).toMatch(/document\.title=/)
  expect(script).not.toMatch(/\b(?:import|export)\b[ {]/)
})

test('a page is made again where what it cites has moved, and only then', async () => {
  manifest('pages.mjs')
  write(
    'pages.mjs',
    page("path: 'two', body: ({ place }) => String(++globalThis.rendered) + ': ' + place('phases').number").replace(
      'export',
      'globalThis.rendered = 0; export',
    ),
  )
  const own = await projectPages(project)
  const bodyOf = async (of: Contents, title = 'Site'): Promise<string | undefined> =>
    /\d+: \d+/.exec((await extraFiles(own, of, { title })).get('two/index.html') as string)?.[0]
  const later = new Contents(exampleReport([exampleDerivation('before'), exampleDerivation('phases')]))
  expect([await bodyOf(contents), await bodyOf(contents)]).toEqual(['1: 1', '1: 1'])
  expect([await bodyOf(later), await bodyOf(later)]).toEqual(['2: 2', '2: 2'])
  expect(await bodyOf(later, 'Other')).toBe('3: 2')
})

test.each<[string, unknown, string | undefined, string]>([
  ['a path that is no text', 5, undefined, 'expected rederive.pages as a text, found 5'],
  ['a module that is missing', 'none.mjs', undefined, 'names none.mjs, which does not exist'],
  ['a module without pages', 'pages.mjs', 'export const page = 1', 'pages.mjs must export an array "pages"'],
  [
    'a page in the place of a derivation',
    'pages.mjs',
    page("path: 'phases'"),
    'page phases: the site, a derivation or a set of them has this name',
  ],
  ['a page in the place of one of the site', 'pages.mjs', page("path: 'graph'"), 'page graph: the site, a derivation'],
  ['a page outside of the site', 'pages.mjs', page("path: '../one'"), 'page "../one": a path is the name of a folder'],
])('%s is refused', async (_, named, module, message) => {
  manifest(named)
  if (module !== undefined) write('pages.mjs', module)
  await expect(build()).rejects.toThrow(message)
})

test('the pages of this project are where no derivation is', async () => {
  const root = fileURLToPath(new URL('..', import.meta.url))
  const files = await build(root)
  const { pages } = await projectPages(root)
  expect(pages.filter(({ inner }) => !inner).map(({ path }) => path)).toEqual([
    'explore',
    'phase-diagram',
    'mechanisms',
    'experiments',
  ])
  // Each experiment was run, and has a page.
  const declared = readdirSync(join(root, 'derivations/linear-network/experiments')).filter((name) =>
    name.endsWith('.ts'),
  )
  const experiments = pages.filter(({ inner }) => inner).map(({ path }) => path)
  expect(experiments).toEqual(declared.map((name) => `experiment-${name.slice(0, -3)}`).sort())
  for (const path of experiments) expect(files.get('experiments/index.html')).toContain(`href="../${path}/index.html"`)
  expect(readFileSync(join(root, 'package.json'), 'utf8')).toContain('derivations/linear-network/pages/pages.ts')
  const phases = files.get('phase-diagram/index.html') as string
  expect(phases).toContain('href="../phases/index.html"')
  const agreeing = [...phases.matchAll(/Of the (\d+) dots that are clear of a boundary, (\d+) agree/g)]
  expect(agreeing).toHaveLength(3)
  for (const [, clear, agree] of agreeing) {
    expect(Number(clear)).toBeGreaterThan(50)
    expect(agree).toBe(clear)
  }
  const mechanisms = files.get('mechanisms/index.html') as string
  const found = [...mechanisms.matchAll(/Mechanism found: (\w+)\./g)].map(([, name]) => name)
  expect(found).toEqual(['alignment', 'disalignment', 'rescaling', 'alignment'])
})
