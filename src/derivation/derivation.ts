/** A derivation: symbols, definitions, a flow, claims and what it builds on, in the order in which a paper would state them. */
import { FormulaError } from '../expr/formula-error.js'
import { WIDTH, symbol } from '../expr/ast.js'
import type { Citation, Claim, StatedClaim } from './claim.js'
import { type FlowStatement, Scope } from './scope.js'
import type { Declaration } from './symbol.js'

export interface DerivationSpec<Name extends string> {
  readonly title: string
  /** `paper`: the paper announces the result. `beyond`: it is ours. */
  readonly tag: 'paper' | 'beyond'
  /** Derivations whose symbols, definitions and flow this one inherits. */
  readonly uses?: readonly Derivation[]
  /** Paragraphs before the claims; inline TeX between $ signs. */
  readonly prose: string | readonly string[]
  /** Symbols and definitions by head: `gamma`, `u[i]`. */
  readonly symbols?: Readonly<Record<string, Declaration>>
  /** Rates by symbol, d/dt of each; the variable is t. Or the derivation whose flow this one is about, rather than the inherited one. */
  readonly flow?: Readonly<Record<string, string>> | Derivation
  readonly claims: Readonly<Record<Name, Claim>>
}

export interface Derivation<Name extends string = string> {
  readonly id: string
  readonly title: string
  readonly tag: 'paper' | 'beyond'
  readonly prose: readonly string[]
  readonly uses: readonly Derivation[]
  /** Heads declared here, in order. */
  readonly own: readonly string[]
  readonly ownFlow: FlowStatement | undefined
  readonly scope: Scope
  readonly claims: readonly StatedClaim[]
  /** A citation of one of its claims. Throws RangeError when there is none of that name. */
  claim(name: Name): Citation
}

const ID = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/

/**
 * Declares a derivation with the permanent id `id` (lower case, hyphens). Throws FormulaError for a formula that cannot be read
 * or names an unknown symbol, and RangeError for an id or domain of the wrong form.
 */
export function derivation<const Name extends string>(id: string, spec: DerivationSpec<Name>): Derivation<Name> {
  if (!ID.test(id)) throw new RangeError(`the id ${JSON.stringify(id)} must be lower-case words joined by hyphens`)
  const uses = spec.uses ?? []
  const scope = Scope.inheriting(uses.map((used) => used.scope))
  if (!scope.entry('t')) scope.declare('t', { meaning: 'time', domain: 'nonnegative' })
  const heads = Object.entries(spec.symbols ?? {})
  // Plain symbols first, so that a definition may stand before what it uses.
  for (const [head, declaration] of heads) scope.declare(head, declaration)
  for (const [head, declaration] of heads)
    if (declaration.is !== undefined) scope.define(head, { ...declaration, is: declaration.is })
  const ownFlow = spec.flow && !isDerivation(spec.flow) ? flowOf(spec.flow, scope) : undefined
  const flow = ownFlow ?? (spec.flow && isDerivation(spec.flow) ? spec.flow.scope.flow : undefined)
  if (flow) scope.flow = flow
  const claims = (Object.entries(spec.claims) as [Name, Claim][]).map(([name, claim]): StatedClaim => {
    if (!ID.test(name))
      throw new RangeError(`the claim name ${JSON.stringify(name)} must be lower-case words joined by hyphens`)
    // Of its own, so that it knows what this claim reads.
    const inner = Scope.inheriting([scope.given(claim.options.given ?? {})])
    for (const curve of Object.values(claim.options.figure?.curves ?? {})) inner.formula(curve)
    return {
      id: `${id}/${name}`,
      derivation: id,
      name,
      kind: claim.kind,
      options: claim.options,
      scope: inner,
      statement: claim.state(inner),
      claim,
    }
  })
  return {
    id,
    title: spec.title,
    tag: spec.tag,
    prose: typeof spec.prose === 'string' ? [spec.prose] : spec.prose,
    uses,
    own: heads.map(([head]) => head),
    ownFlow,
    scope,
    claims,
    claim: (name) => {
      const stated = claims.find((claim) => claim.name === name)
      if (!stated) throw new RangeError(`${id} has no claim ${JSON.stringify(name)}`)
      return { derivation: id, claim: name, stated }
    },
  }
}

/** Whether a value is what `derivation` returns. */
export function isDerivation(value: unknown): value is Derivation {
  return typeof value === 'object' && value !== null && 'scope' in value && value.scope instanceof Scope
}

function flowOf(flow: Readonly<Record<string, string>>, scope: Scope): FlowStatement {
  const rates = Object.entries(flow).map(([head, text]) => {
    const moving = scope.formula(head)
    if (moving.kind !== 'symbol') throw new FormulaError('the left side of a rate must be a symbol', head, 0)
    if (moving.name === WIDTH) throw new FormulaError('the width d is a whole number, and does not move', head, 0)
    return { symbol: moving, rate: scope.formula(text) }
  })
  return { variable: symbol('t'), rates }
}
