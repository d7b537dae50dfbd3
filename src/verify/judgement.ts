/** Turns what the witnesses found into the verdict and the report. The only place that turns a kernel Proof into "proved". */
import type { StatedClaim } from '../derivation/claim.js'
import type { Derivation } from '../derivation/derivation.js'
import type { Scope } from '../derivation/scope.js'
import { print } from '../expr/print.js'
import { toTex } from '../expr/tex.js'
import type { Condition } from '../kernel/generators.js'
import { type Answer, Proof } from '../kernel/proof.js'
import type { ClaimReport, DerivationReport, FileProblem, Report, Verdict, WitnessReport } from './report.js'
import type { NumericFinding, Statement } from './statement.js'

/** What the kernel and the random instances say of a claim. */
export interface OwnWitnesses {
  readonly answer: Answer
  readonly numeric: NumericFinding
  readonly witnesses: readonly WitnessReport[]
}

/** Decides the verdict. Only a Proof of the kernel makes "proved", and not against a confirmed counterexample or where nothing is defined. */
function verdictOf({ answer, numeric }: OwnWitnesses): { verdict: Verdict; why?: string } {
  const proof = Proof.is(answer.proof)
  if (numeric.counterexample) {
    if (!proof)
      return { verdict: 'refuted', why: `it fails at the instance shown: ${numeric.counterexample.what} differ` }
    return {
      verdict: 'unknown',
      why: 'the kernel proves it but a confirmed instance violates it: one of the two has a bug',
    }
  }
  if (!proof && answer.proof === undefined && answer.nowhere)
    return { verdict: 'invalid', why: `it is about no point at all: ${answer.why}` }
  if (proof && numeric.defined === 0) {
    return { verdict: 'unknown', why: `the kernel proves it wherever it is defined, but ${numeric.detail}` }
  }
  if (proof) return { verdict: 'proved' }
  return {
    verdict: 'unknown',
    why: `${answer.proof === undefined ? answer.why : ''}; numerically it ${numeric.detail}`,
  }
}

/** The report on one claim from what its witnesses found. */
export function claimReport(
  claim: StatedClaim<Statement>,
  own: OwnWitnesses,
  engines: readonly WitnessReport[],
): ClaimReport {
  const { verdict, why } = verdictOf(own)
  const conditions = own.answer.proof?.conditions ?? []
  const names = claim.scope.texNames()
  const [kernel, numeric] = own.witnesses as [WitnessReport, WitnessReport]
  return {
    id: claim.id,
    derivation: claim.derivation,
    kind: claim.kind,
    verdict,
    statement: claim.statement.lines.map(({ text }) => text).join('; '),
    tex: claim.statement.lines.map(({ tex }) => tex),
    note: noteOf(claim),
    sideConditions: conditions.map(({ expr, must }) => `${print(expr)} ${RELATION_TEXT[must]} 0`),
    sideConditionsTex: conditions.map(({ expr, must }) => `${toTex(expr, names)} ${RELATION_TEX[must]} 0`),
    witnesses: [kernel, ...engines, numeric],
    ...(why !== undefined && { why }),
    ...(own.numeric.counterexample && { counterexample: own.numeric.counterexample }),
    cites: (claim.options.cites ?? []).map((cited) => `${cited.derivation}/${cited.claim}`),
  }
}

const RELATION_TEXT: Record<Condition['must'], string> = { nonzero: '!=', positive: '>', nonnegative: '>=' }
const RELATION_TEX: Record<Condition['must'], string> = { nonzero: '\\ne', positive: '>', nonnegative: '\\ge' }

/** The author's note, with what is given for this claim only. */
function noteOf({ options, scope }: StatedClaim<Statement>): string {
  const given = Object.entries(options.given ?? {}).map(([name, value]) => givenText(scope, name, value))
  const note = options.note ?? ''
  return given.length === 0 ? note : `${note} Here ${given.join(', ')}.`.trim()
}

function givenText(scope: Scope, name: string, value: string): string {
  const names = scope.texNames()
  const definition = scope.definition(name)
  const symbol = toTex(definition?.symbol ?? { kind: 'symbol', name, indices: [] }, names)
  if (definition) return `$${symbol} = ${toTex(definition.by, names)}$`
  return /^[[(]/.test(value) ? `$${symbol} \\in ${value.replaceAll('oo', '\\infty')}$` : `$${symbol}$ is ${value}`
}

/** A claim that cites one which is not proved is not proved either. */
export function withCitations(report: ClaimReport, verdicts: ReadonlyMap<string, Verdict>): ClaimReport {
  const bad = report.cites.filter((id) => verdicts.get(id) !== 'proved')
  if (bad.length === 0 || report.verdict !== 'proved') return report
  const said = bad.map((id) => `${id}, which is ${verdicts.get(id)}`).join(', and ')
  return { ...report, verdict: 'unknown', why: `its own proof holds, but it rests on ${said}` }
}

/** The report on a derivation and its claims. */
export function derivationReport(
  derivation: Derivation,
  file: string,
  claims: readonly ClaimReport[],
): DerivationReport {
  const { scope } = derivation
  const names = scope.texNames()
  return {
    id: derivation.id,
    title: derivation.title,
    tag: derivation.tag,
    prose: derivation.prose,
    symbols: derivation.own.map((head) => {
      const symbol = scope.formula(head)
      const entry = scope.entry(head.replace(/\[.*$/, ''))
      const definition = entry && scope.definition(entry.name)
      return {
        text: head,
        tex: toTex(symbol, names),
        domain: entry?.declaration.domain ?? 'real',
        meaning: entry?.declaration.meaning ?? '',
        ...(definition && { definitionTex: toTex(definition.by, names) }),
      }
    }),
    flowTex: (derivation.ownFlow?.rates ?? []).map(
      ({ symbol, rate }) => `\\frac{d ${toTex(symbol, names)}}{d t} = ${toTex(rate, names)}`,
    ),
    claims,
    uses: derivation.uses.map((used) => used.id),
    file,
  }
}

/** How many claims have each verdict; a file that cannot be read counts as one invalid. */
export function summarize(claims: readonly ClaimReport[], problems: readonly FileProblem[]): Report['summary'] {
  const count = (verdict: Verdict): number => claims.filter((claim) => claim.verdict === verdict).length
  return {
    proved: count('proved'),
    refuted: count('refuted'),
    unknown: count('unknown'),
    invalid: count('invalid') + problems.length,
  }
}
