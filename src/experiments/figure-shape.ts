/** Whether a value is a figure of an experiment. */
import { isSettingValue } from './plain.js'
import { isNumber, isText, listOf, maybe, recordOf, withFields } from './shape-checks.js'

/** Whether a value is a figure, in one of its forms. */
export const isFigure = withFields({
  caption: isText,
  x: isText,
  y: isText,
  label: maybe(isText),
  colour: maybe(isText),
  axes: maybe((value) => listOf(isText)(value) && (value as unknown[]).length === 2),
  by: maybe((value) => isText(value) || listOf(isText)(value)),
  of: maybe(recordOf(isSettingValue)),
  boundary: maybe(withFields({ value: isText, at: isNumber, name: isText })),
})
