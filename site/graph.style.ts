/** The look of graphs, and of the choice of what is shown of one. */
export const GRAPH_STYLE = `
.graph-frame {
  margin: 1.5rem 0;
  overflow-x: auto;
}

/* On a page for reading, the graph alone takes what room there is. */
@media (min-width: 54rem) {
  .wide-part .graph-frame {
    width: min(72rem, 100vw - 6rem);
    margin-left: calc(50% - min(36rem, 50vw - 3rem));
  }
}

.graph {
  display: block;
  width: 100%;
  min-width: 44rem;
  max-width: var(--natural);
  height: auto;
  margin: 0 auto;
  font: 11.5px system-ui, sans-serif;
}

.graph a {
  color: inherit;
}

.graph text {
  fill: var(--ink);
}

.graph .node polygon {
  fill: var(--paper);
  stroke: currentColor;
  stroke-width: 1.2;
}

.graph .node.proved {
  color: var(--proved);
}

.graph .node.refuted {
  color: var(--refuted);
}

.graph .node.unknown {
  color: var(--unknown);
}

.graph .node.invalid {
  color: var(--invalid);
}

.graph .node.unknown polygon {
  stroke-dasharray: 4 2;
}

.graph .node.refuted polygon {
  stroke-width: 2.5;
}

.graph .node.focus polygon {
  fill: var(--shade);
  stroke-width: 2.5;
}

.graph .node a:hover text {
  text-decoration: underline;
}

.graph .node a:focus-visible {
  outline: none;
}

.graph .node a:focus-visible polygon {
  stroke: var(--link);
  stroke-width: 3;
}

.graph .edge path {
  fill: none;
  stroke: var(--muted);
  stroke-width: 0.9;
}

.graph .edge polygon {
  fill: var(--muted);
  stroke: var(--muted);
}

.graph .faded,
.graph.focused .edge {
  opacity: 0.3;
}

.focus-choice {
  display: flex;
  flex-wrap: wrap;
  gap: 0.5rem 1.5rem;
  align-items: center;
  font-size: var(--small);
}

.focus-choice[hidden] {
  display: none;
}

.focus-choice select {
  max-width: 20rem;
}

.bases {
  list-style: none;
  padding: 0;
}

.bases li {
  margin: 0.35rem 0;
}
`
