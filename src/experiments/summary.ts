/** What came of an experiment, small enough to be kept with it. */
import type { Agreement, Curve, Experiment, FigureSpec, Outcome, Setting } from './experiment.js'
import { spread } from './statistics.js'

interface SummarySpread {
  /** null where no run has a value. */
  readonly mean: number | null
  readonly deviation: number | null
  readonly least: number | null
  readonly most: number | null
  readonly count: number
}

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
    readonly curves?: readonly Curve[]
  }[]
  readonly figures: readonly FigureSpec[]
}

export function summaryOf<S extends Setting>(
  experiment: Experiment<S>,
  outcomes: readonly Outcome<S>[],
  made: Pick<Summary, 'code' | 'small' | 'seeds'>,
): Summary {
  const { id, title, question, prediction, setup, conclusion } = experiment
  return {
    id,
    title,
    question,
    prediction,
    setup,
    conclusion,
    ...made,
    agreement: judged(experiment, outcomes),
    figures: experiment.figures,
    outcomes: outcomes.map(({ setting, runs, failed, curves }) => {
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
        ...(curves && { curves }),
      }
    }),
  }
}

/** What the experiment makes of its outcomes: no agreement where a setting has no run that came to its end. */
function judged<S extends Setting>(experiment: Experiment<S>, outcomes: readonly Outcome<S>[]): Agreement {
  const found = experiment.judge(outcomes)
  const empty = outcomes.filter(({ runs }) => runs.length === 0).length
  if (empty === 0) return found
  return {
    agrees: false,
    said: `${found.said} Of ${empty} of ${outcomes.length} settings no run came to its end, so that nothing agrees.`,
  }
}
