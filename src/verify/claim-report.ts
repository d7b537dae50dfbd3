/** What is shown of a claim and its verdict. */
import { apart } from '../derivation/admissible.js'
import type { StatedClaim } from '../derivation/claim.js'
import { headSymbol } from '../derivation/heads.js'
import { Looks } from '../derivation/looks.js'
import type { Scope } from '../derivation/scope.js'
import * as ast from '../expr/ast.js'
import type { Expr } from '../expr/ast.js'
import { type Domain, parseDomain } from '../expr/domain.js'
import { print } from '../expr/print.js'
import { differentiatedBy, namesOf } from '../expr/substitute.js'
import { toTex } from '../expr/tex.js'
import type { Condition } from '../kernel/core/generators.js'
import { proveSign } from '../kernel/proof.js'
import { RELATION_OF, genericSymbols, printProposition } from '../proposition/print.js'
import { type Context, sameTree, termsOf } from '../proposition/proposition.js'
import type { TheoremData } from './conclusion.js'
import { domainTex } from './domain-tex.js'
import { elsewhereOf } from './elsewhere.js'
import { type Judged, type Unjudged, conditionsOf, outcomeOf } from './judgement.js'
import { splitByWay } from './on-the-way.js'
import type { ClaimReport, WitnessReport } from './report.js'
import type { Statement } from './statement.js'
import { texNames } from '../derivation/print-names.js'

/** The report on one claim from what its witnesses found. */
export function claimReport(
  claim: StatedClaim<Statement>,
  own: Judged | Unjudged,
  engines: readonly WitnessReport[],
): ClaimReport {
  const { statement, options, scope } = claim
  const names = texNames(scope)
  const { lines, proposition } = statement
  // A letter for each of what a condition holds is none that the page has.
  const taken = new Looks(scope).letters()
  const { conditions, onTheWay } = splitByWay(scope, proposition, conditionsOf(statement, own, taken))
  // What is given for what the claim says nothing of is no part of it.
  const { binders, definitions } = proposition.context
  const spoken = new Set([...binders.map(({ name }) => name), ...definitions.map(({ symbol }) => symbol.name)])
  const given = Object.entries(options.given ?? {}).filter(([name]) => spoken.has(name))
  const heads = given.map(([name]) => name)
  const elsewhere = elsewhereOf(claim)
  const terms = [...termsOf(proposition.assertion), ...conditions.map(({ expr }) => expr), ...declaredIn(scope, heads)]
  return {
    ...outcomeOf(statement, own, engines, taken),
    id: claim.id,
    derivation: claim.derivation,
    kind: claim.kind,
    statement: lines.map(({ text }) => text).join('; '),
    tex: lines.map(({ tex }) => tex),
    forms: lines.map((line) => ({ text: line.text, ...line.elsewhere?.() })),
    note: options.note ?? '',
    givenTex: [
      ...given.map(([name, value]) => givenTex(scope, name, value, proposition.context)),
      ...new Set(
        apart(scope, proposition).map(
          ([body, by]) => `\\text{no }${toTex(by, names)}\\text{ in }${toTex(body, names)}`,
        ),
      ),
    ],
    sideConditionsTex: conditions.map(
      ({ expr, must, each }) => `${toTex(expr, names)} ${RELATION_TEX[must]} 0${forEachTex(each)}`,
    ),
    ...(onTheWay && { onTheWay }),
    mentions: [...new Set(namesIn([...terms, ...genericSymbols(proposition)]))],
    uses: usesOf(own.proof?.theorem),
    proposition: printProposition(proposition),
    cites: (options.cites ?? []).map((cited) => `${cited.derivation}/${cited.claim}`),
    ...(elsewhere.length > 0 && { elsewhereTex: elsewhere }),
  }
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

const RELATION_TEX: Record<Condition['must'], string> = { nonzero: '\\ne', positive: '>', nonnegative: '\\ge' }

const forEachTex = (letters: readonly string[]): string =>
  letters.length === 0 ? '' : `\\text{ for each } ${letters.join(',\\, ')}`

/** What is given for this claim only, as TeX, and what it sets aside. */
function givenTex(scope: Scope, name: string, value: string, context: Context): string {
  const names = texNames(scope)
  const definition = scope.definition(name)
  const indices = Array.from({ length: scope.entry(name)?.indices ?? 0 }, (_, k) => `${'ijkl'[k]}`)
  const symbol = toTex(definition?.symbol ?? { kind: 'symbol', name, indices }, names)
  const before = scope.outer?.entry(name)?.declaration
  if (!definition)
    return `${domainTex(symbol, value)}${before?.is === undefined ? '' : '\\text{ (its definition set aside)}'}`
  const stays =
    !before || before.is !== undefined || isWithin(scope.expand(definition.by), parseDomain(before.domain), context)
  return `${symbol} \\coloneqq ${toTex(definition.by, names)}${stays ? '' : `\\text{ (}${domainTex(symbol, before.domain)}\\text{ set aside)}`}`
}

/** Whether a value is seen to lie between the ends of a domain, or at one of them, without a look into what it is made of. */
function isWithin(value: Expr, { low, high }: Domain, { binders }: Context): boolean {
  const domains = new Map(binders.map(({ name, domain }) => [name, domain]))
  const gaps = [low && ast.subtract(value, ast.rational(low)), high && ast.subtract(ast.rational(high), value)]
  return gaps.every((gap) => !gap || proveSign(gap, 'nonnegative', undefined, domains).proof)
}

/** The names that occur in terms, those included by which they differentiate. */
export const namesIn = (terms: readonly Expr[]): readonly string[] =>
  terms.flatMap((e) => [...namesOf(e), ...differentiatedBy(e)])

/** What is declared by these heads: symbols, and their definitions. */
export const declaredIn = (scope: Scope, heads: readonly string[]): Expr[] =>
  heads.flatMap((head) => {
    const symbol = headSymbol(head)
    return [symbol, scope.definition(symbol.name)?.by ?? []].flat()
  })
