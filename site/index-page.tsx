/** The first page, and that of each set where there are several: what it is, how all claims stand, what rests on what, and the derivations in reading order. */
import type { Graphviz } from '@hpcc-js/wasm-graphviz'
import type { VNode } from 'preact'
import type { FileProblem, Report, Verdict } from '../src/verify/report.js'
import type { SoundnessSummary } from '../src/soundness/report.js'
import type { Contents, Part } from './contents.js'
import { graphSvg } from './graph.js'
import { type Root, rootFrom } from './here.js'
import { Prose } from './math.js'
import { htmlOf, type Site } from './page.js'
import { Tally, tally, VERDICTS, VerdictMark } from './verdict.js'

/** The HTML of the index. */
export function indexPage(report: Report, contents: Contents, graphviz: Graphviz, site: Site): string {
  const { parts } = contents
  const body = (
    <>
      <h1>{site.title}</h1>
      <p class="lead">
        Derivations that check themselves. Every formula on these pages is printed from the expression that was checked,
        and under each claim stands how it is known: an exact kernel proves it, computer algebra systems re-derive or
        check it where they can, and random instances try to refute it. Open a verdict to see the evidence.
      </p>
      {report.problems.length > 0 && <Problems problems={report.problems} />}
      <p class="glance">
        <strong>{standing(report.summary)}</strong> <Tally counts={report.summary} />
      </p>
      {site.soundness && <p class="soundness">{soundnessSentence(site.soundness)}</p>}
      {site.destinations && site.destinations.length > 0 && (
        <ul class="destinations">
          {site.destinations.map(({ path, title, summary }) => (
            <li>
              <a href={`${path}/index.html`}>{title}</a> <span>{summary}</span>
            </li>
          ))}
        </ul>
      )}
      {parts.length === 1
        ? parts.map((part) => (
            <>
              <Chapters part={part} root="" level={2} />
              <Graph graphviz={graphviz} contents={contents} part={part} root="" />
            </>
          ))
        : parts.map((part) => (
            <section>
              <h2>{part.set ? <a href={`${part.set.id}/index.html`}>{part.set.title}</a> : 'Other derivations'}</h2>
              <About part={part} />
              <Chapters part={part} root="" level={3} />
            </section>
          ))}
      <Legend />
    </>
  )
  const footer = (
    <p>
      Random instances were drawn with seed <code>{report.seed}</code>;{' '}
      <code>rederive verify --seed {report.seed}</code> draws them again.
    </p>
  )
  return htmlOf({ site, root: '', here: { contents, root: '' }, footer, children: body })
}

/** The HTML of the index of one set among several. */
export function setPage(part: Part, contents: Contents, graphviz: Graphviz, site: Site): string | undefined {
  const { set } = part
  if (!set) return undefined
  const root = rootFrom(set.id)
  const body = (
    <>
      <h1>{set.title}</h1>
      <About part={part} />
      <Chapters part={part} root={root} level={2} />
      <Graph graphviz={graphviz} contents={contents} part={part} root={root} />
      {set.bibliography !== undefined && (
        <details class="bibliography">
          <summary>The work it is about</summary>
          <pre tabIndex={0}>{set.bibliography.trim()}</pre>
        </details>
      )}
    </>
  )
  const footer = <p>What the verdicts and the words of a statement mean stands on the first page.</p>
  return htmlOf({ site, title: set.title, root, here: { contents, root }, footer, children: body })
}

/** What a set is about, and how all its claims stand. */
const About = ({ part: { set, derivations } }: { readonly part: Part }): VNode => (
  <>
    {set?.about !== undefined && (
      <p>
        <Prose text={set.about} />
      </p>
    )}
    <p class="glance">
      <Tally counts={tally(derivations.flatMap(({ claims }) => claims))} />
    </p>
  </>
)

interface PartProps {
  readonly part: Part
  readonly root: Root
}

/** Derivations in reading order, under their headings. */
function Chapters({ part, root, level }: PartProps & { readonly level: 2 | 3 }): VNode {
  const Heading = `h${level}` as const
  let count = 0
  return (
    <>
      {part.chapters.map(({ heading, derivations }, k) => {
        const start = count + 1
        count += derivations.length
        const last = part.chapters.length > 1 ? 'More' : level === 2 ? 'In reading order' : undefined
        const title = heading ?? (k === part.chapters.length - 1 ? last : undefined)
        return (
          <>
            {title !== undefined && <Heading>{title}</Heading>}
            <ol class="derivations" start={start}>
              {derivations.map(({ id, title, tag, prose, claims }) => (
                <li>
                  <a href={`${root}${id}/index.html`}>{title}</a>
                  <p class="line">
                    <Prose text={firstSentence(prose[0] ?? '')} />
                  </p>
                  <p>
                    <Tally counts={tally(claims)} /> {tag !== undefined && <span class="tag">{tag}</span>}
                  </p>
                </li>
              ))}
            </ol>
          </>
        )
      })}
    </>
  )
}

function Graph({
  graphviz,
  contents,
  part: { derivations },
  root,
}: PartProps & { readonly graphviz: Graphviz; readonly contents: Contents }): VNode | null {
  const isBuilding = derivations.some((one) => contents.basesOf(one).some((base) => derivations.includes(base)))
  if (!isBuilding) return null
  const label = 'What rests on what: every derivation below those it builds on'
  return (
    <section class="wide-part">
      <h2>What rests on what</h2>
      <p>
        <a href={`${root}graph/index.html`}>The graph on a page of its own</a> can be narrowed to one result and what it
        rests on.
      </p>
      <section class="graph-frame" aria-label="Graph" tabIndex={0}>
        <div
          dangerouslySetInnerHTML={{
            __html: graphSvg(graphviz, derivations, contents, { root, label }),
          }}
        />
      </section>
    </section>
  )
}

/** Up to the first full stop that ends a sentence; formulas are kept whole. */
function firstSentence(text: string): string {
  const end = /^(?:\$(?:[^$\\]|\\[\s\S])+\$|[^$])*?[.!?](?=\s+[A-Z$]|$)/.exec(text)
  return end ? end[0] : text
}

/** How all claims stand, in a sentence. */
function standing(summary: Report['summary']): string {
  const all = Object.values(summary).reduce((sum, count) => sum + count, 0)
  if (all === 0) return 'There is no claim yet.'
  if (summary.proved < all) return `${summary.proved} of ${all} claims are proved.`
  return all === 1 ? 'The only claim is proved.' : `All ${all} claims are proved.`
}

/** How the claims stood when every one of them was edited. */
function soundnessSentence({ total, counts, claims, date }: SoundnessSummary): string {
  const { refuted, equivalent, unknown, contradicted } = counts
  const left = unknown === 0 ? 'none was left undecided' : `${unknown} were left undecided`
  return `On ${date}, ${total} small edits were made in the statements of ${claims} claims: ${refuted} were refuted by a confirmed counterexample, ${equivalent} stayed true and were proved, ${left}, and ${contradicted} false ones were proved.`
}

function Problems({ problems }: { readonly problems: readonly FileProblem[] }): VNode {
  return (
    <section class="problems">
      <h2>Files that could not be read</h2>
      {problems.map(({ file, line, column, message }) => (
        <>
          <p>
            <code>
              {file}:{line}:{column}
            </code>
          </p>
          <pre tabIndex={0}>{message}</pre>
        </>
      ))}
    </section>
  )
}

function Legend(): VNode {
  return (
    <section>
      <h2>What a verdict means</h2>
      <dl class="legend">
        {(Object.keys(VERDICTS) as Verdict[]).map((verdict) => (
          <div>
            <dt>
              <VerdictMark verdict={verdict} />
            </dt>
            <dd>{VERDICTS[verdict].meaning}</dd>
          </div>
        ))}
      </dl>
      <p>
        Witnesses do not vote. One that disagrees with a proved claim is reported as a finding about that witness. To
        re-derive means to produce the result from what is given; comparing two given sides is called a check.
      </p>
      <h2>How a statement is read</h2>
      <dl class="legend">
        {READING.map(([words, meaning]) => (
          <div>
            <dt>{words}</dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

const READING = [
  [
    'i, j, k',
    'Any indices from 1 to the width d, the same ones too where the formula allows it; i < j under a sum is every pair once.',
  ],
  ['d', 'The width, any whole number from 1 on, unless the statement names widths.'],
  [
    'Symbols',
    'Numbers of their own, whatever they are called: one depends on another only where a formula or a flow says so.',
  ],
  [
    'k, n',
    'In a step: its number, and how many there are, any number from 0 on; [ ] with one of them below is what stands in it after so many steps.',
  ],
  [
    '[ ] with x = a below',
    'What stands in it with a put for x, also in what it is made of; with an arrow where a is made of x. A letter below a derivative in brackets is held fixed.',
  ],
  [
    'There',
    'After what a claim uses: what was defined, or moved, otherwise where that was proved. A letter means what it does on the page that one reads.',
  ],
  [
    'Where',
    'Definitions (:=) and domains that hold for this claim only, in place of what is declared or defined elsewhere.',
  ],
  ['Provided that', 'What the proof needs beyond the declared domains, such as a denominator that is not zero.'],
  [
    'On the interval around t = 0 in which',
    'What the proof of a solution needs from where it begins on, forward and backward: beyond, it is another one.',
  ],
  [
    'Provided that at each step',
    'What must hold of the values at every step that is taken, and not of the first alone.',
  ],
  [
    'for generic ...',
    'For almost all values: all but those on which some polynomial that is not zero vanishes. A rank is always that at almost all points.',
  ],
  ['The claim as text', 'All of it: for which symbols, what names stand for, how what moves.'],
] as const
