/** The pages of the dependency graph: of all derivations, and of what one of them rests on. */
import type { Graphviz } from '@hpcc-js/wasm-graphviz'
import type { VNode } from 'preact'
import type { DerivationReport } from '../src/verify/report.js'
import { Citation } from './citations.js'
import type { Contents } from './contents.js'
import { graphSvg, standing } from './graph.js'
import { rootFrom } from './here.js'
import type { OwnPage } from './own-page.js'
import { htmlOf, type Site } from './page.js'
import { VerdictMark } from './verdict.js'

/** The whole graph. With script a reader chooses a focus and a depth, which stand in the address. */
export const GRAPH: OwnPage = { path: 'graph', title: 'Graph', html: graphPage }

function graphPage(contents: Contents, site: Site, graphviz: Graphviz): string {
  const { derivations } = contents
  const label = 'What rests on what: every derivation below those it builds on'
  const body = (
    <>
      <h1>What rests on what</h1>
      <p>
        Every derivation stands below those that it builds on; lines that others imply are left out. The sign in each
        frame is the worst verdict of its claims.
      </p>
      <div class="focus-choice" hidden>
        <label>
          Focus{' '}
          <select name="focus">
            <option value="">everything</option>
            {derivations.map(({ id, title }) => (
              <option value={id}>
                {contents.place(id)?.number} {title.replaceAll('$', '')}
              </option>
            ))}
          </select>
        </label>
        <span>
          <label for="depth">Depth</label> <input type="range" id="depth" name="depth" min="1" max="12" value="12" />{' '}
          <output name="shown" for="depth">
            12
          </output>
        </span>
        <label>
          <input type="checkbox" name="users" value="1" /> also what rests on it
        </label>
      </div>
      <section class="graph-frame" aria-label="Graph" tabIndex={0}>
        <Drawn svg={graphSvg(graphviz, derivations, contents, { root: '../', label })} />
      </section>
      <h2>The same as a list</h2>
      <ol class="bases">
        {derivations.map((derivation) => (
          <li
            data-id={derivation.id}
            data-bases={contents
              .basesOf(derivation)
              .map(({ id }) => id)
              .join(' ')}
          >
            <Citation id={derivation.id} /> <VerdictMark verdict={standing(derivation)} />{' '}
            <a class="quiet" href={`${derivation.id}/index.html`}>
              what {derivation.id} rests on
            </a>
          </li>
        ))}
      </ol>
    </>
  )
  const here = { contents, root: '../' }
  const footer = <Layout />
  const scripts = ['scripts/graph.js']
  const { path, title } = GRAPH
  return htmlOf({ site, title, root: '../', path, here, scripts, wide: true, footer, children: body })
}

/** What one derivation rests on, all the way down, and what rests directly on it. */
export function ancestryPage(graphviz: Graphviz, of: DerivationReport, contents: Contents, site: Site): string {
  const levels = ancestry(of, contents)
  const above = levels.flat()
  const users = contents.derivations.filter((one) => contents.basesOf(one).includes(of))
  const shown = contents.derivations.filter((one) => one === of || above.includes(one) || users.includes(one))
  const title = `What “${of.title.replaceAll('$', '')}” rests on`
  const root = rootFrom(`graph/${of.id}`)
  const body = (
    <>
      <h1>{title}</h1>
      <p>
        <Citation id={of.id} />{' '}
        {above.length === 0 ? 'rests on no other derivation' : `rests on ${above.length} others`}
        {users.length > 0 && `; ${users.length} rest directly on it`}.{' '}
        <a class="quiet" href={`${root}graph/index.html?focus=${of.id}`}>
          in the whole graph
        </a>
      </p>
      <section class="graph-frame" aria-label="Graph" tabIndex={0}>
        <Drawn svg={graphSvg(graphviz, shown, contents, { root, label: title, focus: of.id })} />
      </section>
      {levels.map((level, k) => (
        <section>
          <h2>{k === 0 ? 'Directly' : `${k + 1} steps away`}</h2>
          <ul>
            {level.map((one) => (
              <li>
                <Citation id={one.id} /> <VerdictMark verdict={standing(one)} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  )
  return htmlOf({ site, title, root, here: { contents, root }, wide: true, footer: <Layout />, children: body })
}

const Layout = (): VNode => <p>Laid out by Graphviz when the site was built.</p>

const Drawn = ({ svg }: { readonly svg: string }): VNode => <div dangerouslySetInnerHTML={{ __html: svg }} />

/** What it rests on by the number of steps to it, the shortest way. */
function ancestry(of: DerivationReport, contents: Contents): DerivationReport[][] {
  const seen = new Set([of])
  const levels: DerivationReport[][] = []
  let level = [...contents.basesOf(of)]
  while (level.length > 0) {
    for (const one of level) seen.add(one)
    levels.push(level)
    level = [...new Set(level.flatMap((one) => contents.basesOf(one)))].filter((one) => !seen.has(one))
  }
  return levels
}
