/** The site's own pages beside the derivations, in the order of the navigation. A new one is one file and one line here. */
import { GRAPH } from './graph-page.js'
import type { OwnPage } from './own-page.js'
import { SEARCH } from './search-page.js'
import { SYMBOLS } from './symbols-page.js'

export const OWN_PAGES: readonly OwnPage[] = [GRAPH, SYMBOLS, SEARCH]
