import { describe, expect, it } from 'vitest'
import type { Measurement, Run } from '../networks/run.js'
import type { Experiment } from './experiment.js'
import { keptOf } from './kept.js'

const of = (keep: () => unknown, curves?: () => unknown, measurements = [{} as Measurement]) =>
  keptOf({ keep, ...(curves && { curves }) } as unknown as Experiment, measurements, {}, {} as Run, true)
const throwing = (thrown: unknown) => (): never => {
  throw thrown
}

describe('what is kept of a run', () => {
  it('are numbers to six digits, and points to five', () => {
    const line = [
      [1, 1.234567],
      [2, Number.NaN],
      [3, Number.MAX_VALUE],
    ]
    expect(
      of(
        () => ({ a: 1.2345678, b: Number.NaN }),
        () => [
          { name: 'one', line },
          { name: 'two', dots: [] },
        ],
      ),
    ).toEqual({
      values: { a: 1.23457, b: null },
      curves: [
        { name: 'one', line: [[1, 1.2346]], lost: 2 },
        { name: 'two', dots: [] },
      ],
    })
  })

  it.each<[string, () => unknown, string]>([
    ['null', () => null, 'expected an object of numbers, found null'],
    ['a text', () => 'abc', 'expected an object of numbers, found "abc"'],
    ['a list', () => [1], 'expected an object of numbers, found a list'],
    ['a promise', async () => ({ a: 1 }), 'expected an object of numbers, found a promise'],
    [
      'a promise that fails',
      async () => throwing(new Error('late'))(),
      'expected an object of numbers, found a promise',
    ],
    ['something of a class', () => new Map([['a', 1]]), 'expected an object of numbers, found an object'],
    ['a text within', () => ({ a: 1, b: '2' }), 'expected a number as b, found "2"'],
    ['nothing within', () => ({ a: undefined }), 'expected a number as a, found undefined'],
    ['an object within', () => ({ a: { b: 1 } }), 'expected a number as a, found an object'],
    ['an error', throwing(new Error('bad')), 'bad'],
    ['a thrown text', throwing('bad'), 'bad'],
  ])('is nothing where it is %s', (_, keep, problem) => {
    expect(of(keep, throwing(new Error('not asked')))).toEqual({ problem: `keep: ${problem}` })
  })

  it('has a finite number at least', () => {
    expect(of(() => ({}))).toEqual({ values: {}, problem: 'keep: expected one finite number at least, found none' })
    expect(of(() => ({ a: Number.NaN, b: 1 / 0 }))).toEqual({
      values: { a: null, b: null },
      problem: 'keep: expected one finite number at least, found none in a, b',
    })
    expect(of(() => ({ a: 1 }), undefined, [])).toEqual({ problem: 'nothing was measured of it' })
  })

  it.each<[string, () => unknown, RegExp]>([
    ['an error', throwing(new Error('bad')), /^curves: bad$/],
    ['nothing', () => undefined, /^curves: expected a list of curves, found undefined$/],
    ['a list of numbers', () => [{ name: 'a' }, 5], /^curves: expected a name.* as number 2 of the list, found 5$/],
    ['no name', () => [{ line: [] }], /^curves: expected a name/],
    ['no points', () => [{ name: 'a', line: [[1]] }], /^curves: expected a name/],
    ['texts', () => [{ name: 'a', dots: [['1', '2']] }], /^curves: expected a name/],
  ])('stays where the curves are %s', (_, curves, problem) => {
    expect(of(() => ({ a: 1 }), curves)).toEqual({
      values: { a: 1 },
      problem: expect.stringMatching(problem) as unknown,
    })
  })
})
