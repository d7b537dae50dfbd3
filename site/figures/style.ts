/** The part of the stylesheet that dresses figures. */
import { FIGURE_STYLE } from './figure.style.js'
import { MARKS_STYLE } from './marks.style.js'
import { REGIONS_STYLE } from './regions.style.js'

/** Its pieces, each beside what it dresses. What stands later wins. */
export const FIGURES_STYLE = [FIGURE_STYLE, MARKS_STYLE, REGIONS_STYLE].join('')
