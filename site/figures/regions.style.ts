/** The look of regions, of what is written in them, and of dots over them. */
export const REGIONS_STYLE = `
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
`
