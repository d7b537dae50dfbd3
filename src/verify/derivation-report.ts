/** What is shown of a derivation and its claims. */
import type { StatedClaim } from '../derivation/claim.js'
import type { Derivation } from '../derivation/derivation.js'
import { Looks } from '../derivation/looks.js'
import { headSymbol } from '../derivation/heads.js'
import * as ast from '../expr/ast.js'
import type { Motion } from '../expr/differentiate.js'
import { print } from '../expr/print.js'
import { toTex } from '../expr/tex.js'
import { assertionsIn } from '../proposition/proposition.js'
import { isSolution } from './checks/solves.js'
import { declaredIn, namesIn } from './claim-report.js'
import { domainTex } from './domain-tex.js'
import { rateClaim } from './positions.js'
import type { ClaimReport, DerivationReport, FileProblem, Report, SymbolReport, Verdict } from './report.js'
import type { Statement } from './statement.js'
import { texNames } from '../derivation/print-names.js'

/** The report on a derivation and its claims. */
export function derivationReport(
  derivation: Derivation,
  file: string,
  claims: readonly ClaimReport[],
): DerivationReport {
  const mentions = mentionsOf(derivation, claims)
  return {
    id: derivation.id,
    title: derivation.title,
    ...(derivation.tag !== undefined && { tag: derivation.tag }),
    ...(derivation.source !== undefined && { source: derivation.source }),
    prose: derivation.prose,
    symbols: derivation.own.map((head) => symbolReport(derivation, head)),
    inherited: inheritedBy(derivation, mentions),
    mentions,
    ...flowOf(derivation, claims),
    claims,
    uses: derivation.uses.map((used) => used.id),
    file,
  }
}

/** What a symbol is where a derivation speaks of it, which may be another thing than where it was declared. */
function symbolReport(derivation: Derivation, head: string): SymbolReport {
  const { scope } = derivation
  const names = texNames(scope)
  const { name } = headSymbol(head)
  const declaration = scope.entry(name)?.declaration
  const definition = scope.definition(name)
  return {
    text: head,
    tex: toTex(scope.formula(head), names),
    domain: declaration?.domain ?? 'real',
    meaning: declaration?.meaning ?? '',
    ...(definition && { definitionTex: toTex(definition.by, names) }),
    ...(isConstant(derivation, name) && { constant: true as const }),
    ...(isFree(derivation, name) && new Looks(scope).suggests(name) && { alone: true as const }),
  }
}

/** TeX of a definition that is said again where a symbol is used. */
const SHORT = 120

/** Whether one of these, or what they build on, declares a name: of the time of a flow nobody need. */
const declares = (derivations: readonly Derivation[], name: string): boolean =>
  derivations.some(({ own, uses }) => own.some((head) => headSymbol(head).name === name) || declares(uses, name))

/** The symbols of other derivations among these names, and those in definitions that are said again. */
function inheritedBy(derivation: Derivation, mentions: readonly string[]): SymbolReport[] {
  const { scope } = derivation
  const own = new Set(derivation.own.map((head) => headSymbol(head).name))
  const reports = new Map<string, SymbolReport>()
  const see = (name: string): void => {
    if (own.has(name) || reports.has(name) || !declares(derivation.uses, name)) return
    const indices = 'ijk'.slice(0, scope.entry(name)?.indices ?? 0)
    const report = symbolReport(derivation, print(ast.symbol(name, ...indices)))
    const { definitionTex } = report
    const isLong = definitionTex !== undefined && definitionTex.length > SHORT
    reports.set(name, isLong ? { ...report, isLong } : report)
    if (definitionTex !== undefined && !isLong)
      for (const inner of namesIn(declaredIn(scope, [report.text]))) see(inner)
  }
  for (const name of mentions) see(name)
  return scope.names().flatMap((name) => reports.get(name) ?? [])
}

/** The flow that a derivation states, or inherits where a claim is about it. */
function shownFlow({ ownFlow, scope, claims }: Derivation): Motion | undefined {
  const isAsked = (claims as readonly StatedClaim<Statement>[]).some(
    ({ statement }) => statement.proposition.context.flow?.rates.length,
  )
  return ownFlow ?? (isAsked ? scope.flow : undefined)
}

/** Whether nothing says what a symbol is, and how it moves. */
function isFree(derivation: Derivation, name: string): boolean {
  const { variable, rates = [] } = shownFlow(derivation) ?? {}
  const moves = name === variable?.name || rates.some(({ symbol }) => symbol.name === name)
  return !moves && !isStepped(derivation, name) && !derivation.scope.definition(name)
}

/** Whether a claim is about steps that change it. */
const isStepped = ({ claims }: Derivation, name: string): boolean =>
  (claims as readonly StatedClaim<Statement>[])
    .flatMap(({ statement }) => assertionsIn(statement.proposition.assertion))
    .some(
      (part) =>
        part.kind === 'step' && (part.fresh.includes(name) || part.step.some(({ symbol }) => symbol.name === name)),
    )

/** Whether it is that beside a flow that moves others. */
const isConstant = (derivation: Derivation, name: string): boolean =>
  (shownFlow(derivation)?.rates ?? []).length > 0 && isFree(derivation, name)

function flowOf(
  derivation: Derivation,
  claims: readonly ClaimReport[],
): Pick<DerivationReport, 'flowTex' | 'flowOf' | 'flowWhileTex' | 'solvedWhere'> {
  const { ownFlow, scope, uses } = derivation
  const { variable, rates = [] } = shownFlow(derivation) ?? {}
  const names = texNames(scope)
  const from = ownFlow || rates.length === 0 ? undefined : flowStatedIn(uses)
  const movedBy = new Set(rates.map(({ symbol }) => `${derivation.id}/${rateClaim(print(symbol))}`))
  // What is given for one claim makes other functions of what is defined.
  const isGiven = (id: string): boolean =>
    (derivation.claims as readonly StatedClaim<Statement>[]).some(
      (claim) => claim.id === id && Object.keys(claim.options.given ?? {}).length > 0,
    )
  const solving = claims.filter((claim) => (isSolution(claim) || movedBy.has(claim.id)) && !isGiven(claim.id))
  return {
    flowTex: rates.map(
      ({ symbol, rate }) => `${toTex(ast.derivative(symbol, variable as ast.Sym), names)} = ${toTex(rate, names)}`,
    ),
    ...(from && { flowOf: from.id }),
    flowWhileTex: rates.flatMap(({ symbol }) => {
      const domain = scope.entry(symbol.name)?.declaration.domain ?? 'real'
      return domain === 'real' || scope.definition(symbol.name) ? [] : [domainTex(toTex(symbol, names), domain)]
    }),
    solvedWhere: solving
      .filter(({ sideConditionsTex }) => sideConditionsTex.length > 0)
      .map(({ id, sideConditionsTex }) => ({ claim: id, conditionsTex: sideConditionsTex })),
  }
}

/** The derivation from which a flow is inherited by one that uses these. */
const flowStatedIn = (uses: readonly Derivation[]): Derivation | undefined => {
  const used = uses.findLast(({ scope }) => scope.flow)
  return used && (used.ownFlow ? used : flowStatedIn(used.uses))
}

/** The names that occur in what is shown of it: in its claims, its definitions and its flow; and the time, where a claim is about what changes with it. */
function mentionsOf(derivation: Derivation, claims: readonly ClaimReport[]): string[] {
  const { scope, own } = derivation
  const rates = (shownFlow(derivation)?.rates ?? []).flatMap(({ symbol, rate }) => [symbol, rate])
  const names = new Set([
    ...claims.flatMap(({ mentions }) => mentions),
    ...namesIn([...declaredIn(scope, own), ...rates]),
  ])
  // The time that nobody need declare, however deep in definitions it is.
  const stated = (derivation.claims as readonly StatedClaim<Statement>[]).map(({ statement }) => statement.proposition)
  const { time } = scope
  if (time !== undefined && stated.some(({ context }) => context.binders.some(({ name }) => name === time)))
    names.add(time)
  // What a definition from elsewhere is made of, where that means something else by now.
  for (const name of [...names]) {
    const home = scope.homeOf(name)
    for (const inner of home === scope ? [] : scope.reachedFrom(ast.symbol(name)))
      if (scope.entry(inner) !== home.entry(inner)) names.add(inner)
  }
  return scope.names().filter((name) => names.has(name))
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
