/** Of what checks of data are made. */
import { isPlain } from './plain.js'

export type Check = (value: unknown) => boolean

export const isText: Check = (value) => typeof value === 'string'
export const isNumber: Check = (value) => Number.isFinite(value)
export const isCount: Check = (value) => Number.isSafeInteger(value) && (value as number) >= 0
export const isNumberOrNull: Check = (value) => value === null || isNumber(value)
export const isBoolean: Check = (value) => typeof value === 'boolean'
export const listOf =
  (of: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(of)
export const recordOf =
  (of: Check): Check =>
  (value) =>
    isPlain(value) && Object.values(value).every(of)
export const maybe =
  (of: Check): Check =>
  (value) =>
    value === undefined || of(value)
/** An object with these fields, and perhaps others. */
export const withFields =
  (fields: Readonly<Record<string, Check>>): Check =>
  (value) =>
    isPlain(value) && Object.entries(fields).every(([name, check]) => check(value[name]))
