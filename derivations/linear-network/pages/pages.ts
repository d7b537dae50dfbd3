/** The pages of this project beside its derivations: the explorer, and figures of phases and mechanisms. */
import type { ExtraPage } from 'rederive/pages'
import { explorePage } from '../explorer/page.js'
import { EXPLORE_STYLE } from '../explorer/style.js'
import { experimentPages, experimentsPage } from './experiments.js'
import { mechanismsPage } from './mechanisms.js'
import { MECHANISMS_STYLE } from './mechanisms.style.js'
import { phasesPage } from './phases.js'
import { PHASES_STYLE } from './phases.style.js'

export const pages: readonly ExtraPage[] = [
  {
    path: 'explore',
    title: 'Explorer',
    summary: 'Move width, learning rates and scales, and see loss, layers, kernel, mechanism and phase.',
    body: explorePage,
    style: EXPLORE_STYLE,
    script: new URL('../explorer/main', import.meta.url),
  },
  {
    path: 'phase-diagram',
    title: 'Phase diagram',
    summary: 'What a network does at infinite width, exactly, and measured on random networks.',
    body: phasesPage,
    style: PHASES_STYLE,
  },
  {
    path: 'mechanisms',
    title: 'Mechanisms',
    summary: 'Alignment, disalignment and rescaling, in closed form and integrated.',
    body: mechanismsPage,
    style: MECHANISMS_STYLE,
  },
  {
    path: 'experiments',
    title: 'Experiments',
    summary: 'Networks that were trained: what was predicted of them, and what came.',
    body: experimentsPage,
  },
  ...experimentPages(),
]
