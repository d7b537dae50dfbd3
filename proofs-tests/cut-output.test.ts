/** A reader that goes away, such as `head`, gets no success for claims that were not judged. */
import { spawn } from 'node:child_process'
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
