/** The look of lines, dots, cells and paths. */
export const MARKS_STYLE = `
.figure .line {
  fill: none;
  stroke-width: 2;
  stroke-linejoin: round;
  stroke-linecap: round;
}

.figure .dots {
  fill: var(--paper);
  stroke-width: 1.4;
}

.figure .s1, .figure .s7 { stroke: var(--s1); }
.figure .s2, .figure .s8 { stroke: var(--s2); }
.figure .s3, .figure .s9 { stroke: var(--s3); }
.figure .s4, .figure .s10 { stroke: var(--s4); }
.figure .s5, .figure .s11 { stroke: var(--s5); }
.figure .s6, .figure .s12 { stroke: var(--s6); }
.figure .line.s2 { stroke-dasharray: 8 4; }
.figure .line.s3 { stroke-dasharray: 2 4; }
.figure .line.s4 { stroke-dasharray: 10 4 2 4; }
.figure .line.s5 { stroke-dasharray: 4 4; }
.figure .line.s6 { stroke-dasharray: 12 3; }
.figure .line.s7 { stroke-dasharray: 1 6; }
.figure .line.s8 { stroke-dasharray: 16 4 4 4; }
.figure .line.s9 { stroke-dasharray: 8 3 2 3 2 3; }
.figure .line.s10 { stroke-dasharray: 1 4 6 4; }
.figure .line.s11 { stroke-dasharray: 14 6; }
.figure .line.s12 { stroke-dasharray: 3 8; }

.figure .name {
  stroke: none;
  font-weight: 600;
}

.figure text.s1, .figure text.s7 { fill: var(--s1); }
.figure text.s2, .figure text.s8 { fill: var(--s2); }
.figure text.s3, .figure text.s9 { fill: var(--s3); }
.figure text.s4, .figure text.s10 { fill: var(--s4); }
.figure text.s5, .figure text.s11 { fill: var(--s5); }
.figure text.s6, .figure text.s12 { fill: var(--s6); }

.figure .below {
  font-size: 70%;
}

.figure .cell {
  fill: var(--s1);
}

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
`
