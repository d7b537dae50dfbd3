/**
 * What a claim about the neighbourhood of a place presupposes: that its terms have values as the variable goes there. It is asked of the terms as they
 * are claimed, once: what rests (the variable is not in it) has to hold, and what moves has to hold near the end of the way. A method may suppose what
 * rests, and nothing else that it does not show.
 */
import * as ast from '../../expr/ast.js'
import { type Expr, type Sym, WIDTH } from '../../expr/ast.js'
import { evaluateDerivatives } from '../../expr/differentiate.js'
import { parseDomain } from '../../expr/domain.js'
import { asksMore, valueAlone } from '../../expr/where-defined.js'
import { isIntegerValued, isRationalNumber } from '../../expr/integer-valued.js'
import { brief, printSymbol } from '../../expr/print.js'
import { freeIndices, renameIndices, substitute, symbolsOf } from '../../expr/substitute.js'
import { askedBy } from '../core/declared.js'
import { inWords, plainConditions } from '../core/conditions.js'
import type { Condition } from '../core/generators.js'
import type { Domains, Normalizer } from '../core/normalize.js'
import { ALLOWED } from '../core/noted-conditions.js'
import { Unsupported } from '../core/outcome.js'
import { ANY, type Sign, within } from '../core/signs.js'
import { WAVES } from '../methods/gruntz/expressions.js'
import { signFarOut } from '../methods/gruntz/gruntz.js'
import { type Finding, type NotShown, denied, shown } from './answer.js'
import { attempt, withinReach } from './attempt.js'
import { atEnds, isDecidedAtEnds } from './members.js'
import { conditionText } from './suppositions.js'

/** What a variable is on its way, in terms of one that goes to where limits are taken: without bound, or to 0, through positive values. */
export interface Way {
  readonly at: Expr
  readonly variable: Sym
  readonly to: 'oo' | '0'
  /** What is known on the way, also of the variable that goes. */
  readonly near: Domains
}

export class Presuppositions {
  private readonly moved = new WeakMap<Way, readonly Condition[]>()

  constructor(
    private readonly variable: Sym,
    /** The conditions of what rests. */
    readonly resting: readonly Condition[],
    /** Those of what moves, of inner parts first. */
    private readonly moving: readonly Condition[],
  ) {}

  /** Takes as known what rests, and what moves on this way; nothing else is learned from then on. */
  suppose(n: Normalizer, way: Way): void {
    suppose(n, this.resting)
    for (const condition of this.movingOn(way)) withinReach(() => suppose(n, [condition]))
    n.learnNoMore()
  }

  /** The conditions noted beyond these. */
  beyond(n: Normalizer, way: Way): Condition[] {
    return beyond(n, [...this.resting, ...this.movingOn(way)])
  }

  /** Shown, if nothing more was asked for. */
  only(n: Normalizer, way: Way, method: string): Finding {
    const [more] = this.beyond(n, way)
    return more
      ? denied(`it is shown only where ${inWords(more)}, which the claim does not suppose`)
      : shown(method, [])
  }

  /** An answer with the conditions of this way. */
  alongside(answer: Finding, way: Way): Finding {
    if (!answer.proof) return answer
    const open = this.openOn(way)
    return 'why' in open ? open : shown(answer.proof.method, [...this.resting, ...open])
  }

  /** What moves, as it is on a way. */
  private movingOn(way: Way): readonly Condition[] {
    const known = this.moved.get(way)
    if (known) return known
    const put = [{ symbol: this.variable, by: way.at }]
    const moved = this.moving.map(({ expr, must }) => ({ expr: substitute(expr, put), must }))
    this.moved.set(way, moved)
    return moved
  }

  /** What moves and is not seen to hold near the end of a way: for some parameters it may hold nowhere on it. */
  openOn(way: Way): readonly Condition[] | NotShown {
    const known = [...this.resting]
    const open: Condition[] = []
    for (const [k, moved] of this.movingOn(way).entries()) {
      const condition = this.moving[k] as Condition
      const seen = seenOn(way, moved, known)
      if (seen === 'never')
        return {
          proof: undefined,
          why: `on its way ${brief(condition.expr)} is never ${condition.must}`,
          nowhere: true,
        }
      if (typeof seen !== 'string') return seen
      known.push(moved)
      if (seen === 'open') open.push(condition)
    }
    return open
  }
}

function suppose(n: Normalizer, known: readonly Condition[]): void {
  for (const { expr, must } of known) n.require(expr, must)
}

/** What is noted that is none of these, in whatever spelling. */
function beyond(n: Normalizer, known: readonly Condition[]): Condition[] {
  const others = n.conditions.filter(({ expr, must }) => !known.some((c) => c.expr === expr && c.must === must))
  if (others.length === 0) return others
  const texts = new Set(plainConditions(known).map(conditionText))
  return others.filter((condition) => !plainConditions([condition]).every((plain) => texts.has(conditionText(plain))))
}

/** Conditions of conditions that are looked at. */
const DEEPEST = 2

/** Whether a condition holds near the end of a way, where others hold there; open where that depends on parameters, and not shown where it may change again and again. */
export function seenOn(
  way: Way,
  { expr, must }: Condition,
  known: readonly Condition[],
  depth = 0,
): 'always' | 'never' | 'open' | NotShown {
  const { variable, to, near } = way
  const allowed = ALLOWED[must]
  // What reading it asks for beside what is known has to hold there itself.
  const holds = (more: Condition): boolean => depth < DEEPEST && seenOn(way, more, [], depth + 1) === 'always'
  // Read in terms of the variable, or of what grows as the variable goes; there and back is the same.
  const signOf = (read: (n: Normalizer) => Sign, there = (e: Expr): Expr => e): Sign | NotShown => {
    const knownThere = known.map((one) => ({ expr: there(one.expr), must: one.must }))
    let sign: Sign = ANY
    let asked: Condition | undefined
    const answer = attempt(
      near,
      (n) => {
        suppose(n, knownThere)
        const supposed = [...knownThere, ...n.conditions]
        n.learnNoMore()
        sign = read(n)
        asked = beyond(n, supposed).find(({ expr, must }) => !holds({ expr: there(expr), must }))
        return asked ? denied(`it is shown only where ${inWords(asked)}`) : shown('its sign is known there', [])
      },
      { hyperbolic: 'exp' },
    )
    if (answer.proof) return sign
    return answer.nowhere ? 0 : asked || answer.noRule ? answer : ANY
  }
  const inverse = [{ symbol: variable, by: ast.divide(ast.rational(1), variable) }]
  const inverted = (e: Expr): Expr => (to === 'oo' ? e : substitute(e, inverse))
  const all = signOf((n) => n.sign(expr))
  const isKnown = typeof all === 'number' && (within(all, allowed) || (all & allowed) === 0)
  const sign = isKnown ? all : signOf((n) => signFarOut(n, inverted(expr), variable, allowed), inverted)
  if (typeof sign !== 'number') return sign
  return (sign & allowed) === 0 ? 'never' : within(sign, allowed) ? 'always' : 'open'
}

/** What is known of symbols near the end of a way; what goes is positive there. */
export const nearEnd = (domains: Domains, { name }: Sym, integer = false): Domains =>
  new Map([
    ...domains,
    [name, { ...parseDomain('positive'), integer }],
    ...WAVES.map((wave) => [wave, parseDomain('[-1,1]')] as const),
  ])

/** What these terms presuppose for a variable that moves; not shown where what rests can not hold, or is beyond the rules. */
export function presuppositionsOf(terms: readonly Expr[], variable: Sym, domains: Domains): Presuppositions | NotShown {
  let moving: Condition[] = []
  const answer = attempt(
    domains,
    (n) => {
      moving = []
      const gathering = new Gathering(n, variable, moving, domains)
      for (const term of terms) gathering.of(evaluateDerivatives(term))
      return shown('it has values', n.conditions)
    },
    { hyperbolic: 'exp' },
  )
  return answer.proof ? new Presuppositions(variable, answer.proof.conditions, moving) : answer
}

/** One walk through terms: what rests is noted by their normal forms, and what moves is kept apart. */
class Gathering {
  private readonly seen = new Set<Expr>()
  /** Indices of sums up to the width, where that is what moves: the last of them move with it. */
  private running: readonly string[] = []

  constructor(
    private readonly n: Normalizer,
    private readonly variable: Sym,
    private readonly moving: Condition[],
    private readonly domains: Domains,
  ) {}

  of(e: Expr): void {
    if (this.seen.has(e)) return
    this.seen.add(e)
    if (!this.moves(e)) this.n.normalize(e)
    else if (e.kind === 'sum') this.ofSum(e)
    else {
      for (const child of ast.children(e)) this.of(child)
      this.ofItself(e)
    }
  }

  /** It is asked of each member; of pairs there may be none, but where the width grows. */
  private ofSum({ index, below, body }: ast.Sum): void {
    if (below !== undefined) {
      if (this.variable.name === WIDTH && asksMore(body))
        throw new Unsupported(`whether each pair of ${brief(body)} has a value`)
      return
    }
    this.n.indices.within(1, body, ([own]) => {
      const outside = this.running
      if (this.variable.name === WIDTH) this.running = [...outside, own as string]
      this.of(renameIndices(body, new Map([[index, own as string]])))
      this.running = outside
    })
  }

  private ofItself(e: Expr): void {
    if (e.kind === 'divide') this.ask(e.denominator, 'nonzero')
    if (e.kind === 'call') for (const { expr, must } of askedBy(e)) this.ask(expr, must)
    if (e.kind !== 'power') return
    const { base, exponent } = e
    const k = isRationalNumber(exponent) ? this.n.fractions.asConstant(this.n.normalize(exponent)) : undefined
    if (!k) this.ask(base, isIntegerValued(exponent, (symbol) => this.n.isInteger(symbol)) ? 'nonzero' : 'positive')
    else if (k.d !== 1n) this.ask(base, k.n > 0n ? 'nonnegative' : 'positive')
    else if (k.n < 0n) this.ask(base, 'nonzero')
  }

  private ask(e: Expr, must: Condition['must']): void {
    const running = this.running.filter((index) => freeIndices(e).includes(index))
    if (running.length > 0) this.askEach(e, must, running)
    else if (this.moves(e)) this.moving.push({ expr: valueAlone(e), must })
    else this.n.require(e, must)
  }

  /** Of what is summed up to the width: of each member, and near the end of the way of the last ones. Throws Unsupported where that does not decide it. */
  private askEach(e: Expr, must: Condition['must'], running: readonly string[]): void {
    const condition: Condition = { expr: valueAlone(e), must }
    const isKnown = within(this.n.sign(e), ALLOWED[must])
    if (this.movesItself(e)) {
      if (isKnown) return
      if (hasMemberOf(e, running) || !isDecidedAtEnds(condition, running, this.domains))
        throw new Unsupported(`whether ${inWords(condition)}`)
    } else {
      // Nothing but the index is in it: it holds for each, or it does not.
      if (symbolsOf(e).length === 0 && !isKnown) throw new Unsupported(`whether ${inWords(condition)}`)
      this.n.require(e, must)
      if (hasMemberOf(e, running)) return
    }
    this.moving.push(...atEnds(condition, running, this.variable, this.movesItself(e)))
  }

  /** The width moves what is summed up to it. */
  private moves(e: Expr): boolean {
    return (
      this.movesItself(e) || (this.running.length > 0 && freeIndices(e).some((index) => this.running.includes(index)))
    )
  }

  private movesItself(e: Expr): boolean {
    return (
      symbolsOf(e).some((s) => printSymbol(s) === printSymbol(this.variable)) ||
      (this.variable.name === WIDTH && hasSum(e))
    )
  }
}

/** Whether a family has a member in it that one of these indices names. */
const hasMemberOf = (e: Expr, indices: readonly string[]): boolean =>
  symbolsOf(e).some((s) => s.indices.some((index) => indices.includes(String(index))))

const hasSum = (e: Expr): boolean => e.kind === 'sum' || ast.children(e).some(hasSum)
