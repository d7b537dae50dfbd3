/**
 * The conditions under which a claim is meant: what its divisions, roots and logarithms ask of their arguments, but for what the signs settle.
 * They are reported with the proof.
 *
 * Invariant: each holds at every point where the claim has a value. So from there on it is known, of signs and of the domains of symbols.
 */
import { WIDTH } from '../../expr/ast.js'
import type { Expr } from '../../expr/ast.js'
import { type Domain, REAL, intersection, sameDomain } from '../../expr/domain.js'
import { ratio } from '../../expr/rational.js'
import type { Field } from './field.js'
import type { Fraction } from './fractions.js'
import type { Condition, Knowledge } from './generators.js'
import { confinedBy } from './narrowing.js'
import { NowhereDefined, Unsupported } from './outcome.js'
import type { Poly } from './polynomials.js'
import { ANY, NEGATIVE, NONNEGATIVE, NONZERO, POSITIVE, type Sign, negateSign, within } from './signs.js'

/** The signs that a condition leaves. */
export const ALLOWED: Record<Condition['must'], Sign> = {
  nonzero: NONZERO,
  positive: POSITIVE,
  nonnegative: NONNEGATIVE,
}

/** The domain of a number that counts, as the width does: 1, 2, 3, ... */
export const COUNT: Domain = { ...REAL, low: ratio(1n), lowOpen: false, integer: true }

/** What the names of symbols begin with that stand for any number from -1 to 1; no author can write them. */
export const TURN = 'turn#'
const UNIT: Domain = { ...REAL, low: ratio(-1n), lowOpen: false, high: ratio(1n), highOpen: false }

export class NotedConditions {
  /** Why nothing more is to be learned in this attempt. */
  private spoiled: Unsupported | undefined
  /** What is asked for by what nothing is learned from any more. */
  private beside: Map<string, Condition> | undefined

  constructor(
    private readonly field: Field,
    private readonly knowledge: Knowledge,
    /** Declared domains by symbol. */
    private readonly declared: ReadonlyMap<string, Domain>,
  ) {}

  /** Those noted so far, in this attempt and those before. */
  all(): readonly Condition[] {
    return [...this.supposed(), ...(this.beside?.values() ?? [])]
  }

  /** Those of what was learned from. */
  supposed(): readonly Condition[] {
    return [...this.knowledge.conditions.values()]
  }

  /** From here on conditions are noted for this attempt alone, and nothing is learned from them. */
  learnNoMore(): void {
    this.beside ??= new Map()
  }

  /** Notes a condition on a term with this normal form; whether it is to be learned from. */
  note(expr: Expr, must: Condition['must'], f: Fraction): boolean {
    const key = `${must} ${this.field.key(f)}`
    const noted = this.beside ?? this.knowledge.conditions
    if (!this.knowledge.conditions.has(key) && !noted.has(key)) noted.set(key, { expr, must })
    return !this.beside
  }

  /** Takes it as known, without noting it. */
  suppose(f: Fraction, must: Condition['must']): void {
    const allowed = ALLOWED[must]
    const below = this.field.signs.ofFraction({ num: this.field.polys.one, den: f.den })
    const ofNumerator = within(below, POSITIVE) ? allowed : within(below, NEGATIVE) ? negateSign(allowed) : undefined
    this.assume(f.num, ofNumerator ?? (must === 'nonnegative' ? ANY : NONZERO))
  }

  private assume(p: Poly, allowed: Sign): void {
    const { polys, generators, signs } = this.field
    signs.assume(p, allowed)
    if (!this.knowledge.pointwise) return
    const { coefficient, monomial, core } = polys.primitive(p)
    const whole = polys.multiply(polys.monomial(monomial), core)
    const confined = confinedBy(polys, generators, whole, coefficient.n < 0n ? negateSign(allowed) : allowed)
    if (confined === 'nothing') throw new NowhereDefined('its conditions contradict each other')
    if (!confined || sameDomain(confined.domain, this.domainOf(confined.name))) return
    this.knowledge.domains.set(confined.name, confined.domain)
    this.knowledge.news++
  }

  /** The domain of a symbol as far as it is known. Throws NowhereDefined where the conditions leave nothing. */
  domainOf(name: string): Domain {
    const declared = this.declared.get(name) ?? (name === WIDTH ? COUNT : name.startsWith(TURN) ? UNIT : REAL)
    const confined = this.knowledge.domains.get(name)
    const domain = confined ? intersection(declared, confined) : declared
    if (!domain) throw new NowhereDefined('its conditions contradict each other')
    return domain
  }

  /** Throws where nothing more is to be learned. */
  check(): void {
    if (this.spoiled) throw this.spoiled
  }

  /** What is found of a term that the claim need not be defined at: it must not ask for more than the claim does. */
  aside<T>(work: () => T): T {
    const { conditions, signs, domains } = this.knowledge
    const before = [...conditions]
    const besideBefore = [...(this.beside ?? [])]
    const [signsBefore, domainsBefore] = [[...signs], [...domains]]
    const asksMore = (): boolean =>
      conditions.size !== before.length || (this.beside?.size ?? 0) !== besideBefore.length
    const forget = (): void => {
      refill(conditions, before)
      if (this.beside) refill(this.beside, besideBefore)
      refill(signs, signsBefore)
      refill(domains, domainsBefore)
    }
    try {
      const found = work()
      if (!asksMore()) return found
    } catch (error) {
      const more = asksMore()
      forget()
      if (!(error instanceof NowhereDefined || more)) throw error
    }
    forget()
    // What was seen on the way, and kept with generators and normal forms, would be taken for known.
    this.spoiled = new Unsupported(
      'a sum over pairs whose body need not be defined, for want of pairs or for equal or exchanged indices',
    )
    throw this.spoiled
  }
}

function refill<V>(map: Map<string, V>, entries: readonly (readonly [string, V])[]): void {
  map.clear()
  for (const [key, value] of entries) map.set(key, value)
}
