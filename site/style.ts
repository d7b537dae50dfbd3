/** The stylesheet, kept as a module so that it is found wherever the site is built from. */
export const STYLE = `:root {
  --paper: #fdfcf9;
  --ink: #1e1d1b;
  --muted: #625e56;
  --rule: #ddd8cd;
  --shade: #f4f1ea;
  --edge: #d8d2c4;
  --link: #1d4f80;
  --proved: #1e6a3b;
  --refuted: #a4261d;
  --unknown: #825500;
  --invalid: #5d3d91;
  --small: 0.875rem;
  --text: 1.0625rem;
  --large: 1.3125rem;
  --huge: 1.875rem;
  --serif: Charter, 'Bitstream Charter', 'Sitka Text', Cambria, Georgia, serif;
  --mono: ui-monospace, 'SF Mono', 'Cascadia Code', Menlo, Consolas, 'DejaVu Sans Mono', monospace;
  color-scheme: light dark;
}

@media screen and (prefers-color-scheme: dark) {
  :root {
    --paper: #17181a;
    --ink: #e3e1db;
    --muted: #a5a198;
    --rule: #383a3d;
    --shade: #202225;
    --edge: #45484d;
    --link: #8fbce8;
    --proved: #7fc796;
    --refuted: #f0938a;
    --unknown: #e0b358;
    --invalid: #bfa3ee;
  }
}

*,
*::before,
*::after {
  box-sizing: border-box;
}

html {
  -webkit-text-size-adjust: 100%;
  text-size-adjust: 100%;
}

body {
  margin: 0 auto;
  padding: 0 1.25rem;
  max-width: calc(42rem + 2.5rem);
  background: var(--paper);
  color: var(--ink);
  font: var(--text) / 1.6 var(--serif);
  overflow-wrap: break-word;
}

header,
footer {
  padding: 1.5rem 0;
  color: var(--muted);
  font-size: var(--small);
}

footer {
  margin-top: 4rem;
  border-top: 1px solid var(--rule);
}

footer p {
  margin: 0;
}

main {
  padding-top: 1.5rem;
}

a {
  color: var(--link);
  text-decoration-thickness: 1px;
  text-decoration-color: color-mix(in srgb, currentColor 40%, transparent);
  text-underline-offset: 0.18em;
}

a:hover {
  text-decoration-color: currentColor;
}

header {
  display: flex;
  flex-wrap: wrap;
  justify-content: space-between;
  gap: 0.25rem 1.5rem;
}

header a,
.quiet {
  color: inherit;
  text-decoration: none;
}

header a:hover,
.quiet:hover {
  text-decoration: underline;
}

header nav {
  display: flex;
  flex-wrap: wrap;
  gap: 0.25rem 1.25rem;
  margin-left: auto;
}

header [aria-current] {
  color: var(--ink);
  text-decoration: underline;
  text-underline-offset: 0.3em;
}

.quiet {
  color: var(--muted);
  font-size: var(--small);
  margin-left: 0.75rem;
  text-decoration: underline;
  text-decoration-color: var(--rule);
}

a.symbol {
  position: relative;
  text-decoration: none;
}

.unseen {
  position: absolute;
  width: 1px;
  height: 1px;
  overflow: hidden;
  clip-path: inset(50%);
  white-space: nowrap;
  user-select: none;
}

.outlines {
  position: absolute;
  width: 0;
  height: 0;
}

.wide {
  max-width: calc(72rem + 2.5rem);
}

.wide main > :is(h1, h2, p, ol, section:not(.graph-frame), form) {
  max-width: 42rem;
}

:focus-visible {
  outline: 2px solid var(--link);
  outline-offset: 3px;
  border-radius: 2px;
}

.skip {
  position: absolute;
  left: -100vw;
}

.skip:focus {
  position: static;
}

h1,
h2,
h3 {
  margin: 0;
  line-height: 1.25;
  font-weight: 600;
  text-wrap: balance;
}

h1 {
  font-size: var(--huge);
}

h2 {
  margin-top: 3rem;
  font-size: var(--large);
}

h3 {
  font-size: var(--text);
}

p {
  margin: 1rem 0;
}

.number {
  font-variant-numeric: lining-nums tabular-nums;
}

.label,
.kicker,
.tag {
  color: var(--muted);
  font-size: var(--small);
}

.kicker {
  margin: 0 0 0.5rem;
}

.kicker .tag::before,
.derivations .tag::before {
  content: '· ';
}

.katex {
  font-size: 1.1em;
}

.equations {
  margin: 1.25rem 0;
}

.equation {
  display: grid;
  grid-template-columns: minmax(0, 1fr) auto;
  align-items: center;
  gap: 0.75rem;
  scroll-margin-top: 1rem;
}

.equation .scroll {
  overflow: auto hidden;
  scrollbar-width: thin;
  /* A shade at an edge beyond which there is more; the paper that scrolls with the formula covers it at either end. */
  background:
    linear-gradient(to right, var(--paper) 1rem, transparent) 0 0 / 2rem 100% no-repeat local,
    linear-gradient(to left, var(--paper) 1rem, transparent) 100% 0 / 2rem 100% no-repeat local,
    linear-gradient(to right, var(--edge), transparent) 0 0 / 0.9rem 100% no-repeat scroll,
    linear-gradient(to left, var(--edge), transparent) 100% 0 / 0.9rem 100% no-repeat scroll;
}

.equation .number {
  color: var(--muted);
  font-size: var(--small);
  text-decoration: none;
}

.equation .number:hover {
  text-decoration: underline;
}

.equation:target .number,
.claim:target > .equations .number {
  color: var(--link);
  font-weight: 600;
}

.equations .katex-display {
  margin: 0;
  padding: 0.4rem 0;
}

math {
  font-family: 'Latin Modern Math', 'STIX Two Math', 'Cambria Math', 'Libertinus Math', 'DejaVu Math TeX Gyre', math;
}

:is(p, li, dd):has(> .cited) {
  position: relative;
}

.preview {
  display: none;
  position: absolute;
  left: 0;
  z-index: 2;
  width: max-content;
  max-width: 100%;
  margin-top: 1.7em;
  max-height: 16rem;
  padding: 0.6rem 0.9rem;
  overflow: auto;
  border: 1px solid var(--edge);
  background: var(--paper);
  box-shadow: 0 4px 16px rgb(0 0 0 / 0.12);
  font-size: var(--small);
  line-height: 1.4;
}

.preview .title {
  display: block;
  font-weight: 600;
}

.preview .light {
  display: block;
  padding: 0.25rem 0;
}

.preview .under {
  display: block;
  color: var(--muted);
}

.preview .under .light {
  display: inline;
}

.cited:is(:hover, :focus-within) .preview {
  display: block;
}

.no-previews .cited .preview {
  display: none;
}

@media (hover: none) {
  .preview {
    display: none;
  }
}

table {
  width: 100%;
  margin: 1rem 0;
  border-collapse: collapse;
  font-size: var(--small);
  line-height: 1.45;
}

th,
td {
  padding: 0.45rem 0.9rem 0.45rem 0;
  border-bottom: 1px solid var(--rule);
  text-align: left;
  vertical-align: baseline;
  font-weight: inherit;
}

th:last-child,
td:last-child {
  padding-right: 0;
}

thead th {
  color: var(--muted);
}

.symbols {
  table-layout: fixed;
}

.symbols th:first-child {
  width: 6rem;
}

.symbols th:nth-child(2) {
  width: 7rem;
}

.definition {
  margin-top: 0.35rem;
  overflow: auto hidden;
}

.definition math[display='block'] {
  width: max-content;
  margin: 0;
  padding: 0.15rem 0;
}

.definition .katex-display,
.definition .katex-display > .katex {
  margin: 0;
  text-align: left;
}

.claim {
  margin: 2rem 0 3rem;
  scroll-margin-top: 1rem;
}

.claim h3 a {
  color: inherit;
  text-decoration: none;
}

.claim h3 a:hover {
  text-decoration: underline;
}

.claim h3 .number {
  margin-right: 0.35rem;
  color: var(--muted);
}

.claim:target h3 {
  text-decoration: underline 2px var(--rule);
  text-underline-offset: 0.3em;
}

.citations {
  margin: 0.5rem 0;
  font-size: var(--small);
}

.verdict {
  white-space: nowrap;
  font-weight: 600;
}

.verdict.proved {
  color: var(--proved);
}

.verdict.refuted {
  color: var(--refuted);
}

.verdict.unknown {
  color: var(--unknown);
}

.verdict.invalid {
  color: var(--invalid);
}

.mark {
  display: inline-block;
  box-sizing: content-box;
  width: 1.35em;
  border: 1.5px solid currentColor;
  font: 700 0.8em / 1.35em system-ui, sans-serif;
  text-align: center;
}

.verdict.proved .mark {
  border-radius: 50%;
}

.verdict.refuted .mark {
  border-color: var(--refuted);
  background: var(--refuted);
  color: var(--paper);
}

.verdict.unknown .mark {
  border-style: dashed;
  border-radius: 50%;
}

.tally {
  display: inline-flex;
  flex-wrap: wrap;
  gap: 0 0.9rem;
}

.glance {
  margin: 0.75rem 0 1.5rem;
}

.evidence {
  border-top: 1px solid var(--rule);
  border-bottom: 1px solid var(--rule);
  font-size: var(--small);
}

.evidence > summary {
  padding: 0.45rem 0;
}

summary {
  cursor: pointer;
}

.outcomes {
  margin-left: 0.5rem;
  color: var(--muted);
}

.evidence .body {
  padding: 0.25rem 0 0.75rem;
}

.evidence .body > p {
  margin: 0.75rem 0 0.25rem;
}

.witnesses th:last-child {
  width: 52%;
}

.witnesses td:not(.detail) {
  white-space: nowrap;
}

.time {
  font-variant-numeric: tabular-nums;
}

.disagrees {
  color: var(--refuted);
  font-weight: 600;
}

.conditions {
  margin-bottom: 0.75rem;
}

.conditions ul {
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: 0.25rem 1rem;
  margin: 0.25rem 0 0;
  padding: 0;
  list-style: none;
}

.conditions li {
  display: flex;
  align-items: baseline;
  max-width: 100%;
}

.conditions li:not(:last-child)::after {
  content: ',';
}

.conditions .scroll {
  min-width: 0;
  overflow-x: auto;
}

.exchange {
  margin: 0.5rem 0;
}

code,
pre,
.values dd,
.sides dd {
  font-family: var(--mono);
  font-size: 0.8125rem;
}

.values dd,
.sides dd {
  overflow-wrap: anywhere;
}

.why {
  white-space: pre-wrap;
}

pre {
  margin: 0.25rem 0;
  padding: 0.6rem 0.75rem;
  overflow-x: auto;
  background: var(--shade);
  line-height: 1.45;
  overflow-wrap: normal;
}

pre.whole {
  overflow-wrap: anywhere;
  white-space: pre-wrap;
}

dl,
dd {
  margin: 0;
}

.exchange dl {
  margin: 0.5rem 0 1rem;
}

dt {
  color: var(--muted);
}

.values {
  display: flex;
  flex-wrap: wrap;
  gap: 0.25rem 1.25rem;
}

.values div {
  display: flex;
  gap: 0.5rem;
  align-items: baseline;
}

.sides {
  display: grid;
  grid-template-columns: auto 1fr;
  gap: 0.1rem 0.75rem;
  margin: 0.5rem 0;
}

.derivations {
  margin: 1.25rem 0;
  padding-left: 2.25rem;
}

.derivations li {
  margin: 0 0 1rem;
  padding-left: 0.35rem;
}

.derivations li::marker {
  color: var(--muted);
  font-variant-numeric: tabular-nums;
}

.derivations p {
  margin: 0;
  font-size: var(--small);
}

.derivations .verdict {
  font-weight: 400;
}

.legend {
  margin-top: 1rem;
}

.legend div {
  display: grid;
  grid-template-columns: 8.5rem 1fr;
  margin: 0.5rem 0;
}

.problems {
  margin: 1.5rem 0;
  padding: 1rem 1.25rem;
  border: 2px solid var(--refuted);
}

.problems h2 {
  margin: 0;
  color: var(--refuted);
}

.problems p {
  margin: 0.75rem 0 0;
}

.neighbours {
  display: grid;
  grid-template-columns: 1fr 1fr;
  gap: 1.5rem;
  margin-top: 4rem;
}

.neighbours a {
  text-decoration: none;
}

.neighbours a:hover {
  text-decoration: underline;
}

.neighbours .label {
  display: block;
}

.neighbours [rel='next'] {
  grid-column: 2;
  text-align: right;
}

.take {
  margin: 0.25rem 0 0.75rem;
  color: var(--muted);
  font-size: var(--small);
}

.take dl {
  margin: 0.5rem 0;
  color: var(--ink);
}

.take dt {
  float: left;
  margin-top: 0.3rem;
}

.take dd {
  margin-bottom: 0.6rem;
}

.take pre,
.bibliography pre {
  clear: both;
}

.copy {
  float: right;
  margin-bottom: 0.25rem;
}

button,
input,
select {
  font: inherit;
  color: inherit;
}

button,
select,
[type='search'] {
  padding: 0.15rem 0.6rem;
  border: 1px solid var(--edge);
  border-radius: 2px;
  background: var(--shade);
}

button:hover {
  border-color: var(--muted);
}

.bibliography {
  margin-top: 3rem;
  font-size: var(--small);
}

.inherited,
.given {
  font-size: var(--small);
}

.claim-figure {
  margin: 1.5rem 0;
}

figcaption {
  margin-top: 0.5rem;
  color: var(--muted);
  font-size: var(--small);
  line-height: 1.45;
}

.glossary > div {
  padding: 0.9rem 0;
  border-bottom: 1px solid var(--rule);
  scroll-margin-top: 1rem;
}

.glossary > div:target {
  background: var(--shade);
  box-shadow: -0.75rem 0 var(--shade), 0.75rem 0 var(--shade);
}

.glossary dt {
  color: var(--ink);
}

.glossary dt code {
  margin-left: 0.75rem;
  color: var(--muted);
}

.glossary dd {
  font-size: var(--small);
}

.mentions {
  color: var(--muted);
}

.search {
  display: flex;
  flex-wrap: wrap;
  gap: 0.5rem;
  align-items: baseline;
}

.search label {
  flex: 1 0 100%;
  color: var(--muted);
  font-size: var(--small);
}

.search input {
  flex: 1;
  min-width: 10rem;
}

.results p {
  margin: 0 0 1rem;
  font-size: var(--small);
}

.results mark {
  background: none;
  color: inherit;
  font-weight: 700;
}

.graph-frame {
  margin: 1.5rem 0;
  overflow-x: auto;
}

/* On a page for reading, the graph alone takes what room there is. */
@media (min-width: 54rem) {
  .wide-part .graph-frame {
    width: min(72rem, 100vw - 6rem);
    margin-left: calc(50% - min(36rem, 50vw - 3rem));
  }
}

.graph {
  display: block;
  width: 100%;
  min-width: 44rem;
  max-width: var(--natural);
  height: auto;
  margin: 0 auto;
  font: 11.5px system-ui, sans-serif;
}

.graph a {
  color: inherit;
}

.graph text {
  fill: var(--ink);
}

.graph .node polygon {
  fill: var(--paper);
  stroke: currentColor;
  stroke-width: 1.2;
}

.graph .node.proved {
  color: var(--proved);
}

.graph .node.refuted {
  color: var(--refuted);
}

.graph .node.unknown {
  color: var(--unknown);
}

.graph .node.invalid {
  color: var(--invalid);
}

.graph .node.unknown polygon {
  stroke-dasharray: 4 2;
}

.graph .node.refuted polygon {
  stroke-width: 2.5;
}

.graph .node.focus polygon {
  fill: var(--shade);
  stroke-width: 2.5;
}

.graph .node a:hover text {
  text-decoration: underline;
}

.graph .node a:focus-visible {
  outline: none;
}

.graph .node a:focus-visible polygon {
  stroke: var(--link);
  stroke-width: 3;
}

.graph .edge path {
  fill: none;
  stroke: var(--muted);
  stroke-width: 0.9;
}

.graph .edge polygon {
  fill: var(--muted);
  stroke: var(--muted);
}

.graph .faded,
.graph.focused .edge {
  opacity: 0.3;
}

.focus-choice {
  display: flex;
  flex-wrap: wrap;
  gap: 0.5rem 1.5rem;
  align-items: center;
  font-size: var(--small);
}

.focus-choice[hidden] {
  display: none;
}

.focus-choice select {
  max-width: 20rem;
}

.destinations {
  margin: 1.5rem 0;
  padding: 0;
  list-style: none;
}

.destinations span {
  color: var(--muted);
  font-size: var(--small);
}

.bases {
  list-style: none;
  padding: 0;
}

.bases li {
  margin: 0.35rem 0;
}

.derivations .line {
  color: var(--muted);
}

@media (max-width: 34rem) {
  :root {
    --huge: 1.5625rem;
  }

  .symbols thead,
  .witnesses thead {
    position: absolute;
    clip-path: inset(50%);
  }

  .symbols,
  .symbols tbody,
  .witnesses,
  .witnesses tbody {
    display: block;
  }

  .symbols tr,
  .witnesses tr {
    display: flex;
    flex-wrap: wrap;
    gap: 0 0.9rem;
    padding: 0.5rem 0;
    border-bottom: 1px solid var(--rule);
  }

  .symbols :is(th, td),
  .witnesses :is(th, td) {
    padding: 0;
    border: 0;
  }

  .symbols th:first-child,
  .symbols th:nth-child(2) {
    width: auto;
  }

  .witnesses th {
    font-weight: 600;
  }

  .symbols td:last-child,
  .witnesses td:last-child {
    flex: 1 0 100%;
    min-width: 0;
  }
}

@media print {
  :root {
    --paper: #fff;
    --ink: #000;
    --muted: #444;
    --link: #000;
    --text: 10.5pt;
    --small: 9pt;
  }

  .skip,
  .neighbours,
  .take,
  .preview,
  .quiet,
  header nav {
    display: none;
  }

  .claim,
  .equations,
  tr {
    break-inside: avoid;
  }

  h1,
  h2,
  h3 {
    break-after: avoid;
  }

  .equation .scroll,
  .definition,
  pre {
    background: none;
    overflow: visible;
    white-space: pre-wrap;
  }

  .katex-display > .katex {
    white-space: normal;
  }
}
`
