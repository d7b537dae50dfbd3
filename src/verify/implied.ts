/** Claims that definitions make by themselves: of the signs that are declared of them, and of how they move. */
import { requireDependence, requireSameDerivatives, requireSameRates } from '../derivation/admissible.js'
import type { Claim, StatedClaim } from '../derivation/claim.js'
import type { Derivation } from '../derivation/derivation.js'
import type { IllFormedClaim } from '../derivation/ill-formed.js'
import { headSymbol } from '../derivation/heads.js'
import { Scope } from '../derivation/scope.js'
import { AuthorError, type Path, VALUE } from '../expr/author-error.js'
import type { Motion } from '../expr/differentiate.js'
import { print } from '../expr/print.js'
import { toTex } from '../expr/tex.js'
import { RELATION_OF } from '../proposition/print.js'
import { namesOf } from '../expr/substitute.js'
import { type SignName, sameTree } from '../proposition/proposition.js'
import { alongFlow } from './checks/along-flow.js'
import { hasSign } from './checks/sign.js'
import { isSolution } from './checks/solves.js'
import { rateClaim, signClaim } from './positions.js'
import type { Statement } from './statement.js'
import { texNames } from '../derivation/print-names.js'

type AnyClaim = StatedClaim<Statement> | IllFormedClaim

/** `judged` tells whether the derivation's own claims are judged, too: what they say need then not be claimed here. */
export function impliedBy(derivation: Derivation, judged = true): AnyClaim[] {
  const claims = [...signsOf(derivation), ...ratesOf(derivation, judged)]
  const names = new Set(claims.map(({ name }) => name))
  const met = new Set<string>()
  // Names that differ in capitals only make claims of one name: the others are numbered.
  return claims.map((claim) => {
    const { id, name } = claim
    if (!met.has(name)) {
      met.add(name)
      return claim
    }
    let number = 2
    while (names.has(`${name}-${number}`)) number++
    names.add(`${name}-${number}`)
    return { ...claim, id: `${id}-${number}`, name: `${name}-${number}` }
  })
}

/** That what is defined has its declared domain; of one that is no sign, a claim that cannot be read. */
function signsOf(derivation: Derivation): AnyClaim[] {
  return derivation.own.flatMap((head): AnyClaim[] => {
    const { name } = headSymbol(head)
    const { is, domain = 'real' } = derivation.scope.entry(name)?.declaration ?? {}
    if (is === undefined || domain === 'real') return []
    const note = `The definition of $${texOf(derivation, head)}$ declares its sign.`
    const common = implied(derivation, signClaim(name), hasSign(is, domain as SignName, { note }))
    if (Object.hasOwn(RELATION_OF, domain)) return [stated(common, ['symbols', head, 'is'])]
    const signs = Object.keys(RELATION_OF).join(', ')
    const problem = new AuthorError(
      `${name} is defined by a formula: its domain can be real or a sign (${signs}), found ${JSON.stringify(domain)}`,
      { path: ['symbols', head, 'domain', VALUE] },
    )
    return [{ ...common, statement: undefined, problem, position: 0 }]
  })
}

/**
 * That what the flow moves and is defined moves so by its definition, where either is new and no claim of a solution says it: a formula for x beside
 * a flow that moves x otherwise would make two things of x.
 */
function ratesOf(derivation: Derivation, judged: boolean): AnyClaim[] {
  const { scope, uses, claims } = derivation
  // A solution for some values only says nothing of the others.
  const isWhole = ({ options }: AnyClaim): boolean => Object.keys(options.given ?? {}).length === 0
  if (judged && claims.some((claim) => isSolution(claim) && isWhole(claim as AnyClaim))) return []
  return (scope.flow?.rates ?? []).flatMap(({ symbol, rate }): AnyClaim[] => {
    if (!scope.definition(symbol.name) || uses.some((used) => meansTheSame(symbol.name, scope, used.scope))) return []
    const head = print(symbol)
    const note = `The flow moves $${texOf(derivation, head)}$, and a formula defines it: the formula must move so, too.`
    const claim = implied(derivation, rateClaim(head), alongFlow(head, print(rate), { note }))
    return [stated(claim, ['symbols', head], [{ symbol, rate }])]
  })
}

/** Whether a name and all that its formula and its rate are made of are declared, and move, alike in two scopes. */
function meansTheSame(name: string, here: Scope, there: Scope, seen = new Set<string>()): boolean {
  if (seen.has(name)) return true
  seen.add(name)
  const saidIn = (scope: Scope) => {
    const rates = (scope.flow?.rates ?? []).filter(({ symbol }) => symbol.name === name)
    return [scope.definition(name), rates, rates.length > 0 && scope.flow?.variable, scope.domainsOf(name)] as const
  }
  const said = saidIn(here)
  if (!sameTree(said, saidIn(there))) return false
  const [definition, rates] = said
  const made = [...(definition ? [definition.by] : []), ...rates.map(({ rate }) => rate)]
  return made.every((e) => [...namesOf(e)].every((inner) => meansTheSame(inner, here, there, seen)))
}

const texOf = ({ scope }: Derivation, head: string): string => toTex(scope.formula(head), texNames(scope))

/** A claim of a derivation that its author did not write, to be stated. */
function implied(derivation: Derivation, name: string, claim: Claim<Statement>) {
  const scope = Scope.inheriting([derivation.scope])
  const { kind, options } = claim
  return { id: `${derivation.id}/${name}`, derivation: derivation.id, name, kind, options, scope, claim }
}

/** The claim, or what is wrong with it, at a path in the derivation: nobody wrote the call. */
function stated(common: ReturnType<typeof implied>, path: Path, rates: Motion['rates'] = []): AnyClaim {
  try {
    const statement = common.claim.state(common.scope)
    requireDependence(common.scope, statement.proposition)
    requireSameDerivatives(common.scope, statement.proposition)
    requireSameRates(common.scope, rates)
    return { ...common, statement }
  } catch (problem) {
    if (!(problem instanceof AuthorError)) throw problem
    return { ...common, statement: undefined, problem: Object.assign(problem, { path }), position: 0 }
  }
}
