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
  /* A line and a shade at an edge beyond which there is more, be it one sign; the paper that scrolls with the formula covers them at either end. */
  background:
    linear-gradient(var(--paper) 0 0) 0 0 / 1rem 100% no-repeat local,
    linear-gradient(var(--paper) 0 0) 100% 0 / 1rem 100% no-repeat local,
    linear-gradient(to right, var(--muted) 2px, var(--edge) 2px, transparent) 0 0 / 0.9rem 100% no-repeat scroll,
    linear-gradient(to left, var(--muted) 2px, var(--edge) 2px, transparent) 100% 0 / 0.9rem 100% no-repeat scroll;
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
.definition .katex-display > .katex {
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

  .katex-display > .katex {
    white-space: normal;
  }
}
`
