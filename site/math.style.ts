/** The look of formulas: within a line, as numbered lines that scroll, and as definitions in a table or list. */
export const MATH_STYLE = `
math {
  font-family: 'Latin Modern Math', 'STIX Two Math', 'Cambria Math', 'Libertinus Math', 'DejaVu Math TeX Gyre', math;
}

.katex {
  font-size: 1.1em;
}

.equations {
  margin: 1.25rem 0;
}

.equations .katex-display {
  margin: 0;
  padding: 0.4rem 0;
}

/* A line that is too long goes on below, further in; one that is not stands in the middle. */
.katex-display > .katex {
  white-space: normal;
}

.katex-display > .katex > .katex-html {
  display: inline-block;
  max-width: 100%;
  padding-left: 1.5em;
  text-align: left;
  text-indent: -1.5em;
}

.katex-html > span {
  margin: 0.1em 0;
  text-indent: 0;
}

.together {
  white-space: nowrap;
}

.together math {
  padding: 0.2em 0;
}

.equation {
  display: grid;
  grid-template-columns: minmax(0, 1fr) auto;
  align-items: center;
  gap: 0.75rem;
  scroll-margin-top: 1rem;
}

.scroll,
.definition {
  overflow: auto hidden;
  scrollbar-width: thin;
  /* A shade at an edge beyond which there is more; the paper that scrolls with the formula covers it at either end. It keeps off the edges: where a pixel of the screen is part of one, the paper covers only part of that. */
  background:
    linear-gradient(var(--paper) 0 0) 0 0 / 0.6rem 100% no-repeat local,
    linear-gradient(var(--paper) 0 0) 100% 0 / 0.6rem 100% no-repeat local,
    radial-gradient(farthest-side at 0 50%, var(--far), transparent) 3px 50% / var(--shadow) no-repeat scroll,
    radial-gradient(farthest-side at 100% 50%, var(--far), transparent) calc(100% - 3px) 50% / var(--shadow) no-repeat scroll;
  --shadow: min(0.35rem, 50% - 3px) calc(100% - 6px);
}

span.scroll {
  display: inline-block;
  max-width: 100%;
  vertical-align: middle;
}

.equation .number {
  color: var(--muted);
  font-size: var(--small);
  text-decoration: none;
}

.equation .number:hover {
  text-decoration: underline;
}

.equation:target .number {
  color: var(--link);
  font-weight: 600;
}

.definition {
  margin-top: 0.35rem;
}

.definition math[display='block'] {
  width: max-content;
  margin: 0;
  padding: 0.15rem 0;
}

.definition .katex-display,
.definition .katex-display > .katex,
.preview .katex-display,
.preview .katex-display > .katex {
  margin: 0;
  text-align: left;
}

@media print {
  .equations {
    break-inside: avoid;
  }

  .scroll,
  .definition {
    background: none;
    overflow: visible;
    white-space: pre-wrap;
  }
}
`
