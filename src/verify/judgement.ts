/** Turns what the witnesses found into the verdict and the report. The only place that turns a kernel Proof into "proved". */
import type { StatedClaim } from '../derivation/claim.js'
import type { Derivation } from '../derivation/derivation.js'
import { type Scope, headSymbol } from '../derivation/scope.js'
import { type Expr, constantValue } from '../expr/ast.js'
import { print } from '../expr/print.js'
import { toTex } from '../expr/tex.js'
import type { Condition } from '../kernel/generators.js'
import { type Outcome, Refutation, Theorem } from '../kernel/theorem.js'
import { RELATION_OF, printProposition } from '../proposition/print.js'
import { sameProposition } from '../proposition/proposition.js'
import type {
  ClaimReport,
  Counterexample,
  DerivationReport,
  FigureReport,
  FileProblem,
  Report,
  Verdict,
  WitnessReport,
} from './report.js'
import type { NumericFinding, Statement } from './statement.js'

/** What the kernel and the random instances say of a claim. */
export interface OwnWitnesses {
  readonly outcome: Outcome
  /** By what is true instead; only sought where there is neither a theorem nor a counterexample. */
  readonly refutation?: Refutation
  readonly numeric: NumericFinding
  readonly witnesses: readonly WitnessReport[]
}

/** Decides the verdict. Only a theorem that says what is claimed makes "proved", and not against a confirmed counterexample. */
function verdictOf(
  { proposition }: Statement,
  { outcome, numeric, refutation }: OwnWitnesses,
): { readonly verdict: Verdict; readonly why?: string } {
  const { theorem } = outcome
  const proof = Theorem.is(theorem)
  if (proof && !sameProposition(theorem.proposition, proposition))
    return {
      verdict: 'unknown',
      why: 'what the kernel proved is not what is claimed, which is a fault of this program',
    }
  if (numeric.counterexample) {
    if (!proof)
      return { verdict: 'refuted', why: `it fails at the instance shown: ${numeric.counterexample.what} differ` }
    return {
      verdict: 'unknown',
      why: 'the kernel proves it but a confirmed instance violates it: one of the two has a bug',
    }
  }
  if (proof) {
    const nowhere = numeric.defined === 0 && !numeric.unknown
    return nowhere
      ? { verdict: 'unknown', why: `the kernel proves it wherever it is defined, but it is ${numeric.detail}` }
      : { verdict: 'proved' }
  }
  if (Refutation.is(refutation) && sameProposition(refutation.proposition, proposition))
    return { verdict: 'refuted', why: `${refutation.what} differ: it is ${refutation.found}` }
  const why = outcome.theorem === undefined ? outcome.why : ''
  if (outcome.theorem === undefined && outcome.nowhere)
    return { verdict: 'invalid', why: `it is about no point at all: ${why}` }
  return { verdict: 'unknown', why: `${why}; numerically it ${numeric.detail}` }
}

/** The report on one claim from what its witnesses found. */
export function claimReport(
  claim: StatedClaim<Statement>,
  own: OwnWitnesses,
  engines: readonly WitnessReport[],
  figure?: FigureReport,
): ClaimReport {
  const { verdict, why } = verdictOf(claim.statement, own)
  const conditions = plain(own.outcome.theorem?.conditions ?? [])
  const names = claim.scope.texNames()
  const [kernel, numeric] = own.witnesses as [WitnessReport, WitnessReport]
  return {
    id: claim.id,
    derivation: claim.derivation,
    kind: claim.kind,
    verdict,
    statement: claim.statement.lines.map(({ text }) => text).join('; '),
    tex: claim.statement.lines.map(({ tex }) => tex),
    forms: claim.statement.lines.map((line) => ({ text: line.text, ...line.elsewhere?.() })),
    note: claim.options.note ?? '',
    givenTex: Object.entries(claim.options.given ?? {}).map(([name, value]) => givenTex(claim.scope, name, value)),
    sideConditions: conditions.map(({ expr, must }) => `${print(expr)} ${RELATION_TEXT[must]} 0`),
    sideConditionsTex: conditions.map(({ expr, must }) => `${toTex(expr, names)} ${RELATION_TEX[must]} 0`),
    uses: usesOf(own.outcome.theorem),
    proposition: printProposition(claim.statement.proposition),
    witnesses: [kernel, ...engines, numeric],
    ...(why !== undefined && { why }),
    ...contradiction(own),
    ...(figure && { figure }),
    cites: (claim.options.cites ?? []).map((cited) => `${cited.derivation}/${cited.claim}`),
  }
}

/** An instance that violates a claim, or what is true instead of it. */
function contradiction({ numeric, refutation }: OwnWitnesses): { readonly counterexample?: Counterexample } {
  if (numeric.counterexample) return { counterexample: numeric.counterexample }
  if (!refutation) return {}
  const { values, found, claimed, what } = refutation
  return { counterexample: { values, lhs: found, rhs: claimed, what } }
}

/** The signs of definitions on which a theorem rests, by the names of these. */
function usesOf(theorem: Theorem | undefined): string[] {
  const texts = (theorem?.uses ?? []).flatMap(({ proposition: { assertion } }) => {
    if (assertion.kind !== 'sign') return []
    const named = theorem?.proposition.context.definitions.find(({ by }) => by === assertion.expr)
    return [`${print(named?.symbol ?? assertion.expr)} ${RELATION_OF[assertion.sign]} 0`]
  })
  return [...new Set(texts)]
}

/** Without powers: what is not zero, has no power that is; each once. */
function plain(conditions: readonly Condition[]): Condition[] {
  const base = ({ expr, must }: Condition): Condition =>
    must === 'nonzero' && expr.kind === 'power' && isNatural(expr.exponent) ? { expr: expr.base, must } : { expr, must }
  const found = new Map(
    conditions.map(base).map((condition) => [`${condition.must} ${print(condition.expr)}`, condition]),
  )
  return [...found.values()]
}

function isNatural(e: Expr): boolean {
  const value = constantValue(e)
  return value !== undefined && value.d === 1n && value.n > 0n
}

const RELATION_TEXT: Record<Condition['must'], string> = { nonzero: '!=', positive: '>', nonnegative: '>=' }
const RELATION_TEX: Record<Condition['must'], string> = { nonzero: '\\ne', positive: '>', nonnegative: '\\ge' }

/** What is given for this claim only, as TeX. */
function givenTex(scope: Scope, name: string, value: string): string {
  const names = scope.texNames()
  const definition = scope.definition(name)
  const symbol = toTex(definition?.symbol ?? { kind: 'symbol', name, indices: [] }, names)
  if (definition) return `${symbol} = ${toTex(definition.by, names)}`
  const relation = { positive: '> 0', negative: '< 0', nonnegative: '\\ge 0', nonpositive: '\\le 0', nonzero: '\\ne 0' }
  if (Object.hasOwn(relation, value)) return `${symbol} ${relation[value as keyof typeof relation]}`
  if (/^[[(]/.test(value)) return `${symbol} \\in ${value.replaceAll('oo', '\\infty')}`
  return `${symbol} \\text{ ${value}}`
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
      const entry = scope.entry(headSymbol(head).name)
      const definition = entry && scope.definition(entry.name)
      return {
        text: head,
        tex: toTex(symbol, names),
        domain: entry?.declaration.domain ?? 'real',
        meaning: entry?.declaration.meaning ?? '',
        ...(definition && { definitionTex: toTex(definition.by, names) }),
      }
    }),
    mentions: mentionsOf(derivation),
    flowTex: (derivation.ownFlow?.rates ?? []).map(
      ({ symbol, rate }) => `\\frac{d ${toTex(symbol, names)}}{d t} = ${toTex(rate, names)}`,
    ),
    claims,
    uses: derivation.uses.map((used) => used.id),
    file,
  }
}

/** The names that occur in the statements of the claims. */
function mentionsOf({ claims, scope }: Derivation): string[] {
  const texts = (claims as readonly StatedClaim<Statement>[]).flatMap(({ statement }) => statement.lines)
  const words = new Set(texts.flatMap(({ text }) => text.match(/[A-Za-z_]\w*/g) ?? []))
  return scope.names().filter((name) => words.has(name))
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
