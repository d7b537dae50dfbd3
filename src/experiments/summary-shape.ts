/** Whether a file holds what came of an experiment. */
import { isFigure } from './figure-shape.js'
import { isPlain } from './plain.js'
import {
  type Check,
  isBoolean,
  isCount,
  isNumberOrNull,
  isText,
  listOf,
  maybe,
  recordOf,
  withFields,
} from './shape-checks.js'
import { AGREEMENT_SHAPE, areCurves, isAgreement, isSetting } from './shapes.js'
import type { Summary } from './summary.js'

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
  agreement: [AGREEMENT_SHAPE, isAgreement],
  meanings: ['an object of texts', maybe(recordOf(isText))],
  outcomes: ['a list of { setting, values, failed }, and perhaps curves', listOf(isOutcome)],
  seal: ['a text', isText],
  figures: ['a list of { caption, x, y } and what figures have', listOf(isFigure)],
}

/** What is expected where a value is no summary; undefined for one. */
export function summaryProblem(value: unknown): string | undefined {
  if (!isPlain(value)) return 'expected an object'
  const wrong = Object.entries(FIELDS).find(([name, [, is]]) => !is(value[name]))
  return wrong && `expected as ${wrong[0]} ${wrong[1][0]}`
}
