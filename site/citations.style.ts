/** The look of citations, and of the previews that open under them. */
export const CITATIONS_STYLE = `
.citations {
  margin: 0.5rem 0;
  font-size: var(--small);
}

:is(p, li, dd):has(> .cited) {
  position: relative;
}

.preview {
  display: none;
  position: absolute;
  left: 0;
  z-index: 2;
  width: max-content;
  max-width: 100%;
  margin-top: 1.7em;
  max-height: 16rem;
  padding: 0.6rem 0.9rem;
  overflow: auto;
  border: 1px solid var(--edge);
  background: var(--paper);
  box-shadow: 0 4px 16px rgb(0 0 0 / 0.12);
  font-size: var(--small);
  line-height: 1.4;
}

.preview .title {
  display: block;
  font-weight: 600;
}

.preview .light {
  display: block;
  padding: 0.25rem 0;
}

.preview .under {
  display: block;
  color: var(--muted);
}

.preview .under .light {
  display: inline;
}

.cited:is(:hover, :focus-within) .preview {
  display: block;
}

.no-previews .cited .preview {
  display: none;
}
`
