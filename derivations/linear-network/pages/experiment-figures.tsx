/** The figures of an experiment, from what was kept of its runs. */
import type { VNode } from 'preact'
import type { CurveFigure, FigureSpec, MapFigure, Setting, SettingFigure } from 'rederive/experiments'
import { Cells, contour, type Height, Lines, type Point, type Series } from 'rederive/figures'
import type { KeptSummary } from 'rederive/pages'
import { counted, inWords, wordOf } from './experiment-words.js'

/** A figure of an experiment: over a plane of settings, over one of them, or over the steps. */
export function drawn(summary: KeptSummary, figure: FigureSpec, k: number): VNode[] {
  if ('colour' in figure) return [overPlane(summary, figure, k)]
  return 'label' in figure ? [overSettings(summary, figure, k)] : overTime(summary, figure, k)
}

/** The means over seeds. */
function overPlane({ id, outcomes, seeds }: KeptSummary, figure: MapFigure, k: number): VNode {
  const { caption, x, y, axes = [x, y], colour, label, of = {}, boundary } = figure
  const shown = outcomes.filter(({ setting }) => has(setting, of))
  const means = (value: string): Height[] =>
    shown.map(({ setting, values }) => [Number(setting[x]), Number(setting[y]), values[value]?.mean ?? Number.NaN])
  return (
    <figure>
      <Cells
        id={`${id}-${k}`}
        title={`${label} over ${axes.join(' and ')}`}
        description={caption}
        x={axes[0]}
        y={axes[1]}
        label={label}
        cells={means(colour).map((point) => ({ x: point[0], y: point[1], value: point[2] }))}
        {...(boundary && {
          boundary: { name: boundary.name, pieces: contour(means(boundary.value), boundary.at) },
        })}
      />
      <figcaption>
        {caption}
        {ofFewer(shown, [colour, ...(boundary ? [boundary.value] : [])], seeds)}
      </figcaption>
    </figure>
  )
}

/** Which of the shown means are not of all seeds. */
function ofFewer(shown: KeptSummary['outcomes'], names: readonly string[], seeds: number): string {
  const few = shown.flatMap(({ setting, values }) => {
    const count = Math.min(...names.map((name) => values[name]?.count ?? 0))
    return count < seeds ? [`${count === 0 ? 'none' : count} at ${inWords(setting)}`] : []
  })
  return few.length > 0 ? ` Means of fewer than ${counted(seeds, 'run')}: of ${few.join('; ')}.` : ''
}

/** The mean over seeds as a line, the least and the most as dots. */
function overSettings(
  { id, outcomes, seeds }: KeptSummary,
  { caption, x, y, label, log, by, of = {} }: SettingFigure,
  k: number,
): VNode {
  const nameOf = (setting: Setting): string =>
    (by === undefined ? [] : typeof by === 'string' ? [by] : by)
      .map((each) => (typeof setting[each] === 'number' ? `${each} ${setting[each]}` : wordOf(setting[each])))
      .join(', ')
  const shown = outcomes.filter(({ setting }) => has(setting, of))
  const series = [...new Set(shown.map(({ setting }) => nameOf(setting)))].map((name): Series => {
    const points = (which: 'mean' | 'least' | 'most'): Point[] =>
      shown.flatMap(({ setting, values }) => {
        const value = values[y]?.[which]
        if (nameOf(setting) !== name || typeof value !== 'number') return []
        return [[Number(setting[x]), log ? Math.abs(value) : value] as const]
      })
    return { name, points: points('mean'), dots: [...points('least'), ...points('most')] }
  })
  return (
    <figure>
      <Lines
        id={`${id}-${k}`}
        title={`${label} over ${x}`}
        description={caption}
        x={{ label: x, scale: 'log' }}
        y={{ label, ...(log ? { scale: 'log' } : { include: [0] }) }}
        series={series}
      />
      <figcaption>
        {caption}
        {ofFewer(shown, [y], seeds)}
      </figcaption>
    </figure>
  )
}

/** Whether a setting has these values. */
const has = (setting: Setting, of: Setting): boolean =>
  Object.entries(of).every(([name, value]) => setting[name] === value)

/** One drawing for each setting that has curves, side by side on the same axes. */
function overTime({ id, outcomes }: KeptSummary, { caption, x, y, of = {} }: CurveFigure, k: number): VNode[] {
  const shown = outcomes.filter(({ setting, curves }) => curves && has(setting, of))
  const left = (setting: Setting): string =>
    inWords(Object.fromEntries(Object.entries(setting).filter(([name]) => !(name in of))))
  const points = shown.flatMap(({ curves = [] }) => curves.flatMap(({ line = [], dots = [] }) => [...line, ...dots]))
  return [
    <p class="figures-of">{caption}</p>,
    <div class="panels-of">
      {shown.map(({ setting, curves = [] }, n) => (
        <figure>
          <Lines
            id={`${id}-${k}-${n}`}
            title={`${y}, ${left(setting)}`}
            description={caption}
            width={340}
            height={210}
            x={{ label: x, scale: 'log', include: points.map(([across]) => across) }}
            y={{ label: y, include: [0, ...points.map(([, up]) => up)] }}
            series={curves.map(({ name, line, dots }): Series => ({ name, points: line, dots }))}
          />
          <figcaption>{left(setting)}</figcaption>
        </figure>
      ))}
    </div>,
  ]
}
