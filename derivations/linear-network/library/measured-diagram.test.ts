import { expect, test } from 'vitest'
import { measuredDiagram } from './measured-diagram.js'
import { phaseDiagram } from './phase-diagram.js'

const seed = Number(process.env.REDERIVE_SEED ?? 20260101)

test.each([
  ['learning rates as given', { x: 'kU', y: 'g', hU: 0, hW: 0, kW: 0 }],
  ['at unit time', { x: 'kU', y: 'g', hU: 0, hW: 0, kW: 0, atUnitTime: true }],
  ['learning rates on the axes', { x: 'hU', y: 'hW', g: -1, kU: 0, kW: 0 }],
] as const)('agrees with the exact diagram away from boundaries: %s', (_, plane) => {
  const n = 17
  const measured = measuredDiagram({ ...plane, n, seed })
  const exact = phaseDiagram({ ...plane, n })
  const differing = [...exact.phases.keys()].filter((k) => measured.phases[k] !== exact.phases[k])
  expect(differing.filter((k) => measured.boundary[k] === 0)).toEqual([])
  expect(measured.boundary.filter((near) => near === 0).length).toBeGreaterThan((n * n) / 3)
})
