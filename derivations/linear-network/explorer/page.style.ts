/** The look of the explorer's page around the explorer. */
export const EXPLORE_PAGE_STYLE = `
body:has(#explorer) {
  max-width: 96rem;
}

body:has(#explorer) :is(header, footer, h1, noscript) {
  max-width: 42rem;
}

body:has(#explorer) :is(header, main) {
  padding-top: 1rem;
  padding-bottom: 0;
}

.lead {
  max-width: 60rem;
  margin: 0.75rem 0 1.5rem;
}
`
