/** What came of an experiment, small enough to be kept with it. */
import { AuthorError } from '../expr/author-error.js'
import { nearest } from '../expr/nearest.js'
import { withinLimit } from '../verify/within-limit.js'
import type { Agreement, Curve, Experiment, FigureSpec, Outcome, Setting } from './experiment.js'
import { isPlain, messageOf, named } from './plain.js'
import { isAgreement } from './shapes.js'
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
  /** See Row.code. */
  readonly code: string
  readonly seeds: number
  readonly small: boolean
  readonly agreement: Agreement
  readonly outcomes: readonly {
    readonly setting: Setting
    readonly values: Readonly<Record<string, SummarySpread>>
    readonly failed: readonly string[]
    /** Where it is an outcome that runs diverge, and some did. */
    readonly diverged?: number
    readonly curves?: readonly Curve[]
  }[]
  readonly figures: readonly FigureSpec[]
}

/** Throws JudgeError where the experiment's judgement is none. */
export function summaryOf<S extends Setting>(
  experiment: Experiment<S>,
  outcomes: readonly Outcome<S>[],
  made: Pick<Summary, 'code' | 'small' | 'seeds'>,
): Summary {
  const { id, title, question, prediction, setup, conclusion } = experiment
  requireKept(experiment, outcomes)
  return {
    id,
    title,
    question,
    prediction,
    setup,
    conclusion,
    ...made,
    agreement: judged(experiment, outcomes, made.seeds),
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
}

/** Throws JudgeError for a figure of a value that no run keeps. */
function requireKept<S extends Setting>({ id, figures }: Experiment<S>, outcomes: readonly Outcome<S>[]): void {
  const kept = [...new Set(outcomes.flatMap(({ runs }) => runs.flatMap((values) => Object.keys(values))))]
  if (kept.length === 0) return
  const shown = figures.flatMap((figure) => {
    if (!('label' in figure)) return []
    return 'colour' in figure ? [figure.colour, ...(figure.boundary ? [figure.boundary.value] : [])] : [figure.y]
  })
  const wrong = shown.find((name) => !kept.includes(name))
  if (wrong !== undefined)
    throw new JudgeError(`${id} has a figure of ${wrong}, which no run keeps${nearest(wrong, kept, 'kept are')}`)
}

/** Milliseconds for a judgement. */
const JUDGE_LIMIT_MS = 20_000

/** What an experiment makes of its outcomes is no judgement, or cannot be shown. */
export class JudgeError extends AuthorError {
  override readonly name = 'JudgeError'
}

/** What the experiment makes of its outcomes: no agreement where a run did not come to its end. */
function judged<S extends Setting>(
  experiment: Experiment<S>,
  outcomes: readonly Outcome<S>[],
  seeds: number,
): Agreement {
  const found = judgement(experiment, outcomes)
  const all = outcomes.length * seeds
  const missing = all - outcomes.reduce((count, { runs, diverged }) => count + runs.length + diverged, 0)
  if (missing === 0) return found
  const few = missing === 1 ? 'run did not come to its' : 'runs did not come to their'
  return { agrees: false, said: `${found.said} ${missing} of ${all} ${few} end, so that nothing agrees.` }
}

function judgement<S extends Setting>(experiment: Experiment<S>, outcomes: readonly Outcome<S>[]): Agreement {
  const { id } = experiment
  let found: unknown
  try {
    // What it does to its list is its own.
    found = withinLimit(JUDGE_LIMIT_MS, () => experiment.judge(structuredClone(outcomes) as Outcome<S>[]))
  } catch (error) {
    throw new JudgeError(`${id}: judge, which is to return { agrees, said }, threw: ${messageOf(error)}`)
  }
  if (isAgreement(found)) return { agrees: found.agrees, said: found.said }
  const expected = '{ agrees, said }, true or false and a text'
  if (!isPlain(found)) throw new JudgeError(`${id}: judge is to return ${expected}, found ${named(found)}`)
  const { agrees, said } = found
  throw new JudgeError(`${id}: judge is to return ${expected}, found agrees: ${named(agrees)}, said: ${named(said)}`)
}
