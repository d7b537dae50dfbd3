/** What came of an experiment, small enough to be kept with it. */
import { AuthorError } from '../expr/author-error.js'
import { nearest } from '../expr/nearest.js'
import { Intrinsics } from '../verify/intrinsics.js'
import { sha256 } from '../verify/store.js'
import { withinLimit } from '../verify/within-limit.js'
import { settingText } from './experiment.js'
import type { Agreement, Curve, Experiment, FigureSpec, Outcome, Setting, Values } from './experiment.js'
import { isPlain, messageOf, named } from './plain.js'
import { AGREEMENT_SHAPE, isAgreement } from './shapes.js'
import { spread } from './statistics.js'

interface SummarySpread {
  /** null where no run has a value. */
  readonly mean: number | null
  readonly deviation: number | null
  readonly least: number | null
  readonly most: number | null
  readonly count: number
}

/** What came of an experiment, as it is kept beside it and drawn on its page. */
export interface Summary {
  readonly id: string
  readonly title: string
  readonly question: string
  readonly prediction: string
  readonly setup: string
  readonly conclusion: string
  /** The file that declares it, in the folder above that of the results. */
  readonly file: string
  /** See ExperimentVersion. */
  readonly code: string
  readonly source: string
  /** Hashes of the data sets that were read, by name. */
  readonly data: Readonly<Record<string, string>>
  readonly seeds: number
  readonly small: boolean
  readonly agreement: Agreement
  /** What the values are, in words, by their names. */
  readonly meanings?: Readonly<Record<string, string>>
  readonly outcomes: readonly {
    readonly setting: Setting
    readonly values: Readonly<Record<string, SummarySpread>>
    readonly failed: readonly string[]
    /** Where it is an outcome that runs diverge, and some did. */
    readonly diverged?: number
    readonly curves?: readonly Curve[]
  }[]
  readonly figures: readonly FigureSpec[]
  /** Of all the rest, see `sealOf`. */
  readonly seal: string
}

/** By which it is seen that a summary was edited after it was written: the first 16 digits of a hash of its JSON. Whoever means to deceive can make another. */
export const sealOf = ({ seal: _, ...rest }: Summary | (Omit<Summary, 'seal'> & { readonly seal?: string })): string =>
  sha256(JSON.stringify(rest)).slice(0, 16)

/** Throws JudgeError where the experiment's judgement is none. */
export function summaryOf<S extends Setting>(
  experiment: Experiment<S>,
  outcomes: readonly Outcome<S>[],
  made: Pick<Summary, 'file' | 'code' | 'source' | 'data' | 'small' | 'seeds'>,
): Summary {
  const { id, title, question, prediction, setup, conclusion, meanings } = experiment
  requireKept(experiment, outcomes)
  const summary = {
    id,
    title,
    question,
    prediction,
    setup,
    conclusion,
    ...made,
    agreement: judged(experiment, outcomes, made.seeds),
    ...(meanings && { meanings }),
    figures: experiment.figures,
    outcomes: outcomes.map(({ setting, runs, failed, diverged, curves }) => {
      const names = [...new Set(runs.flatMap((values) => Object.keys(values)))]
      const of = (name: string): SummarySpread => {
        const { count, ...rest } = spread(runs.map((values) => values[name] ?? Number.NaN))
        const kept = Object.fromEntries(
          Object.entries(rest).map(([key, x]) => [key, Number.isFinite(x) ? Number(x.toPrecision(5)) : null]),
        ) as Omit<SummarySpread, 'count'>
        return { ...kept, count }
      }
      return {
        setting,
        values: Object.fromEntries(names.map((name) => [name, of(name)])),
        failed,
        ...(diverged > 0 && { diverged }),
        ...(curves && { curves }),
      }
    }),
  }
  return { ...summary, seal: sealOf(summary) }
}

/** Throws JudgeError for a figure or a meaning of a value that no run keeps. */
function requireKept<S extends Setting>(
  { id, figures, meanings = {} }: Experiment<S>,
  outcomes: readonly Outcome<S>[],
): void {
  const kept = keptNames(outcomes)
  if (kept.length === 0) return
  const shown = figures.flatMap((figure) => {
    if (!('label' in figure)) return []
    return 'colour' in figure ? [figure.colour, ...(figure.boundary ? [figure.boundary.value] : [])] : [figure.y]
  })
  const wrong = [...shown, ...Object.keys(meanings)].find((name) => !kept.includes(name))
  if (wrong !== undefined)
    throw new JudgeError(
      `${id} has a ${shown.includes(wrong) ? 'figure' : 'meaning'} of ${wrong}, which no run keeps${nearest(wrong, kept, 'kept are')}`,
    )
}

/** Milliseconds for a judgement. */
const JUDGE_LIMIT_MS = 20_000

/** What an experiment makes of its outcomes is no judgement, or cannot be shown. */
export class JudgeError extends AuthorError {
  override readonly name = 'JudgeError'
}

/** What the experiment makes of its outcomes: no agreement where a run did not come to its end, or has no number that the judgement asks for. */
function judged<S extends Setting>(
  experiment: Experiment<S>,
  outcomes: readonly Outcome<S>[],
  seeds: number,
): Agreement {
  const asked = new Asked(experiment.id, outcomes)
  const found = judgement(experiment, asked.outcomes)
  asked.requireKept()
  const all = outcomes.length * seeds
  const missing = all - outcomes.reduce((count, { runs, diverged }) => count + runs.length + diverged, 0)
  const few = all === 1 ? 'run did not come to its' : 'runs did not come to their'
  const none = outcomes.every(({ runs }) => runs.length === 0)
  const reasons = [
    ...(missing > 0 ? [`${missing} of ${all} ${few} end`] : none ? ['no run came to its end'] : []),
    ...asked.missing(),
  ]
  if (reasons.length === 0) return found
  return { ...found, agrees: false, said: `${found.said} ${sentence(reasons.join(', and '))}, so that nothing agrees.` }
}

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** What any object is asked for by who only looks at it. */
const OF_ANY_OBJECT = ['then', 'toJSON', ...Object.getOwnPropertyNames(Object.prototype)]

/** Of an outcome: whether its list of curves is asked for, and which of their points are. */
interface AskedCurves {
  isListed: boolean
  readonly parts: Map<Curve, Set<'line' | 'dots'>>
}

/** An object that may be read alone, of which someone is told what is asked for, in whichever way. */
const readOnly = <T extends object>(of: T, asked: (part: string | symbol) => void): T => {
  const refuse = (): never => {
    throw new TypeError('what came of the runs cannot be changed')
  }
  const told =
    <R>(read: (target: T, part: string | symbol) => R) =>
    (target: T, part: string | symbol): R => {
      asked(part)
      return read(target, part)
    }
  return new Proxy(of, {
    get: told((target, part) => Reflect.get(target, part) as unknown),
    has: told((target, part) => Reflect.has(target, part)),
    getOwnPropertyDescriptor: told((target, part) => Reflect.getOwnPropertyDescriptor(target, part)),
    set: refuse,
    defineProperty: refuse,
    deleteProperty: refuse,
    setPrototypeOf: refuse,
  })
}

/** Which values and curves a judgement asks for. */
class Asked<S extends Setting> {
  /** As they are; what a judgement does to the list is its own. */
  readonly outcomes: readonly Outcome<S>[]
  /** Of each outcome, by name. */
  private readonly names: readonly Set<string>[]
  private readonly curves: readonly AskedCurves[]

  constructor(
    private readonly id: string,
    private readonly own: readonly Outcome<S>[],
  ) {
    this.names = own.map(() => new Set())
    this.curves = own.map(() => ({ isListed: false, parts: new Map() }))
    this.outcomes = own.map((outcome, k) => this.withCurves(k, outcome))
  }

  private withCurves(k: number, outcome: Outcome<S>): Outcome<S> {
    const { curves, runs, ...rest } = outcome
    const watch = this.curves[k] as AskedCurves
    const list = curves?.map((curve) => this.watchedCurve(curve, watch))
    const watched = {
      ...structuredClone(rest),
      runs: runs.map((values) => this.watched(values, this.names[k] as Set<string>)),
    }
    return Object.defineProperty(watched, 'curves', {
      // Who copies the outcome does not ask for what is not there.
      enumerable: list !== undefined && list.length > 0,
      configurable: true,
      get: () => {
        watch.isListed = true
        return list
      },
    })
  }

  private watchedCurve(curve: Curve, { parts }: AskedCurves): Curve {
    return readOnly(structuredClone(curve), (part) => {
      if (part === 'line' || part === 'dots') parts.set(curve, (parts.get(curve) ?? new Set()).add(part))
    })
  }

  private watched(values: Values, names: Set<string>): Values {
    return readOnly(structuredClone(values), (name) => {
      if (typeof name === 'string' && !OF_ANY_OBJECT.includes(name)) names.add(name)
    })
  }

  /** Throws JudgeError for a value that no run keeps, and for curves that there are none of, or that have no number. */
  requireKept(): void {
    this.requireCurves()
    const kept = keptNames(this.own)
    const wrong = this.names.flatMap((names) => [...names]).find((name) => !kept.includes(name))
    if (wrong !== undefined)
      throw new JudgeError(`${this.id}: judge asks for ${wrong}, which no run keeps${nearest(wrong, kept, 'kept are')}`)
  }

  private requireCurves(): void {
    for (const [k, { setting, curves, runs, diverged }] of this.own.entries()) {
      const { isListed, parts } = this.curves[k] as AskedCurves
      const where = `of ${settingText(setting)}`
      const isThere = curves ? curves.length > 0 : runs.length === 0 || diverged > 0
      if (isListed && !isThere) throw new JudgeError(`${this.id}: judge asks for curves ${where}, and there are none`)
      const empty = [...parts].find(([curve, asked]) => [...asked].every((part) => (curve[part] ?? []).length === 0))
      if (empty) {
        const [{ name }, asked] = empty
        throw new JudgeError(
          `${this.id}: judge asks for the ${[...asked].join(' and the ')} of the curve ${name} ${where}, where no point has numbers`,
        )
      }
    }
  }

  /** Values that only some of the runs of a setting have, and curves some of whose points are none. */
  missing(): string[] {
    return [...this.missingValues(), ...this.missingPoints()]
  }

  private missingPoints(): string[] {
    return this.own.flatMap(({ setting, curves, runs, diverged }, k) => {
      const { isListed, parts } = this.curves[k] as AskedCurves
      const where = `of ${settingText(setting)}`
      if (isListed && !curves && runs.length > 0 && diverged > 0)
        return [`curves ${where} are those of the first seed, which diverged`]
      return [...parts.keys()].flatMap(({ name, line = [], dots = [], lost = 0 }) => {
        const all = line.length + dots.length + lost
        return lost > 0 ? [`the curve ${name} ${where} has no numbers at ${lost} of ${all} points`] : []
      })
    })
  }

  private missingValues(): string[] {
    return this.own.flatMap(({ setting, runs }, k) =>
      [...(this.names[k] as Set<string>)].flatMap((name) => {
        const without = runs.filter((values) => !Number.isFinite(values[name])).length
        return without > 0
          ? [`${name} is no number in ${without} of ${runs.length} runs of ${settingText(setting)}`]
          : []
      }),
    )
  }
}

const keptNames = (outcomes: readonly Outcome<Setting>[]): readonly string[] => [
  ...new Set(outcomes.flatMap(({ runs }) => runs.flatMap((values) => Object.keys(values)))),
]

/** What is returned, each part read once: a getter may say another thing at each time. */
const read = (found: unknown): unknown => (isPlain(found) ? { ...found } : found)

function judgement<S extends Setting>(experiment: Experiment<S>, outcomes: readonly Outcome<S>[]): Agreement {
  const { id } = experiment
  let found: unknown
  const shared = new Intrinsics()
  try {
    found = withinLimit(JUDGE_LIMIT_MS, () => read(experiment.judge(outcomes)))
  } catch (error) {
    shared.restored()
    throw new JudgeError(`${id}: judge, which is to return { agrees, said }, threw: ${messageOf(error)}`)
  }
  const changed = shared.restored()
  if (changed !== undefined) throw new JudgeError(`${id}: judge changes ${changed}, which all code here shares`)
  if (isAgreement(found)) {
    const { agrees, said, table } = found
    return { agrees, said, ...(table && { table: { head: [...table.head], rows: table.rows.map((row) => [...row]) } }) }
  }
  if (!isPlain(found)) throw new JudgeError(`${id}: judge is to return ${AGREEMENT_SHAPE}, found ${named(found)}`)
  const parts = ['agrees', 'said', ...('table' in found ? ['table'] : [])].map(
    (name) => `${name}: ${named(found[name])}`,
  )
  throw new JudgeError(`${id}: judge is to return ${AGREEMENT_SHAPE}, found ${parts.join(', ')}`)
}
