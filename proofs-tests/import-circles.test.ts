/** No file needs, in however many steps, what needs it: each can be read, and changed, by itself. */
import { describe, expect, test } from 'vitest'
import { circlesIn, closure, importGraph } from './imports.js'

/** Files that do need each other. The list may only become shorter. */
const KNOWN: readonly (readonly string[])[] = [
  // Prose has citations in it, and the preview of a citation prose.
  ['site/citations.tsx', 'site/math.tsx'],
]

test('no files of src and site import each other in a circle, but those that are known', () => {
  const graph = importGraph()
  expect(graph.size).toBeGreaterThan(300)
  const isKnown = (circle: readonly string[]): boolean =>
    KNOWN.some((known) => circle.every((file) => known.includes(file)))
  expect(circlesIn(graph).filter((circle) => !isKnown(circle))).toEqual([])
})

test('the command line loads no work at its start, only what its commands are called and take', () => {
  const loaded = closure(['cli/main.ts'])
  expect(loaded.filter((name) => /^(?:verify|functions|kernel|numeric)\//.test(name))).toEqual(['verify/defaults'])
  expect(loaded.filter((name) => /-run$|^cli\/(?:run|watch)$/.test(name))).toEqual([])
})

describe('a circle is seen', () => {
  const circles = (imports: Readonly<Record<string, readonly string[]>>): string[][] =>
    circlesIn(new Map(Object.entries(imports)))

  test('of one file, of two, and of more', () => {
    expect(circles({ a: ['a'], b: ['c'], c: ['b'], d: ['e'], e: ['f'], f: ['d', 'a'] })).toEqual([
      ['a'],
      ['b', 'c'],
      ['d', 'e', 'f'],
    ])
  })

  test('and nothing else', () => {
    expect(circles({ a: ['b', 'c'], b: ['d'], c: ['d'], d: [] })).toEqual([])
  })

  test('in what is imported for its types, or when it is needed, as well', () => {
    const graph = importGraph()
    expect(graph.get('src/cli/main.ts')).toContain('src/cli/verify.ts')
    expect(graph.get('src/cli/verify.ts')).toContain('src/cli/verify-run.ts')
    expect(graph.get('src/cli/verify.ts')).toContain('src/cli/command.ts')
  })
})
