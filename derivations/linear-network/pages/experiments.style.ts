/** The look of an experiment: panels side by side, and the table of its values. */
export const EXPERIMENTS_STYLE = `
.panels-of {
  display: grid;
  grid-template-columns: repeat(auto-fill, minmax(min(100%, 18rem), 1fr));
  gap: 0 1.5rem;
}

.panels-of figure {
  margin: 0.5rem 0;
}

.measured-table {
  font-size: 0.875rem;
}

.measured-table :is(th, td) {
  padding: 0.15rem 0.9rem 0.15rem 0;
  text-align: left;
  vertical-align: top;
  font-variant-numeric: tabular-nums;
}

.measured-table td {
  white-space: nowrap;
}

.measured-table th {
  min-width: 5rem;
}
`
