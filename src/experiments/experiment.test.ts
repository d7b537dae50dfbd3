import { expect, it } from 'vitest'
import { type ExperimentSpec, type Setting, experiment } from './experiment.js'

const made = (change: Readonly<Record<string, unknown>>) => () =>
  experiment('a', {
    title: 'A',
    question: '',
    prediction: 'P',
    setup: '',
    conclusion: '',
    figures: [],
    settings: [{ width: 1, start: 'small' }],
    run: () => undefined,
    keep: () => ({}),
    judge: () => undefined,
    ...change,
  } as unknown as ExperimentSpec<Setting>)

it('an experiment has settings of finite numbers and texts', () => {
  expect(made({})().settings).toEqual([{ width: 1, start: 'small' }])
})

it.each<[string, Readonly<Record<string, unknown>>, string]>([
  ['without runs', { run: undefined }, 'a needs a function `run`, found undefined'],
  ['that keeps nothing', { keep: 5 }, 'a needs a function `keep`, found 5'],
  ['without judgement', { judge: undefined }, 'a needs a function `judge`, found undefined'],
  ['without a prediction', { prediction: undefined }, 'a needs a text as prediction, found undefined'],
  ['with an empty prediction', { prediction: ' ' }, 'a needs a prediction that says something'],
  ['with a misspelt part', { mayDiverges: true }, 'a has an unknown part mayDiverges; did you mean mayDiverge?'],
  [
    'with a figure of no setting',
    { figures: [{ caption: '', x: 'widht', y: 'loss', label: '' }] },
    'a has a figure of the setting widht; did you mean width?',
  ],
  ...(
    [
      [{ of: { start: 'large' } }, 'a has a figure of no setting: none has start = large'],
      [{ x: 'start' }, 'a has a figure over start, which is no number where width = 1, start = small'],
      [
        {},
        'a has a figure that shows two settings as one: width = 1, rate = 1, and width = 1, rate = 2; tell them apart',
      ],
    ] as const
  ).map(([figure, message], k): [string, Readonly<Record<string, unknown>>, string] => [
    `with a figure that shows something else than it says, ${k}`,
    {
      ...(k === 2 && { settings: [1, 2].map((rate) => ({ width: 1, rate })) }),
      figures: [{ caption: '', x: 'width', y: 'loss', label: '', ...figure }],
    },
    message,
  ]),
  ['without settings', { settings: {} }, 'a needs a list of settings, found an object'],
  ['with a setting that is a number', { settings: [1] }, 'a has 1 as a setting, expected an object'],
  ...[Number.NaN, 1 / 0, null, true, undefined].map((value): [string, Readonly<Record<string, unknown>>, string] => [
    `with a setting that is ${value}`,
    { settings: [{ width: value }] },
    `a has a setting with width = ${value}, expected a finite number or a text`,
  ]),
  ['with a nested setting', { settings: [{ width: {} }] }, 'a has a setting with width = an object, expected'],
  [
    'with a setting twice',
    {
      settings: [
        { a: 1, b: 2 },
        { b: 2, a: 1 },
      ],
    },
    'a has the setting b = 2, a = 1 twice',
  ],
  ['with zero twice', { settings: [{ a: 0 }, { a: -0 }] }, 'a has the setting a = 0 twice'],
])('an experiment %s is refused', (_, change, message) => {
  expect(made(change)).toThrow(RangeError)
  expect(made(change)).toThrow(message)
})

it.each(['run', 'keep', 'judge', 'curves'] as const)('%s knows nothing of what may be written later', (name) => {
  for (const part of ['title', 'setup', 'figures', 'conclusion']) {
    const found = made({
      [name](this: Readonly<Record<string, unknown>>) {
        return this[part]
      },
    })()
    expect(() => (found[name] as () => unknown)()).toThrow(
      new RangeError(`a: ${name} may not use this.${part}, which may be written anew when the numbers are there`),
    )
  }
  const free = made({
    [name](this: Readonly<Record<string, unknown>>) {
      return [this.question, this.settings, this.id]
    },
  })()
  expect((free[name] as () => unknown)()).toEqual(['', [{ width: 1, start: 'small' }], 'a'])
})
