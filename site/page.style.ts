/** The look of what every page has around its content. */
export const PAGE_STYLE = `
header,
footer {
  padding: 1.5rem 0;
  color: var(--muted);
  font-size: var(--small);
}

header {
  display: flex;
  flex-wrap: wrap;
  justify-content: space-between;
  gap: 0.25rem 1.5rem;
}

header nav {
  display: flex;
  flex-wrap: wrap;
  gap: 0.25rem 1.25rem;
  margin-left: auto;
}

footer {
  margin-top: 4rem;
  border-top: 1px solid var(--rule);
}

footer p {
  margin: 0;
}

main {
  padding-top: 1.5rem;
}

.wide {
  max-width: calc(72rem + 2.5rem);
}

.wide main > :is(h1, h2, p, ol, section:not(.graph-frame), form) {
  max-width: 42rem;
}

.skip {
  position: absolute;
  left: -100vw;
}

.skip:focus {
  position: static;
}

.outlines {
  position: absolute;
  width: 0;
  height: 0;
}

header a {
  color: inherit;
  text-decoration: none;
}

header a:hover {
  text-decoration: underline;
}

header [aria-current] {
  color: var(--ink);
  text-decoration: underline;
  text-underline-offset: 0.3em;
}

@media print {
  .skip,
  header nav {
    display: none;
  }
}
`
