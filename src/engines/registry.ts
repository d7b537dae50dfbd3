/** The engines there are. A new engine is one file and one line here. */
import { ALGEBRITE } from './algebrite.js'
import type { Engine } from './engine.js'
import { NERDAMER } from './nerdamer.js'

export const ENGINES = { nerdamer: NERDAMER, algebrite: ALGEBRITE } as const satisfies Record<string, Engine>
export type EngineName = keyof typeof ENGINES
