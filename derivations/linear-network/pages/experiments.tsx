/** The experiments on networks: what was asked, what was predicted, what came, drawn when the site is built. */
import type { VNode } from 'preact'
import { type ExtraPage, type KeptSummary, Prose, SiteError, summariesIn, unshownIn } from 'rederive/pages'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { counted, withMinus } from './experiment-words.js'
import { EXPERIMENTS_STYLE } from './experiments.style.js'
import { drawn } from './experiment-figures.js'
import { Judged, Values } from './experiment-values.js'

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

/** What of the page its file says otherwise by now. */
const olderOf = ({ older, id }: KeptSummary): string =>
  `Its file has another ${older.join(', ')} by now; npx rederive experiment ${id} brings this page up to it.`

// Who builds the site is told, and not only who reads it.
for (const summary of SUMMARIES) {
  const { id, older } = summary
  if (!isJudged(summary)) console.error(`experiment ${id}: ${outcomeOf(summary)}`)
  else if (older.length > 0) console.error(`experiment ${id}: ${olderOf(summary)}`)
}

// A page that cannot be shown is told before it is made, by the experiment that it is of.
for (const summary of SUMMARIES) {
  const wrong = unshownIn(summary)
  if (wrong !== undefined) throw new SiteError(`experiment ${summary.id}: ${wrong}`)
}

const pathOf = (id: string): string => `experiment-${id}`

/** A page for each experiment that was run. */
export const experimentPages = (): readonly ExtraPage[] =>
  SUMMARIES.map((summary) => ({
    path: pathOf(summary.id),
    title: summary.title,
    summary: summary.question,
    inner: true,
    style: EXPERIMENTS_STYLE,
    body: () => <ExperimentSection summary={summary} />,
  }))

function ExperimentSection({ summary }: { readonly summary: KeptSummary }): VNode {
  const { id, file, title, question, prediction, setup, agreement, conclusion, outcomes, figures, seeds, data } =
    summary
  const { contradiction } = summary
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
        <strong>Question.</strong> <Prose text={withMinus(question)} />
      </p>
      <p>
        <strong>Prediction.</strong> <Prose text={withMinus(prediction)} />
      </p>
      <p>
        <strong>What is run.</strong> <Prose text={setup} />
      </p>
      <p>
        <strong>{outcomeOf(summary)}</strong> {isJudged(summary) && <Prose text={withMinus(agreement.said)} />}
        {failed > 0 && ` ${counted(failed, 'run')} failed.`}
        {diverged > 0 && ` ${diverged} of ${counted(seeds * outcomes.length, 'run')} diverged.`}
      </p>
      {isJudged(summary) && agreement.table && <Judged table={agreement.table} />}
      {contradiction === undefined && (
        <>
          {figures.flatMap((figure, k) => drawn(summary, figure, k))}
          <Values summary={summary} />
          <p>
            <strong>Conclusion.</strong> <Prose text={withMinus(conclusion)} />
          </p>
        </>
      )}
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
