/** The look of a claim: its heading, what it is given and provided that, its evidence, and its figure. */
export const CLAIM_STYLE = `
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

.claim:target > .equations .number {
  color: var(--link);
  font-weight: 600;
}

.given {
  font-size: var(--small);
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
}

.evidence {
  border-top: 1px solid var(--rule);
  border-bottom: 1px solid var(--rule);
  font-size: var(--small);
}

.evidence > summary {
  padding: 0.45rem 0;
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

pre.whole {
  overflow-wrap: anywhere;
  white-space: pre-wrap;
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

.values dd,
.sides dd {
  font-family: var(--mono);
  font-size: 0.8125rem;
  overflow-wrap: anywhere;
}

.claim-figure {
  margin: 1.5rem 0;
}

.curves {
  margin: 0.3rem 0 0;
  padding: 0;
  list-style: none;
}

.curves li {
  display: flex;
  gap: 0.35em;
  align-items: baseline;
}

.curves .scroll {
  min-width: 0;
}

@media print {
  .claim {
    break-inside: avoid;
  }
}
`
