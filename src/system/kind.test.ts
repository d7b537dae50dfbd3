import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { kindAt, kindOfLink } from './kind.js'

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'kind-')))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('a pipe that was looked at does not change where linked packages are', () => {
  const pipe = join(folder, 'pipe')
  execFileSync('mkfifo', [pipe])
  mkdirSync(join(folder, 'node_modules'))
  for (const name of ['one', 'two', 'three']) {
    mkdirSync(join(folder, 'real', name), { recursive: true })
    writeFileSync(join(folder, 'real', name, 'index.js'), '')
    symlinkSync(join(folder, 'real', name), join(folder, 'node_modules', name))
  }
  const { resolve } = createRequire(join(folder, 'file.js'))
  // Node knows by now which of these folders are none but themselves.
  expect(resolve('one')).toBe(join(folder, 'real/one/index.js'))
  expect(kindAt(pipe)?.isFIFO()).toBe(true)
  expect(resolve('two')).toBe(join(folder, 'real/two/index.js'))
  expect(kindOfLink(pipe)?.isFIFO()).toBe(true)
  expect(resolve('three')).toBe(join(folder, 'real/three/index.js'))
})
