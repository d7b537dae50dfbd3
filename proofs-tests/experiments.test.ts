/** `rederive experiment`: nothing is run twice, nothing is lost by a kill, and what fails has a row of its own. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { CI, CLI, ROOT, rederive, withFiles } from './command.js'
import { rows, run, tiny } from './tiny-experiment.js'

/** The id of a process that is gone. */
async function endedProcess(): Promise<number> {
  const child = spawn(process.execPath, ['-e', ''])
  await once(child, 'exit')
  return child.pid ?? 0
}

describe('an experiment', () => {
  test('runs each setting with each seed once, and says what came of the prediction', async () => {
    await withFiles({ 'a.ts': tiny('a') }, async (folder) => {
      const first = await run(folder)
      expect(first.errors).toMatch(/a 6\/6, 0 s left: scale = \d, seed 3/)
      expect(first.output).toContain('agrees: It does.')
      expect(first.exitCode).toBe(0)
      expect(rows(folder, 'a').length).toBe(6)
      expect(new Set(rows(folder, 'a').map(({ setting, seed }) => JSON.stringify([setting, seed]))).size).toBe(6)
      const summary = JSON.parse(readFileSync(join(folder, 'results', 'a.json'), 'utf8')) as {
        outcomes: { values: { loss: { count: number } } }[]
      }
      expect(summary.outcomes.map(({ values }) => values.loss.count)).toEqual([3, 3])
      const again = await run(folder)
      expect(again.errors.trim()).toBe('a: 6 of 6 runs are there')
      expect(again.output).toBe(first.output)
      expect(rows(folder, 'a').length).toBe(6)
    })
  })

  test('agrees with nothing where a run did not come to its end', async () => {
    const extra = "if (scale === 2 && seed > 1) throw new RangeError('no such width')"
    await withFiles({ 'a.ts': tiny('a', extra) }, async (folder) => {
      const { output, exitCode } = await run(folder)
      expect(output).toContain(
        'does not agree: It does. 2 of 6 runs did not come to their end, so that nothing agrees.',
      )
      expect(output).toMatch(/^ {2}scale = 1: loss \S+ ± [\d.e-]+, first/m)
      expect(output).toMatch(/^ {2}scale = 2, 1 of 3 runs: loss \S+ ± none, first/m)
      expect(output).toContain('failed: no such width (2 of 3 runs)')
      expect(exitCode).toBe(1)
    })
  })

  test('goes on where it was killed, even in the middle of a line', async () => {
    await withFiles(
      { 'a.ts': tiny('a', 'const until = Date.now() + 250; while (Date.now() < until);') },
      async (folder) => {
        const args = [
          CLI,
          'experiment',
          '--in',
          folder,
          '--out',
          join(folder, 'out'),
          '--seeds',
          '3',
          '--processes',
          '1',
        ]
        const child = spawn(process.execPath, args, { cwd: ROOT, env: CI })
        await new Promise<void>((resolve) => {
          let told = ''
          child.stderr.on('data', (data: Buffer) => {
            told += data
            if (told.includes('a 2/6')) child.kill('SIGKILL')
          })
          child.on('close', () => resolve())
        })
        const done = rows(folder, 'a').length
        expect(done).toBeGreaterThanOrEqual(2)
        expect(done).toBeLessThan(6)
        appendFileSync(join(folder, 'out', 'a.jsonl'), '{"experiment":"a","setting":{"sc')
        const { errors, exitCode } = await run(folder)
        expect(errors).toContain('the last line was cut off, and is taken away')
        expect(errors).toContain(`a: ${done} of 6 runs are there`)
        expect(exitCode).toBe(0)
        expect(rows(folder, 'a').length).toBe(6)
      },
    )
  })

  test('whose run fails has a row that says why, and the others go on', async () => {
    const extra = [
      "if (scale === 2 && seed === 1) return { network: { widths: [1, 5, 1], activation: 'linear' }, start: gaussianWeights({ widths: [1, 5, 1] }, [1, 1], 1), training: { loss: 'squared', rates: [1e9, 1e9] }, task: line([1], [2]), steps: 50 }",
      'if (scale === 2 && seed === 2) process.exit(7)',
      "if (scale === 2 && seed === 3) data('cifar-10')",
      "if (scale === 1 && seed === 1) throw new TypeError('a mistake')",
    ].join('\n')
    await withFiles({ 'a.ts': tiny('a', extra) }, async (folder) => {
      const { exitCode, output } = await run(folder)
      const problems = Object.fromEntries(
        rows(folder, 'a').map(({ setting, seed, problem }) => [
          `${(setting as { scale: number }).scale}/${seed as number}`,
          problem,
        ]),
      )
      expect(problems).toEqual({
        '1/1': 'a mistake',
        '1/2': undefined,
        '1/3': undefined,
        '2/1': expect.stringMatching(/the loss is no number any more after \d+ steps/) as unknown,
        '2/2': expect.stringMatching(/its process ended \(exit code 7\)/) as unknown,
        '2/3': expect.stringMatching(/give the folder of its binary version by --data/) as unknown,
      })
      expect(output).toContain('failed: a mistake')
      expect(exitCode).toBe(1)
      // What diverged would again; what had no data, or no memory, may have it now.
      expect((await run(folder)).errors).toContain('a: 3 of 6 runs are there')
    })
  })

  test('may have runs that diverge among its outcomes, and then they are no failures', async () => {
    const wild =
      "if (scale === 2) return { network: { widths: [1, 5, 1], activation: 'linear' }, start: gaussianWeights({ widths: [1, 5, 1] }, [1, 1], 1), training: { loss: 'squared', rates: [1e9, 1e9] }, task: line([1], [2]), steps: 50 }"
    const source = tiny('a', wild)
    await withFiles({ 'a.ts': source.replace('  judge:', '  mayDiverge: true,\n  judge:') }, async (folder) => {
      const { exitCode, output } = await run(folder)
      expect(output).toContain('  agrees: It does.')
      expect(output).toContain('diverged: 3 of 3 runs')
      expect(exitCode).toBe(0)
    })
    await withFiles({ 'a.ts': source }, async (folder) => {
      const { exitCode, output } = await run(folder)
      expect(output).toContain('3 of 6 runs did not come to their end, so that nothing agrees')
      expect(exitCode).toBe(1)
    })
  })

  test('is of one version of its data, and of rows that are some', async () => {
    await withFiles({ 'a.ts': tiny('a') }, async (folder) => {
      await run(folder)
      const path = join(folder, 'out', 'a.jsonl')
      const made = rows(folder, 'a')
      const write = (change: (row: Record<string, unknown>, k: number) => object): void =>
        writeFileSync(path, made.map((row, k) => `${JSON.stringify({ ...row, ...change(row, k) })}\n`).join(''))
      write((_, k) => ({ data: { 'cifar-10': k < 3 ? 'one' : 'other' } }))
      const mixed = await run(folder)
      expect(mixed.errors).toContain('a.jsonl: its runs were made from two versions of cifar-10; take the file away')
      expect(mixed.exitCode).toBe(2)
      write((_, k) => (k === 0 ? { values: null } : k === 1 ? { problem: null } : {}))
      const mended = await run(folder)
      expect(mended.errors).toContain('a.jsonl:2: this line is no result')
      expect(mended.errors).toContain('a: 4 of 6 runs are there')
      expect(mended.exitCode).toBe(0)
    })
  })

  test('runs again what was run on data that have changed', async () => {
    await withFiles({ 'a.ts': tiny('a', "if (scale === 2) data('mnist')") }, async (folder) => {
      await run(folder)
      const path = join(folder, 'out', 'a.jsonl')
      expect((await run(folder)).errors.trim()).toBe('a: 6 of 6 runs are there')
      writeFileSync(path, readFileSync(path, 'utf8').replaceAll(/"mnist":"\w+"/g, '"mnist":"0"'))
      const { errors } = await run(folder)
      expect(errors).toContain('a: mnist has changed, and what was run on it is run again')
      expect(errors).toContain('a: 3 of 6 runs are there')
      const { data } = JSON.parse(readFileSync(join(folder, 'results', 'a.json'), 'utf8')) as { data: object }
      expect(data).toEqual({ mnist: expect.stringMatching(/^[0-9a-f]{16}$/) as unknown })
    })
  })

  test('keeps a last line that is whole, though nothing ends it', async () => {
    await withFiles({ 'a.ts': tiny('a') }, async (folder) => {
      await run(folder)
      const path = join(folder, 'out', 'a.jsonl')
      writeFileSync(path, readFileSync(path, 'utf8').trimEnd())
      const again = await run(folder)
      expect(again.errors.trim()).toBe('a: 6 of 6 runs are there')
      expect(rows(folder, 'a').length).toBe(6)
    })
  })

  test('runs anew where a file that it imports says something else', async () => {
    const helper = 'export { factor } from "./inner.js"'
    const importing = `import { factor } from './helper.js'\n${tiny('a', 'factor()')}`
    const files = {
      'a.ts': importing.replace('./helper', './parts/helper'),
      'parts/helper.ts': helper,
      'parts/inner.ts': 'export const factor = (): number => 1',
    }
    await withFiles(files, async (folder) => {
      await run(folder)
      writeFileSync(join(folder, 'parts/inner.ts'), '// As it was.\nexport const factor = (): number => 1')
      expect((await run(folder)).errors.trim()).toBe('a: 6 of 6 runs are there')
      writeFileSync(join(folder, 'parts/inner.ts'), 'export const factor = (): number => 2')
      expect((await run(folder)).errors).toContain('a 6/6')
      expect(rows(folder, 'a').length).toBe(12)
    })
  })

  test('is found in a subfolder, among derivations and helper modules', async () => {
    const files = {
      'a.ts': tiny('a'),
      'again.ts': "export { default } from './decay.js'",
      'decay.ts':
        "import { derivation } from 'rederive'\nexport default derivation('decay', { title: '', tag: 'beyond', prose: '', claims: {} })",
      'deep/b.ts': tiny('b').replace("'b'", 'name').replace('export', "import { name } from './helper.js'\nexport"),
      'deep/helper.ts': "export const name = 'b'",
    }
    await withFiles(files, async (folder) => {
      const { output, exitCode } = await run(folder)
      expect(output.match(/^\w+: Tiny$/gm)).toEqual(['a: Tiny', 'b: Tiny'])
      expect(exitCode).toBe(0)
      expect(existsSync(join(folder, 'deep', 'results', 'b.json'))).toBe(true)
      const named = await rederive(['experiment', '--in', join(folder, 'decay.ts')])
      expect([named.exitCode, named.errors]).toEqual([
        2,
        expect.stringMatching(/decay\.ts: expected `export default experiment\(\.\.\.\)`/),
      ])
    })
    await withFiles({ 'a.ts': tiny('a'), 'b.ts': tiny('b').replace('export default', 'const b =') }, async (folder) => {
      const forgotten = await run(folder)
      expect([forgotten.exitCode, forgotten.errors]).toEqual([
        2,
        expect.stringMatching(/b\.ts: expected `export default experiment/),
      ])
    })
  })

  test('is run by one process at a time, and what a killed one left is taken over', async () => {
    await withFiles({ 'a.ts': tiny('a') }, async (folder) => {
      mkdirSync(join(folder, 'out'))
      const lock = join(folder, 'out', 'a.jsonl.lock')
      writeFileSync(lock, `${process.pid}`)
      const second = await run(folder)
      expect(second.errors).toContain(`process ${process.pid} is writing to ${join(folder, 'out', 'a.jsonl')}`)
      expect(second.exitCode).toBe(2)
      for (const left of [`${await endedProcess()}`, '']) {
        writeFileSync(lock, left)
        expect((await run(folder)).exitCode).toBe(0)
        expect(readdirSync(join(folder, 'out'))).toEqual(['a.jsonl'])
      }
    })
  })

  test('is ended by Ctrl-C, with what was done', async () => {
    await withFiles({ 'a.ts': tiny('a', 'if (seed > 1) for (;;);') }, async (folder) => {
      const child = spawn(
        process.execPath,
        [CLI, 'experiment', '--in', folder, '--out', join(folder, 'out'), '--seeds', '2'],
        { cwd: ROOT, env: CI },
      )
      const exitCode = await new Promise<number | null>((resolve) => {
        let told = ''
        child.stderr.on('data', (data: Buffer) => {
          told += data
          if (told.includes('a 2/4')) child.kill('SIGINT')
        })
        child.on('close', resolve)
      })
      expect(exitCode).toBe(130)
      expect(rows(folder, 'a').length).toBe(2)
    })
  })

  test('that is not there, or none, is bad input', async () => {
    await withFiles({ 'a.ts': tiny('a') }, async (folder) => {
      const unknown = await run(folder, 'b')
      expect([unknown.exitCode, unknown.errors]).toEqual([
        2,
        expect.stringMatching(/there is no experiment b in .*; there are a/),
      ])
    })
    await withFiles({ 'a.ts': tiny('a', '', '[{ scale: 1 }, { scale: 1 }]') }, async (folder) => {
      const twice = await run(folder)
      expect([twice.exitCode, twice.errors]).toEqual([
        2,
        expect.stringMatching(/a\.ts:3:16: a has the setting scale = 1 twice/),
      ])
    })
    await withFiles({ 'notes.md': 'none yet' }, async (folder) => {
      const empty = await run(folder)
      expect([empty.exitCode, empty.errors]).toEqual([
        2,
        expect.stringMatching(
          /^rederive: no experiment in .*: expected files with `export default experiment\(\.\.\.\)`$/m,
        ),
      ])
    })
    const many = await rederive(['experiment', '--seeds', '1001'])
    expect([many.exitCode, many.errors]).toEqual([2, expect.stringContaining('expected a whole number from 1 to 1000')])
    await withFiles({ 'a.ts': tiny('a'), 'b.ts': tiny('a') }, async (folder) => {
      const same = await run(folder)
      expect([same.exitCode, same.errors]).toEqual([
        2,
        expect.stringMatching(/b\.ts: the id a is already used by .*a\.ts/),
      ])
    })
    await withFiles({ 'a.ts': 'export default 1' }, async (folder) => {
      const none = await run(folder)
      expect([none.exitCode, none.errors]).toEqual([2, expect.stringMatching(/expected `export default experiment/)])
    })
  })
})

test('the example of the documentation runs', async () => {
  const text = readFileSync(join(ROOT, 'docs/experiments.md'), 'utf8')
  const [, example = ''] = /```ts\n([\s\S]*?)```/.exec(text) ?? []
  await withFiles({ 'wider-learns.ts': example }, async (folder) => {
    const { exitCode, output, errors } = await run(folder, '--small', '--seeds', '1')
    expect([exitCode, errors]).toEqual([0, expect.stringMatching(/wider-learns 2\/2/)])
    expect(output).toContain('a miniature, which says nothing of the prediction')
  })
}, 120_000)

test('a miniature of each experiment of this project runs', async () => {
  await withFiles({}, async (folder) => {
    const { exitCode, output, errors } = await rederive([
      'experiment',
      '--small',
      '--seeds',
      '1',
      '--out',
      join(folder, 'out'),
    ])
    expect(errors).not.toMatch(/: .*, seed 1, [\d.]+ s: /)
    expect(exitCode).toBe(0)
    const ids = readdirSync(join(ROOT, 'derivations/linear-network/experiments'))
      .filter((name) => name.endsWith('.ts'))
      .map((name) => name.slice(0, -3))
    expect(ids.length).toBeGreaterThanOrEqual(7)
    for (const id of ids) {
      expect(output).toContain(`${id}: `)
      expect(existsSync(join(folder, 'out', `${id}.jsonl`))).toBe(true)
    }
  })
}, 180_000)
