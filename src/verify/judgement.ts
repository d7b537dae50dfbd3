/** Turns what the witnesses found into the verdict and the report. The only place that makes "proved", of a conclusion. */
import type { StatedClaim } from '../derivation/claim.js'
import type { Derivation } from '../derivation/derivation.js'
import { type Scope, headSymbol } from '../derivation/scope.js'
import * as ast from '../expr/ast.js'
import type { Expr } from '../expr/ast.js'
import type { Motion } from '../expr/differentiate.js'
import { print } from '../expr/print.js'
import { differentiatedBy, namesOf } from '../expr/substitute.js'
import { toTex } from '../expr/tex.js'
import { plainConditions, withoutWeaker } from '../kernel/conditions.js'
import type { Condition } from '../kernel/generators.js'
import { RELATION_OF, genericSymbols, printProposition } from '../proposition/print.js'
import {
  type Proposition,
  assertionsIn,
  sameProposition,
  sameTree,
  solvedIn,
  termsOf,
} from '../proposition/proposition.js'
import { Unfolding, namesWithWidth } from '../proposition/unfolding.js'
import { Conclusion, type TheoremData } from './conclusion.js'
import type { ClaimAnswer, ProofWith } from './judge-protocol.js'
import type {
  ClaimReport,
  Counterexample,
  DerivationReport,
  FileProblem,
  Report,
  Verdict,
  WitnessReport,
} from './report.js'
import type { Statement } from './statement.js'

/** What the kernel and random instances say of a claim. */
export interface Judged {
  readonly proof: ProofWith<Conclusion>
  readonly answer: ClaimAnswer
}

/** A claim whose judges were ended, or failed. */
export interface Unjudged {
  /** In a sentence. */
  readonly why: string
  /** Until then. */
  readonly ms: number
  /** What the kernel had said by then. */
  readonly proof?: ProofWith<Conclusion>
}

/** Decides the verdict. Only a conclusion that says what is claimed makes "proved", and not against a confirmed counterexample. */
function verdictOf(
  { proposition }: Statement,
  own: Judged | Unjudged,
): { readonly verdict: Verdict; readonly why?: string } {
  if (!('answer' in own)) return { verdict: 'unknown', why: own.why }
  const {
    proof,
    answer: { numeric },
  } = own
  const proved = Conclusion.is(proof.theorem)
  if (proved && !sameProposition(proof.theorem.proposition, proposition))
    return {
      verdict: 'unknown',
      why: 'what the kernel proved is not what is claimed, which is a fault of this program',
    }
  if (numeric.counterexample) {
    const fails = `it fails at the instance shown: ${numeric.counterexample.what} differ`
    if (!proved) return { verdict: 'refuted', why: fails }
    if (own.answer.excluded) return { verdict: 'refuted', why: `${fails}; the proof excludes that instance` }
    return {
      verdict: 'unknown',
      why: 'the kernel proves it but a confirmed instance violates it: one of the two has a bug',
    }
  }
  if (proved) {
    return numeric.defined > 0
      ? { verdict: 'proved' }
      : {
          verdict: 'unknown',
          why: `the kernel proves it wherever it is defined, but that it is anywhere was not seen: ${numeric.detail}`,
        }
  }
  const { refutation } = own.answer
  if (refutation) return { verdict: 'refuted', why: `${refutation.what} differ: it is ${refutation.found}` }
  const { why, nowhere } = proof.theorem ? { why: '', nowhere: undefined } : proof
  if (nowhere) return { verdict: 'invalid', why: `it is about no point at all: ${why}` }
  return { verdict: 'unknown', why: `${why}; numerically: ${numeric.detail}` }
}

/** What the kernel found to be true instead. */
const instead = (own: Judged | Unjudged): string | undefined =>
  'answer' in own && own.answer.refutation ? `it is ${own.answer.refutation.found}` : undefined

/** What the kernel did, and random instances. */
function ownWitnesses(own: Judged | Unjudged): [WitnessReport, WitnessReport] {
  const { proof } = own
  const ended: Pick<WitnessReport, 'outcome' | 'mode' | 'detail'> = {
    outcome: 'could not',
    mode: 'checked',
    detail: 'why' in own ? own.why : '',
  }
  const kernel: WitnessReport = proof
    ? {
        name: 'kernel',
        outcome: proof.theorem ? 'agrees' : 'could not',
        mode: 'checked',
        ms: proof.ms,
        detail: proof.theorem ? proof.theorem.method : (instead(own) ?? proof.why),
      }
    : { name: 'kernel', ...ended, ms: 'ms' in own ? own.ms : 0 }
  if (!('answer' in own)) return [kernel, { name: 'numeric', ...ended, ms: proof ? own.ms - proof.ms : 0 }]
  const { numeric, ms } = own.answer
  return [kernel, { name: 'numeric', outcome: numeric.outcome, mode: numeric.mode, ms, detail: numeric.detail }]
}

/** What comes of a claim, whatever is shown of it. */
export type Outcome = Pick<ClaimReport, 'verdict' | 'why' | 'sideConditions' | 'witnesses' | 'counterexample'>

/** The outcome from what the witnesses found. */
export function outcomeOf(statement: Statement, own: Judged | Unjudged, engines: readonly WitnessReport[]): Outcome {
  const { verdict, why } = verdictOf(statement, own)
  const [kernel, numeric] = ownWitnesses(own)
  const counterexample = 'answer' in own ? contradiction(statement.proposition, own.answer) : undefined
  return {
    verdict,
    sideConditions: conditionsOf(statement, own).map(({ expr, must }) => `${print(expr)} ${RELATION_TEXT[must]} 0`),
    witnesses: [kernel, ...engines, numeric],
    ...(why !== undefined && { why }),
    ...(counterexample && { counterexample }),
  }
}

/** What a proof supposes, in the names of the claim and in plain terms. */
function conditionsOf({ proposition: { context } }: Statement, { proof }: Judged | Unjudged): readonly Condition[] {
  const needed = proof?.theorem?.conditions ?? []
  if (needed.length === 0) return needed
  const unfolding = new Unfolding(context)
  return withoutWeaker(plainConditions(needed.map(({ expr, must }) => ({ expr: unfolding.folded(expr), must }))))
}

/** The report on one claim from what its witnesses found. */
export function claimReport(
  claim: StatedClaim<Statement>,
  own: Judged | Unjudged,
  engines: readonly WitnessReport[],
): ClaimReport {
  const { statement, options, scope } = claim
  const names = scope.texNames()
  const { lines, proposition } = statement
  const conditions = conditionsOf(statement, own)
  // What is given for what the claim says nothing of is no part of it.
  const { binders, definitions } = proposition.context
  const spoken = new Set([...binders.map(({ name }) => name), ...definitions.map(({ symbol }) => symbol.name)])
  const given = Object.entries(options.given ?? {}).filter(([name]) => spoken.has(name))
  const heads = given.map(([name]) => name)
  const terms = [...termsOf(proposition.assertion), ...conditions.map(({ expr }) => expr), ...declaredIn(scope, heads)]
  return {
    ...outcomeOf(statement, own, engines),
    id: claim.id,
    derivation: claim.derivation,
    kind: claim.kind,
    statement: lines.map(({ text }) => text).join('; '),
    tex: lines.map(({ tex }) => tex),
    forms: lines.map((line) => ({ text: line.text, ...line.elsewhere?.() })),
    note: options.note ?? '',
    givenTex: given.map(([name, value]) => givenTex(scope, name, value)),
    sideConditionsTex: conditions.map(({ expr, must }) => `${toTex(expr, names)} ${RELATION_TEX[must]} 0`),
    mentions: [...new Set(namesIn([...terms, ...genericSymbols(proposition)]))],
    uses: usesOf(own.proof?.theorem),
    proposition: printProposition(proposition),
    cites: (options.cites ?? []).map((cited) => `${cited.derivation}/${cited.claim}`),
  }
}

/** An instance that violates a claim, or what is true instead of it. */
function contradiction(proposition: Proposition, { numeric, refutation }: ClaimAnswer): Counterexample | undefined {
  const found =
    numeric.counterexample ??
    (refutation && {
      values: refutation.values,
      lhs: refutation.found,
      rhs: refutation.claimed,
      what: refutation.what,
    })
  return found && { ...found, values: spokenOf(proposition, found.values) }
}

/** The values of an instance of which a claim speaks: not those of its solutions, which it gives itself, nor the width of nothing. */
function spokenOf({ assertion, context }: Proposition, values: Counterexample['values']): Counterexample['values'] {
  const unsaid = new Set(solvedIn(assertion))
  const rates = context.flow?.rates ?? []
  const terms = [...termsOf(assertion), ...context.definitions.map(({ by }) => by), ...rates.map(({ rate }) => rate)]
  const isWide = Object.values(values).some(Array.isArray) || terms.some((e) => namesWithWidth(e).has(ast.WIDTH))
  if (!isWide && !assertionsIn(assertion).some(({ kind }) => kind === 'growth')) unsaid.add(ast.WIDTH)
  return Object.fromEntries(Object.entries(values).filter(([name]) => !unsaid.has(name)))
}

/** The signs of definitions on which a theorem rests, by the names of these. */
function usesOf(theorem: TheoremData | undefined): string[] {
  const texts = (theorem?.uses ?? []).flatMap(({ proposition: { assertion } }) => {
    if (assertion.kind !== 'sign') return []
    const named = theorem?.proposition.context.definitions.find(({ by }) => sameTree(by, assertion.expr))
    return [`${print(named?.symbol ?? assertion.expr)} ${RELATION_OF[assertion.sign]} 0`]
  })
  return [...new Set(texts)]
}

const RELATION_TEXT: Record<Condition['must'], string> = { nonzero: '!=', positive: '>', nonnegative: '>=' }
const RELATION_TEX: Record<Condition['must'], string> = { nonzero: '\\ne', positive: '>', nonnegative: '\\ge' }

/** What is given for this claim only, as TeX. */
function givenTex(scope: Scope, name: string, value: string): string {
  const names = scope.texNames()
  const definition = scope.definition(name)
  const indices = Array.from({ length: scope.entry(name)?.indices ?? 0 }, (_, k) => `${'ijkl'[k]}`)
  const symbol = toTex(definition?.symbol ?? { kind: 'symbol', name, indices }, names)
  if (definition) return `${symbol} \\coloneqq ${toTex(definition.by, names)}`
  const relation = { positive: '> 0', negative: '< 0', nonnegative: '\\ge 0', nonpositive: '\\le 0', nonzero: '\\ne 0' }
  const domain = Object.hasOwn(relation, value)
    ? ` ${relation[value as keyof typeof relation]}`
    : /^[[(]/.test(value)
      ? ` \\in ${value.replaceAll('oo', '\\infty')}`
      : ` \\text{ ${value}}`
  return `${symbol}${domain}${scope.outer?.definition(name) ? '\\text{ (its definition set aside)}' : ''}`
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
    mentions: mentionsOf(derivation, claims),
    ...flowOf(derivation),
    claims,
    uses: derivation.uses.map((used) => used.id),
    file,
  }
}

/** The flow that a derivation states, or inherits where a claim is about it. */
function shownFlow({ ownFlow, scope, claims }: Derivation): Motion | undefined {
  const isAsked = (claims as readonly StatedClaim<Statement>[]).some(
    ({ statement }) => statement.proposition.context.flow?.rates.length,
  )
  return ownFlow ?? (isAsked ? scope.flow : undefined)
}

function flowOf(derivation: Derivation): Pick<DerivationReport, 'flowTex' | 'flowOf'> {
  const { ownFlow, scope, uses } = derivation
  const { variable, rates = [] } = shownFlow(derivation) ?? {}
  const names = scope.texNames()
  const from = ownFlow || rates.length === 0 ? undefined : flowStatedIn(uses)
  return {
    flowTex: rates.map(
      ({ symbol, rate }) => `${toTex(ast.derivative(symbol, variable as ast.Sym), names)} = ${toTex(rate, names)}`,
    ),
    ...(from && { flowOf: from.id }),
  }
}

/** The derivation from which a flow is inherited by one that uses these. */
const flowStatedIn = (uses: readonly Derivation[]): Derivation | undefined => {
  const used = uses.findLast(({ scope }) => scope.flow)
  return used && (used.ownFlow ? used : flowStatedIn(used.uses))
}

/** The names that occur in what is shown of it: in its claims, its definitions and its flow. */
function mentionsOf(derivation: Derivation, claims: readonly ClaimReport[]): string[] {
  const { scope, own } = derivation
  const rates = (shownFlow(derivation)?.rates ?? []).flatMap(({ symbol, rate }) => [symbol, rate])
  const names = new Set([
    ...claims.flatMap(({ mentions }) => mentions),
    ...namesIn([...declaredIn(scope, own), ...rates]),
  ])
  return scope.names().filter((name) => names.has(name))
}

const namesIn = (terms: readonly Expr[]): readonly string[] =>
  terms.flatMap((e) => [...namesOf(e), ...differentiatedBy(e)])

/** What is declared by these heads: symbols, and their definitions. */
const declaredIn = (scope: Scope, heads: readonly string[]): Expr[] =>
  heads.flatMap((head) => {
    const symbol = headSymbol(head)
    return [symbol, scope.definition(symbol.name)?.by ?? []].flat()
  })

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
