/** Values from outside, from an author's functions or from files, which may be anything: what they are, and how a message names them. */
import { shown } from '../expr/author-error.js'

/** Whether a value is an object of fields and nothing else: no list, no function, nothing of a class. */
export function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

/** Whether a setting may have this. */
export const isSettingValue = (value: unknown): value is number | string =>
  typeof value === 'string' || Number.isFinite(value)

/** A value as a message names it. Whether a promise fails is then nobody's concern, and does not end the process. */
export function named(value: unknown): string {
  if (!(value instanceof Promise)) return shown(value)
  value.catch(() => {})
  return 'a promise'
}

/** What was thrown, in words. */
export const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : typeof error === 'string' ? error : named(error)
