/** The systems to which claims can be copied, in the order in which they are shown. A new one is one file and one line here. */
import { MAXIMA } from './maxima.js'
import { SYMPY } from './sympy.js'
import type { ExportSystem } from './system.js'

export const EXPORTERS = { sympy: SYMPY, maxima: MAXIMA } as const satisfies Record<string, ExportSystem>
export type ExporterName = keyof typeof EXPORTERS
export const EXPORTER_NAMES = Object.keys(EXPORTERS) as readonly ExporterName[]
