/** The stylesheet of the explorer. */
import { APP_STYLE } from './app.style.js'
import { CONTROLS_STYLE } from './controls.style.js'
import { EXPLORE_PAGE_STYLE } from './page.style.js'
import { PANELS_STYLE } from './panels.style.js'

/** Its pieces, each beside what it dresses. What stands later wins. */
export const EXPLORE_STYLE = [EXPLORE_PAGE_STYLE, APP_STYLE, CONTROLS_STYLE, PANELS_STYLE].join('')
