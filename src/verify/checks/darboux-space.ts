/** All polynomials of bounded degree that a flow multiplies by a given cofactor: first integrals when it is zero. */
import type { Claim, ClaimOptions, Part } from '../../derivation/claim.js'
import type { Scope } from '../../derivation/scope.js'
import * as ast from '../../expr/ast.js'
import { type Expr, WIDTH } from '../../expr/ast.js'
import { print } from '../../expr/print.js'
import { atWidth } from '../../expr/substitute.js'
import { toTex } from '../../expr/tex.js'
import { boundDarbouxSpace, proveDarbouxSpace } from '../../kernel/proof.js'
import { layered } from '../layers.js'
import type { AttackBudget, Line, NumericFinding, Statement } from '../statement.js'
import { alongStatement, flowOf, movingNames } from './along-flow.js'
import { wholeNumber } from './rank.js'

export interface DarbouxSpaceOptions extends ClaimOptions {
  /** D f = cofactor * f; 0 unless given: first integrals. */
  readonly cofactor?: string
  /** Largest total degree. */
  readonly degree: number
  /** Widths at which the dimension is computed exactly; 1 to 3 unless given. */
  readonly widths?: readonly number[]
}

/** Claims that the family spans all of them, a space whose dimension is a formula in d. */
export function spansAll(family: readonly string[], dimension: string, options: DarbouxSpaceOptions): Claim<Statement> {
  return {
    kind: 'space of Darboux polynomials',
    options,
    state: (scope) => {
      const members = family.map((text) => scope.formula(text))
      return spaceStatement(scope, members, scope.formula(dimension), scope.formula(options.cofactor ?? '0'), options)
    },
    parts: () => [
      ...family.map((text): Part => ({ role: 'member', text, is: 'formula' })),
      { role: 'dimension', text: dimension, is: 'count' },
      { role: 'cofactor', text: options.cofactor ?? '0', is: 'formula' },
      { role: 'degree', text: `${options.degree}`, is: 'whole' },
    ],
    edited: (texts) => {
      const [count = dimension, cofactor = '0', degree] = texts.slice(family.length)
      return spansAll(texts.slice(0, family.length), count, { ...options, cofactor, degree: Number(degree) })
    },
  }
}

function spaceStatement(
  scope: Scope,
  family: readonly Expr[],
  dimension: Expr,
  cofactor: Expr,
  { degree, widths = [1, 2, 3] }: DarbouxSpaceOptions,
): Statement {
  const flow = flowOf(scope, ast.symbol('t'), (e) => e)
  const dimensions = widths.map((width) => ({ width, dimension: wholeNumber(atWidth(dimension, width)) }))
  return {
    lines: [spaceLine(scope, family, dimension, cofactor, degree)],
    prove: () =>
      layered(scope, [cofactor, ...family, ...flow.rates.map((r) => r.rate)], movingNames(flow), ([k, ...rest]) => {
        const members = rest.slice(0, family.length)
        const rates = flow.rates.map(({ symbol }, j) => ({ symbol, rate: rest[family.length + j] as Expr }))
        const claim = { cofactor: k as Expr, degree, family: members, dimensions }
        return proveDarbouxSpace(claim, { variable: flow.variable, rates }, scope.domains())
      }).answer,
    attack: (budget: AttackBudget): NumericFinding => {
      const found = family.map((e) => alongStatement(scope, e, ast.multiply(cofactor, e)).attack(budget))
      const first = found.find(({ outcome }) => outcome !== 'agrees') ?? (found[0] as NumericFinding)
      if (first.outcome !== 'agrees') return first
      // The members hold; a wrong dimension, or too few members, show exactly at some width and whole parameters.
      const expanded = flowOf(scope, ast.symbol('t'), (e) => scope.expand(e))
      const claim = { cofactor: scope.expand(cofactor), degree, family: family.map((e) => scope.expand(e)), dimensions }
      for (const { width, dimension: claimed } of dimensions) {
        const bounds = boundDarbouxSpace(claim, expanded, width, scope.domains())
        if (!bounds || (claimed === bounds.lower && claimed === bounds.upper)) continue
        const lhs = `${bounds.lower} of ${bounds.upper}`
        const detail = `at width ${width} the family has ${lhs} dimensions, exactly, at whole parameters; claimed ${claimed}`
        const what =
          'dimension of the span out of that of the space, with primes from 5 for the parameters, and the claimed one'
        const counterexample = { values: { [WIDTH]: width }, lhs, rhs: `${claimed}`, what }
        return { ...first, outcome: 'disagrees', detail, counterexample }
      }
      return first
    },
  }
}

function spaceLine(scope: Scope, family: readonly Expr[], dimension: Expr, cofactor: Expr, degree: number): Line {
  const names = scope.texNames()
  const members = family.map((e) => toTex(e, names)).join(',\\; ')
  const multiple = ast.constantValue(cofactor)?.n === 0n ? '0' : `\\left(${toTex(cofactor, names)}\\right) f`
  return {
    text: `{f of degree <= ${degree} : df/dt = (${print(cofactor)}) f} = span {${family.map(print).join(', ')}}, dimension ${print(dimension)}, ${WIDTH} = width`,
    tex: `\\Bigl\\{ f : \\deg f \\le ${degree},\\; \\frac{df}{dt} = ${multiple} \\Bigr\\} = \\operatorname{span}\\bigl\\{${members}\\bigr\\}, \\quad \\dim = ${toTex(dimension, names)}`,
  }
}
