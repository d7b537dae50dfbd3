/** The look of the explorer's page. */
export const EXPLORE_STYLE = `
body:has(#explorer) {
  max-width: 96rem;
}

body:has(#explorer) :is(header, footer, h1, noscript) {
  max-width: 42rem;
}

body:has(#explorer) :is(header, main) {
  padding-top: 1rem;
  padding-bottom: 0;
}

.lead {
  max-width: 60rem;
  margin: 0.75rem 0 1.5rem;
}

.app {
  display: grid;
  grid-template-columns: minmax(0, 1fr);
  gap: 1rem 3rem;
}

.panels {
  display: grid;
  grid-template-columns: repeat(auto-fill, minmax(min(100%, 18rem), 1fr));
  gap: 1.5rem 2rem;
}

.panels figure {
  margin: 0;
  min-width: 0;
}

.panels figcaption {
  margin-top: 0.25rem;
}

.findings {
  margin: 0 0 1.25rem;
  max-width: 60rem;
  font-size: 1rem;
}

.remark,
.progress {
  margin: 0 0 1rem;
  color: var(--muted);
  font-size: var(--small);
}

.progress {
  min-height: 1.6em;
  margin: 0;
}

.results {
  min-width: 0;
}

.notes {
  grid-column: 1 / -1;
  padding: 0.6rem 1rem;
  border-left: 3px solid var(--unknown);
  background: var(--shade);
  font-size: var(--small);
}

.notes p,
.notes ul {
  margin: 0;
}

.controls {
  font-size: var(--small);
  line-height: 1.4;
}

.controls fieldset {
  margin: 0 0 1.5rem;
  padding: 0;
  border: 0;
  min-width: 0;
}

.controls legend {
  padding: 0;
  margin-bottom: 0.4rem;
  color: var(--muted);
}

.presets {
  display: flex;
  flex-wrap: wrap;
  gap: 0.35rem;
}

.presets legend {
  float: left;
  width: 100%;
}

.controls button,
.take-away button {
  padding: 0.25rem 0.65rem;
  border: 1px solid var(--edge);
  border-radius: 3px;
  background: none;
  color: var(--ink);
  font: inherit;
  font-size: var(--small);
  cursor: pointer;
}

.controls button:hover,
.take-away button:hover {
  border-color: var(--ink);
}

.controls button[aria-pressed='true'] {
  border-color: var(--ink);
  background: var(--ink);
  color: var(--paper);
}

.slider {
  display: grid;
  grid-template-columns: 6rem minmax(0, 1fr) 4.5rem;
  gap: 0.6rem;
  align-items: center;
  min-height: 1.9rem;
}

.slider input {
  width: 100%;
  margin: 0;
  accent-color: var(--link);
}

.slider output,
.quantity output {
  font-variant-numeric: lining-nums tabular-nums;
  white-space: nowrap;
}

.slider sup {
  line-height: 0;
}

.optional {
  display: grid;
}

.check {
  display: flex;
  gap: 0.5rem;
  align-items: center;
  min-height: 1.75rem;
}

.check input {
  margin: 0;
  accent-color: var(--link);
}

.optional .check {
  padding-left: 6.6rem;
}

.field {
  display: flex;
  justify-content: space-between;
  gap: 0.6rem;
  align-items: center;
  min-height: 2rem;
}

.field input,
.field select {
  padding: 0.15rem 0.4rem;
  border: 1px solid var(--edge);
  border-radius: 3px;
  background: var(--paper);
  color: var(--ink);
  font: inherit;
  font-variant-numeric: lining-nums tabular-nums;
}

.field input {
  width: 8.5rem;
}

.field label {
  white-space: nowrap;
}

.field select {
  min-width: 0;
}

.quantity {
  display: grid;
  grid-template-columns: 1fr 1fr;
  gap: 0 1rem;
  margin-bottom: 0.6rem;
}

.quantity p {
  grid-column: 1 / -1;
  margin: 0;
}

.quantity p span {
  color: var(--muted);
}

.quantity p output {
  float: right;
}

.quantity .slider {
  grid-template-columns: minmax(0, 1fr) 3rem;
  gap: 0.5rem;
  min-height: 1.6rem;
}

.quantity label {
  position: absolute;
}

.numbers {
  display: grid;
  grid-template-columns: repeat(auto-fill, minmax(min(100%, 17rem), 1fr));
  gap: 0 2rem;
  margin: 2rem 0;
  font-size: var(--small);
}

.numbers div {
  display: flex;
  justify-content: space-between;
  gap: 0.75rem;
  padding: 0.3rem 0;
  border-bottom: 1px solid var(--rule);
}

.numbers i {
  color: var(--ink);
}

.numbers dd {
  font-variant-numeric: lining-nums tabular-nums;
  white-space: nowrap;
}

.take-away button {
  margin-right: 0.5rem;
}

.take-away details {
  margin: 1rem 0;
  font-size: var(--small);
}

@media (min-width: 62rem) {
  .app {
    grid-template-columns: 19rem minmax(0, 1fr);
  }
}

/* On a narrow screen the figures are a strip that stays in sight above the controls. */
@media (max-width: 61.99rem) {
  .app :is(.results, .view) {
    display: contents;
  }

  .app :is(.notes, .progress, .findings, .remark, .panels) {
    order: -1;
  }

  .app .findings,
  .app .remark {
    margin: 0;
    font-size: var(--small);
  }

  .app .panels {
    position: sticky;
    top: 0;
    z-index: 1;
    display: flex;
    gap: 1.25rem;
    margin: 0 -1.25rem;
    padding: 0.5rem 1.25rem;
    border-bottom: 1px solid var(--rule);
    background: var(--paper);
    overflow-x: auto;
    scroll-snap-type: x proximity;
    scroll-padding: 1.25rem;
  }

  .app .panels figure {
    flex: 0 0 min(20rem, 82vw);
    scroll-snap-align: start;
  }

  .app .panels figcaption {
    font-size: 0.75rem;
    line-height: 1.35;
  }

  .app .numbers {
    margin: 0;
  }
}
`
