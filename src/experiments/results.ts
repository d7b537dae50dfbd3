/** What runs came to, as JSON lines that are only ever added to. */
import { appendFileSync, existsSync, readFileSync, truncateSync } from 'node:fs'
import type { Curve, Setting, Values } from './experiment.js'
import { locked } from './lock.js'

/** One run, with all that it follows from. */
export interface Row {
  readonly experiment: string
  readonly setting: Setting
  readonly seed: number
  /** The hash of the experiment's file, of our code and of the versions of what it rests on: a row of another one is not used. */
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
}

/** What identifies a run among the rows of one file. */
const keyOf = ({ setting, seed, code, small }: Pick<Row, 'setting' | 'seed' | 'code' | 'small'>): string =>
  JSON.stringify([Object.entries(setting).sort(([a], [b]) => (a < b ? -1 : 1)), seed, code, small])

export class Results {
  private readonly rows = new Map<string, Row>()
  private readonly unlock: () => void

  /**
   * Reads what is there, and keeps other processes from writing there until it is closed. What a run that was killed left of a line is taken
   * away; `say` is told. Throws AuthorError while another process writes there.
   */
  constructor(
    readonly path: string,
    say: (message: string) => void = () => {},
  ) {
    this.unlock = locked(path)
    if (!existsSync(path)) return
    const bytes = readFileSync(path)
    const end = bytes.lastIndexOf(0x0a) + 1
    const isCut = end < bytes.length && !rowIn(bytes.subarray(end).toString('utf8'))
    if (isCut) {
      truncateSync(path, end)
      say(`${path}: the last line was cut off, and is taken away`)
    } else if (end < bytes.length) appendFileSync(path, '\n')
    for (const [k, line] of (isCut ? bytes.subarray(0, end) : bytes).toString('utf8').split('\n').entries()) {
      if (line === '') continue
      const row = rowIn(line)
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

  add(row: Row): void {
    appendFileSync(this.path, `${JSON.stringify(row)}\n`)
    this.rows.set(keyOf(row), row)
  }
}

const isRecord = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value)

function rowIn(line: string): Row | undefined {
  try {
    const row = JSON.parse(line) as Row
    const isRow =
      typeof row === 'object' &&
      row !== null &&
      typeof row.experiment === 'string' &&
      typeof row.seed === 'number' &&
      typeof row.code === 'string' &&
      isRecord(row.setting) &&
      isRecord(row.data) &&
      (row.values === undefined || isRecord(row.values)) &&
      (row.problem === undefined || typeof row.problem === 'string')
    return isRow ? row : undefined
  } catch {
    return undefined
  }
}

/** The numbers of a row. */
export const valuesOf = ({ values = {} }: Row): Values =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value ?? Number.NaN]))
