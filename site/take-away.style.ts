/** The look of texts to take away. */
export const TAKE_AWAY_STYLE = `
.take {
  margin: 0.25rem 0 0.75rem;
  color: var(--muted);
  font-size: var(--small);
}

.take dl {
  margin: 0.5rem 0;
  color: var(--ink);
}

.take dt {
  float: left;
  margin-top: 0.3rem;
}

.take dd {
  margin-bottom: 0.6rem;
}

.take pre {
  clear: both;
}

.copy {
  float: right;
  margin-bottom: 0.25rem;
}

@media print {
  .take {
    display: none;
  }
}
`
