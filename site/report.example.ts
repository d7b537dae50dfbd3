/** A small report for tests of pages. */
import type { ClaimReport, DerivationReport, Report } from '../src/verify/report.js'

export const exampleClaim = (id: string, more: Partial<ClaimReport> = {}): ClaimReport => ({
  id,
  derivation: id.slice(0, id.lastIndexOf('/')),
  kind: 'equality',
  verdict: 'proved',
  statement: 'p[i]*q[i] = eta_u*w[i]^2 - eta_w*u[i]^2',
  tex: ['p_{i} q_{i} = \\eta_{u} w_{i}^{2} - \\eta_{w} u_{i}^{2}'],
  forms: [{ text: 'p[i]*q[i] = eta_u*w[i]^2 - eta_w*u[i]^2', sympy: 'from sympy import *', maxima: 'p[i]*q[i];' }],
  givenTex: [],
  mentions: [],
  note: 'The product $p_{i} q_{i}$ never changes.',
  sideConditions: [],
  sideConditionsTex: [],
  uses: [],
  proposition: 'for all p[1..d] real: p[i]*q[i] = eta_u*w[i]^2 - eta_w*u[i]^2',
  witnesses: [{ name: 'kernel', outcome: 'agrees', mode: 'checked', ms: 0.8, detail: 'reduced to 0 = 0' }],
  cites: [],
  ...more,
})

export const exampleDerivation = (id: string, more: Partial<DerivationReport> = {}): DerivationReport => ({
  id,
  title: `About ${id}`,
  tag: 'from a paper',
  prose: ['Every neuron keeps $\\eta_{u} w_{i}^{2}$.'],
  symbols: [],
  inherited: [],
  mentions: [],
  flowTex: [],
  flowWhileTex: [],
  solvedWhere: [],
  claims: [exampleClaim(`${id}/main`)],
  uses: [],
  file: `derivations/${id}.ts`,
  ...more,
})

export function exampleReport(derivations: readonly DerivationReport[], more: Partial<Report> = {}): Report {
  const summary = { proved: 0, refuted: 0, unknown: 0, invalid: 0 }
  for (const { verdict } of derivations.flatMap(({ claims }) => claims)) summary[verdict]++
  return { derivations, sets: [], problems: [], summary, seed: 7, ms: 12, ...more }
}
