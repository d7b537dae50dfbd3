/** The look of the figures of a network, of what is said above them, and of the numbers below. */
export const PANELS_STYLE = `
.findings {
  max-width: 60rem;
  margin: 0 0 1rem;
  font-size: var(--small);
}

.remark {
  margin: 0 0 1rem;
  color: var(--muted);
  font-size: var(--small);
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

/* On a narrow screen the figures are a strip that stays in sight above the controls. */
@media (max-width: 61.99rem) {
  .app :is(.findings, .remark, .numbers) {
    margin: 0;
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
}
`
