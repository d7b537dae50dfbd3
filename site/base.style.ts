/** What all pages share: colours, type, tables and forms, on paper too. */
export const BASE_STYLE = `
:root {
  --paper: #fdfcf9;
  --ink: #1e1d1b;
  --muted: #625e56;
  --rule: #ddd8cd;
  --shade: #f4f1ea;
  --edge: #d8d2c4;
  --far: #a09a8c;
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
    --far: #6d7178;
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

a {
  color: var(--link);
  text-decoration-thickness: 1px;
  text-decoration-color: color-mix(in srgb, currentColor 40%, transparent);
  text-underline-offset: 0.18em;
}

a:hover {
  text-decoration-color: currentColor;
}

.quiet {
  color: var(--muted);
  font-size: var(--small);
  margin-left: 0.75rem;
  text-decoration: underline;
  text-decoration-color: var(--rule);
}

:focus-visible {
  outline: 2px solid var(--link);
  outline-offset: 3px;
  border-radius: 2px;
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

dl,
dd {
  margin: 0;
}

dt {
  color: var(--muted);
}

.number {
  font-variant-numeric: lining-nums tabular-nums;
}

.label,
.tag {
  color: var(--muted);
  font-size: var(--small);
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

summary {
  cursor: pointer;
}

code,
pre {
  font-family: var(--mono);
  font-size: 0.8125rem;
}

pre {
  margin: 0.25rem 0;
  padding: 0.6rem 0.75rem;
  overflow-x: auto;
  background: var(--shade);
  line-height: 1.45;
  overflow-wrap: normal;
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

@media (max-width: 34rem) {
  :root {
    --huge: 1.5625rem;
  }

  /* A table without room for its columns: each row is a line of short cells over its last, long one. */
  .stacked thead {
    position: absolute;
    clip-path: inset(50%);
  }

  .stacked,
  .stacked tbody {
    display: block;
  }

  .stacked tr {
    display: flex;
    flex-wrap: wrap;
    gap: 0 0.9rem;
    padding: 0.5rem 0;
    border-bottom: 1px solid var(--rule);
  }

  .stacked :is(th, td) {
    padding: 0;
    border: 0;
  }

  .stacked td:last-child {
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

  .quiet {
    display: none;
  }

  h1,
  h2,
  h3 {
    break-after: avoid;
  }

  tr {
    break-inside: avoid;
  }

  pre {
    background: none;
    overflow: visible;
    white-space: pre-wrap;
  }
}
`
