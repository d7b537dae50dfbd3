import { createHash } from 'node:crypto'
import { lstat, mkdtemp, mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, relative, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Report } from '../src/verify/report.js'
import { buildSite } from './build.js'
import { exampleClaim as claim, exampleDerivation as derivation, exampleReport as report } from './report.example.js'

const BALANCE = derivation('balance', {
  symbols: [
    { text: 'p[i]', tex: 'p_{i}', domain: 'real', meaning: 'growing mode', definitionTex: 's_{u} w_{i} + s_{w} u_{i}' },
  ],
  flowTex: ['\\frac{d u_{i}}{dt} = 2 \\eta_{u} \\gamma w_{i} r'],
  claims: [
    claim('balance/conserved', {
      sideConditions: ['s_u != 0'],
      sideConditionsTex: ['s_{u} \\neq 0'],
      witnesses: [
        { name: 'kernel', outcome: 'agrees', mode: 'checked', ms: 0.8, detail: 'reduced to 0 = 0' },
        {
          name: 'nerdamer',
          outcome: 'agrees',
          mode: 'rederived',
          ms: 31.2,
          detail: 'differentiated the product',
          exchange: [{ sent: 'diff(x1*x2, x3)', received: '0', ms: 1 }],
        },
        { name: 'algebrite', outcome: 'timed out', mode: 'checked', ms: 5000, detail: 'stopped after 5 s' },
      ],
    }),
  ],
})
const RICCATI = derivation('riccati', {
  tag: 'beyond',
  uses: ['balance', 'elsewhere'],
  claims: [
    claim('riccati/ode', { cites: ['balance/conserved', 'elsewhere/claim'] }),
    claim('riccati/wrong', {
      verdict: 'refuted',
      why: 'the two sides differ',
      counterexample: { values: { u: [0.5, 2], gamma: 0.7 }, lhs: '1.234', rhs: '1.235', what: 'both sides at t = 1' },
    }),
    claim('riccati/open', { verdict: 'unknown', why: 'no normal form for this', witnesses: [] }),
    claim('riccati/bad', { verdict: 'invalid', why: 'expected a number' }),
  ],
})

/** Two sets, and a derivation of none. */
const SETS = report([BALANCE, RICCATI, derivation('other/one'), derivation('other/two'), derivation('loose')], {
  sets: [
    {
      id: 'main',
      title: 'The main set',
      about: 'What it is about: $x$.',
      bibliography: '@misc{main}',
      chapters: [{ heading: 'Heading', derivations: ['balance'] }, { derivations: ['riccati'] }],
    },
    { id: 'other', title: 'The other set', chapters: [{ derivations: ['other/two', 'other/one'] }] },
  ],
})

let folder: string
let out: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rederive-site-'))
  out = join(folder, 'site')
})
afterEach(() => rm(folder, { recursive: true }))

const build = (of: Report): ReturnType<typeof buildSite> =>
  buildSite(of, { out, title: 'Three mechanisms', author: 'A. Author' })
const page = (path: string): Promise<string> => readFile(join(out, path), 'utf8')
const files = async (): Promise<string[]> =>
  (await readdir(out, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && entry.name !== '.rederive.json')
    .map((entry) => relative(out, join(entry.parentPath, entry.name)))

describe('the first page', () => {
  it('tells how the last campaign of mutants went, where there was one', async () => {
    await build(report([BALANCE]))
    expect(await page('index.html')).not.toContain('small edits')
    const counts = { refuted: 80, equivalent: 15, unknown: 2, empty: 1, invalid: 2, contradicted: 0 }
    const soundness = { total: 100, counts, byEdit: {}, byKind: {}, claims: 7, seed: 1, date: '2026-01-02', ms: 5 }
    await buildSite(report([BALANCE]), { out, title: 'T', soundness })
    const html = await page('index.html')
    expect(html).toContain('On 2026-01-02, 100 small edits were made in the statements of 7 claims')
    for (const text of ['80 were refuted', '15 stayed true', '2 were left undecided', '0 false ones were proved'])
      expect(html).toContain(text)
  })
})

describe('a page', () => {
  beforeEach(() => build(report([BALANCE, RICCATI])))

  it('shows symbols, flow, claims, verdicts and evidence', async () => {
    const html = await page('balance/index.html')
    expect(html).toMatch(/^<!doctype html>\n<html lang="en">/)
    expect(html).toContain('<title>About balance · Three mechanisms</title>')
    for (const text of ['from a paper', 'growing mode', 'Flow', 'Provided that', 're-derived', 'diff(x1*x2, x3)']) {
      expect(html).toContain(text)
    }
    expect(html).toContain('kernel and nerdamer agree; algebrite timed out')
    // Times are others at each build.
    expect(html).not.toMatch(/31\.2 ms|5\.0 s/)
    expect(html).toContain('<code>rederive explain balance/conserved</code>')
  })

  it('anchors each claim by its own name and numbers it', async () => {
    const html = await page('riccati/index.html')
    expect(html).toContain('<section class="claim" id="ode">')
    expect(html).toContain('<span class="number">2.1</span> ode')
    expect(html).toContain('href="#ode" aria-label="Address of equation 2.1">(2.1)</a>')
  })

  it('marks every verdict by sign and word', async () => {
    const html = await page('riccati/index.html')
    for (const [verdict, mark] of Object.entries({ proved: '✓', refuted: '✗', unknown: '?', invalid: '!' })) {
      expect(html).toMatch(new RegExp(`class="verdict ${verdict}"><span[^>]*>\\${mark}</span> ${verdict}`))
    }
  })

  it('shows why a claim is not proved, and the counterexample', async () => {
    const html = await page('riccati/index.html')
    for (const text of ['no normal form for this', 'expected a number', '[0.5, 2]', '1.235', 'both sides at t = 1']) {
      expect(html).toContain(text)
    }
  })

  it('links what it uses and what uses it, and names what the report does not hold', async () => {
    expect(await page('riccati/index.html')).toContain('href="../balance/index.html#conserved"')
    expect(await page('riccati/index.html')).toContain('<span>elsewhere/claim</span>')
    expect(await page('balance/index.html')).toContain('href="../riccati/index.html#ode"')
    expect(await page('balance/index.html')).toContain('rel="next" href="../riccati/index.html"')
  })

  it('says a long definition again where it cannot be looked up as it is here', async () => {
    const long = (definitionTex: string) => ({ text: 'A', tex: 'A', domain: 'real', meaning: 'A', definitionTex })
    const base = derivation('base', { symbols: [long('first^{1}')] })
    const user = (id: string, uses: readonly string[], tex: string) =>
      derivation(id, { uses, inherited: [{ ...long(tex), isLong: true as const }] })
    await build(
      report([
        base,
        user('same', ['base'], 'first^{1}'),
        user('other', ['base'], 'x_{7}'),
        user('far', ['hidden'], 'x_{7}'),
      ]),
    )
    expect(await page('same/index.html')).toContain('symbol-A-in-base')
    expect(await page('same/index.html')).toContain('…')
    for (const path of ['other/index.html', 'far/index.html']) {
      expect(await page(path)).not.toContain('symbol-A')
      expect(await page(path)).toContain('<mn>7</mn>')
    }
  })

  it('has headings in order', async () => {
    for (const path of ['index.html', 'balance/index.html', 'riccati/index.html']) {
      const levels = [...(await page(path)).matchAll(/<h([1-6])/g)].map(([, level]) => Number(level))
      expect(levels.filter((level) => level === 1)).toHaveLength(1)
      for (const [k, level] of levels.entries()) expect(level).toBeLessThanOrEqual((levels[k - 1] ?? 0) + 1)
    }
  })
})

describe('the index', () => {
  it('lists derivations in order with their verdicts', async () => {
    await build(report([BALANCE, RICCATI]))
    const html = await page('index.html')
    expect(html).toContain('2 of 5 claims are proved.')
    expect(html.indexOf('About balance')).toBeLessThan(html.indexOf('About riccati'))
    expect(html).not.toContain('could not be read')
  })

  it('shows files that could not be read', async () => {
    const problem = { file: 'derivations/09-new.ts', line: 3, column: 9, message: 'expected ")" <here>' }
    await build(report([], { problems: [problem] }))
    const html = await page('index.html')
    expect(html).toContain('derivations/09-new.ts:3:9')
    expect(html).toContain('&lt;here>')
  })
})

describe('a site', () => {
  it.each<[string, Report]>([
    ['', report([BALANCE, RICCATI])],
    [' of several sets', SETS],
  ])('%s has only links that resolve inside it, and loads nothing from elsewhere', async (_, of) => {
    await build(of)
    const all = new Set(await files())
    for (const path of [...all].filter((file) => /\.(html|css)$/.test(file))) {
      const text = await page(path)
      const html = path.endsWith('.html')
      const links = text.matchAll(html ? /\s(?:href|src)="([^"]*)"/g : /url\(([^)]*)\)/g)
      for (const [, link = ''] of links) {
        if (link === 'data:,') continue
        const [address = '', anchor] = link.split('#')
        const target = address.replace(/\?.*$/, '')
        const file = target === '' ? path : relative(out, resolve(out, dirname(path), target))
        expect(all, `${path} links to ${link}`).toContain(file)
        if (anchor !== undefined) expect(await page(file)).toContain(`id="${decodeURIComponent(anchor)}"`)
      }
      expect(text.replaceAll(/xmlns="http:\/\/www\.w3\.org\/[^"]*"/g, '')).not.toMatch(
        /https?:|<script(?! defer src="(?:\.\.\/)*scripts\/[a-z]+\.js"><\/script>)|@import/,
      )
    }
  })

  it('has a page for each of several sets, and none for one', async () => {
    await build(SETS)
    const main = await page('main/index.html')
    for (const text of ['The main set', 'What it is about', 'Heading', 'More', '@misc{main}', 'What rests on what'])
      expect(main).toContain(text)
    expect(main).not.toContain('other/one')
    const other = await page('other/index.html')
    expect(other.indexOf('other/two')).toBeLessThan(other.indexOf('other/one'))
    expect(other).not.toContain('What rests on what')
    const front = await page('index.html')
    for (const text of ['main/index.html', 'other/index.html', 'Other derivations', 'loose/index.html'])
      expect(front).toContain(text)
    const one = await page('other/one/index.html')
    expect(one).toContain('<a href="../../other/index.html">The other set</a>')
    expect(one).toContain('rel="prev" href="../../other/two/index.html"')
    expect(one).not.toContain('rel="next"')
    expect(one).not.toContain('@misc{main}')
    expect(await page('riccati/index.html')).toContain('@misc{main}')
    await build({ ...SETS, derivations: [BALANCE, RICCATI], sets: SETS.sets.slice(0, 1) })
    expect(await files()).not.toContain('main/index.html')
    expect(await page('index.html')).toContain('Heading')
  })

  it('is the same for the same report, and counts its pages and bytes', async () => {
    const first = await build(report([BALANCE, RICCATI]))
    const before = await Promise.all((await files()).map((file) => readFile(join(out, file))))
    expect(await build(report([BALANCE, RICCATI]))).toEqual(first)
    const after = await Promise.all((await files()).map((file) => readFile(join(out, file))))
    expect(after).toEqual(before)
    expect(first).toEqual({ kept: [], pages: 8, bytes: before.reduce((sum, { length }) => sum + length, 0) })
  })

  it('replaces an earlier build whole, and leaves nothing beside it', async () => {
    await build(report([BALANCE, RICCATI]))
    await build(report([BALANCE]))
    expect(await files()).not.toContain('riccati/index.html')
    expect(await readdir(folder)).toEqual(['site'])
  })

  it('leaves what no build wrote, and keeps what was edited since', async () => {
    await build(report([BALANCE, RICCATI]))
    await mkdir(join(out, '.git'))
    await writeFile(join(out, '.git/HEAD'), 'main')
    await writeFile(join(out, 'CNAME'), 'example.org')
    await writeFile(join(out, 'riccati/notes.txt'), 'mine')
    await writeFile(join(out, 'graph/riccati/index.html'), 'edited')
    await writeFile(join(out, 'style.css'), 'edited, too')
    const { kept } = await build(report([BALANCE]))
    expect(kept).toEqual(['style.css, as style.css.kept', 'graph/riccati/index.html'])
    expect(await page('style.css.kept')).toBe('edited, too')
    expect(await page('style.css')).not.toBe('edited, too')
    expect(await page('graph/riccati/index.html')).toBe('edited')
    for (const file of ['.git/HEAD', 'CNAME', 'riccati/notes.txt']) expect(await files()).toContain(file)
    expect(await files()).not.toContain('riccati/index.html')
    // What is kept is no build's any more.
    expect((await build(report([BALANCE]))).kept).toEqual([])
  })

  it('takes over what a build left that was cut short, and a lock of a process that is gone', async () => {
    await build(report([BALANCE, RICCATI]))
    const manifest = JSON.parse(await page('.rederive.json')) as { files: Record<string, string[]> }
    manifest.files['half.html'] = [createHash('sha256').update('half').digest('hex'), 'another']
    await writeFile(join(out, '.rederive.json'), JSON.stringify(manifest))
    await writeFile(join(out, 'half.html'), 'half')
    await writeFile(join(out, '.rederive.lock'), '4194303')
    // Two files on their way, and one that no build would have left.
    for (const name of ['style.css.4194303.part', 'graph/index.html.17.part', 'thesis.1.part'])
      await writeFile(join(out, name), 'half')
    expect((await build(report([BALANCE]))).kept).toEqual([])
    expect(await files()).not.toContain('half.html')
    expect(await readdir(out)).not.toContain('.rederive.lock')
    expect((await files()).filter((name) => name.endsWith('.part'))).toEqual(['thesis.1.part'])
  })

  it('waits for nobody: of two builds at a time one is told of the other', async () => {
    await build(report([BALANCE]))
    await writeFile(join(out, '.rederive.lock'), '1')
    await expect(build(report([BALANCE]))).rejects.toThrow(/process 1 is writing to .*site/)
  })

  it('writes through a link to its folder and never out of it', async () => {
    const elsewhere = join(folder, 'elsewhere')
    await mkdir(elsewhere)
    await symlink(elsewhere, out)
    await build(report([BALANCE]))
    expect((await lstat(out)).isSymbolicLink()).toBe(true)
    expect(await readdir(elsewhere)).toContain('index.html')
    const outside = join(folder, 'outside')
    await mkdir(outside)
    await symlink(outside, join(elsewhere, 'riccati'))
    await expect(build(report([BALANCE, RICCATI]))).rejects.toThrow(/riccati leads to .*outside, outside of/)
    expect(await readdir(outside)).toEqual([])
  })

  it('believes no manifest that names files elsewhere, or that is none', async () => {
    await build(report([BALANCE]))
    await writeFile(join(folder, 'thesis.txt'), 'mine')
    const hash = createHash('sha256').update('mine').digest('hex')
    await writeFile(join(out, '.rederive.json'), JSON.stringify({ files: { '../thesis.txt': [hash] } }))
    await build(report([BALANCE]))
    expect(await readFile(join(folder, 'thesis.txt'), 'utf8')).toBe('mine')
    await writeFile(join(out, '.rederive.json'), '{')
    await expect(build(report([BALANCE]))).rejects.toThrow(/\.rederive\.json cannot be read/)
  })

  it('does not replace a folder that no build wrote', async () => {
    await mkdir(out)
    await writeFile(join(out, 'thesis.txt'), 'mine')
    await expect(build(report([BALANCE]))).rejects.toThrow(`${out} holds files that no build`)
    expect(await readdir(out)).toEqual(['thesis.txt'])
  })

  it('keeps the old site when a formula cannot be typeset, and names derivation and TeX', async () => {
    await build(report([BALANCE]))
    const broken = derivation('broken', { claims: [claim('broken/x', { tex: ['\\frac{a'] })] })
    await expect(build(report([broken]))).rejects.toThrow(/^derivations\/broken\.ts: .*\\frac\{a/)
    expect(await files()).toContain('balance/index.html')
    expect(await readdir(folder)).toEqual(['site'])
  })

  it('refuses an id that would leave the folder', async () => {
    await expect(build(report([derivation('../up')]))).rejects.toThrow('derivation "../up"')
  })
})

describe('hostile text', () => {
  const HOSTILE = `<script>alert(1)</script> "quoted" 'single' & </pre></details> $ alone`

  it('is shown, never run', async () => {
    const nasty = derivation('nasty', {
      title: HOSTILE,
      prose: [HOSTILE, 'a $\\href{javascript:alert(1)}{x}$ b', 'costs \\$5, then $x<y$', '$$ $'],
      file: HOSTILE,
      uses: [HOSTILE],
      symbols: [{ text: HOSTILE, tex: '\\text{<script>}', domain: HOSTILE, meaning: HOSTILE }],
      claims: [
        claim('nasty/"><script>x</script>', {
          kind: HOSTILE,
          verdict: 'refuted',
          why: HOSTILE,
          note: HOSTILE,
          statement: HOSTILE,
          cites: [HOSTILE],
          counterexample: { values: { [HOSTILE]: 1 }, lhs: HOSTILE, rhs: HOSTILE, what: HOSTILE },
          witnesses: [
            {
              name: HOSTILE,
              outcome: 'disagrees',
              mode: 'checked',
              ms: 1,
              detail: HOSTILE,
              exchange: [{ sent: HOSTILE, received: HOSTILE, ms: 1 }],
            },
          ],
        }),
      ],
    })
    await buildSite(report([nasty], { problems: [{ file: HOSTILE, line: 1, column: 1, message: HOSTILE }] }), {
      out,
      title: HOSTILE,
      author: HOSTILE,
    })
    for (const path of ['index.html', 'nasty/index.html', 'symbols/index.html', 'graph/nasty/index.html']) {
      const html = await page(path)
      expect(html).not.toMatch(
        /<script(?! defer src="(?:\.\.\/)*scripts\/[a-z]+\.js"><\/script>)|href="javascript|<\/pre><\/details> \$/i,
      )
      expect(html).toContain('&lt;script>alert(1)&lt;/script> ')
    }
    expect(await page('nasty/index.html')).toContain('costs $5, then ')
  })
})
