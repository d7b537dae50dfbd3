/** The look of the controls. */
export const CONTROLS_STYLE = `
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
`
