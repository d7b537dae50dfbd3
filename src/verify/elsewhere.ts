/** What the letters of a cited claim meant where it was proved, and do not mean here: the page of a claim shows in the letters of here what it cites. */
import type { StatedClaim } from '../derivation/claim.js'
import { isIllFormed } from '../derivation/ill-formed.js'
import type { Scope } from '../derivation/scope.js'
import * as ast from '../expr/ast.js'
import { printDomain, sameDomain } from '../expr/domain.js'
import { toTex } from '../expr/tex.js'
import { sameTree } from '../proposition/proposition.js'
import { domainTex } from './domain-tex.js'
import type { Statement } from './statement.js'

/** TeX of the definitions, rates and domains in what a claim cites that are others here. */
export function elsewhereOf({ scope, options }: StatedClaim<Statement>): readonly string[] {
  const here = scope.outer ?? scope
  return [
    ...new Set(
      (options.cites ?? []).flatMap(({ stated }) =>
        isIllFormed(stated) ? [] : othersIn(stated as StatedClaim<Statement>, here),
      ),
    ),
  ]
}

function othersIn({ scope, statement }: StatedClaim<Statement>, here: Scope): readonly string[] {
  const names = scope.texNames()
  const { binders, definitions, flow } = statement.proposition.context
  const defined = definitions.flatMap(({ symbol, by }) => {
    const own = here.entry(symbol.name) && (here.definition(symbol.name)?.by ?? symbol)
    return own && !sameTree(own, by) ? [`${toTex(symbol, names)} \\coloneqq ${toTex(by, names)}`] : []
  })
  const moving = new Set<string>()
  const rates = (flow?.rates ?? []).flatMap(({ symbol, rate }) => {
    moving.add(symbol.name)
    const own = here.flow?.rates.find((one) => one.symbol.name === symbol.name)
    return flow && here.entry(symbol.name) && !(own && sameTree(own.rate, rate))
      ? [`${toTex(ast.derivative(symbol, flow.variable), names)} = ${toTex(rate, names)}`]
      : []
  })
  const free = binders.flatMap(({ name, indices, domain }) => {
    const own = here.entry(name)
    const isSame = own && !here.definition(name) && sameDomain(own.domain, domain)
    if (!own || isSame || moving.has(name)) return []
    return [domainTex(toTex(ast.symbol(name, ...'ijk'.slice(0, indices)), names), printDomain(domain))]
  })
  return [...defined, ...rates, ...free]
}
