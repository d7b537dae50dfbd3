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

.equation .scroll {
  overflow: auto hidden;
  scrollbar-width: thin;
  /* A shade at an edge beyond which there is more; the paper that scrolls with the formula covers it at either end. */
  background:
    linear-gradient(to right, var(--paper) 1rem, transparent) 0 0 / 2rem 100% no-repeat local,
    linear-gradient(to left, var(--paper) 1rem, transparent) 100% 0 / 2rem 100% no-repeat local,
    linear-gradient(to right, var(--edge), transparent) 0 0 / 0.9rem 100% no-repeat scroll,
    linear-gradient(to left, var(--edge), transparent) 100% 0 / 0.9rem 100% no-repeat scroll;
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
  overflow: auto hidden;
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

  .equation .scroll,
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
