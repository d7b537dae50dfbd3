import { execFileSync } from 'node:child_process'
import { createHmac } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { machineKeyFile } from '../src/verify/machine-key.js'
import { FALSE, type Project, timeless, withCopy, withProject } from './edits.js'

/** Ids of the claims that a run did not find in the cache. A found report has the times of the run that made it. */
async function verifiedAnew(project: Project, ...more: string[]): Promise<string[]> {
  const before = new Set(entries(project).map((file) => timed(JSON.parse(bodyOf(file)) as Timed)))
  const { output } = await project.verify('--json', ...more)
  return (JSON.parse(output) as { claims: Timed[] }).claims
    .filter((claim) => !before.has(timed(claim)))
    .map(({ id }) => id)
}

interface Timed {
  readonly id: string
  readonly witnesses: readonly { readonly ms: number }[]
}
const timed = ({ id, witnesses }: Timed): string => JSON.stringify([id, ...witnesses.map(({ ms }) => ms)])
const bodyOf = (file: string): string => readFileSync(file, 'utf8').split('\n')[1] as string

const entries = (project: Project): string[] => {
  const folder = join(project.cache, 'claims')
  return existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : []
}

const ALL = ['base/sum', 'base/difference', 'base/kept', 'base/plain', 'user/product', 'user/cites', 'user/alone']

/** Curves of the sum, which the claim that has them says nothing of. */
const FIGURE = "{ caption: 'C', over: 'x', from: 0, to: 1, y: 'sum', curves: { sum: 'a' }, at: { y: 1 } }"

describe('a report that is found', () => {
  test('is the report that was made, times included', async () => {
    await withProject(async (project) => {
      const made = await project.verify('--json')
      const found = await project.verify('--json')
      const again = await project.verify('--json', '--no-cache')
      const reports = (text: string): unknown => (JSON.parse(text) as { claims: unknown }).claims
      expect(reports(found.output)).toEqual(reports(made.output))
      expect(timeless(again.output)).toBe(timeless(made.output))
      expect(again.output).not.toBe(made.output)
      expect((await project.verify()).output).toContain('7 proved, 0 refuted, 0 unknown, 0 invalid')
      expect((await project.verify()).output).toContain('7 from the cache')
    })
  })

  test('is not looked for where CI=true unless a folder is named', async () => {
    await withProject(async (project) => {
      const plain = ['verify', project.folder, '--no-engines']
      await project.verify()
      expect((await project.run(plain)).output).not.toContain('from the cache')
      expect((await project.run([...plain, '--cache-dir', project.cache])).output).toContain('7 from the cache')
    })
  })
})

describe('after an edit', () => {
  test('exactly what reaches it is verified again', async () => {
    const edits: [string, string, string, string, string[]][] = [
      ['nothing', '1-base.ts', '', '', []],
      [
        'a definition',
        '1-base.ts',
        "'x - y'",
        "'x - 1*y'",
        ['base/difference', 'base/kept', 'user/product', 'user/cites'],
      ],
      ['the flow', '1-base.ts', "x: 'y'", "x: '1*y'", ['base/kept']],
      ['a claim', '1-base.ts', "equal('x + x'", "equal('2*x'", ['base/plain']],
      ['a claim that is cited', '1-base.ts', "equal('b^2'", "equal('1*b^2'", ['base/difference', 'user/cites']],
      ['a note', '2-user.ts', "'2*y')", "'2*y', { note: 'plain' })", ['user/alone']],
      ['a value for one claim', '2-user.ts', "'x^2 - y^2')", "'x^2 - y^2', { given: { y: '2' } })", ['user/product']],
      ['prose and comments', '1-base.ts', "title: 'A'", "title: 'C' /* new */", []],
      ['a figure', '2-user.ts', "note: 'plain'", `figure: ${FIGURE}`, ['user/alone']],
      ['nothing, where a figure was drawn', '1-base.ts', '', '', []],
      [
        'what only the figure reads',
        '1-base.ts',
        "'x + y'",
        "'x + 1*y'",
        ['base/sum', 'base/kept', 'user/product', 'user/alone'],
      ],
      [
        'a domain',
        '1-base.ts',
        "real('y')",
        "{ domain: 'positive', meaning: 'y' }",
        ALL.filter((id) => !/plain|product/.test(id)),
      ],
    ]
    await withProject(async (project) => {
      expect(await verifiedAnew(project)).toEqual(ALL)
      for (const [what, file, from, to, expected] of edits) {
        project.edit(file, from, to)
        expect([what, ...(await verifiedAnew(project))]).toEqual([what, ...expected])
      }
    })
  })

  test('another seed or number of runs verifies everything again', async () => {
    await withProject(async (project) => {
      await project.verify()
      expect(await verifiedAnew(project, '--seed', '5')).toEqual(ALL)
      expect(await verifiedAnew(project, '--runs', '7')).toEqual(ALL)
    })
  })

  test('a citation that is refuted later is told, though its own claim did not change', async () => {
    await withProject(async (project) => {
      project.edit('2-user.ts', "equal('y + y', '2*y')", "equal('y + y', '2*y', { cites: [base.claim('kept')] })")
      await project.verify()
      project.edit('1-base.ts', "x: 'y'", "x: '2*y'")
      const { output, exitCode } = await project.verify()
      expect(output).toContain('its own proof holds, but it rests on base/kept, which is refuted')
      expect(exitCode).toBe(1)
    })
  })

  test('of the kernel, or with another version of an engine, everything is verified again', async () => {
    await withCopy(async (project) => {
      const base = ALL.filter((id) => id.startsWith('base'))
      expect(await verifiedAnew(project)).toEqual(base)
      expect(await verifiedAnew(project)).toEqual([])
      const kernel = '../dist/src/kernel/proof.js'
      project.write(kernel, `${readFileSync(join(project.folder, kernel), 'utf8')}\n// edited\n`)
      expect(await verifiedAnew(project)).toEqual(base)
      project.write(
        '../node_modules/nerdamer/package.json',
        '{ "name": "nerdamer", "version": "9.9.9", "main": "main.js" }',
      )
      project.write('../node_modules/nerdamer/main.js', '')
      expect(await verifiedAnew(project)).toEqual(base)
      expect(await verifiedAnew(project)).toEqual([])
    })
  })
})

describe('a damaged cache', () => {
  const damages: [string, (file: string) => void][] = [
    ['empty', (file) => writeFileSync(file, '')],
    ['cut short', (file) => writeFileSync(file, readFileSync(file, 'utf8').slice(0, -20))],
    ['binary', (file) => writeFileSync(file, Buffer.from([0, 255, 128, 10, 13, 0]))],
    [
      'of an older format',
      (file) => writeFileSync(file, readFileSync(file, 'utf8').replace('rederive-cache-2', 'rederive-cache-0')),
    ],
    [
      'changed by one letter',
      (file) => writeFileSync(file, readFileSync(file, 'utf8').replace('"verdict":"proved"', '"verdict":"refuted"')),
    ],
    [
      'of another machine',
      (file) => {
        const [head, body] = readFileSync(file, 'utf8').split('\n') as [string, string]
        const [format, key] = head.split(' ') as [string, string]
        const checksum = createHmac('sha256', 'f'.repeat(64)).update(`${key}\n${body}`).digest('hex')
        writeFileSync(file, `${format} ${key} ${checksum}\n${body}`)
      },
    ],
    [
      'a link to itself as it was',
      (file) => {
        renameSync(file, `${file}.moved`)
        symlinkSync(`${file}.moved`, file)
      },
    ],
    [
      'a pipe',
      (file) => {
        rmSync(file)
        execFileSync('mkfifo', [file])
      },
    ],
    [
      'larger than any',
      (file) => {
        rmSync(file)
        writeFileSync(file, '')
        truncateSync(file, 4_000_000_000)
      },
    ],
    [
      'a folder',
      (file) => {
        rmSync(file)
        mkdirSync(file)
      },
    ],
  ]

  test('entries that are damaged are told once, verified again and written again', async () => {
    await withProject(async (project) => {
      const made = await project.verify('--json')
      for (const [what, damage] of damages) {
        for (const file of entries(project)) damage(file)
        const { output, errors } = await project.verify('--json')
        expect([what, ...(errors.match(/^rederive: cache: /gm) ?? [])]).toEqual([what, 'rederive: cache: '])
        expect(timeless(output)).toBe(timeless(made.output))
      }
      const after = await project.verify()
      expect(after.errors).toBe('')
      expect(after.output).toContain('7 from the cache')
    })
  })

  test('an entry of another claim, or that claims more than its witnesses show, is not believed', async () => {
    await withProject(async (project) => {
      project.edit('1-base.ts', "equal('x + x', '2*x')", "equal('x + x', '3*x')")
      const made = await project.verify('--json')
      const byId = new Map(
        entries(project).map((file) => [/"id":"([^"]*)"/.exec(readFileSync(file, 'utf8'))?.[1], file]),
      )
      const [plain, sum] = [byId.get('base/plain') as string, byId.get('base/sum') as string]
      // With a checksum that is right, as a forger on this machine would write it.
      const forged = async (file: string, body: string): Promise<string> => {
        const key = file.slice(file.lastIndexOf('/') + 1)
        const checksum = createHmac('sha256', readFileSync(machineKeyFile(), 'utf8')).update(`${key}\n${body}`)
        return `rederive-cache-2 ${key} ${checksum.digest('hex')}\n${body}`
      }
      for (const body of [
        bodyOf(sum),
        bodyOf(plain).replace('"verdict":"refuted"', '"verdict":"proved"'),
        bodyOf(plain).replace('"witnesses":', '"witnesses":7,"other":'),
      ]) {
        expect(body).not.toBe(bodyOf(plain))
        const before = readFileSync(plain, 'utf8')
        writeFileSync(plain, await forged(plain, body))
        const { output, errors } = await project.verify('--json')
        expect(errors).toContain('it is not of the expected form')
        expect(timeless(output)).toBe(timeless(made.output))
        writeFileSync(plain, before)
      }
    })
  })

  test('a cache that cannot be written is told, and the verdicts come all the same', async () => {
    await withProject(async (project) => {
      writeFileSync(project.cache, 'a file')
      const { exitCode, output, errors } = await project.verify()
      expect(exitCode).toBe(0)
      expect(output).toContain('7 proved')
      expect(errors).toContain('rederive: cache: cannot ')
    })
  })

  test('what was not used for 30 days is dropped, and so is what a killed run left', async () => {
    await withProject(async (project) => {
      await project.verify()
      const folder = join(project.cache, 'claims')
      const [old, kept] = [join(folder, 'f'.repeat(64)), join(folder, 'e'.repeat(64))]
      const left = join(folder, '.new-1-aa')
      const foreign = join(folder, 'thesis.txt')
      for (const file of [old, kept, left, foreign]) writeFileSync(file, '')
      utimesSync(foreign, new Date(0), new Date(0))
      const days = (n: number): Date => new Date(Date.now() - n * 24 * 3600 * 1000)
      utimesSync(old, days(31), days(31))
      utimesSync(kept, days(29), days(29))
      utimesSync(left, days(1), days(1))
      project.edit('1-base.ts', "equal('x + x'", "equal('2*x'")
      await project.verify()
      expect([old, kept, left, foreign].map((file) => existsSync(file))).toEqual([false, true, false, true])
    })
  })
})

describe('runs that disturb each other', () => {
  test('two at once give the same report', async () => {
    await withProject(async (project) => {
      const [one, other] = await Promise.all([project.verify('--json'), project.verify('--json')])
      expect(timeless(one.output)).toBe(timeless(other.output))
      expect(one.errors + other.errors).toBe('')
      expect((await project.verify()).output).toContain('7 from the cache')
    })
  })

  test('what a killed run had finished is found, and the report is the same', async () => {
    await withProject(async (project) => {
      // So many that the run is still under way when it is killed.
      const more = Array.from({ length: 300 }, (_, k) => `n${k}: equal('(x + ${k})^2', 'x^2 + ${2 * k}*x + ${k * k}')`)
      project.write('3-third.ts', FALSE.replace(/claims: \{.*\}/, `claims: { ${more.join(', ')} }`))
      const expected = (await project.verify('--json', '--no-cache')).output
      const child = project.start(['verify', project.folder, '--no-engines', '--cache-dir', project.cache])
      await new Promise<void>((resolve) => {
        child.stdout.on('data', (data: Buffer) => {
          if (`${data}`.includes('base/')) child.kill('SIGKILL')
        })
        child.on('close', () => resolve())
      })
      expect(child.signalCode).toBe('SIGKILL')
      expect(entries(project).length).toBeGreaterThan(0)
      expect(entries(project).length).toBeLessThan(307)
      const { output, errors } = await project.verify('--json')
      expect(timeless(output)).toBe(timeless(expected))
      expect(errors).toBe('')
    })
  })
})
