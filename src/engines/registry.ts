/** The engines there are, in the order in which they are asked. A new engine is one file and one line here. */
import { ALGEBRITE } from './algebrite.js'
import type { Engine } from './engine.js'
import { NERDAMER } from './nerdamer.js'

export const ENGINES = { nerdamer: NERDAMER, algebrite: ALGEBRITE } as const satisfies Record<string, Engine>
export type EngineName = keyof typeof ENGINES
export const ENGINE_NAMES = Object.keys(ENGINES) as readonly EngineName[]
