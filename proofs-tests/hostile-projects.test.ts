/** Projects and arguments that are not as they should be. */
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { CLI, ROOT, runNode } from './command.js'
import { type HostileProject, PROJECTS } from './hostile/projects.js'

const RUNS_CODE = ['verify', 'build', 'explain']

async function run({ files, args }: HostileProject) {
  const folder = await mkdtemp(join(tmpdir(), 'hostile-'))
  try {
    mkdirSync(join(folder, 'node_modules'))
    symlinkSync(ROOT, join(folder, 'node_modules/rederive'))
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      writeFileSync(join(folder, path), text)
    }
    const engines = RUNS_CODE.includes(args[0] as string) ? ['--no-engines'] : []
    return await runNode([CLI, ...args, ...engines], '', undefined, 'SIGINT', folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

test('there are eighty at least', () => {
  expect(PROJECTS.length).toBeGreaterThanOrEqual(80)
})

describe.concurrent('a project', { timeout: 120_000 }, () => {
  test.each(PROJECTS)('$name', async (project) => {
    const { exitCode, output, errors } = await run(project)
    const all = output + errors
    expect(all).toContain(project.says)
    expect(exitCode).toBe(project.exit)
    expect(all.includes('fine/one')).toBe(project.judged)
    // No stack trace, and nothing that a terminal obeys.
    expect(all).not.toMatch(/^\s+at \S+ |node:internal|a fault of ours/m)
    expect(all).not.toMatch(/[^\P{Cc}\n]/u)
  })
})
