/** The site's own pages beside the derivations, in the order of the navigation. A new one is one file and one line here. */
import { GRAPH } from './graph-page.js'
import type { OwnPage } from './own-page.js'
import { SEARCH, SEARCH_FOLDER } from './search-page.js'
import { SYMBOLS } from './symbols-page.js'

export const OWN_PAGES: readonly OwnPage[] = [GRAPH, SYMBOLS, SEARCH]

/** Where scripts of pages are. */
export const SCRIPT_FOLDER = 'scripts'

/** Folders of the site that are no derivation. */
export const RESERVED: readonly string[] = [...OWN_PAGES.map(({ path }) => path), SEARCH_FOLDER, SCRIPT_FOLDER]
