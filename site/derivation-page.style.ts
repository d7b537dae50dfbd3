/** The look of a derivation's page around its claims. */
export const DERIVATION_PAGE_STYLE = `
.kicker {
  margin: 0 0 0.5rem;
  color: var(--muted);
  font-size: var(--small);
}

.kicker .tag::before {
  content: '· ';
}

.symbols {
  table-layout: fixed;
}

.symbols th:first-child {
  width: 6rem;
}

.symbols th:nth-child(2) {
  width: 7rem;
}

a.symbol {
  position: relative;
  text-decoration: none;
}

.inherited {
  font-size: var(--small);
}

.bibliography {
  margin-top: 3rem;
  font-size: var(--small);
}

.bibliography pre {
  clear: both;
}

.neighbours {
  display: grid;
  grid-template-columns: 1fr 1fr;
  gap: 1.5rem;
  margin-top: 4rem;
}

.neighbours a {
  text-decoration: none;
}

.neighbours a:hover {
  text-decoration: underline;
}

.neighbours .label {
  display: block;
}

.neighbours [rel='next'] {
  grid-column: 2;
  text-align: right;
}

@media (max-width: 34rem) {
  .symbols th:first-child,
  .symbols th:nth-child(2) {
    width: auto;
  }
}

@media print {
  .neighbours {
    display: none;
  }
}
`
