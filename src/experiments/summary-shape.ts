/** Whether a file holds what came of an experiment. */
import { isPlain } from './plain.js'
import { areCurves, isAgreement, isSetting } from './shapes.js'
import type { Summary } from './summary.js'

type Check = (value: unknown) => boolean

const isText: Check = (value) => typeof value === 'string'
const isNumber: Check = (value) => Number.isFinite(value)
const isCount: Check = (value) => Number.isSafeInteger(value) && (value as number) >= 0
const isNumberOrNull: Check = (value) => value === null || isNumber(value)
const isBoolean: Check = (value) => typeof value === 'boolean'
const listOf =
  (of: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(of)
const recordOf =
  (of: Check): Check =>
  (value) =>
    isPlain(value) && Object.values(value).every(of)
const maybe =
  (of: Check): Check =>
  (value) =>
    value === undefined || of(value)
/** An object with these fields, and perhaps others. */
const withFields =
  (fields: Readonly<Record<string, Check>>): Check =>
  (value) =>
    isPlain(value) && Object.entries(fields).every(([name, check]) => check(value[name]))

const isSpread = withFields({
  mean: isNumberOrNull,
  deviation: isNumberOrNull,
  least: isNumberOrNull,
  most: isNumberOrNull,
  count: isCount,
})
const isOutcome = withFields({
  setting: isSetting,
  values: recordOf(isSpread),
  failed: listOf(isText),
  diverged: maybe(isCount),
  curves: maybe(areCurves),
})
/** Whether a value is a figure, in one of its forms. */
export const isFigure = withFields({
  caption: isText,
  x: isText,
  y: isText,
  label: maybe(isText),
  colour: maybe(isText),
  by: maybe((value) => isText(value) || listOf(isText)(value)),
  of: maybe(isSetting),
  boundary: maybe(withFields({ value: isText, at: isNumber, name: isText })),
})

const FIELDS: Readonly<Record<keyof Summary, readonly [expected: string, is: Check]>> = {
  id: ['a text', isText],
  title: ['a text', isText],
  question: ['a text', isText],
  prediction: ['a text', isText],
  setup: ['a text', isText],
  conclusion: ['a text', isText],
  file: ['a text', isText],
  code: ['a text', isText],
  source: ['a text', isText],
  data: ['an object of texts', recordOf(isText)],
  seeds: ['a whole number', isCount],
  small: ['true or false', isBoolean],
  agreement: ['{ agrees, said }, true or false and a text', isAgreement],
  outcomes: ['a list of { setting, values, failed }, and perhaps curves', listOf(isOutcome)],
  figures: ['a list of { caption, x, y } and what figures have', listOf(isFigure)],
}

/** What is expected where a value is no summary; undefined for one. */
export function summaryProblem(value: unknown): string | undefined {
  if (!isPlain(value)) return 'expected an object'
  const wrong = Object.entries(FIELDS).find(([name, [, is]]) => !is(value[name]))
  return wrong && `expected as ${wrong[0]} ${wrong[1][0]}`
}
