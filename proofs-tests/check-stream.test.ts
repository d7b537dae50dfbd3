import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ROOT, rederive } from './command.js'

const line = (id: string, lhs = 'x + x', rhs = '2*x'): string =>
  `${JSON.stringify({ id, kind: 'identity', lhs, rhs })}\n`
const NAMES = [...'abcefghijklmnopq']
const ENDLESS = line(
  'endless',
  NAMES.reduce((body, name) => `sum(${name}, ${body})`, NAMES.map((name) => `u[${name}]`).join('*')),
  'sum(a, u[a])^16',
)
const ids = (output: string): unknown[] =>
  output
    .trimEnd()
    .split('\n')
    .map((text) => (JSON.parse(text) as { id: unknown }).id)

test('a line is answered before the next one is written, and before the input ends', async () => {
  const child = spawn(process.execPath, [join(ROOT, 'dist/src/cli/main.js'), 'check', '-'], { cwd: ROOT })
  for (const id of ['first', 'second', 'third']) {
    child.stdin.write(line(id))
    const [data] = (await once(child.stdout, 'data')) as [Buffer]
    expect(JSON.parse(data.toString())).toMatchObject({ id, verdict: 'proved' })
  }
  child.stdin.end()
  const [code] = (await once(child, 'close')) as [number]
  expect(code).toBe(0)
})

test('a claim over its limit is unknown in its place, and those after it are judged meanwhile', async () => {
  const input = line('before') + ENDLESS + line('after') + line('last')
  const { output, exitCode } = await rederive(['check', '-', '--claim-limit', '1500'], input)
  expect(ids(output)).toEqual(['before', 'endless', 'after', 'last'])
  expect(output).toContain('"verdict":"unknown","why":"no decision within 1.5 s (--claim-limit)"')
  expect(exitCode).toBe(1)
})

test('Ctrl-C ends it with 130 and leaves nothing', async () => {
  const input = line('before') + ENDLESS.repeat(50)
  const { output, exitCode } = await rederive(['check', '-', '--claim-limit', '600000'], input, '"before"')
  expect(ids(output)).toEqual(['before'])
  expect(exitCode).toBe(130)
})

test('a line over the limit is invalid, and the run goes on', async () => {
  const input = line('before') + line('x'.repeat(5000)) + line('after')
  const { output, exitCode } = await rederive(['check', '-', '--line-limit', '2'], input)
  expect(ids(output)).toEqual(['before', null, 'after'])
  expect(output).toContain('a line of more than 2 kB (--line-limit)')
  expect(exitCode).toBe(2)
})

test('limits that are none are refused', async () => {
  for (const option of ['--claim-limit', '--claim-memory', '--line-limit']) {
    const { exitCode, errors } = await rederive(['check', '-', option, '0'], '')
    expect(exitCode).toBe(2)
    expect(errors).toMatch(/expected a whole number from/)
  }
  expect((await rederive(['check', 'nowhere.jsonl'])).errors).toContain('cannot read nowhere.jsonl')
})
