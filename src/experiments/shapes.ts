/** The forms of what an author's functions return and of what files say, either of which may be anything. */
import { shown } from '../expr/author-error.js'
import type { Agreement, Curve, Setting } from './experiment.js'

/** Whether a value is an object of fields and nothing else: no list, no function, nothing of a class. */
export function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

/** Whether a setting may have this. */
export const isSettingValue = (value: unknown): value is number | string =>
  typeof value === 'string' || Number.isFinite(value)

export const isSetting = (value: unknown): value is Setting =>
  isPlain(value) && Object.values(value).every(isSettingValue)

/** Whether a value is a curve of points of such numbers. */
export const isCurve = (value: unknown, isNumber: (x: unknown) => boolean): value is Curve =>
  isPlain(value) &&
  typeof value.name === 'string' &&
  [value.line, value.dots].every((points) => points === undefined || arePoints(points, isNumber))

/** Whether these are curves of finite points. */
export const areCurves = (value: unknown): value is readonly Curve[] =>
  Array.isArray(value) && value.every((curve) => isCurve(curve, Number.isFinite))

const arePoints = (value: unknown, isNumber: (x: unknown) => boolean): boolean =>
  Array.isArray(value) && value.every((point) => Array.isArray(point) && point.length === 2 && point.every(isNumber))

export const isAgreement = (value: unknown): value is Agreement =>
  isPlain(value) && typeof value.agrees === 'boolean' && typeof value.said === 'string'

/** A value as a message names it. Whether a promise fails is then nobody's concern, and does not end the process. */
export function named(value: unknown): string {
  if (!(value instanceof Promise)) return shown(value)
  value.catch(() => {})
  return 'a promise'
}

/** What was thrown, in words. */
export const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : typeof error === 'string' ? error : named(error)
