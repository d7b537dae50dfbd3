/** What an author, a file system or another process can do to `rederive experiment` is told in words, and is not told as a result. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { CI, CLI, ROOT, withFiles } from './command.js'
import { judging, rows, run, scales, tiny } from './tiny-experiment.js'

/** Keeps what `body` returns of the measurements `found` of the setting `scale`. */
const keeping = (source: string, body: string): string =>
  source.replace(/ {2}keep: .*\n/, `  keep: (found, { scale }) => { ${body} },\n`)

/** By setting. */
const problems = (folder: string, id: string): Record<string, unknown> =>
  Object.fromEntries(rows(folder, id).map(({ setting, problem }) => [(setting as { scale: number }).scale, problem]))

const command = (folder: string, ...more: string[]): string[] => [
  CLI,
  'experiment',
  '--in',
  folder,
  '--out',
  join(folder, 'out'),
  '--seeds',
  '1',
  ...more,
]

describe('an author', () => {
  test('who keeps nothing, or no numbers, is told so, and a run that diverged stays one', async () => {
    const wild =
      "if (scale >= 3) return { network: { widths: [1, 5, 1], activation: 'linear' }, start: gaussianWeights({ widths: [1, 5, 1] }, [1, 1], 1), training: { loss: 'squared', rates: [1e9, 1e9] }, task: line([1], [2]), steps: 50 }"
    const body = "if (scale !== 2) throw new Error('no such step'); return Promise.reject(new Error('late'))"
    await withFiles({ 'a.ts': keeping(tiny('a', wild, scales(3)), body) }, async (folder) => {
      const { exitCode, output } = await run(folder, '--seeds', '1')
      expect(problems(folder, 'a')).toEqual({
        1: 'keep: no such step',
        2: 'keep: expected an object of numbers, found a promise',
        3: expect.stringMatching(/^the loss is no number any more/) as unknown,
      })
      expect(output).toContain('3 of 3 runs did not come to their end')
      expect(exitCode).toBe(1)
    })
  })

  test('whose judgement asks for what only some runs have, or none, is told so', async () => {
    const some = keeping(tiny('a', '', scales(2)), 'return { loss: found.at(-1).loss, first: scale === 2 ? NaN : 9 }')
    await withFiles({ 'a.ts': some }, async (folder) => {
      const { output, exitCode } = await run(folder, '--seeds', '2')
      expect(output).toContain(
        'does not agree: It does not. First is no number in 2 of 2 runs of scale = 2, so that nothing agrees.',
      )
      expect(exitCode).toBe(0)
    })
    const unasked = judging(some, "return { agrees: true, said: 'Yes.' }")
    await withFiles({ 'a.ts': unasked }, async (folder) => {
      expect((await run(folder, '--seeds', '2')).output).toContain('  agrees: Yes.')
    })
    await withFiles({ 'a.ts': tiny('a').replace('({ loss, first })', '({ loss, frist: first })') }, async (folder) => {
      const { errors, exitCode } = await run(folder, '--seeds', '1')
      expect(errors).toContain('a: judge asks for frist, which no run keeps; did you mean first?')
      expect(exitCode).toBe(2)
    })
  })

  test('who sends what is no answer is not heard', async () => {
    const forged = "for (let number = 0; number < 20; number++) process.send({ number, answer: { fault: 'forged' } })"
    await withFiles({ 'a.ts': tiny('a', forged, scales(2)) }, async (folder) => {
      const { output, exitCode } = await run(folder, '--seeds', '1')
      expect(output).toContain('agrees: It does.')
      expect(exitCode).toBe(0)
    })
  })

  test('whose file keeps something from run to run has each run begin anew, with its data named', async () => {
    const counting = keeping(tiny('a', "cached ??= data('mnist')", scales(3)), 'return { loss: n++ }')
    await withFiles({ 'a.ts': `let n = 1\nlet cached: unknown\n${counting}` }, async (folder) => {
      await run(folder, '--seeds', '1', '--processes', '1')
      expect(rows(folder, 'a').map(({ values, data }) => [values, Object.keys(data as object)])).toEqual(
        [1, 2, 3].map(() => [{ loss: 1 }, ['mnist']]),
      )
    })
  })

  test('whose run changes the data in place is told so, and the next run has what is in the files', async () => {
    const shifting = `const { train } = data('mnist'); const sum = train.inputs.subarray(0, 784).reduce((a, b) => a + b, 0)
      if (scale === 1) train.inputs.fill(sum + 1, 0, 784); sums[scale] = sum`
    const source = keeping(tiny('a', shifting, scales(3)), 'return { loss: sums[scale], first: 99 }')
    await withFiles({ 'a.ts': `const sums: number[] = []\n${source}` }, async (folder) => {
      const { exitCode } = await run(folder, '--seeds', '1', '--processes', '1')
      const [changed, second, third] = rows(folder, 'a')
      expect(changed?.problem).toBe(
        'the run changed the data of mnist, which other runs are given too: it may change a copy',
      )
      expect(changed?.values).toBe(undefined)
      // What the first picture adds up to.
      expect([second?.values, third?.values]).toEqual(Array(2).fill({ loss: 17.8618, first: 99 }))
      expect(exitCode).toBe(1)
    })
  })

  test('whose later batch is no batch has a run that failed, and not one that diverged', async () => {
    const source = tiny('a', '', scales(1))
      .replace(
        'task: line([1, -1, 0.5], [1, -1, 0.5]),',
        'task: { ...line([1, -1], [1, -1]), batch: (k) => line([1, k === 7 ? Number.NaN : 1], [1, -1]).probe },',
      )
      .replace('  judge:', '  mayDiverge: true,\n  judge:')
    await withFiles({ 'a.ts': source }, async (folder) => {
      const { exitCode, output } = await run(folder, '--seeds', '1')
      expect(output).toContain('failed: the batch of step 7 has inputs that are no finite numbers (1 of 1 runs)')
      expect(output).not.toContain('diverged')
      expect(exitCode).toBe(1)
    })
  })

  test('none of whose runs came to its end has no agreement', async () => {
    const wild =
      "return { network: { widths: [1, 5, 1], activation: 'linear' }, start: gaussianWeights({ widths: [1, 5, 1] }, [1, 1], 1), training: { loss: 'squared', rates: [1e9, 1e9] }, task: line([1], [2]), steps: 50 }"
    const source = judging(tiny('a', wild, scales(2)), "return { agrees: true, said: 'Yes.' }").replace(
      'settings:',
      'mayDiverge: true, settings:',
    )
    await withFiles({ 'a.ts': source }, async (folder) => {
      const { output } = await run(folder, '--seeds', '1')
      expect(output).toContain('does not agree: Yes. No run came to its end, so that nothing agrees.')
    })
  })

  test('whose run ended for want of something has it again when that is there', async () => {
    const failing = `import { existsSync } from 'node:fs'\n${tiny('a', '', scales(1)).replace(
      'task: line([1, -1, 0.5], [1, -1, 0.5]),',
      "task: { ...line([1, -1, 0.5], [1, -1, 0.5]), batch: (k) => { if (k === 2 && existsSync(new URL('./full', import.meta.url))) throw new RangeError('Array buffer allocation failed'); return line([1, -1, 0.5], [1, -1, 0.5]).batch(k) } }, at: [0, 1, 300],",
    )}`
    await withFiles({ 'a.ts': failing, full: '' }, async (folder) => {
      await run(folder, '--seeds', '1')
      expect(problems(folder, 'a')).toEqual({ 1: 'Array buffer allocation failed' })
      rmSync(join(folder, 'full'))
      const { exitCode, output } = await run(folder, '--seeds', '1')
      expect([exitCode, output]).toEqual([0, expect.stringContaining('agrees: It does.')])
    })
  })

  test('who asks for fewer seeds is told what they replace', async () => {
    await withFiles({ 'a.ts': tiny('a') }, async (folder) => {
      await run(folder, '--seeds', '2')
      const { errors } = await run(folder, '--seeds', '1')
      expect(errors).toContain('a: what came of 2 seeds is replaced by what came of 1')
    })
  })

  test('whose file leaves something open ends with the command', async () => {
    await withFiles({ 'a.ts': `setInterval(() => {}, 100)\n${tiny('a')}` }, async (folder) => {
      expect((await run(folder, '--seeds', '1')).exitCode).toBe(0)
    })
  })

  test.each([
    ['[{ caption: 3 }]', 'a has a figure that is none, expected { caption, x, y }'],
    ['[null]', 'a has a figure that is none'],
    ["[{ caption: 'c', x: 'scale', y: 'loss' }]", 'a has a figure of curves and no function `curves`'],
    ["[{ caption: 'c', x: 'scale', y: 'loss', label: 1 }]", 'a has a figure that is none'],
  ])('whose figures are %s is told so before anything runs', async (figures, expected) => {
    await withFiles({ 'a.ts': tiny('a').replace('figures: []', `figures: ${figures}`) }, async (folder) => {
      const { errors, exitCode } = await run(folder)
      expect(errors).toContain(expected)
      expect(errors).not.toContain('1/6')
      expect(exitCode).toBe(2)
    })
  })

  test('who changes a setting or the list that is judged changes neither rows nor results', async () => {
    const shifting = judging(
      tiny('b', '', scales(2)),
      "outcomes[0].runs.length = 0; outcomes.pop(); return { agrees: true, said: 'Yes.' }",
    )
    const files = {
      'a.ts': tiny('a', 'setting(arguments[0])\nfunction setting(of) { of.scale = 7 }', scales(2)),
      'b.ts': shifting,
    }
    await withFiles(
      {
        ...files,
        'a.ts': files['a.ts'].replace(
          'run: ({ scale }, seed, data, small) => {',
          'run: function ({ scale }, seed, data, small) {',
        ),
      },
      async (folder) => {
        const { output } = await run(folder, '--seeds', '1')
        expect(Object.keys(problems(folder, 'a'))).toEqual(['1', '2'])
        expect(output).toContain('scale = 2')
        expect(output).toContain('agrees: Yes.')
        const summary = JSON.parse(readFileSync(join(folder, 'results', 'b.json'), 'utf8')) as { outcomes: unknown[] }
        expect(summary.outcomes.length).toBe(2)
      },
    )
  })

  test('who draws what no run keeps is told so', async () => {
    const source = tiny('a', '', scales(2)).replace(
      'figures: []',
      "figures: [{ caption: '', x: 'scale', y: 'lsos', label: '' }]",
    )
    await withFiles({ 'a.ts': source }, async (folder) => {
      const { exitCode, errors } = await run(folder, '--seeds', '1')
      expect(errors).toContain('a has a figure of lsos, which no run keeps; did you mean loss?')
      expect(exitCode).toBe(2)
    })
  })

  test('whose start or targets are no numbers has no run that diverged', async () => {
    const source = tiny(
      'a',
      "if (scale === 2) return { network: { widths: [1, 5, 1], activation: 'linear' }, start: gaussianWeights({ widths: [1, 5, 1] }, [Number.NaN, 1], 1), training: { loss: 'squared', rates: [1, 1] }, task: line([1], [2]), steps: 5 }",
    )
    await withFiles({ 'a.ts': source.replace('  judge:', '  mayDiverge: true,\n  judge:') }, async (folder) => {
      const { exitCode, output } = await run(folder, '--seeds', '1')
      expect(output).toContain('failed: layer 1 of the start has weights that are no finite numbers')
      expect(exitCode).toBe(1)
    })
  })

  test.each([
    ['a.ts', 'loss: least', 'loss: 999'],
    ['a.ts', 'loss: least', 'loss: ('],
    ['helper.ts', '1', '999'],
  ])('who edits %s while it runs, %s to %s, has no row of what it says then', async (edited, from, to) => {
    const slow = 'const until = Date.now() + 400; while (Date.now() < until);'
    const files: Record<string, string> = {
      'a.ts': `import { least } from './helper.js'\n${keeping(tiny('a', slow, scales(4)), 'return { loss: least, first: 500 }')}`,
      'helper.ts': 'export const least = 1',
    }
    await withFiles(files, async (folder) => {
      const child = spawn(process.execPath, command(folder, '--processes', '1'), { cwd: ROOT, env: CI })
      const edit = (): void => writeFileSync(join(folder, edited), (files[edited] ?? '').replace(from, to))
      let told = ''
      child.stderr.on('data', (data: Buffer) => {
        const before = told
        told += data
        if (told.includes('a 1/4') && !before.includes('a 1/4')) edit()
      })
      expect((await once(child, 'close'))[0]).toBe(2)
      expect(told).toMatch(/rederive: .*a\.ts has changed since this began, or a file that it imports: run it again/)
      const found = rows(folder, 'a').map(({ values, problem }) => [values, problem])
      expect(found.length).toBeLessThan(4)
      expect(found).toEqual(found.map(() => [{ loss: 1, first: 500 }, undefined]))
    })
  })

  test('whose run sends something, or ends its process afterwards, has the rows of its runs', async () => {
    const body =
      "if (scale === 1) process.send({ row: { experiment: 'x' } }); if (scale === 2) setTimeout(() => process.exit(3), 0); return { loss: 0, first: 1 }"
    await withFiles({ 'a.ts': keeping(tiny('a', '', scales(4)), body) }, async (folder) => {
      const { exitCode } = await run(folder, '--seeds', '1', '--processes', '1')
      expect(problems(folder, 'a')).toEqual({ 1: undefined, 2: undefined, 3: undefined, 4: undefined })
      expect(exitCode).toBe(0)
    })
  })

  test('whose process ends is told how, and of memory only where that may be', async () => {
    const body = "if (scale === 1) process.exit(0); process.kill(process.pid, 'SIGKILL')"
    await withFiles({ 'a.ts': keeping(tiny('a', '', scales(2)), body) }, async (folder) => {
      await run(folder, '--seeds', '1')
      expect(problems(folder, 'a')).toEqual({
        1: 'its process ended (exit code 0)',
        2: 'its process ended (SIGKILL): it may have had too little memory',
      })
    })
  })
})

describe('a file system', () => {
  test.each<[string, Readonly<Record<string, string>>, RegExp]>([
    [
      'a file in the place of the folder of rows',
      { out: '' },
      /cannot write \S+a\.jsonl: \S+out is a file, expected a folder/,
    ],
    ['a folder in the place of the rows', { 'out/a.jsonl/b': '' }, /cannot write \S+a\.jsonl: it is a folder/],
    [
      'a folder in the place of the lock',
      { 'out/a.jsonl.lock/b': '' },
      /cannot write \S+a\.jsonl\.lock: it is a folder/,
    ],
    [
      'a file in the place of the results',
      { results: '' },
      /cannot write \S+a\.json: \S+results is a file, expected a folder/,
    ],
    ['a folder in the place of a result', { 'results/a.json/b': '' }, /cannot write \S+a\.json: it is a folder/],
  ])('with %s is told in words before anything runs', async (_, files, message) => {
    await withFiles({ 'a.ts': tiny('a', '', scales(1)), ...files }, async (folder) => {
      const { exitCode, errors, output } = await run(folder)
      expect(errors.trim()).toMatch(new RegExp(`^rederive: ${message.source}.*$`))
      expect([exitCode, output]).toEqual([2, ''])
      expect(existsSync(join(folder, 'out', 'a.jsonl.lock')) && !('out/a.jsonl.lock/b' in files)).toBe(false)
    })
  })

  test('that takes no row any more ends all runs, in words', async () => {
    await withFiles({}, async (folder) => {
      const path = JSON.stringify(join(folder, 'out', 'a.jsonl'))
      const extra = `if (scale === 2) for (;;); renameSync(${path}, ${path} + '.aside'); mkdirSync(${path})`
      const source = `import { mkdirSync, renameSync } from 'node:fs'\n${tiny('a', extra, scales(2))}`
      writeFileSync(join(folder, 'a.ts'), source)
      mkdirSync(join(folder, 'out'))
      writeFileSync(join(folder, 'out', 'a.jsonl'), '')
      const { exitCode, errors } = await run(folder, '--seeds', '1', '--processes', '2')
      expect(errors.trim()).toMatch(/^rederive: cannot write \S+a\.jsonl: EISDIR.*$/)
      expect(exitCode).toBe(2)
      expect(existsSync(join(folder, 'out', 'a.jsonl.lock'))).toBe(false)
    })
  })
})

/** Whether a process runs; one that has ended, and that nobody has asked about, does not. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return !/^\d+ \(.*\) Z/s.test(existsSync(`/proc/${pid}/stat`) ? readFileSync(`/proc/${pid}/stat`, 'utf8') : '')
  } catch {
    return false
  }
}

test('processes end when the one that they run for was killed, busy or about to answer, and say nothing', async () => {
  await withFiles({}, async (folder) => {
    const path = join(folder, 'pid')
    const body = `writeFileSync(${JSON.stringify(path)} + scale, String(process.pid)); const parent = process.ppid; const until = Date.now() + 60_000;
      while (Date.now() < until && (scale === 1 || process.ppid === parent)); return { loss: 0, first: 1 }`
    writeFileSync(
      join(folder, 'a.ts'),
      `import { writeFileSync } from 'node:fs'\n${keeping(tiny('a', '', scales(2)), body)}`,
    )
    const child = spawn(process.execPath, command(folder, '--processes', '2'), { cwd: ROOT, env: CI })
    let told = ''
    child.stderr.on('data', (data: Buffer) => {
      told += data
    })
    const pids = (): number[] =>
      [1, 2].map((scale) => (existsSync(path + scale) ? Number(readFileSync(path + scale, 'utf8')) : 0))
    for (let k = 0; k < 200 && pids().includes(0); k++) await setTimeout(100)
    expect(pids().map(isRunning)).toEqual([true, true])
    child.kill('SIGKILL')
    for (let k = 0; k < 200 && pids().some(isRunning); k++) await setTimeout(100)
    expect(pids().map(isRunning)).toEqual([false, false])
    expect(told).toBe('')
  })
})

describe('progress that cannot be written', () => {
  test('to a reader that has gone ends with 141, and the lock is given back', async () => {
    await withFiles({ 'a.ts': tiny('a', '', scales(2)) }, async (folder) => {
      const child = spawn(process.execPath, command(folder), { cwd: ROOT, env: CI })
      child.stderr.destroy()
      expect((await once(child, 'exit'))[0]).toBe(141)
      expect(existsSync(join(folder, 'out', 'a.jsonl'))).toBe(true)
      expect(existsSync(join(folder, 'out', 'a.jsonl.lock'))).toBe(false)
    })
  })

  test.runIf(existsSync('/dev/full'))('to a device that is full ends with 2, and the lock is given back', async () => {
    await withFiles({ 'a.ts': tiny('a', '', scales(2)) }, async (folder) => {
      const full = openSync('/dev/full', 'w')
      const child = spawn(process.execPath, command(folder), { cwd: ROOT, env: CI, stdio: ['ignore', 'ignore', full] })
      expect((await once(child, 'exit'))[0]).toBe(2)
      expect(existsSync(join(folder, 'out', 'a.jsonl.lock'))).toBe(false)
    })
  })
})
