/** The look of figures: everything coloured by custom properties, so that a dark page has a dark figure. */
export const FIGURE_STYLE = `
:root {
  --s1: #1d4f80;
  --s2: #a64b00;
  --s3: #1e6a3b;
  --s4: #77409a;
  --s5: #8c1d40;
  --s6: #4c5a5e;
  --r0: #e6dfe0;
  --r1: #f3e4dc;
  --r2: #eceae2;
  --r3: #c9dbee;
  --r4: #c2621c;
  --r5: #f6d9b4;
}

@media screen and (prefers-color-scheme: dark) {
  :root {
    --s1: #8fbce8;
    --s2: #f0a868;
    --s3: #7fc796;
    --s4: #c9a8ee;
    --s5: #f090ab;
    --s6: #b3c0c4;
    --r0: #352d31;
    --r1: #3a2c25;
    --r2: #2a2c2c;
    --r3: #27425c;
    --r4: #e08a44;
    --r5: #5a4324;
  }
}

figure {
  margin: 1.75rem 0 2.25rem;
}

figcaption {
  margin-top: 0.6rem;
  color: var(--muted);
  font-size: var(--small);
  line-height: 1.5;
}

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

.phases div {
  margin: 1rem 0;
}

.phases dt {
  color: var(--ink);
  font-weight: 600;
}

.measured {
  margin-left: 0.35em;
  color: var(--muted);
}

.figure {
  display: block;
  width: 100%;
  max-width: 36rem;
  height: auto;
  overflow: visible;
  font: 13px var(--serif);
  font-variant-numeric: lining-nums tabular-nums;
}

.figure text {
  fill: var(--muted);
}

.figure .what {
  fill: var(--ink);
}

.figure .grid {
  stroke: var(--rule);
  stroke-width: 0.75;
}

.figure .base {
  stroke: var(--muted);
  stroke-width: 1;
}

.figure .line {
  fill: none;
  stroke-width: 2;
  stroke-linejoin: round;
  stroke-linecap: round;
}

.figure .cell {
  fill: var(--s1);
}

.figure .dots {
  fill: var(--paper);
  stroke-width: 1.4;
}

.figure .s1 { stroke: var(--s1); }
.figure .s2 { stroke: var(--s2); }
.figure .s3 { stroke: var(--s3); }
.figure .s4 { stroke: var(--s4); }
.figure .s5 { stroke: var(--s5); }
.figure .s6 { stroke: var(--s6); }
.figure .line.s2 { stroke-dasharray: 8 4; }
.figure .line.s3 { stroke-dasharray: 2 4; }
.figure .line.s4 { stroke-dasharray: 10 4 2 4; }
.figure .line.s5 { stroke-dasharray: 4 4; }
.figure .line.s6 { stroke-dasharray: 12 3; }

.figure .name {
  stroke: none;
  font-weight: 600;
}

.figure text.s1 { fill: var(--s1); }
.figure text.s2 { fill: var(--s2); }
.figure text.s3 { fill: var(--s3); }
.figure text.s4 { fill: var(--s4); }
.figure text.s5 { fill: var(--s5); }
.figure text.s6 { fill: var(--s6); }

.figure .end {
  fill: var(--paper);
  stroke: var(--s1);
  stroke-width: 1.6;
}

.figure .end.last {
  fill: var(--s1);
}

.figure .guide {
  stroke: var(--muted);
  stroke-width: 1;
  stroke-dasharray: 3 3;
}

.figure .halo {
  fill: var(--ink);
  stroke: var(--paper);
  stroke-width: 4px;
  stroke-linejoin: round;
  paint-order: stroke;
}

.figure .strong {
  font-weight: 600;
}

.figure .hatch {
  fill: none;
  stroke: var(--muted);
  stroke-width: 0.6;
  stroke-opacity: 0.45;
}

.figure .speck {
  fill: var(--muted);
  fill-opacity: 0.6;
}

.figure .area {
  shape-rendering: crispEdges;
}

.figure .area.r0 { fill: var(--r0); }
.figure .area.r1 { fill: var(--r1); }
.figure .area.r2 { fill: var(--r2); }
.figure .area.r3 { fill: var(--r3); }
.figure .area.r4 { fill: var(--r4); }
.figure .area.r5 { fill: var(--r5); }

.figure .area.thin.r3 { fill: var(--s1); }
.figure .area.thin.r5 { fill: var(--s2); }

.figure .leader {
  fill: none;
  stroke: var(--ink);
  stroke-width: 0.8;
}

.figure .here {
  fill: var(--paper);
  stroke: var(--ink);
  stroke-width: 2.5;
}

.figure .dot {
  stroke: var(--ink);
  stroke-width: 0.9;
}

.figure .dot.r0 { fill: var(--r0); }
.figure .dot.r1 { fill: var(--r1); }
.figure .dot.r2 { fill: var(--r2); }
.figure .dot.r3 { fill: var(--r3); }
.figure .dot.r4 { fill: var(--r4); }
.figure .dot.r5 { fill: var(--r5); }

@media (max-width: 34rem) {
  .figure {
    font-size: 15px;
  }
}
`
