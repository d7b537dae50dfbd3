import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { FALSE, type Project, timeless, withProject } from './edits.js'
import { wellFormed } from './well-formed.js'

const withFalse = (work: (project: Project) => Promise<void>): Promise<void> =>
  withProject(async (project) => {
    project.write('3-third.ts', FALSE)
    await work(project)
  })

describe('what GitHub is told', () => {
  test('each claim that is not proved, at its line, and each file that cannot be read', async () => {
    await withFalse(async (project) => {
      project.write('4-bad.ts', 'export default derivation(\n  {{\n')
      const { output, exitCode } = await project.verify('--format', 'github')
      const said = output.match(/^::.*$/gm)
      expect(said).toHaveLength(2)
      expect(said?.[0]).toMatch(
        /^::error file=[^:,]*\/4-bad\.ts,line=2,col=4,title=invalid::Expected .*%0A +\{\{%0A +\^$/,
      )
      expect(said?.[1]).toMatch(
        /^::error file=[^:,]*\/3-third\.ts,line=4,col=13,title=third\/wrong%3A refuted::x = 2\*x%0Ait fails at the instance shown: .*%0Aat: {4}x = -?1%0A/,
      )
      expect(exitCode).toBe(2)
    })
  })

  test('by itself where GITHUB_ACTIONS=true, beside JSON, with paths from the root of the checkout', async () => {
    await withFalse(async (project) => {
      const env = { GITHUB_ACTIONS: 'true', GITHUB_WORKSPACE: project.folder }
      const args = ['verify', project.folder, '--no-engines', '--json']
      const { output, errors } = await project.run(args, env)
      expect(JSON.parse(output)).toMatchObject({ summary: { refuted: 1 } })
      expect(errors).toMatch(/^::error file=3-third\.ts,line=4,col=13,/m)
      expect((await project.run([...args, '--format', 'plain'], env)).errors).toBe('')
    })
  })

  test('of a line of check, with what could end a command escaped', async () => {
    await withProject(async (project) => {
      const claims = [
        { id: 'a', kind: 'identity', lhs: 'x', rhs: 'x' },
        { id: 'b,c:d%\r\n::error::e', kind: 'identity', lhs: 'x', rhs: '2*x' },
      ]
      const file = join(project.folder, 'claims.jsonl')
      writeFileSync(file, `\n${claims.map((claim) => JSON.stringify(claim)).join('\n')}\n`)
      const junit = join(project.folder, 'report.xml')
      const { output, errors } = await project.run(['check', file, '--format', 'github', '--junit', junit])
      expect(
        output
          .trim()
          .split('\n')
          .map((line) => (JSON.parse(line) as { verdict: string }).verdict),
      ).toEqual(['proved', 'refuted'])
      expect(errors.trim()).toMatch(
        /^::error file=[^,]*claims\.jsonl,line=3,title=b%2Cc%3Ad%25%0D%0A%3A%3Aerror%3A%3Ae%3A refuted::counterexample: \{"x":-?1\}%0Alhs: .*$/,
      )
      const cases = wellFormed(readFileSync(junit, 'utf8')).filter(({ name }) => name === 'testcase')
      expect(cases.map(({ attributes }) => attributes.name)).toEqual(['a', 'b,c:d%\r\n::error::e'])
    })
  })
})

test('JUnit: a case for each claim with its time, and the reason where it failed', async () => {
  await withFalse(async (project) => {
    project.edit('3-third.ts', "'C'", "'<&\"'")
    project.write('4-<b>&"d".ts', 'export default 7')
    const junit = join(project.folder, 'reports', 'junit.xml')
    const { exitCode } = await project.verify('--junit', junit)
    expect(exitCode).toBe(2)
    const elements = wellFormed(readFileSync(junit, 'utf8'))
    const cases = elements.filter(({ name }) => name === 'testcase').map(({ attributes }) => attributes)
    expect(cases.map(({ classname, name }) => `${classname} ${name}`).slice(1)).toEqual([
      'base sum',
      'base difference',
      'base kept',
      'base plain',
      'user product',
      'user cites',
      'user alone',
      'third wrong',
      'third right',
    ])
    expect(cases[0]?.name).toMatch(/4-<b>&"d"\.ts$/)
    expect(cases.every(({ time }) => /^\d+\.\d{3}$/.test(time ?? ''))).toBe(true)
    expect(elements.filter(({ name }) => name === 'error').map(({ attributes }) => attributes.message)).toEqual([
      'expected `export default derivation(...)`',
    ])
    const [failure] = elements.filter(({ name }) => name === 'failure')
    expect(failure?.attributes).toEqual({
      type: 'refuted',
      message: 'it fails at the instance shown: the two sides differ',
    })
    expect(failure?.text).toMatch(/^x = 2\*x\n/)
    expect(elements[0]?.attributes).toMatchObject({ tests: '10', failures: '1', errors: '1' })
  })
})

describe('parts of a run', () => {
  test('verify: parts put together are the whole', async () => {
    await withFalse(async (project) => {
      project.edit('2-user.ts', "'2*y')", "'2*y', { cites: [base.claim('plain')] })")
      project.edit('1-base.ts', "equal('x + x', '2*x')", "equal('x + x', '3*x')")
      const whole = await project.verify('--json')
      expect(whole.output).toContain('rests on base/plain, which is refuted')
      const files = await parts(project, 2, (part) => project.verify('--json', '--shard', part))
      const merged = await project.run(['merge', ...files.reverse()])
      expect(merged.errors).toBe('')
      expect(timeless(merged.output)).toBe(timeless(whole.output))
      expect(merged.exitCode).toBe(whole.exitCode)
    })
  })

  test('verify: the verdict of a part does not rest on what another run left', async () => {
    await withProject(async (project) => {
      project.edit('2-user.ts', "'2*y')", "'2*y', { cites: [base.claim('plain')] })")
      project.edit('1-base.ts', "equal('x + x', '2*x')", "equal('x + x', '3*x')")
      const { output } = await project.verify('--no-cache', '--only', 'user/alone')
      expect(output).toContain('rests on base/plain, which is refuted')
      expect(output).toContain('0 proved, 0 refuted, 1 unknown')
    })
  })

  test('check: n parts put together are the whole', async () => {
    await withProject(async (project) => {
      const file = join(project.folder, 'claims.jsonl')
      const lines = Array.from({ length: 7 }, (_, k) =>
        JSON.stringify({ id: k, kind: 'identity', lhs: 'x', rhs: `${k}*x` }),
      )
      writeFileSync(file, [...lines.slice(0, 3), '', 'not JSON', ...lines.slice(3)].join('\n'))
      const whole = await project.run(['check', file])
      for (const n of [3]) {
        const files = await parts(project, n, (part) => project.run(['check', file, '--shard', part]))
        const junit = join(project.folder, 'junit.xml')
        const merged = await project.run(['merge', ...files, '--junit', junit])
        expect(merged.errors).toBe('')
        expect(timeless(merged.output)).toBe(timeless(whole.output))
        expect(merged.exitCode).toBe(2)
        expect(wellFormed(readFileSync(junit, 'utf8')).filter(({ name }) => name === 'failure')).toHaveLength(7)
      }
    })
  })

  test('what is no complete run is refused', async () => {
    await withProject(async (project) => {
      const [one] = (await parts(project, 1, () => project.verify('--json', '--shard', '1/2'))) as [string]
      const { exitCode, output, errors } = await project.run(['merge', one])
      expect([exitCode, output]).toEqual([2, ''])
      expect(errors).toBe('rederive: missing of 2 parts: 2\n')
      expect(await project.verify('--shard', '3/2')).toMatchObject({
        exitCode: 2,
        errors: expect.stringContaining('expected i/n with 1 <= i <= n <= 10000, such as 2/3, found "3/2"'),
      })
    })
  })
})

/** Files with what each of n parts printed. */
async function parts(
  project: Project,
  n: number,
  run: (part: string) => Promise<{ output: string }>,
): Promise<string[]> {
  const files: string[] = []
  for (let k = 1; k <= n; k++) {
    const { output } = await run(`${k}/${n}`)
    files.push(join(project.folder, `part-${k}-of-${n}.json`))
    writeFileSync(files.at(-1) as string, output)
  }
  return files
}
