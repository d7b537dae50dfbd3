/**
 * Whether what is proved is what was said: no theorem is violated by the interpreter, no false twin is proved, and a verdict does not change where
 * the meaning does not. Each property can be broken, shrunk and replayed by its seed.
 */
import fc from 'fast-check'
import * as ast from '../../src/expr/ast.js'
import type { Expr } from '../../src/expr/ast.js'
import { parseDomain } from '../../src/expr/domain.js'
import { AuthorError } from '../../src/expr/author-error.js'
import { prove } from '../../src/kernel/prove.js'
import type { Theorem } from '../../src/kernel/theorem.js'
import { attackProposition, isExcluded } from '../../src/numeric/interpreter/witness.js'
import { printProposition } from '../../src/proposition/print.js'
import { type Proposition, sameProposition } from '../../src/proposition/proposition.js'
import { ForeignClaimError } from '../../src/verify/foreign-error.js'
import { type Draft, draft, settled } from './drafts.js'
import { type Cited, cited, theoremOf } from './lemmas.js'
import { Unread, samePolynomial } from './polynomials.js'
import { valueOfTerm } from './reading.js'
import { depthOfSums, withOwnIndices, withOwnVariables, writtenOut } from './renamings.js'
import { type Stated, statedOf } from './statements.js'
import { asRead, term } from './terms.js'

/** Tells what happened to a case. */
export type Tally = (what: string) => void
const quiet: Tally = () => {}

/** Not integrated: over a long time the rounding of a rate that is zero adds up to more than a violation. */
const BUDGET = { runs: 16, shrink: false, timeLimitMs: 1500, integrate: false }
/** Instances of what is followed to a limit, each of many evaluations. */
const RUNS_FAR = 3
/** Indices within each other beyond which instances are left out: one alone may take minutes. */
const DEEPEST_SUMS = 3

/** Throws where a theorem is of something else, a twin is proved, or what is true or proved is violated. Says whether it is proved. */
function checkStated(
  { proposition, twin }: Stated,
  seed: number,
  attack: boolean,
  tally: Tally,
  theorems: readonly Theorem[] = [],
): boolean {
  const { theorem } = prove(proposition, theorems)
  const name = twin === undefined ? `true ${proposition.assertion.kind}` : 'twin'
  tally(`${name}: ${theorem ? 'proved' : 'not proved'}`)
  if (theorem && !sameProposition(theorem.proposition, proposition)) throw new Error('a theorem of something else')
  if (theorem && twin !== undefined) throw new Error(`proved, and false by "${twin}": ${printProposition(proposition)}`)
  if (!attack && !theorem) return false
  const far = ['limit', 'growth', 'expansion'].includes(proposition.assertion.kind)
  const found = attackProposition(proposition, { ...BUDGET, seed, ...(far && { runs: RUNS_FAR }) })
  tally(`${twin === undefined ? 'true' : 'twin'}, at instances: ${found.outcome}`)
  if (
    found.counterexample &&
    twin === undefined &&
    !(theorem && isExcluded(proposition, theorem.conditions, found.counterexample.values))
  ) {
    const at = JSON.stringify(found.counterexample)
    throw new Error(`${theorem ? 'proved' : 'true'}, and violated at ${at}: ${printProposition(proposition)}`)
  }
  return theorem !== undefined
}

/** Whether it is beyond the reading here, or no claim. */
const isRefusal = (error: unknown): error is Error =>
  error instanceof Unread || error instanceof AuthorError || error instanceof ForeignClaimError

/** The propositions of a draft, or none where it is none. */
function propositionsOf(d: Draft, tally: Tally): readonly Stated[] {
  try {
    return statedOf(d)
  } catch (error) {
    if (!isRefusal(error)) throw error
    tally(error instanceof Unread ? 'unread' : 'invalid')
    return []
  }
}

/** What is true by construction is not violated, and its false twins are not proved. The same in other words is proved as well. */
export const meanings = (tally: Tally = quiet) =>
  fc.property(draft, fc.nat(), (drawn, seed) => {
    const d = settled(drawn)
    const stated = propositionsOf(d, tally)
    // Where no rule of reading matters, little is learned.
    if (stated.length <= 1 && seed % 5 > 0) return
    let fresh = 0
    const written = writtenOut(d.e, new Map(d.definitions.map((one) => [one.symbol.name, one])), () => `m${++fresh}`)
    if (depthOfSums(written) > DEEPEST_SUMS) return
    const proved = stated.map((one, k) => checkStated(one, seed, k === 0 || (seed + k) % 4 === 0, tally))
    if (!proved[0]) return
    const words = inOtherWords(d, seed)
    const [other] = propositionsOf(words, quiet)
    if (!other) return
    if (checkStated(other, seed, false, (what) => tally(`in other words, ${what}`))) return
    // A name is proved of any value; what it is written out to may be beyond the rules, which is then said.
    const outcome = prove(other.proposition)
    const why = outcome.theorem ? '' : outcome.why
    if (!isWrittenOut(seed) || !why.startsWith('the kernel has no rule'))
      throw new Error(`proved, and not as ${printProposition(other.proposition)}: ${why}`)
    tally('in other words: no rule')
  })

const isWrittenOut = (seed: number): boolean => seed % 3 === 1

/** A draft that means the same: indices renamed, a definition renamed or written out. */
function inOtherWords(d: Draft, seed: number): Draft {
  let k = 0
  const fresh = (): string => `m${++k}`
  const indices = d.free && d.route !== 'line' ? ['j'] : []
  const own = (e: Expr): Expr => asRead(withOwnIndices(e, fresh), indices)
  const other: Draft = (() => {
    switch (seed % 3) {
      case 0:
        return {
          ...d,
          e: own(d.e),
          definitions: d.definitions.map(({ symbol, by }) => ({
            symbol,
            by: asRead(withOwnIndices(by, fresh), symbol.indices as string[]),
          })),
        }
      case 1: {
        const written = new Map(d.definitions.map((one) => [one.symbol.name, one] as const))
        return { ...d, e: asRead(writtenOut(d.e, written, fresh), indices) }
      }
      default: {
        const renamed = (e: Expr): Expr =>
          e.kind === 'symbol' && e.name === 'p'
            ? ast.symbol('a_p')
            : ast.withChildren(
                e,
                ast.children(e).map((child) => renamed(child)),
              )
        const all = (list: Draft['definitions']): Draft['definitions'] =>
          list.map(({ symbol, by }) => ({ symbol: renamed(symbol) as typeof symbol, by: renamed(by) }))
        return { ...d, e: renamed(d.e), definitions: all(d.definitions), inherited: all(d.inherited) }
      }
    }
  })()
  requireSame(d, other)
  return other
}

function requireSame(d: Draft, other: Draft): void {
  const [p, q] = [d, other].map((one) =>
    valueOfTerm(one.e, {
      definitions: new Map([...one.definitions, ...one.given].map((each) => [each.symbol.name, each] as const)),
    }),
  )
  if (d.rates.length === 0 && p && q && !samePolynomial(p, q)) throw new Error('the words mean something else')
}

/** A solution is cited only where it is one. */
export const lemmas = (tally: Tally = quiet) =>
  fc.property(cited, fc.nat(), (made: Cited | undefined, seed) => {
    const theorem = made && theoremOf(made)
    if (!made || !theorem) {
      tally('lemma: none')
      return
    }
    const twin = made.truth ? {} : { twin: 'another constant, or another function' }
    checkStated({ proposition: made.second, ...twin }, seed, made.truth, (what) => tally(`lemma, ${what}`), [theorem])
  })

const REAL = parseDomain('real')
const FORMS = { scalars: ['x', 'y', 'k'], families: ['u'], variables: ['x', 'y'], indices: [], functions: true }

/** Terms of functions that are not defined everywhere: what means the same is equal, and what is proved of other forms is not violated. */
export const forms = (tally: Tally = quiet) =>
  fc.property(
    fc.oneof(
      term(3, FORMS),
      fc.tuple(term(2, FORMS), term(1, FORMS)).map(([a, b]) => ast.derivative(ast.multiply(a, b), ast.symbol('x'))),
    ),
    term(2, FORMS),
    fc.constantFrom('real', 'positive', 'nonnegative', 'negative'),
    fc.constantFrom('same', 'caught', 'without derivatives', 'sign'),
    fc.nat(),
    (drawn, definition, domain, how, seed) => {
      let k = 0
      const fresh = (): string => `m${++k}`
      const p = { symbol: ast.symbol('p'), by: asRead(definition) }
      const e = asRead(withDefinition(drawn))
      const plain = asRead(writtenOut(e, new Map([['p', p]]), fresh))
      if (depthOfSums(plain) > DEEPEST_SUMS) return
      const others = {
        same: () => withOwnVariables(withOwnIndices(plain, fresh), () => `z${++k}`),
        caught: () => withOwnVariables(plain, (old) => (old === 'x' ? 'y' : 'x')),
        'without derivatives': () => withoutDerivatives(plain),
        sign: () => plain,
      } as const
      const other = asRead(others[how]())
      const proposition: Proposition = {
        context: {
          binders: [
            ...['x', 'y', 'k'].map((name, at) => ({ name, indices: 0, domain: at === 0 ? parseDomain(domain) : REAL })),
            { name: 'u', indices: 1, domain: REAL },
          ],
          definitions: [{ ...p, domain: parseDomain(seed % 2 ? 'real' : 'positive') }],
        },
        assertion:
          how === 'sign'
            ? { kind: 'sign', expr: e, sign: seed % 3 === 0 ? 'positive' : 'nonnegative' }
            : { kind: 'equal', lhs: e, rhs: other },
      }
      const { theorem } = prove(proposition)
      tally(`forms, ${how}: ${theorem ? 'proved' : 'not proved'}`)
      if (!theorem && how !== 'same') return
      const found = attackProposition(proposition, { ...BUDGET, seed })
      tally(`forms, ${how}, at instances: ${found.outcome}`)
      if (
        found.counterexample &&
        !(theorem && isExcluded(proposition, theorem.conditions, found.counterexample.values))
      ) {
        const at = JSON.stringify(found.counterexample)
        throw new Error(`${theorem ? 'proved' : 'true'}, and violated at ${at}: ${printProposition(proposition)}`)
      }
    },
  )

/** k is named by a definition. */
const withDefinition = (e: Expr): Expr =>
  e.kind === 'symbol' && e.name === 'k'
    ? ast.symbol('p')
    : ast.withChildren(
        e,
        ast.children(e).map((child) => withDefinition(child)),
      )

/** Derivatives of what has no x in it are 0; of others nothing is known here. */
function withoutDerivatives(e: Expr): Expr {
  if (e.kind === 'derivative' && e.order > 0 && !says(e.body, e.variable.name)) return ast.rational(0)
  return ast.withChildren(
    e,
    ast.children(e).map((child) => withoutDerivatives(child)),
  )
}

const says = (e: Expr, name: string): boolean =>
  (e.kind === 'symbol' && e.name === name) || ast.children(e).some((child) => says(child, name))
