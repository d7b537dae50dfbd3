/** Whether a file that says what came of an experiment can be true: numbers that fit together, and that are of what the experiment says. */
import { type Experiment, type FigureSpec, type Setting, settingText } from './experiment.js'
import { type Summary, sealOf } from './summary.js'

/** Why nobody is to believe a summary; undefined where nothing is against it. */
export function contradictionIn(summary: Summary): string | undefined {
  const { outcomes, seeds, small, agreement } = summary
  if (summary.seal !== sealOf(summary)) return 'it was edited after it was written'
  if (small) return 'it is of a miniature, which says nothing of the prediction'
  if (seeds === 0 || outcomes.length === 0) return 'it is of no runs'
  for (const outcome of outcomes) {
    const wrong = wrongIn(outcome, seeds)
    if (wrong !== undefined) return `${wrong} at ${settingText(outcome.setting)}`
  }
  const texts = outcomes.map(({ setting }) => partsOf(setting))
  const twice = outcomes.find(({ setting }, k) => texts.indexOf(partsOf(setting)) < k)
  if (twice) return `it has the setting ${settingText(twice.setting)} twice`
  if (!agreement.agrees) return undefined
  const failed = outcomes.reduce((count, one) => count + one.failed.length, 0)
  if (failed > 0) return `it says that the prediction agrees, though ${counted(failed, 'run')} failed`
  const whole = outcomes.some((one) => one.failed.length + (one.diverged ?? 0) < seeds)
  return whole ? undefined : 'it says that the prediction agrees, though no run came to its end'
}

/** Numbers of one setting that do not add up. */
function wrongIn({ values, failed, diverged = 0 }: Summary['outcomes'][number], seeds: number): string | undefined {
  const runs = seeds - failed.length - diverged
  if (runs < 0) return `it has ${failed.length + diverged} failed and diverged of ${counted(seeds, 'run')}`
  if (runs > 0 && Object.keys(values).length === 0) return `it has no values of ${counted(runs, 'run')}`
  for (const [name, { mean, deviation, least, most, count }] of Object.entries(values)) {
    if (count > runs) return `it has ${count} values of ${name} from ${counted(runs, 'run')}`
    const isThere = count > 0
    if ([mean, least, most].some((x) => (x !== null) !== isThere))
      return `it has a mean, a least or a most of ${count} values of ${name}`
    if (mean === null || least === null || most === null) continue
    // They are rounded to five digits.
    const slack = 2e-4 * Math.max(Math.abs(least), Math.abs(most))
    const spread = most - least
    // Of so many values between those ends the deviation is no less than this.
    const narrowest = count > 1 ? spread / Math.sqrt(2 * (count - 1)) : 0
    const isWide = deviation === null || deviation < narrowest - slack || deviation > spread + slack
    if (!(least <= most && least - slack <= mean && mean <= most + slack) || isWide || (count === 1 && spread > 0))
      return `the mean, deviation, least and most of ${name} do not go together`
  }
  const kept = Object.values(values).reduce((sum, { count }) => sum + count, 0)
  if (kept < runs)
    return `it has values of ${counted(kept, 'run')} at most, and ${counted(runs, 'run')} that came to their end`
  return undefined
}

/** Why a summary is not of an experiment; undefined where it may be. What may be written when the numbers are there is told by `olderParts`. */
export function differenceFrom(summary: Summary, experiment: Experiment): string | undefined {
  const { id, question, prediction, settings } = experiment
  if (summary.id !== id) return `it is of ${summary.id}, and its file of ${id}`
  if (summary.question !== question) return 'its question is another one than that of its file'
  if (summary.prediction !== prediction) return 'its prediction is another one than that of its file'
  const [own, its] = [summary.outcomes.map(({ setting }) => setting), settings] as const
  const known = new Set(its.map(partsOf))
  const extra = own.find((setting) => !known.has(partsOf(setting)))
  if (extra) return `it has the setting ${settingText(extra)}, and its file has not`
  const there = new Set(own.map(partsOf))
  const missing = its.filter((setting) => !there.has(partsOf(setting)))
  if (missing[0]) return `it has not the setting ${settingText(missing[0])}, which its file has`
  const cannot = summary.outcomes.find(({ diverged = 0 }) => diverged > 0 && experiment.mayDiverge !== true)
  return cannot && `it has runs that diverged, which the experiment counts as failed, at ${settingText(cannot.setting)}`
}

/** What the experiment says otherwise by now, of all that may be written when the numbers are there. */
export function olderParts(summary: Summary, experiment: Experiment): string[] {
  const figures = (of: readonly FigureSpec[]): string => JSON.stringify(of)
  return [
    ...(['title', 'setup', 'conclusion'] as const).filter((name) => summary[name] !== experiment[name]),
    ...(JSON.stringify(summary.meanings) === JSON.stringify(experiment.meanings) ? [] : ['meanings']),
    ...(figures(summary.figures) === figures(experiment.figures) ? [] : ['figures']),
  ]
}

/** In whichever order its parts stand. */
const partsOf = (setting: Setting): string =>
  JSON.stringify(
    Object.entries(setting)
      .map(([name, value]) => JSON.stringify([name, value]))
      .sort(),
  )

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`
