/** What runs came to, as JSON lines that are only ever added to. */
import { appendFileSync, existsSync, readFileSync, truncateSync } from 'node:fs'
import { basename } from 'node:path'
import type { Curve, Setting, Values } from './experiment.js'
import { accessing } from '../system/file-access.js'
import { locked } from '../system/lock.js'
import { isPlain } from './plain.js'
import { areCurves, isSetting } from './shapes.js'

/** One run, with all that it follows from. */
export interface Row {
  readonly experiment: string
  readonly setting: Setting
  readonly seed: number
  /** See ExperimentVersion. */
  readonly code: string
  readonly small: boolean
  /** Hashes of the data sets that were read, by name. */
  readonly data: Readonly<Record<string, string>>
  /** Seconds that it took. */
  readonly seconds: number
  /** null stands for NaN, which JSON has not. */
  readonly values?: Readonly<Record<string, number | null>>
  readonly curves?: readonly Curve[]
  /** Why there are no values, or why there are only those until then. */
  readonly problem?: string
  /** Whether that is that it diverged. */
  readonly diverged?: boolean
}

/** What identifies a run among the rows of one file. */
const keyOf = ({ setting, seed, code, small }: Pick<Row, 'setting' | 'seed' | 'code' | 'small'>): string =>
  JSON.stringify([Object.entries(setting).sort(([a], [b]) => (a < b ? -1 : 1)), seed, code, small])

export class Results {
  private readonly rows = new Map<string, Row>()
  private readonly unlock: () => void

  /**
   * Reads what is there, of the experiment that the file is named by, and keeps other processes from writing there until it is closed. What a run
   * that was killed left of a line is taken away; `say` is told. Throws AuthorError while another process writes there, and where the file system
   * refuses it.
   */
  constructor(
    readonly path: string,
    say: (message: string) => void = () => {},
  ) {
    this.unlock = locked(path)
    try {
      accessing('read', path, () => this.read(say))
    } catch (error) {
      this.unlock()
      throw error
    }
  }

  private read(say: (message: string) => void): void {
    const { path } = this
    const id = basename(path, '.jsonl')
    if (!existsSync(path)) return
    const bytes = readFileSync(path)
    const end = bytes.lastIndexOf(0x0a) + 1
    const isCut = end < bytes.length && !rowIn(bytes.subarray(end).toString('utf8'), id)
    if (isCut) {
      truncateSync(path, end)
      say(`${path}: the last line was cut off, and is taken away`)
    } else if (end < bytes.length) appendFileSync(path, '\n')
    for (const [k, line] of (isCut ? bytes.subarray(0, end) : bytes).toString('utf8').split('\n').entries()) {
      if (line === '') continue
      const row = rowIn(line, id)
      if (row) this.rows.set(keyOf(row), row)
      else say(`${path}:${k + 1}: this line is no result, and is not used`)
    }
  }

  close(): void {
    this.unlock()
  }

  get(of: Pick<Row, 'setting' | 'seed' | 'code' | 'small'>): Row | undefined {
    return this.rows.get(keyOf(of))
  }

  /** Throws AuthorError where the file system refuses it. */
  add(row: Row): void {
    accessing('write', this.path, () => appendFileSync(this.path, `${JSON.stringify(row)}\n`))
    this.rows.set(keyOf(row), row)
  }
}

/** A line's row of an experiment; undefined for one that is none. */
function rowIn(line: string, id: string): Row | undefined {
  try {
    const row: unknown = JSON.parse(line)
    return isRow(row) && row.experiment === id ? row : undefined
  } catch {
    return undefined
  }
}

/** Whether a value is the row of this run. */
export const isRowOf = (row: unknown, of: Pick<Row, 'setting' | 'seed' | 'code' | 'small'>): row is Row =>
  isRow(row) && keyOf(row) === keyOf(of)

const isRow = (row: unknown): row is Row =>
  isPlain(row) &&
  typeof row.experiment === 'string' &&
  isSetting(row.setting) &&
  Number.isSafeInteger(row.seed) &&
  typeof row.code === 'string' &&
  typeof row.small === 'boolean' &&
  isPlain(row.data) &&
  Object.values(row.data).every((hash) => typeof hash === 'string') &&
  Number.isFinite(row.seconds) &&
  (row.values === undefined || areValues(row.values)) &&
  (row.curves === undefined || areCurves(row.curves)) &&
  (row.problem === undefined || typeof row.problem === 'string') &&
  (row.diverged === undefined || (row.diverged === true && row.problem !== undefined))

const areValues = (values: unknown): boolean =>
  isPlain(values) && Object.values(values).every((value) => value === null || Number.isFinite(value))

const hasNumber = ({ values = {} }: Row): boolean => Object.values(values).some((value) => value !== null)

/** Whether a run came to its end, with a number at least. */
export const isWhole = (row: Row): boolean => row.problem === undefined && hasNumber(row)

/** Whether a run need not be made again: what went wrong after it had values would again. */
export const isDone = (row: Row): boolean => isWhole(row) || (row.problem !== undefined && row.values !== undefined)

/** The numbers of a row. */
export const valuesOf = ({ values = {} }: Row): Values =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value ?? Number.NaN]))
