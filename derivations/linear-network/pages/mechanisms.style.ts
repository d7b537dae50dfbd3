/** The look of three figures side by side. */
export const MECHANISMS_STYLE = `
.triptych {
  display: grid;
  grid-template-columns: repeat(auto-fit, minmax(min(100%, 18rem), 1fr));
  gap: 1.5rem 1rem;
}

.triptych figcaption {
  grid-column: 1 / -1;
  max-width: 42rem;
  margin: 0;
}

@media (min-width: 68rem) {
  .triptych {
    width: 64rem;
    margin-left: -11rem;
  }

  .triptych figcaption {
    margin-left: 11rem;
  }
}
`
