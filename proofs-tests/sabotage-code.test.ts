import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { FAULTS } from './sabotage-code/faults.js'

// Whether each ends in a failure is for `npm run sabotage:code`, which takes long; here, that it has not lost its place since.
test.each(FAULTS)('the fault "$what" can be planted', ({ file, find, replace }) => {
  const text = readFileSync(fileURLToPath(new URL(`../${file}`, import.meta.url)), 'utf8')
  expect(text.split(find).length - 1, `times that ${file} contains ${find}`).toBe(1)
  expect(replace).not.toBe(find)
})
