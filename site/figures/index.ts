/** Figures for pages of a project's own, made on the server or in a browser. */
export { type Point, numeral } from './axis.js'
export { Cells } from './cells.js'
export { Comparison } from './comparison.js'
export { type Height, contour } from './contour.js'
export { Lines, type Series } from './lines.js'
export { Paths } from './paths.js'
export { type RegionDot, Regions } from './regions.js'
