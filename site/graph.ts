/** What rests on what, laid out by Graphviz as SVG whose nodes are links, coloured and marked by verdict. */
import type { Graphviz } from '@hpcc-js/wasm-graphviz'
import type { DerivationReport, Verdict } from '../src/verify/report.js'
import type { Contents } from './contents.js'
import { remembered } from './remembered.js'
import { tally, VERDICTS } from './verdict.js'

/** The worst verdict of its claims; proved when it has none. */
export function standing({ claims }: DerivationReport): Verdict {
  const counts = tally(claims)
  return (['refuted', 'invalid', 'unknown'] as const).find((verdict) => counts[verdict] > 0) ?? 'proved'
}

const once = remembered<string>(1000)

/** Characters of a line in a node. Nodes are laid out for a larger type than the page sets, as readers' fonts differ in width. */
const LINE = 26

/**
 * The SVG of these derivations, what rests on something below it. `root` leads from the page to the root of the site; `focus` is
 * drawn with a heavier frame. Edges that others imply are left out.
 */
export function graphSvg(
  graphviz: Graphviz,
  derivations: readonly DerivationReport[],
  contents: Contents,
  { root, label, focus }: { readonly root: string; readonly label: string; readonly focus?: string },
): string {
  const shown = new Set(derivations.map(({ id }) => id))
  const edges = reduced(
    new Map(derivations.map((one) => [one.id, contents.basesOf(one).flatMap(({ id }) => (shown.has(id) ? [id] : []))])),
  )
  const lines = [
    'digraph {',
    'graph [rankdir=TB, nodesep=0.18, ranksep=0.42, bgcolor=transparent]',
    'node [shape=box, fontname="Helvetica", fontsize=13.5, margin="0.1,0.06", width=0, height=0]',
    ...derivations.map((derivation) => {
      const { id } = derivation
      const verdict = standing(derivation)
      const text = `${VERDICTS[verdict].mark} ${contents.place(id)?.number} ${derivation.title.replaceAll('$', '')}`
      const classes = `${verdict}${id === focus ? ' focus' : ''}`
      return `${quoted(id)} [id=${quoted(`node-${id}`)}, label=${quoted(wrapped(text))}, class=${quoted(classes)}, URL=${quoted(`${root}${id}/index.html`)}, tooltip=${quoted(`${text}: ${verdict}`)}]`
    }),
    ...[...edges].flatMap(([id, bases]) => bases.map((base) => `${quoted(base)} -> ${quoted(id)} [arrowhead=vee]`)),
    '}',
  ]
  const dot = lines.join('\n')
  return accessible(
    once(dot, () => graphviz.dot(dot)),
    label,
  )
}

/** The edges without those that a longer way implies. Bases come before what rests on them. */
function reduced(bases: ReadonlyMap<string, readonly string[]>): Map<string, string[]> {
  const ancestors = new Map<string, Set<string>>()
  const all = (id: string): Set<string> => {
    const known = ancestors.get(id)
    if (known) return known
    const found = new Set<string>()
    ancestors.set(id, found)
    for (const base of bases.get(id) ?? []) for (const one of [base, ...all(base)]) found.add(one)
    return found
  }
  const direct = (id: string, own: readonly string[]): string[] =>
    own.filter((base) => !own.some((other) => other !== base && other !== id && all(other).has(base)))
  return new Map([...bases].map(([id, own]) => [id, direct(id, own)]))
}

/** A text for DOT: quoted, nothing in it read as an escape but the line breaks that are put there. */
const quoted = (text: string): string =>
  `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`

function wrapped(text: string): string {
  const lines: string[] = []
  let line = ''
  for (const word of text.replaceAll('$', '').split(/\s+/)) {
    if (line !== '' && line.length + word.length >= LINE) {
      lines.push(line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, line].join('\n')
}

/** Without the prologue, fixed sizes, and colours that the stylesheet gives; with a name, and links that HTML knows. */
function accessible(svg: string, label: string): string {
  return svg
    .slice(svg.indexOf('<svg'))
    .replace(/<!--[\s\S]*?-->\n?/g, '')
    .replace(/<svg width="([\d.]+)pt" height="([\d.]+)pt"/, (_, width: string) => {
      return `<svg class="graph" role="group" aria-label="${attribute(label)}" style="--natural:${Math.round(Number(width) * 1.1)}px"`
    })
    .replace(/ xmlns:xlink="[^"]*"/, '')
    .replace(/ xlink:(href|title)=/g, ' $1=')
    .replace(/<a ([^>]*?) title="([^"]*)"/g, '<a $1 aria-label="$2"')
    .replace(/<title>[^<]*<\/title>\n?/g, '')
    .replace(/ (?:fill|stroke|font-family|font-size)="[^"]*"/g, '')
    .replace(/<g id="graph0"/, '<g')
    .replace(/ id="(?:a_node|edge)[^"]*"/g, '')
}

const attribute = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')
