/** The look of the explorer: where its parts stand, its buttons, what it says of an address, and what can be taken away. */
export const APP_STYLE = `
.app {
  display: grid;
  grid-template-columns: minmax(0, 1fr);
  gap: 1rem 3rem;
}

.app button {
  padding: 0.25rem 0.65rem;
  border-radius: 3px;
  background: none;
  color: var(--ink);
  font-size: var(--small);
  cursor: pointer;
}

.app button:hover {
  border-color: var(--ink);
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

.results {
  min-width: 0;
}

.progress {
  min-height: 1.6em;
  margin: 0 0 1rem;
  color: var(--muted);
  font-size: var(--small);
}

.take-away button {
  margin-right: 0.5rem;
}

.take-away details {
  margin: 1rem 0;
  font-size: var(--small);
}

.take-away p {
  margin: 0 0 1rem;
}

@media (min-width: 62rem) {
  .app {
    grid-template-columns: 19rem minmax(0, 1fr);
  }
}

/* On a narrow screen what is found stands above the controls. */
@media (max-width: 61.99rem) {
  .app :is(.results, .view) {
    display: contents;
  }

  .app :is(.notes, .progress, .findings, .remark, .panels) {
    order: -1;
  }
}
`
