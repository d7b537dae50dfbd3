/** The forms of what an author's functions return and of what files say. */
import type { Agreement, Curve, Setting, Table } from './experiment.js'
import { isPlain, isSettingValue } from './plain.js'

export const isSetting = (value: unknown): value is Setting =>
  isPlain(value) && Object.values(value).every(isSettingValue)

/** Whether a value is a curve of points of such numbers. */
export const isCurve = (value: unknown, isNumber: (x: unknown) => boolean): value is Curve =>
  isPlain(value) &&
  typeof value.name === 'string' &&
  (value.lost === undefined || (Number.isSafeInteger(value.lost) && (value.lost as number) > 0)) &&
  [value.line, value.dots].every((points) => points === undefined || arePoints(points, isNumber))

/** Whether these are curves of finite points. */
export const areCurves = (value: unknown): value is readonly Curve[] =>
  Array.isArray(value) && value.every((curve) => isCurve(curve, Number.isFinite))

const arePoints = (value: unknown, isNumber: (x: unknown) => boolean): boolean =>
  Array.isArray(value) && value.every((point) => Array.isArray(point) && point.length === 2 && point.every(isNumber))

/** What an agreement is, for messages. */
export const AGREEMENT_SHAPE =
  '{ agrees, said }, true or false and a text that says something, and perhaps a table { head, rows } of texts, its rows as long as its head'

export const isAgreement = (value: unknown): value is Agreement =>
  isPlain(value) &&
  typeof value.agrees === 'boolean' &&
  typeof value.said === 'string' &&
  value.said.trim() !== '' &&
  (value.table === undefined || isTable(value.table))

const areTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string')

const isTable = (value: unknown): value is Table =>
  isPlain(value) &&
  areTexts(value.head) &&
  Array.isArray(value.rows) &&
  value.rows.every((row) => areTexts(row) && row.length === (value.head as unknown[]).length)
