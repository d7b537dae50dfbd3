/** The look of verdicts: colour, shape and weight of their marks, and several counted in a line. */
export const VERDICT_STYLE = `
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
`
