/** The look of every figure, in colours by name, so that a dark page has a dark figure: its caption, its frame, its axes, its words. */
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

@media (max-width: 34rem) {
  .figure {
    font-size: 15px;
  }
}
`
