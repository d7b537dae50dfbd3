/** What an author of further pages of a site imports. */
export type { ExtraPage, PageContext } from './extra-pages.js'
export { unshownIn } from './experiment-texts.js'
export { Formula, Prose } from './math.js'
export { SiteError } from './site-error.js'
export { type KeptSummary, summariesIn } from './summaries.js'
export type { Summary } from '../src/experiments/summary.js'
