/** The stylesheet of the site. */
import { BASE_STYLE } from './base.style.js'
import { CITATIONS_STYLE } from './citations.style.js'
import { CLAIM_STYLE } from './claim.style.js'
import { DERIVATION_PAGE_STYLE } from './derivation-page.style.js'
import { FIGURES_STYLE } from './figures/style.js'
import { GRAPH_STYLE } from './graph.style.js'
import { INDEX_PAGE_STYLE } from './index-page.style.js'
import { MATH_STYLE } from './math.style.js'
import { PAGE_STYLE } from './page.style.js'
import { SEARCH_PAGE_STYLE } from './search-page.style.js'
import { SYMBOLS_PAGE_STYLE } from './symbols-page.style.js'
import { TAKE_AWAY_STYLE } from './take-away.style.js'
import { VERDICT_STYLE } from './verdict.style.js'
import { WITNESSES_STYLE } from './witnesses.style.js'

/** Its pieces, each beside what it dresses. What stands later wins: what all share, parts of pages, pages. */
export const STYLE = [
  BASE_STYLE,
  PAGE_STYLE,
  MATH_STYLE,
  FIGURES_STYLE,
  VERDICT_STYLE,
  CITATIONS_STYLE,
  WITNESSES_STYLE,
  TAKE_AWAY_STYLE,
  CLAIM_STYLE,
  GRAPH_STYLE,
  DERIVATION_PAGE_STYLE,
  INDEX_PAGE_STYLE,
  SYMBOLS_PAGE_STYLE,
  SEARCH_PAGE_STYLE,
].join('')
