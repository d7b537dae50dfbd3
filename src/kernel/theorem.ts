/**
 * Theorems, and the one place that makes them. A theorem says what it proves: its proposition is the tree that was asked about, and whoever
 * shows a claim as proved compares that tree with the one that is shown. Nothing is looked for here: what could be chosen in more than one way is
 * chosen outside, and a bad choice proves less, never something false.
 *
 * The rules:
 * - *Decision*: a closed proposition by the deciders, its definitions unfolded as far as is chosen, and where they must be. A defined name that
 *   stays folded stands for any real number: what holds for all values of it holds for the one it has, where it has one.
 * - *Declared domain*: of a folded name its declared domain is known only by a theorem that says so in this very context.
 * - *Conjunction*: every part of it.
 * - *Instance and citation*: a cited theorem that functions solve a flow, as `citation.ts` allows.
 *
 * The conditions of a theorem are those of everything that it uses.
 */
import type { Expr } from '../expr/ast.js'
import * as ast from '../expr/ast.js'
import { type Domain, REAL, sameDomain } from '../expr/domain.js'
import { namesOf } from '../expr/substitute.js'
import { asksMore } from '../expr/where-defined.js'
import { type Assertion, type Definition, type Proposition, sameTree, termsOf } from '../proposition/proposition.js'
import type { NotShown } from './deciders/answer.js'
import { type Lemma, lemmaOf } from './citation.js'
import { inWords } from './core/conditions.js'
import type { Condition } from './core/generators.js'
import type { Flow } from './deciders/motions.js'
import type { Domains } from './core/normalize.js'
import { Unsupported } from './core/outcome.js'
import { type Answer, proveEqual, proveSign } from './proof.js'
import { type Question, questionOf } from './question.js'
import { Setting, boundDomains } from './setting.js'
import { holdsSomewhere } from './core/somewhere.js'
import { signNameOf } from './step-law.js'
import { Work } from './core/work.js'

const TOKEN: unique symbol = Symbol('theorem')
/** Steps to find that a condition asks for nothing, which only spares the reader a line. */
const A_GLANCE = 20_000

export class Theorem {
  readonly #kernel = true
  constructor(
    token: typeof TOKEN,
    readonly proposition: Proposition,
    /** What must hold beyond the declared domains for the proposition to mean anything. */
    readonly conditions: readonly Condition[],
    /** What was shown, in a sentence. */
    readonly method: string,
    /** Other theorems that it rests on. */
    readonly uses: readonly Theorem[],
  ) {
    if (token !== TOKEN) throw new Error('only the kernel makes theorems')
    Object.freeze(conditions)
    Object.freeze(uses)
    Object.freeze(this)
  }
  static is(value: unknown): value is Theorem {
    return typeof value === 'object' && value !== null && #kernel in value
  }
}

/** Gives theorems that are asked for, where it has them. */
export type Source = (proposition: Proposition) => Theorem | undefined

/** What is chosen outside. */
export interface Choices {
  /** Another form of what has a sign. */
  readonly form?: Expr | undefined
  /** A solution by which some of what is spoken of moves. */
  readonly cited?: Theorem | undefined
}

/** What came of a proposition, its definitions unfolded to some depth. */
export interface Decision {
  readonly outcome: { readonly theorem: Theorem } | ({ readonly theorem: undefined } & Omit<NotShown, 'proof'>)
  /** The terms that were asked about, as far as they are unfolded. */
  readonly terms: readonly Expr[]
  /** Defined names in them. */
  readonly folded: ReadonlySet<string>
  /** With these unfolded too. */
  deeper(names: ReadonlySet<string>): Decision
}

/** The rule of decision, of anything but a conjunction, with no more unfolded than must be. */
export function decided(proposition: Proposition, source: Source, choices: Choices = {}): Decision {
  try {
    return new Inquiry(proposition, source, choices).decision()
  } catch (error) {
    // What is beyond the kernel before any decider is asked, as a rank that is no polynomial in the width.
    if (!(error instanceof Unsupported)) throw error
    const nothing: Decision = {
      outcome: notShown(refused(error.message)),
      terms: termsOf(proposition.assertion),
      folded: new Set(),
      deeper: () => nothing,
    }
    return nothing
  }
}

/** The rule of conjunction. Throws where these are not theorems of its parts. */
export function conjunction(proposition: Proposition, parts: readonly Theorem[]): Theorem {
  const { assertion, context } = proposition
  const claimed = assertion.kind === 'all' ? assertion.parts : []
  const own = claimed.map((part, k) => {
    const theorem = parts[k]
    if (!Theorem.is(theorem) || !sameTree(theorem.proposition, { context, assertion: part }))
      throw new Error('a conjunction is shown by theorems of its parts')
    return theorem
  })
  if (own.length === 0) throw new Error('a conjunction has parts')
  return new Theorem(
    TOKEN,
    proposition,
    own.flatMap(({ conditions }) => conditions),
    [...new Set(own.map(({ method }) => method))].join('; '),
    own.flatMap(({ uses }) => uses),
  )
}

const refused = (what: string): NotShown => ({
  proof: undefined,
  why: `the kernel has no rule for ${what}`,
  noRule: true,
})

const notShown = ({ proof: _, ...why }: NotShown): Decision['outcome'] => ({ theorem: undefined, ...why })

/** A proposition under examination. */
class Inquiry {
  private readonly setting: Setting
  private readonly question: Question
  private readonly lemma: Lemma<Theorem> | undefined
  private readonly supposed: readonly Theorem[]
  /** What may not stay hidden in a folded name. */
  private readonly open: ReadonlySet<string>
  /** Rates that are asked about beside the terms. */
  private readonly rates: Flow['rates']

  /** Throws Unsupported for what is beyond the kernel before any decider is asked. */
  constructor(
    private readonly proposition: Proposition,
    private readonly source: Source,
    { form, cited }: Choices,
  ) {
    const { context, assertion } = proposition
    if (assertion.kind === 'all') throw new Unsupported('a conjunction as a whole')
    this.setting = new Setting(context)
    this.setting.requireFreeMotion()
    this.lemma = cited && this.lemmaFrom(cited, assertion)
    this.question = questionOf(this.setting, assertion, { form, lemma: this.lemma })
    this.supposed = this.question.supposes.map(({ assertion: sign, otherwise }) => {
      const theorem = this.theoremOf({ context, assertion: sign })
      if (theorem?.conditions.length !== 0) throw new Unsupported(otherwise)
      return theorem
    })
    const { terms, moving, generic } = this.question
    const flowing = generic ? [] : this.setting.movingIn(terms)
    if (flowing.length > 0) this.setting.requireValuesApartFromRates(terms)
    this.open = new Set([...moving, ...flowing])
    this.rates = flowing.length > 0 ? this.setting.flow().rates : []
  }

  /** With no more unfolded than must be. */
  decision(): Decision {
    const { terms, generic } = this.question
    const formulas = [...terms, ...this.rates.map(({ rate }) => rate)]
    return this.unfolded(generic ? formulas.map((e) => this.setting.unfolding.expand(e)) : formulas)
  }

  /** Of formulas that were unfolded so far, and of what must be unfolded in them. */
  private unfolded(formulas: readonly Expr[]): Decision {
    const { unfolding } = this.setting
    const { terms, held } = this.question
    const current = unfolding.opened(formulas, this.open, held)
    const names = current.flatMap((e) => [...namesOf(e)])
    const folded = new Set(names.filter((name) => unfolding.definition(name) && !held.has(name)))
    return {
      outcome: this.outcome(current, folded),
      terms: current.slice(0, terms.length),
      folded,
      deeper: (chosen) =>
        this.unfolded(current.map((e) => unfolding.expand(e, (name) => chosen.has(name) && !held.has(name)))),
    }
  }

  private outcome(current: readonly Expr[], folded: ReadonlySet<string>): Decision['outcome'] {
    const { domains, uses } = this.known(folded)
    const answer = this.answer(current, domains)
    if (!answer.proof) return notShown(answer)
    const hidden = this.hiddenIn(folded)
    if (!('conditions' in hidden)) return notShown(hidden)
    const { method, conditions } = answer.proof
    const broken = [...conditions, ...hidden.conditions].find((condition) => this.failsEverywhere(condition))
    if (broken) return notShown(refused(`where ${inWords(broken)}, which is nowhere`))
    const rests = [...new Set([...uses, ...hidden.uses, ...(this.lemma?.uses ?? []), ...this.supposed])]
    const own = conditions.filter((condition) => !this.holdsEverywhere(condition))
    const all = [...own, ...hidden.conditions, ...rests.flatMap((used) => used.conditions)]
    return { theorem: new Theorem(TOKEN, this.proposition, all, method, rests) }
  }

  private answer(current: readonly Expr[], domains: Domains): Answer {
    const { terms, decide } = this.question
    const { flow } = this.proposition.context
    const rates = this.rates.map(({ symbol }, k) => ({ symbol, rate: current[terms.length + k] as Expr }))
    try {
      return decide(current.slice(0, terms.length), domains, flow && { ...flow, rates })
    } catch (error) {
      if (error instanceof Unsupported) return refused(error.message)
      throw error
    }
  }

  /** The domains of the free symbols, and those declared of folded names that are proved in this context. */
  private known(folded: ReadonlySet<string>): { readonly domains: Domains; readonly uses: readonly Theorem[] } {
    const domains = boundDomains(this.proposition.context)
    const uses: Theorem[] = []
    for (const name of folded) {
      const definition = this.setting.unfolding.definition(name) as Definition
      const theorem = this.declared(definition, definition.domain)
      if (!theorem) continue
      domains.set(name, definition.domain)
      uses.push(theorem)
    }
    return { domains, uses }
  }

  /** Where what folded names stand for has values, through all definitions, as far as it is not everywhere, and what that was read with. */
  private hiddenIn(
    folded: ReadonlySet<string>,
  ): NotShown | { readonly conditions: readonly Condition[]; readonly uses: readonly Theorem[] } {
    const { unfolding, context } = this.setting
    const { held } = this.question
    const reached = new Set([...folded].flatMap((name) => [...unfolding.madeOf(name)]))
    const asking = context.definitions.filter(
      ({ symbol, by }) => reached.has(symbol.name) && !held.has(symbol.name) && asksMore(by),
    )
    const conditions: Condition[] = []
    const uses: Theorem[] = []
    for (const { symbol, by } of asking) {
      const [body = by] = unfolding.opened([by], new Set(), held)
      const known = this.known(new Set([...namesOf(body)].filter((name) => unfolding.definition(name))))
      const answer = proveEqual(body, body, known.domains)
      if (!answer.proof) return answer
      const open = answer.proof.conditions.filter((condition) => !this.holdsEverywhere(condition))
      // They speak of whichever member it is; unfolded they are those of the members that are meant.
      if (symbol.indices.length > 0 && open.length > 0)
        return refused(`which members of ${symbol.name} have values where it is not unfolded`)
      conditions.push(...open)
      uses.push(...known.uses)
    }
    return { conditions, uses }
  }

  /** A theorem that the values of a definition have the sign that a domain is. */
  private declared({ by }: Definition, domain: Domain): Theorem | undefined {
    const sign = signNameOf(domain)
    return sign && this.theoremOf(this.setting.signOf(by, sign))
  }

  /** A theorem of a proposition, if the source has one. */
  private theoremOf(proposition: Proposition): Theorem | undefined {
    const theorem = this.source(proposition)
    if (theorem && !(Theorem.is(theorem) && sameTree(theorem.proposition, proposition)))
      throw new Error('asked for a theorem, given another')
    return theorem
  }

  private lemmaFrom(cited: Theorem, assertion: Assertion): Lemma<Theorem> {
    if (!Theorem.is(cited)) throw new Error('only a theorem can be cited')
    const within = (definition: Definition, domain: Domain): readonly Theorem[] | undefined => {
      if (sameDomain(domain, REAL)) return []
      const theorem = this.declared(definition, domain)
      return theorem && [theorem]
    }
    const lemma = assertion.kind === 'solves' && lemmaOf(cited, assertion.variable, this.setting, within)
    if (!lemma) throw new Unsupported('a citation of what is about something else')
    return lemma
  }

  /** A condition with all definitions unfolded; undefined where there are none in it. */
  private spelledOut({ expr, must }: Condition): Condition | undefined {
    const full = this.setting.unfolding.expand(expr, (name) => !this.question.held.has(name))
    return full === expr ? undefined : { expr: full, must }
  }

  /** Whether a condition holds wherever its symbols may be, which its definitions may show once they are unfolded. */
  private holdsEverywhere(condition: Condition): boolean {
    const full = this.spelledOut(condition)
    if (!full) return false
    const domains = boundDomains(this.proposition.context)
    const { proof } = proveSign(full.expr, full.must, undefined, domains, undefined, new Work(A_GLANCE))
    return proof?.conditions.length === 0
  }

  /** Whether a condition can hold nowhere once its definitions are unfolded. */
  private failsEverywhere(condition: Condition): boolean {
    const full = this.spelledOut(condition)
    const domains = boundDomains(this.proposition.context)
    if (!full || holdsSomewhere(full, domains)) return false
    const opposite = { positive: 'nonpositive', nonnegative: 'negative' } as const
    const answer =
      full.must === 'nonzero'
        ? proveEqual(full.expr, ast.rational(0), domains)
        : proveSign(full.expr, opposite[full.must], undefined, domains)
    return answer.proof !== undefined || answer.nowhere === true
  }
}
