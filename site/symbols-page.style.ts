/** The look of the glossary. */
export const SYMBOLS_PAGE_STYLE = `
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
`
