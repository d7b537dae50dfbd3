/**
 * Solutions of a flow that are cited where their names may mean something else. The cited one is true where c is not negative: it has |c| - c in it,
 * and its rate and start have not. What cites it is true where c and the solution mean the same, and false elsewhere.
 */
import fc from 'fast-check'
import { AuthorError } from '../../src/expr/author-error.js'
import type { Expr } from '../../src/expr/ast.js'
import { defined, derivation, inDomain, solves, type Declaration } from '../../src/index.js'
import { print } from '../../src/expr/print.js'
import { prove } from '../../src/kernel/prove.js'
import type { Theorem } from '../../src/kernel/theorem.js'
import type { Proposition } from '../../src/proposition/proposition.js'
import type { Statement } from '../../src/verify/statement.js'
import { constant, plus, put, slope, times, variable } from './polynomials.js'
import { type Names, valueOfTerm } from './reading.js'
import { termOf } from './term-of.js'
import { asRead, term } from './terms.js'
import { ratio } from '../../src/expr/rational.js'

const NOTHING: Names = { definitions: new Map() }

/** What c is where the solution is cited, and whether it may be negative. */
const CONSTANTS: readonly (readonly [symbols: Readonly<Record<string, Declaration>>, negative: boolean])[] = [
  [{}, false],
  [{ c: inDomain('positive', '') }, false],
  [{ c: inDomain('(1,oo)', '') }, false],
  [{ c: defined('k^2 + 1', '') }, false],
  [{ k: inDomain('positive', ''), c: defined('2*k', '') }, false],
  [{ k: inDomain('positive', ''), c: defined('k + m', ''), m: defined('k^2', '') }, false],
  [{ c: inDomain('real', '') }, true],
  [{ c: inDomain('nonzero', '') }, true],
  [{ c: inDomain('negative', '') }, true],
  [{ c: inDomain('(-1,oo)', '') }, true],
  [{ c: defined('k', '') }, true],
  [{ c: defined('k', '', { domain: 'positive' }) }, true],
  [{ c: defined('k^2 - 1', '') }, true],
  [{ k: inDomain('positive', ''), c: defined('k - 2', '', { domain: 'positive' }) }, true],
  [{ k: inDomain('positive', ''), c: defined('m - k', ''), m: defined('k^2', '') }, true],
]

const words = { scalars: ['t', 'c', 't'], families: [], variables: ['t'], indices: [], members: [] }

export interface Cited {
  readonly first: Proposition
  readonly second: Proposition
  readonly truth: boolean
}

export const cited: fc.Arbitrary<Cited | undefined> = fc
  .record({
    solution: term(2, words),
    pull: term(1, words),
    beyond: term(2, words),
    constants: fc.constantFrom(...CONSTANTS),
    other: fc.constantFrom('', '', '', '', '+ 1', '+ t', '- t'),
    late: fc.constantFrom('1', '1 + t', 't'),
    initial: fc.boolean(),
  })
  .map(({ solution, pull, beyond, constants: [symbols, negative], other, late, initial }) => {
    try {
      const s = valueOfTerm(solution, NOTHING)
      // What vanishes on the solution may be added to its rate.
      const apart = plus(variable('z'), times(s, constant(ratio(-1))))
      const rate = plus(slope(s, 't'), times(apart, valueOfTerm(pull, NOTHING)))
      const zero = constant(ratio(0))
      const start = put(s, 't', zero)
      const more = valueOfTerm(beyond, NOTHING)
      const text = (e: Expr): string => print(asRead(e))
      const form = `${text(solution)} + (abs(c) - c)*(${late})`
      const first = derivation('first', {
        title: '',
        tag: 'beyond',
        prose: '',
        symbols: { c: inDomain('positive', ''), k: inDomain('real', ''), z: defined(form, '') },
        flow: { z: text(termOf(rate)) },
        claims: { it: solves({ initial: { z: text(termOf(start)) } }) },
      })
      const second = derivation('second', {
        title: '',
        tag: 'beyond',
        prose: '',
        uses: [first],
        symbols: {
          ...symbols,
          ...(other !== '' && { z: defined(`${form} ${other}`, '') }),
          y: defined(`z + ${text(beyond)}`, ''),
        },
        flow: { y: text(termOf(plus(rate, slope(more, 't')))) },
        claims: {
          it: solves({
            ...(initial && { initial: { y: text(termOf(plus(start, put(more, 't', zero)))) } }),
            cites: [first.claim('it')],
          }),
        },
      })
      // A derivative of what has nothing of its variable in it is no claim.
      const [one, two] = [first, second].map((made) => made.claims[0]?.statement as Statement | undefined)
      if (!one || !two) return undefined
      // Where only the rate is claimed, one that has not the start may still solve it.
      const truth = other === '' && !negative
      return !truth && !initial ? undefined : { first: one.proposition, second: two.proposition, truth }
    } catch (error) {
      // Nor is a definition one in which a letter would be read as another.
      if (error instanceof AuthorError || (error instanceof Error && error.name === 'Unread')) return undefined
      throw error
    }
  })

/** The theorem that is cited, if it is proved. */
export const theoremOf = ({ first }: Cited): Theorem | undefined => prove(first).theorem
