/** The look of the list of phases, and of what was measured. */
export const PHASES_STYLE = `
.phases div {
  margin: 1rem 0;
}

.phases dt {
  color: var(--ink);
  font-weight: 600;
}

.measured {
  margin-left: 0.35em;
  color: var(--muted);
}
`
