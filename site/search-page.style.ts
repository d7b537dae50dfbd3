/** The look of the search page, and of what its script finds. */
export const SEARCH_PAGE_STYLE = `
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

ol.results p {
  margin: 0 0 1rem;
  font-size: var(--small);
}

ol.results mark {
  background: none;
  color: inherit;
  font-weight: 700;
}
`
