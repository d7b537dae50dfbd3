import type { ChildProcess } from 'node:child_process'
import { mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { BASE, FALSE, type Project, withProject } from './edits.js'

/** A `verify --watch` under way. Each round ends with the summary line. */
class Watch {
  private readonly child: ChildProcess
  private text = ''
  private listener = (): void => {}
  readonly exit: Promise<number | null>

  constructor(project: Project, folder = project.folder) {
    this.child = project.start(['verify', folder, '--watch', '--no-engines', '--cache-dir', project.cache])
    const add = (data: Buffer): void => {
      this.text += data
      this.listener()
    }
    this.child.stdout?.on('data', add)
    this.child.stderr?.on('data', add)
    this.exit = new Promise((resolve) => this.child.on('close', resolve))
  }

  /** What was printed since the last call, once `end` is among it. */
  until(end: RegExp): Promise<string> {
    return new Promise((resolve) => {
      this.listener = () => {
        const found = end.exec(this.text)
        if (!found) return
        this.listener = () => {}
        const said = this.text.slice(0, found.index + found[0].length)
        this.text = this.text.slice(said.length)
        resolve(said)
      }
      this.listener()
    })
  }

  interrupt(): void {
    this.child.kill('SIGINT')
  }
}

const SUMMARY = /\d+ proved, \d+ refuted, \d+ unknown, \d+ invalid in .*\n/

async function watching(work: (project: Project, watch: Watch) => Promise<void>): Promise<void> {
  await withProject(async (project) => {
    const watch = new Watch(project)
    try {
      expect(await watch.until(SUMMARY)).toContain('7 proved')
      await work(project, watch)
    } finally {
      watch.interrupt()
      expect(await watch.exit).toBe(130)
    }
  })
}

const idsIn = (text: string): string[] => [...text.matchAll(/^\S \w+ +(\S+\/\S+) /gm)].map(([, id]) => id as string)

test('an edit shows what changed and no more, in every file that builds on it', async () => {
  await watching(async (project, watch) => {
    project.edit('1-base.ts', "'x - y'", "'y - x'")
    const first = await watch.until(SUMMARY)
    expect(idsIn(first)).toEqual(['user/product'])
    expect(first).toContain('✗ refuted user/product')
    expect(first).toContain('6 proved, 1 refuted')
    project.edit('1-base.ts', "'y - x'", "'x - y'")
    const back = await watch.until(SUMMARY)
    expect(idsIn(back)).toEqual(['user/product'])
    expect(back).toContain('7 proved')
    project.edit('1-base.ts', "'x - y'", "'x - y'")
    project.write('notes.txt', 'not a derivation')
    // Time for a round that should not be.
    await setTimeout(300)
    project.edit('1-base.ts', "'x - y'", "'x + y'")
    expect(await watch.until(SUMMARY)).toContain('✗ refuted base/difference')
  })
})

test('a mistake is told with its place, and what comes after is right again', async () => {
  await watching(async (project, watch) => {
    project.edit('1-base.ts', 'claims: {', 'claims: {{')
    const broken = await watch.until(SUMMARY)
    expect(broken).toMatch(/1-base\.ts:6:12: .*\n +claims: \{\{\n +\^/)
    expect(broken).toMatch(/2-user\.ts:\d+:\d+: /)
    project.edit('1-base.ts', 'claims: {{', 'claims: {')
    expect(await watch.until(SUMMARY)).toContain('7 proved, 0 refuted, 0 unknown, 0 invalid')
    project.edit('1-base.ts', "'x + y'", "'x + (y'")
    expect(await watch.until(SUMMARY)).toMatch(/1-base\.ts:4:60: expected "\)" to close/)
    project.edit('1-base.ts', "'x + (y'", "'x + 2*y'")
    const wrong = await watch.until(SUMMARY)
    expect(wrong).toContain('✗ refuted base/sum')
  })
})

test('files that are added, renamed over, deleted and brought back', async () => {
  await watching(async (project, watch) => {
    project.write('3-third.ts', FALSE)
    const added = await watch.until(SUMMARY)
    expect(idsIn(added)).toEqual(['third/wrong', 'third/right'])
    expect(added).toContain('8 proved, 1 refuted')
    project.write('new.txt', FALSE.replace("'2*x'", "'x'"))
    renameSync(join(project.folder, 'new.txt'), join(project.folder, '3-third.ts'))
    const renamed = await watch.until(/9 proved.*\n/)
    expect(renamed).toContain('✓ proved  third/wrong')
    rmSync(join(project.folder, '3-third.ts'))
    expect(await watch.until(/7 proved.*\n/)).not.toContain('third')
    rmSync(join(project.folder, '1-base.ts'))
    expect(await watch.until(SUMMARY)).toMatch(/2-user\.ts:2:18: there is no file \.\/1-base\.js\n/)
    project.write('1-base.ts', BASE)
    expect(await watch.until(SUMMARY)).toContain('7 proved')
  })
})

const nested = (id: string, claim: string): string => `import { derivation, equal } from 'rederive'
import base from '../1-base.js'
import { claimed } from './parts/claimed.js'
export default derivation('${id}', {
  title: 'D', tag: 'beyond', prose: '', uses: [base], claims: { ${claim}: equal('x + y', claimed) },
})
`

test('subfolders, those that are made meanwhile too, and helper modules in them', async () => {
  await watching(async (project, watch) => {
    mkdirSync(join(project.folder, 'deep'))
    // Time to see a folder in which there is nothing yet.
    await setTimeout(200)
    project.write('deep/parts/claimed.ts', "export const claimed = 'y + x'\n")
    project.write('deep/nested.ts', nested('nested', 'swapped'))
    const added = await watch.until(/8 proved.*\n/)
    expect(added).toContain('✓ proved  nested/swapped')
    project.edit('deep/parts/claimed.ts', "'y + x'", "'2*x'")
    const wrong = await watch.until(SUMMARY)
    expect(idsIn(wrong)).toEqual(['nested/swapped'])
    expect(wrong).toContain('7 proved, 1 refuted')
    // A helper module becomes a derivation by its default export, and is one no more without it.
    project.write('deep/parts/claimed.ts', `export const claimed = 'y + x'\n${FALSE}`)
    const both = await watch.until(/9 proved.*\n/)
    expect(both).toContain('✗ refuted third/wrong')
    project.write('deep/parts/claimed.ts', "export const claimed = 'x + y'\n")
    await watch.until(/8 proved, 0 refuted.*\n/)
    rmSync(join(project.folder, 'deep'), { recursive: true })
    expect(await watch.until(/7 proved.*\n/)).not.toContain('nested')
  })
})

test('a helper module in a folder that is not watched for derivations', async () => {
  await withProject(async (outer) => {
    outer.write('parts/claimed.ts', "export const claimed = 'y + x'\n")
    outer.write('own/nested.ts', nested('nested', 'swapped').replace('./parts', '../parts'))
    const watch = new Watch(outer, join(outer.folder, 'own'))
    try {
      expect(await watch.until(SUMMARY)).toContain('1 proved')
      outer.edit('parts/claimed.ts', "'y + x'", "'2*x'")
      expect(await watch.until(SUMMARY)).toContain('✗ refuted nested/swapped')
    } finally {
      watch.interrupt()
      expect(await watch.exit).toBe(130)
    }
  })
})
