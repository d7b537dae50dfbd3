/** The look of the table of witnesses, and of what engines were sent and answered. */
export const WITNESSES_STYLE = `
.witnesses th:last-child {
  width: 52%;
}

.witnesses td:not(.detail) {
  white-space: nowrap;
}

.detail {
  overflow-wrap: anywhere;
}

.disagrees {
  color: var(--refuted);
  font-weight: 600;
}

.exchange {
  margin: 0.5rem 0;
}

.exchange dl {
  margin: 0.5rem 0 1rem;
}

@media (max-width: 34rem) {
  .witnesses th {
    font-weight: 600;
  }
}
`
