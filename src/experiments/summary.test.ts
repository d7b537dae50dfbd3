import { describe, expect, it } from 'vitest'
import type { Agreement, Curve, Experiment, Outcome, Setting } from './experiment.js'
import { JudgeError, summaryOf } from './summary.js'

type Judge = (outcomes: readonly Outcome<Setting>[]) => unknown

const outcome = (curves?: readonly Curve[], more: Partial<Outcome<Setting>> = {}): Outcome<Setting> => ({
  setting: { scale: 3 },
  runs: [{ loss: 1 }],
  ...(curves && { curves }),
  failed: [],
  diverged: 0,
  ...more,
})

function judged(judge: Judge, of: Outcome<Setting>, seeds = 1): Agreement {
  const experiment = {
    id: 'a',
    figures: [],
    judge: (all: readonly Outcome<Setting>[]) => ({ agrees: Boolean(judge(all)), said: 'So.' }),
  }
  const made = { file: 'a.ts', code: '', source: '', data: {}, small: false, seeds }
  return summaryOf(experiment as unknown as Experiment, [of], made).agreement
}

const whole: Curve = { name: 'whole', line: [[1, 2]] }
const cut: Curve = { name: 'cut', line: [[1, 2]], lost: 3 }
const dotted: Curve = { name: 'dotted', dots: [[1, 2]], line: [] }
const empty: Curve = { name: 'empty', dots: [], lost: 2 }

const below: Judge = ([one]) =>
  (one?.curves ?? []).every(({ line, dots }) => (line ?? []).concat(dots ?? []).every(([, y]) => y < 5))
const lineOf =
  (name: string): Judge =>
  ([one]) =>
    (one?.curves?.find((curve) => curve.name === name)?.line ?? []).every(([, y]) => y < 5)

describe('a judgement over curves', () => {
  it('is what it is where all points have numbers', () => {
    expect(judged(below, outcome([whole, dotted]))).toEqual({ agrees: true, said: 'So.' })
  })

  it('agrees with nothing where points have no numbers, and says of which curve', () => {
    expect(judged(below, outcome([whole, cut]))).toEqual({
      agrees: false,
      said: 'So. The curve cut of scale = 3 has no numbers at 3 of 4 points, so that nothing agrees.',
    })
    expect(judged(lineOf('whole'), outcome([whole, cut]))).toEqual({ agrees: true, said: 'So.' })
    expect(judged(() => true, outcome([cut, empty]))).toEqual({ agrees: true, said: 'So.' })
  })

  it.each<[string, Judge, readonly Curve[] | undefined, string]>([
    [
      'a curve without numbers',
      below,
      [empty],
      'a: judge asks for the line and the dots of the curve empty of scale = 3, where no point has numbers',
    ],
    [
      'a line where only dots have numbers',
      lineOf('dotted'),
      [dotted],
      'a: judge asks for the line of the curve dotted of scale = 3, where no point has numbers',
    ],
    ['a list of no curves', below, [], 'a: judge asks for curves of scale = 3, and there are none'],
    [
      'curves of an experiment that has none',
      below,
      undefined,
      'a: judge asks for curves of scale = 3, and there are none',
    ],
  ])('is none where it asks for %s', (_, judge, curves, message) => {
    expect(() => judged(judge, outcome(curves))).toThrow(new JudgeError(message))
  })

  it('agrees with nothing where the seed that is drawn diverged', () => {
    expect(judged(below, outcome(undefined, { diverged: 1 }), 2)).toEqual({
      agrees: false,
      said: 'So. Curves of scale = 3 are those of the first seed, which diverged, so that nothing agrees.',
    })
  })
})

describe('the table of a judgement', () => {
  const table = { head: ['scale', 'loss'], rows: [['3', '1']] }
  const summaryWith = (of: Outcome<Setting>, found: unknown, more: object = {}) => {
    const experiment = { id: 'a', figures: [], judge: () => found, ...more } as unknown as Experiment
    return summaryOf(experiment, [of], { file: 'a.ts', code: '', source: '', data: {}, small: false, seeds: 1 })
  }

  it('is kept, also where nothing agrees', () => {
    expect(summaryWith(outcome(), { agrees: true, said: 'So.', table }).agreement).toEqual({
      agrees: true,
      said: 'So.',
      table,
    })
    expect(summaryWith(outcome([], { runs: [] }), { agrees: true, said: 'So.', table }).agreement).toMatchObject({
      agrees: false,
      table,
    })
  })

  it.each([
    [{ head: ['scale', 'loss'], rows: [['3']] }],
    [{ head: ['scale'], rows: [[3]] }],
    [{ head: 'scale', rows: [] }],
    [{ head: ['scale'] }],
    [null],
  ])('is one: %j', (wrong) => {
    expect(() => summaryWith(outcome(), { agrees: true, said: 'So.', table: wrong })).toThrow(
      'perhaps a table { head, rows } of texts, its rows as long as its head, found agrees: true, said: "So.", table: ',
    )
  })

  it('stands beside what the values mean, of which there are such', () => {
    const found = { agrees: true, said: 'So.' }
    expect(summaryWith(outcome(), found, { meanings: { loss: 'the loss' } }).meanings).toEqual({ loss: 'the loss' })
    expect(() => summaryWith(outcome(), found, { meanings: { los: 'the loss' } })).toThrow(
      'a has a meaning of los, which no run keeps',
    )
  })
})
