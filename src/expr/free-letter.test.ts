import { expect, test } from 'vitest'
import { freeLetter } from './free-letter.js'
import { parse } from './parse.js'

test('what a line binds itself is called otherwise than all that is there', () => {
  expect(freeLetter(['x', 'y'], [parse('x + sum(y, y)')], [])).toBe('z')
  expect(freeLetter(['x', 'y'], [parse('x')], ['z'])).toBe('y')
  expect(freeLetter(['x'], [parse('x*u[y]')], ['z', 'a'])).toBe('b')
  expect(freeLetter(['x'], [], [...'abcdefghijklmnopqrstuvwxyz'])).toBe("x'")
})
