/** What the letters of a cited claim meant where it was proved, and do not mean here: the page of a claim shows in the letters of here what it cites. */
import type { StatedClaim } from '../derivation/claim.js'
import { isIllFormed } from '../derivation/ill-formed.js'
import type { Scope } from '../derivation/scope.js'
import * as ast from '../expr/ast.js'
import { REAL, printDomain, sameDomain } from '../expr/domain.js'
import { differentiatedBy, namesOf } from '../expr/substitute.js'
import { toTex } from '../expr/tex.js'
import { type Binder, assertionsIn, sameTree, solvedIn, termsOf } from '../proposition/proposition.js'
import { domainTex } from './domain-tex.js'
import type { Statement } from './statement.js'
import { texNames } from '../derivation/print-names.js'

/** TeX of the definitions, rates and domains in what a claim cites that are others here. */
export function elsewhereOf({ scope, options }: StatedClaim<Statement>): readonly string[] {
  return [
    ...new Set(
      (options.cites ?? []).flatMap(({ stated }) =>
        isIllFormed(stated) ? [] : othersIn(stated as StatedClaim<Statement>, scope),
      ),
    ),
  ]
}

function othersIn({ scope, statement }: StatedClaim<Statement>, here: Scope): readonly string[] {
  const [names, hereNames] = [texNames(scope), texNames(here)]
  const { assertion, context } = statement.proposition
  const { binders, definitions, flow } = context
  const headTex = ({ name, indices }: Pick<Binder, 'name' | 'indices'>, of = names): string =>
    toTex(ast.symbol(name, ...'ijk'.slice(0, indices)), of)
  const looks = new Set(
    here.names().map((name) => headTex({ name, indices: here.entry(name)?.indices ?? 0 }, hereNames)),
  )
  // A name that is declared here, and looks as there.
  const isMet = (name: string, tex: string): boolean =>
    here.entry(name) !== undefined && headTex({ name, indices: here.entry(name)?.indices ?? 0 }, hereNames) === tex
  // A reader of here takes it for something of here.
  const isSeen = (name: string, tex: string): boolean => isMet(name, tex) || looks.has(tex)

  const defined = definitions.flatMap(({ symbol, by }) => {
    const tex = toTex(symbol, names)
    if (!isSeen(symbol.name, tex)) return []
    const own = isMet(symbol.name, tex) ? (here.definition(symbol.name)?.by ?? symbol) : undefined
    const said = toTex(by, names)
    return own && sameTree(own, by) && toTex(own, hereNames) === said ? [] : [`${tex} \\coloneqq ${said}`]
  })
  const moving = new Set((flow?.rates ?? []).map(({ symbol }) => symbol.name))
  const rates = (flow?.rates ?? []).flatMap(({ symbol, rate }) => {
    const tex = toTex(symbol, names)
    const own = isMet(symbol.name, tex) ? here.flow?.rates.find((one) => one.symbol.name === symbol.name) : undefined
    return flow && isSeen(symbol.name, tex) && !(own && sameTree(own.rate, rate))
      ? [`${toTex(ast.derivative(symbol, flow.variable), names)} = ${toTex(rate, names)}`]
      : []
  })
  const asked = [...termsOf(assertion), ...definitions.map(({ by }) => by)]
  const moved = assertionsIn(assertion).some(({ kind }) => ['along', 'solves', 'rank', 'space'].includes(kind))
  const isOfMotion = (time: string): boolean =>
    moved ||
    binders.some(({ name }) => name === time) ||
    asked.some((e) => differentiatedBy(e).has(time) || namesOf(e).has(time))
  const put = solvedIn(assertion)
  const free = binders.flatMap((binder) => {
    const { name, domain } = binder
    const tex = headTex(binder)
    if (!isSeen(name, tex) || put.has(name)) return []
    const own = isMet(name, tex) ? here.entry(name) : undefined
    const moves = moving.has(name)
    const isFormula = own !== undefined && here.definition(name) !== undefined
    const isSame = own !== undefined && sameDomain(own.domain, domain) && (moves || !isFormula)
    const said =
      isSame || (moves && sameDomain(domain, REAL))
        ? []
        : [`${domainTex(tex, printDomain(domain))}${isFormula && !moves ? '\\text{ (any such number)}' : ''}`]
    const motion = here.flow?.rates.find(({ symbol }) => symbol.name === name)
    const stands = own && !moves && motion && here.flow && isOfMotion(here.flow.variable.name)
    return [...said, ...(stands ? [`${toTex(ast.derivative(motion.symbol, here.flow.variable), hereNames)} = 0`] : [])]
  })
  return [...defined, ...rates, ...free]
}
