/** A reader that goes away, such as `head`, gets no success for claims that were not judged; one that is slow gets all of them. */
import { spawn } from 'node:child_process'
import { closeSync, existsSync, openSync } from 'node:fs'
import { expect, test } from 'vitest'
import { CI, CLI, ROOT } from './command.js'

test('output that is cut before all is judged does not end with 0', async () => {
  const claim = JSON.stringify({ kind: 'equal', lhs: 'x', rhs: 'x' })
  const child = spawn(process.execPath, [CLI, 'check', '-'], { cwd: ROOT, env: CI })
  child.stdin.on('error', () => {})
  child.stdout.once('data', () => child.stdout.destroy())
  const ended = new Promise((resolve) => child.on('exit', resolve))
  // The input stays open: there is always more to judge.
  const more = setInterval(() => child.stdin.write(`${claim}\n`), 20)
  const exitCode = await ended
  clearInterval(more)
  expect(exitCode).toBe(141)
}, 30_000)

test.runIf(existsSync('/dev/full'))(
  'output that cannot be written ends with 2, in words',
  async () => {
    const claim = JSON.stringify({ kind: 'equal', lhs: 'x', rhs: 'x' })
    const full = openSync('/dev/full', 'w')
    const child = spawn(process.execPath, [CLI, 'check', '-'], { cwd: ROOT, env: CI, stdio: ['pipe', full, 'pipe'] })
    let errors = ''
    child.stderr?.on('data', (data: Buffer) => {
      errors += data
    })
    child.stdin?.end(`${claim}\n`)
    const exitCode = await new Promise((resolve) => child.on('close', resolve))
    closeSync(full)
    expect(errors).toMatch(/^rederive: cannot write the output: .*ENOSPC/)
    expect(errors).not.toMatch(/\n\s+at /)
    expect(exitCode).toBe(2)
  },
  30_000,
)

test('a reader that is slow gets all of it', async () => {
  // Longer than what a pipe holds.
  const command = `"${process.execPath}" "${CLI}" verify --no-engines --json`
  const slow = '{ dd bs=1 count=1; sleep 2; cat; }'
  const child = spawn('sh', ['-c', `{ ${command}; echo "ended with $?" >&2; } | ${slow}`], { cwd: ROOT, env: CI })
  let output = ''
  let errors = ''
  child.stdout.on('data', (data: Buffer) => {
    output += data
  })
  child.stderr.on('data', (data: Buffer) => {
    errors += data
  })
  await new Promise((resolve) => child.on('close', resolve))
  expect(output.length).toBeGreaterThan(200_000)
  expect(() => JSON.parse(output) as unknown).not.toThrow()
  expect(errors).toContain('ended with 0')
})
