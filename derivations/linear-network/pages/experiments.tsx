/** The experiments on networks: what was asked, what was predicted, what came, drawn when the site is built. */
import type { VNode } from 'preact'
import { type ExtraPage, type KeptSummary, Prose, summariesIn } from 'rederive/pages'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { CurveFigure, FigureSpec, MapFigure, Setting, SettingFigure } from 'rederive/experiments'
import { Cells, contour, type Height, Lines, type Point, type Series } from 'rederive/figures'

/** Where the summaries are, as this file runs from its source or compiled. */
const FOLDER = ['../experiments/results', '../../../../derivations/linear-network/experiments/results']
  .map((path) => fileURLToPath(new URL(path, import.meta.url)))
  .find(existsSync)

const SUMMARIES = FOLDER === undefined ? [] : await summariesIn(FOLDER)

export function experimentsPage(): VNode {
  return (
    <>
      <h1>Experiments</h1>
      <p>
        Networks that were trained to see whether what is proved of the model is seen in them, and in others of which
        nothing is proved. What is predicted, and what is agreement, stands in the file that the runs were made from; a
        prediction that failed stays here as failed. What was chosen after a trial run is said in each conclusion.
      </p>
      <p>
        The cosine of two adjacent layers is{' '}
        <Prose text="$|W_l W_{l+1}|/(|W_l|\,|W_{l+1}|)$ in Frobenius norms, which is $|\cos(u, w)|$ on the model of the theory and about $1/\sqrt{\text{width}}$ for random layers." />{' '}
        The tangent kernel is that of 64 test pictures, each layer weighted by its rate, and its change is relative to
        its start. A number with ± is the mean over seeds and their standard deviation; in figures the line is the mean,
        and the dots are the least and the most.
      </p>
      <ul class="experiments">
        {SUMMARIES.map((summary) => (
          <li>
            <a href={`../${pathOf(summary.id)}/index.html`}>{summary.title}</a>{' '}
            <span>
              {outcomeOf(summary)} {counted(summary.seeds, 'seed')}.
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}

/** Whether it came as it was predicted; of no agreement of which its own file, or its numbers, say otherwise. */
const outcomeOf = ({ agreement: { agrees }, isOutdated, contradiction }: KeptSummary): string => {
  if (contradiction !== undefined) return `Not judged: ${contradiction}. It is to be run again.`
  if (isOutdated) return 'Not judged: its code has changed since it was run. It is to be run again.'
  return agrees ? 'As predicted.' : 'Not all of it came as predicted.'
}

const isJudged = ({ isOutdated, contradiction }: KeptSummary): boolean => !isOutdated && contradiction === undefined

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`

/** What of the page its file says otherwise by now. */
const olderOf = ({ older, id }: KeptSummary): string =>
  `Its file has another ${older.join(', ')} by now; npx rederive experiment ${id} brings this page up to it.`

// Who builds the site is told, and not only who reads it.
for (const summary of SUMMARIES) {
  const { id, older } = summary
  if (!isJudged(summary)) console.error(`experiment ${id}: ${outcomeOf(summary)}`)
  else if (older.length > 0) console.error(`experiment ${id}: ${olderOf(summary)}`)
}

const pathOf = (id: string): string => `experiment-${id}`

/** A page for each experiment that was run. */
export const experimentPages = (): readonly ExtraPage[] =>
  SUMMARIES.map((summary) => ({
    path: pathOf(summary.id),
    title: summary.title,
    summary: summary.question,
    inner: true,
    body: () => <ExperimentSection summary={summary} />,
  }))

function ExperimentSection({ summary }: { readonly summary: KeptSummary }): VNode {
  const { id, file, title, question, prediction, setup, agreement, conclusion, outcomes, figures, seeds, data } =
    summary
  const failed = outcomes.reduce((count, one) => count + one.failed.length, 0)
  const diverged = outcomes.reduce((count, one) => count + (one.diverged ?? 0), 0)
  return (
    <>
      <h1>{title}</h1>
      {summary.older.length > 0 && (
        <p>
          <strong>{olderOf(summary)}</strong>
        </p>
      )}
      <p>
        <strong>Question.</strong> <Prose text={question} />
      </p>
      <p>
        <strong>Prediction.</strong> <Prose text={prediction} />
      </p>
      <p>
        <strong>What is run.</strong> <Prose text={setup} />
      </p>
      <p>
        <strong>{outcomeOf(summary)}</strong> {isJudged(summary) && <Prose text={agreement.said} />}
        {failed > 0 && ` ${counted(failed, 'run')} failed.`}
        {diverged > 0 && ` ${diverged} of ${counted(seeds * outcomes.length, 'run')} diverged.`}
      </p>
      {figures.flatMap((figure, k) => drawn(summary, figure, k))}
      <p>
        <strong>Conclusion.</strong> <Prose text={conclusion} />
      </p>
      <p>
        {counted(seeds, 'seed')} for each setting, declared in{' '}
        <code>derivations/linear-network/experiments/{file}</code>. Run again by{' '}
        <code>npx rederive experiment {id}</code>.
        {Object.entries(data).map(([name, hash]) => ` The files of ${name} have a SHA-256 that begins with ${hash}.`)}{' '}
        What the words mean, and the other experiments, are on{' '}
        <a href="../experiments/index.html">a page of their own</a>.
      </p>
    </>
  )
}

function drawn(summary: KeptSummary, figure: FigureSpec, k: number): VNode[] {
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

const inWords = (setting: Setting): string =>
  Object.entries(setting)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ')

/** The mean over seeds as a line, the least and the most as dots. */
function overSettings(
  { id, outcomes, seeds }: KeptSummary,
  { caption, x, y, label, log, by, of = {} }: SettingFigure,
  k: number,
): VNode {
  const nameOf = (setting: Setting): string =>
    (by === undefined ? [] : typeof by === 'string' ? [by] : by).map((each) => String(setting[each])).join(', ')
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
        y={{ label, ...(log && { scale: 'log' }) }}
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

/** One drawing for each setting that has curves. */
function overTime({ id, outcomes }: KeptSummary, { caption, x, y, of = {} }: CurveFigure, k: number): VNode[] {
  const shown = outcomes.filter(({ setting, curves }) => curves && has(setting, of))
  const left = (setting: Setting): string =>
    inWords(Object.fromEntries(Object.entries(setting).filter(([name]) => !(name in of))))
  return [
    <p class="figures-of">{caption}</p>,
    ...shown.map(({ setting, curves = [] }, n) => (
      <figure>
        <Lines
          id={`${id}-${k}-${n}`}
          title={`${y}, ${left(setting)}`}
          description={caption}
          height={210}
          x={{ label: x, scale: 'log' }}
          y={{ label: y, include: [0] }}
          series={curves.map(({ name, line, dots }): Series => ({ name, points: line, dots }))}
        />
        <figcaption>{left(setting)}</figcaption>
      </figure>
    )),
  ]
}
