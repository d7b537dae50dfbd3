import { describe, expect, it } from 'vitest'
import { AuthorError } from '../expr/author-error.js'
import { known } from './strict.js'

function mistake(given: unknown, required: readonly string[] = []): AuthorError | undefined {
  try {
    known('a figure', given, ['caption', 'over', 'curves'], required)
    return undefined
  } catch (error) {
    if (error instanceof AuthorError) return error
    throw error
  }
}

describe('an object of an author', () => {
  it('may have what it may have, in any order', () => {
    expect(mistake({ over: 't', caption: '' }, ['caption'])).toBeUndefined()
    expect(mistake({})).toBeUndefined()
  })

  it.each([
    [{ captoin: '' }, 'a figure has no "captoin"; did you mean caption?'],
    [{ colour: 'red' }, 'a figure has no "colour"; it takes caption, curves, over'],
    [{ toString: '' }, 'a figure has no "toString"; it takes caption, curves, over'],
    [{ curves: {}, unknown: undefined }, 'a figure has no "unknown"; it takes caption, curves, over'],
  ])('has nothing else: %j', (given, problem) => {
    expect(mistake(given)).toMatchObject({ problem, path: [Object.keys(given).at(-1)] })
  })

  it('has what it must have; undefined is not there', () => {
    expect(mistake({ over: undefined }, ['over'])?.problem).toBe('a figure needs "over", which is missing')
    expect(mistake({}, ['toString'])?.problem).toBe('a figure needs "toString", which is missing')
  })

  it.each([
    [undefined, 'undefined'],
    [null, 'null'],
    ['caption', '"caption"'],
    [['caption'], 'a list'],
    [() => 1, 'a function'],
  ])('is an object: %j', (given, found) => {
    expect(mistake(given)?.problem).toBe(`a figure takes an object with caption, over, curves, found ${found}`)
  })
})
