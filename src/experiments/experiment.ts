/** An experiment: a question, what the theory predicts, runs of networks that are measured, and what agreement would be, all said before anything runs. */
import type { Dataset, DatasetName } from '../networks/data.js'
import type { Measurement, Run } from '../networks/run.js'
import { nearest } from '../expr/nearest.js'
import { hasExperimentShape } from '../verify/experiment-shape.js'
import { isPlain, isSettingValue, named } from './plain.js'
import { isFigure } from './figure-shape.js'
import { isText, recordOf } from './shape-checks.js'

/** What is varied: a name and a number or word for each of it. */
export type Setting = Readonly<Record<string, number | string>>

/** Gives a data set; reads it when it is first asked for. */
export type DataSource = (name: DatasetName) => Dataset

/** What one run came to: numbers by name, NaN for one that it does not have. */
export type Values = Readonly<Record<string, number>>

/** A point of a curve. */
export type Point = readonly [x: number, y: number]

/** How a value depends on a setting: the mean over seeds as a line, the least and the most as dots. */
export interface SettingFigure {
  readonly caption: string
  /** The name of a setting with numbers, on a logarithmic axis. */
  readonly x: string
  /** The name of a value. */
  readonly y: string
  /** What the axis says of it. */
  readonly label: string
  /** Shows sizes, without signs, on a logarithmic axis. */
  readonly log?: true
  /** The name of a setting that makes one series of each of its values; several make one of each combination. */
  readonly by?: string | readonly string[]
  /** Settings that are shown: those that have these values. */
  readonly of?: Setting
}

/** How a value depends on two settings: a colour for each pair of them, and the line on which another value is so much. */
export interface MapFigure {
  readonly caption: string
  /** The names of two settings with numbers, on logarithmic axes. */
  readonly x: string
  readonly y: string
  /** What the axes say; those names unless given. */
  readonly axes?: readonly [x: string, y: string]
  /** The name of a positive value, and what the scale of its colours says. */
  readonly colour: string
  readonly label: string
  /** Settings that are shown: those that have these values. */
  readonly of?: Setting
  readonly boundary?: { readonly value: string; readonly at: number; readonly name: string }
}

/** A figure of the page of an experiment, in one of three forms. */
export type FigureSpec = SettingFigure | MapFigure | CurveFigure

/** The curves of the first seed, one figure for each setting that they are of. */
export interface CurveFigure {
  readonly caption: string
  /** What the axes say. */
  readonly x: string
  readonly y: string
  /** Settings that are shown: those that have these values. */
  readonly of?: Setting
}

/** A curve of one run, as a line, or measured, as dots. */
export interface Curve {
  readonly name: string
  readonly line?: readonly Point[]
  readonly dots?: readonly Point[]
  /** How many of its points were no finite numbers, and are not there; said of curves that were kept. */
  readonly lost?: number
}

/** The runs of one setting, one for each seed; those that failed are not among them. */
export interface Outcome<S extends Setting> {
  readonly setting: S
  readonly runs: readonly Values[]
  /** Of the first of them. */
  readonly curves?: readonly Curve[]
  /** What was wrong with the others. */
  readonly failed: readonly string[]
  /** How many of them diverged, where that is an outcome and no failure. */
  readonly diverged: number
}

/** Whether what was predicted came, said plainly. */
export interface Agreement {
  readonly agrees: boolean
  /** In sentences: what came, and what did not. */
  readonly said: string
  /** The numbers that this rests on. */
  readonly table?: Table
}

/** Texts in rows, each as long as the head; inline TeX between $ signs. */
export interface Table {
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** What an author states of an experiment, all of it before anything runs but title, set-up, meanings, figures and conclusion. */
export interface ExperimentSpec<S extends Setting> {
  readonly title: string
  /** Paragraphs; inline TeX between $ signs. */
  readonly question: string
  /** What the theory says will come, written before the run. */
  readonly prediction: string
  /** What is run, in words: network, start, data, batches, rates, steps. */
  readonly setup: string
  readonly settings: readonly S[]
  /** What is run for a setting and a seed from 1. `small` asks for a miniature that only shows that the machinery works. */
  run(setting: S, seed: number, data: DataSource, small: boolean): Run
  /** What is kept of the measurements of a run; of one that diverged, those until then. */
  keep(measurements: readonly Measurement[], setting: S, run: Run): Values
  /** What the kept values are, in words, by their names. */
  readonly meanings?: Readonly<Record<string, string>>
  /** Curves over time of a run, for figures. */
  curves?(measurements: readonly Measurement[], setting: S, run: Run): readonly Curve[]
  readonly figures: readonly FigureSpec[]
  /** Whether that a run diverges is one of the outcomes, as where a rate is looked for, and no failure: then a setting may even have no run that came to its end. */
  readonly mayDiverge?: boolean
  /** Of all runs. */
  judge(outcomes: readonly Outcome<S>[]): Agreement
  /** What a practitioner may conclude, and what not. */
  readonly conclusion: string
}

/** An experiment as `experiment` returns it. */
export interface Experiment<S extends Setting = Setting> extends ExperimentSpec<S> {
  readonly id: string
}

const ID = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/

/** What is called later, when runs are made or all are there. */
const FUNCTIONS = ['run', 'keep', 'judge'] as const

/** What stands on its page. */
const TEXTS = ['title', 'question', 'prediction', 'setup', 'conclusion'] as const

/** What may be written anew when the numbers are there, and is no part of what they follow from. */
export const AFTER = ['title', 'conclusion', 'figures', 'setup', 'meanings'] as const

const KNOWN: readonly string[] = [...TEXTS, ...FUNCTIONS, 'settings', 'curves', 'meanings', 'figures', 'mayDiverge']

/**
 * An experiment. Throws RangeError for an id that is none, without a function that makes, keeps or judges runs, and for settings that are none: no list, an empty
 * one, one with anything but finite numbers and texts, or with two that are alike.
 */
export function experiment<S extends Setting>(id: string, spec: ExperimentSpec<S>): Experiment<S> {
  if (!ID.test(id)) throw new RangeError(`the id ${JSON.stringify(id)} must be lower-case words joined by hyphens`)
  for (const name of FUNCTIONS)
    if (typeof spec[name] !== 'function')
      throw new RangeError(`${id} needs a function \`${name}\`, found ${named(spec[name])}`)
  for (const name of TEXTS)
    if (typeof spec[name] !== 'string')
      throw new RangeError(`${id} needs a text as ${name}, found ${named(spec[name])}`)
  if (spec.prediction.trim() === '') throw new RangeError(`${id} needs a prediction that says something`)
  if (!Array.isArray(spec.figures)) throw new RangeError(`${id} needs a list of figures, found ${named(spec.figures)}`)
  if (spec.meanings !== undefined && !recordOf(isText)(spec.meanings))
    throw new RangeError(`${id} needs meanings as an object of texts, found ${named(spec.meanings)}`)
  const unknown = Object.keys(spec).find((name) => !KNOWN.includes(name))
  if (unknown !== undefined)
    throw new RangeError(`${id} has an unknown part ${unknown}${nearest(unknown, KNOWN, 'known are')}`)
  requireSettings(id, spec.settings)
  for (const figure of spec.figures) requireFigure(id, figure, spec)
  const whole = { ...spec, settings: spec.settings.map((setting) => Object.freeze({ ...setting })), id }
  const { run, keep, judge, curves } = whole
  return {
    ...whole,
    run: run.bind(beforehand(whole, 'run')),
    keep: keep.bind(beforehand(whole, 'keep')),
    judge: judge.bind(beforehand(whole, 'judge')),
    ...(curves && { curves: curves.bind(beforehand(whole, 'curves')) }),
  }
}

/** What a function of an experiment is given as `this`: numbers do not follow from what may be written anew when they are there, which is refused with RangeError. */
const beforehand = <S extends Setting>(whole: Experiment<S>, name: string): Experiment<S> =>
  new Proxy(whole, {
    get: (target, part) => {
      if (AFTER.includes(part as (typeof AFTER)[number]))
        throw new RangeError(
          `${whole.id}: ${name} may not use this.${String(part)}, which may be written anew when the numbers are there`,
        )
      return Reflect.get(target, part) as unknown
    },
  })

/** Throws RangeError for a figure that is none, or of settings or curves that there are none of. */
function requireFigure<S extends Setting>(id: string, figure: FigureSpec, spec: ExperimentSpec<S>): void {
  const { settings } = spec
  if (!isFigure(figure))
    throw new RangeError(
      `${id} has a figure that is none, expected { caption, x, y } and label, or colour and label, found ${named(figure)}`,
    )
  const names = [...new Set(settings.flatMap((setting) => Object.keys(setting)))]
  const { by = [], of = {} } = figure as Partial<SettingFigure>
  const isOfCurves = !('label' in figure)
  if (isOfCurves && !spec.curves)
    throw new RangeError(`${id} has a figure of curves and no function \`curves\`; a figure over settings has a label`)
  const axes = isOfCurves ? [] : 'colour' in figure ? [figure.x, figure.y] : [figure.x]
  const wrong = [...axes, ...[by].flat(), ...Object.keys(of)].find((name) => !names.includes(name))
  if (wrong !== undefined)
    throw new RangeError(`${id} has a figure of the setting ${wrong}${nearest(wrong, names, 'settings have')}`)
  const shown = settings.filter((setting) => Object.entries(of).every(([name, value]) => setting[name] === value))
  if (shown.length === 0) throw new RangeError(`${id} has a figure of no setting: none has ${settingText(of)}`)
  if (!isOfCurves) requireApart(id, shown, axes, [by].flat())
}

/** Throws RangeError where a figure would show several settings as one, or has none of its axes' numbers. */
function requireApart(id: string, shown: readonly Setting[], axes: readonly string[], by: readonly string[]): void {
  const seen = new Map<string, Setting>()
  for (const setting of shown) {
    const word = axes.find((name) => typeof setting[name] !== 'number')
    if (word !== undefined)
      throw new RangeError(`${id} has a figure over ${word}, which is no number where ${settingText(setting)}`)
    const place = JSON.stringify([...axes, ...by].map((name) => setting[name] ?? null))
    const other = seen.get(place)
    if (other)
      throw new RangeError(
        `${id} has a figure that shows two settings as one: ${settingText(other)}, and ${settingText(setting)}; tell them apart with \`by\`, or choose with \`of\``,
      )
    seen.set(place, setting)
  }
}

function requireSettings(id: string, settings: readonly unknown[]): void {
  if (!Array.isArray(settings)) throw new RangeError(`${id} needs a list of settings, found ${named(settings)}`)
  if (settings.length === 0) throw new RangeError(`${id} has no settings`)
  const seen = new Set<string>()
  for (const setting of settings) {
    if (!isPlain(setting)) throw new RangeError(`${id} has ${named(setting)} as a setting, expected an object`)
    const wrong = Object.entries(setting).find(([, value]) => !isSettingValue(value))
    if (wrong)
      throw new RangeError(
        `${id} has a setting with ${wrong[0]} = ${named(wrong[1])}, expected a finite number or a text`,
      )
    const text = settingText(setting as Setting)
    // In whichever order its parts stand.
    const parts = JSON.stringify(Object.entries(setting).map(String).sort())
    if (seen.has(parts)) throw new RangeError(`${id} has the setting ${text} twice`)
    seen.add(parts)
  }
}

/** A setting in a line: `width = 64, rate = 0.1`. */
export const settingText = (setting: Setting): string =>
  Object.entries(setting)
    .map(([name, value]) => `${name} = ${value}`)
    .join(', ')

export const isExperiment = (value: unknown): value is Experiment =>
  hasExperimentShape(value) && FUNCTIONS.every((name) => typeof (value as Experiment)[name] === 'function')
