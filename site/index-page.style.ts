/** The look of the first page: files that could not be read, what there is besides derivations, these in reading order, and how to read them. */
export const INDEX_PAGE_STYLE = `
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

.destinations {
  margin: 1.5rem 0;
  padding: 0;
  list-style: none;
}

.destinations span {
  color: var(--muted);
  font-size: var(--small);
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

.derivations .line {
  color: var(--muted);
}

.derivations .verdict {
  font-weight: 400;
}

.derivations .tag::before {
  content: '· ';
}

.legend {
  margin-top: 1rem;
}

.legend div {
  display: grid;
  grid-template-columns: 9.5rem 1fr;
  gap: 0 0.75rem;
  margin: 0.5rem 0;
}
`
