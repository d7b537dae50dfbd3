import { expect, test } from 'vitest'
import { misplaced } from './prose-tex.js'

test.each([
  ['\\rule{1em}{2em}', 'draws a rule'],
  ['\\smash{\\rlap{\\kern11em\\rule[-3em]{1em}{1em}}}', 'takes no room for what it shows'],
  ['\\textcolor{white}{x}', 'is coloured'],
  ['{\\color{white}x}', 'is coloured'],
  ['\\colorbox{white}{x}', 'is coloured'],
  ['\\raisebox{3em}{x}', 'raises what it shows'],
  ['\\def\\z{\\rule{1em}{1em}}\\z', 'draws a rule'],
  ['x\\hspace{-2em}y', 'moves what it shows to another place'],
  ['x\\!\\!\\!\\!y', 'moves what it shows to another place'],
  ['x\\hspace{40em}y', 'moves what it shows to another place'],
  ['\\begin{matrix}a\\\\[-3em]b\\end{matrix}', 'moves rows over each other, or far apart'],
  ['\\text{a \\rule{1em}{1em}}', 'draws a rule'],
  ['\\phantom{x}', 'hides what it has'],
])('%s %s', (tex, wrong) => expect(misplaced(tex)).toBe(wrong))

test.each([
  'x\\,y\\quad z',
  '\\int\\!f',
  '\\cancel{x}',
  '\\overset{a}{b}',
  '\\begin{matrix}a\\\\b\\end{matrix}',
  '\\underbrace{x}_{y}',
  '\\frac{',
  "x'",
])('%s may stand in a text', (tex) => expect(misplaced(tex)).toBeUndefined())

test.each(['x \\ne 0', 'a \\neq b', 'x \\notin S', 'a \\not= b', 'A \\not\\subset B', '\\vdots'])(
  '%s is no stroke of the author',
  (tex) => expect(misplaced(tex)).toBeUndefined(),
)

test('but it is where the author defines the sign', () => {
  expect(misplaced('\\def\\ne{\\rule{1em}{1em}}x \\ne y')).toBe('draws a rule')
  expect(misplaced('\\not{\\rlap{\\rule{1em}{1em}}}')).toBeDefined()
})
