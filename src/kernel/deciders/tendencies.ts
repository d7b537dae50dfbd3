/** Claims about where an expression tends. */
import * as ast from '../../expr/ast.js'
import { type Expr, type Sym, WIDTH } from '../../expr/ast.js'
import { evaluateDerivatives } from '../../expr/differentiate.js'
import { type Domain, REAL } from '../../expr/domain.js'
import { brief, printSymbol } from '../../expr/print.js'
import { valueAlone } from '../../expr/where-defined.js'
import { freshName } from '../../expr/fresh.js'
import { rewrite, substitute, symbolsOf } from '../../expr/substitute.js'
import type { SignName, Target } from '../../proposition/proposition.js'
import { type Finding, type NotShown, denied, shown } from './answer.js'
import { WAVES } from '../methods/gruntz/expressions.js'
import { gruntzLimit } from '../methods/gruntz/gruntz.js'
import { attempt } from './attempt.js'
import { IMAGINARY } from '../core/field.js'
import type { Condition } from '../core/generators.js'
import { atKink, kinksOf } from '../methods/kinks.js'
import { type Limit, isAboutBounded, limitAtInfinity } from '../core/limit.js'
import { isTried } from '../methods/methods.js'
import type { Domains, Normalizer } from '../core/normalize.js'
import { Unsupported } from '../core/outcome.js'
import { leadingSeries } from '../core/series.js'
import { NEGATIVE, POSITIVE, within } from '../core/signs.js'
import { Presuppositions, type Way, nearEnd, presuppositionsOf, seenOn } from './presuppositions.js'
import { showSign, zero } from './values.js'

type LimitClaim = readonly [expr: Expr, variable: Sym, value: Expr | 'oo' | '-oo', target: Target, domains: Domains]

/**
 * A variable goes to a target: to infinity, or to a place from each side that its domain allows and on which the expression is defined. The
 * sides are limits of their own, of which each that is about something must hold.
 */
export function showLimit(...claim: LimitClaim): Finding {
  const [expr, variable, value, target, domains] = claim
  const terms = [
    expr,
    ...(typeof value === 'string' ? [] : [value]),
    ...(typeof target === 'string' ? [] : [target.place]),
  ]
  const presupposed = presuppositionsOf(terms, variable, domains)
  if (!(presupposed instanceof Presuppositions)) return amongWhole(presupposed, { variable, near: domains })
  const sides = waysTo(target, variable, domains, terms).map((side) => {
    if ('why' in side) return { answer: side as Finding }
    const answer = showOn(side, claim, presupposed)
    // From a side that may not be one, a limit shows nothing to be false.
    return { answer: answer.proof || side.reached ? answer : denied(answer.why), from: side.from }
  })
  const spoken = sides.filter(({ answer }) => answer.proof || !answer.nowhere)
  const answers = (spoken.length > 0 ? spoken : sides).map((one) => one.answer)
  const answer = answers.find((one) => !one.proof) ?? joined(answers) ?? (answers[0] as Finding)
  if (!answer.proof || typeof target === 'string') return answer
  const { method, conditions } = answer.proof
  // From the one side that is meant, or from any of both.
  const [only, ...others] = spoken
  const needed = reaching(
    target.place,
    domains.get(variable.name) ?? REAL,
    others.length === 0 ? only?.from : undefined,
  )
  return shown(method, [...conditions, ...needed.filter((condition) => seenIn(condition, domains) !== 'always')])
}

interface Side extends Way {
  /** Of a place. */
  readonly from?: FromSide
  /** Whether the variable is known to come near on it. */
  readonly reached: boolean
}

/** The ways on which a variable goes to a target, and why there is none where a side is not one. The terms say which names are taken. */
function waysTo(target: Target, variable: Sym, domains: Domains, terms: readonly Expr[]): (Side | NotShown)[] {
  const domain = domains.get(variable.name) ?? REAL
  if (typeof target === 'string') {
    const at = target === 'oo' ? variable : ast.negate(variable)
    return [{ at, variable, to: 'oo', near: nearEnd(domains, variable, isWhole(variable, domains)), reached: true }]
  }
  const { place, side } = target
  const step = ast.symbol(freshName('step', [...terms, variable]))
  const near = nearEnd(new Map([...domains].filter(([name]) => name !== variable.name)), step)
  return (side ? [side] : (['above', 'below'] as const)).map((from): Side | NotShown => {
    const seen = reaching(place, domain, from).map((condition) => seenIn(condition, domains))
    if (seen.includes('never'))
      return { proof: undefined, why: `${brief(variable)} does not come near from ${from}`, nowhere: true }
    const at = from === 'above' ? ast.add(place, step) : ast.subtract(place, step)
    return { at, variable: step, to: '0', near, from, reached: !seen.includes('open') }
  })
}

/** What is shown on one way, where the claim says something of it. */
function showOn(way: Way, [expr, variable, value]: LimitClaim, presupposed: Presuppositions): Finding {
  const moved = substitute(expr, [{ symbol: variable, by: way.at }])
  const kink = [moved, ...(typeof value === 'string' ? [] : [value])].flatMap((e) => kinkNear(e, way))[0]
  if (kink) return denied(`the kernel has no rule for ${atKink(kink)}`)
  const claimed = typeof value === 'string' ? value : evaluateDerivatives(value)
  const answer = showRealLimit(moved, way, claimed, presupposed)
  if (!answer.proof && answer.limit === undefined) return amongWhole(answer, way)
  const open = presupposed.openOn(way)
  if ('why' in open) return amongWhole(open, way)
  if (answer.proof) return shown(answer.proof.method, [...presupposed.resting, ...open])
  // For the parameters for which it has values all the way it may have a limit.
  return answer.limit === 'none' && open.length > 0 ? denied(answer.why) : amongWhole(answer, way)
}

/** A limit over the reals is one over the integers; that there is none, or no point of definition, need not hold there. */
const amongWhole = (answer: NotShown, { variable, near }: Pick<Way, 'variable' | 'near'>): NotShown =>
  isWhole(variable, near) && (answer.nowhere || (answer.limit === 'none' && !answer.amongWhole))
    ? denied(answer.why)
    : answer

/** What may be 0 near the end of a way, so that a derivative may exist there without its formula. */
export const kinkNear = (e: Expr, way: Way): Expr[] =>
  kinksOf(e).flatMap(({ edge }) =>
    seenOn(way, { expr: evaluateDerivatives(edge), must: 'nonzero' }, []) === 'always' ? [] : [edge],
  )

/** Whether a variable takes whole values only; the width does, where nothing else is called so. */
const isWhole = ({ name }: Sym, domains: Domains): boolean => domains.get(name)?.integer ?? name === WIDTH

type FromSide = 'above' | 'below'

/** What must hold for a variable of this domain to come near a place, from this side or from any. */
function reaching(place: Expr, { low, high }: Domain, side: FromSide | undefined): Condition[] {
  const past = (end: FromSide): Condition['must'] => (side === end ? 'positive' : 'nonnegative')
  const above = (low?: Domain['low']): Expr => (low?.n ? ast.subtract(place, ast.rational(low)) : place)
  const below = (high?: Domain['high']): Expr => (high?.n ? ast.subtract(ast.rational(high), place) : ast.negate(place))
  return [
    ...(low ? [{ expr: above(low), must: past('below') }] : []),
    ...(high ? [{ expr: below(high), must: past('above') }] : []),
  ]
}

const FAILS = { positive: 'nonpositive', nonnegative: 'negative', nonzero: undefined } as const

/** Whether a condition on parameters holds for all of them, or for none. */
function seenIn({ expr, must }: Condition, domains: Domains): 'always' | 'never' | 'open' {
  const is = (sign: SignName): boolean => showSign(expr, sign, undefined, domains).proof?.conditions.length === 0
  const fails = FAILS[must]
  return is(must) ? 'always' : fails && is(fails) ? 'never' : 'open'
}

/** One proof of what several show. */
function joined(answers: readonly Finding[]): Finding | undefined {
  const proofs = answers.flatMap(({ proof }) => (proof ? [proof] : []))
  const [first] = proofs
  if (!first || proofs.length === 1) return first && { proof: first }
  return shown(
    `from both sides: ${[...new Set(proofs.map(({ method }) => method))].join('; ')}`,
    proofs.flatMap(({ conditions }) => conditions),
  )
}

/** Sums of what the width alone decides, as functions of it. What else the width may change, and a family that may grow with it, is not decided. */
function inWidth(n: Normalizer, e: Expr): Expr {
  const opened = rewrite(e, (node) => {
    if (node.kind !== 'sum') return undefined
    const closed = n.readable(n.normalize(node))
    if (symbolsOf(closed).some((s) => s.indices.length > 0) || hasSum(closed))
      throw new Unsupported(`how ${brief(valueAlone(node))} changes with the width`)
    return closed
  })
  const family = symbolsOf(opened).find((s) => s.indices.length > 0)
  if (family) throw new Unsupported(`${printSymbol(family)} may change with the width`)
  return opened
}

const hasSum = (e: Expr): boolean => e.kind === 'sum' || e.kind === 'index' || ast.children(e).some(hasSum)

function showRealLimit(expr: Expr, way: Way, value: Expr | 'oo' | '-oo', presupposed: Presuppositions): Finding {
  const { variable, to, near } = way
  const forms = typeof value === 'string' ? [] : rootArguments(value)
  const own = (e: Expr): boolean =>
    symbolsOf(e).every((s) => printSymbol(s) !== printSymbol(variable) && !WAVES.includes(s.name)) && !isAboutBounded(e)
  const inverse = [{ symbol: variable, by: ast.divide(ast.rational(1), variable) }]
  const series = (n: Normalizer, e: Expr): Limit => limitAtZero(n, to === 'oo' ? substitute(e, inverse) : e, variable)
  const farOut = (e: Expr): Expr => (to === 'oo' ? e : substitute(e, inverse))
  // Checks itself that nothing it divides by can vanish.
  const byGruntz = (n: Normalizer, e: Expr, beside: readonly Expr[]): Limit =>
    gruntzLimit(n, farOut(e), variable, beside.map(farOut))
  const by = (limit: (n: Normalizer, e: Expr, beside: readonly Expr[]) => Limit, method: string): Finding =>
    attempt(
      near,
      (n) => {
        presupposed.suppose(n, way)
        const opened = (part: Expr): Expr => (variable.name === WIDTH ? inWidth(n, part) : part)
        const { value: e, asked } = stripped(opened(evaluateDerivatives(expr)))
        const claimed = typeof value === 'string' ? value : opened(value)
        const found = limit(n, e, typeof claimed === 'string' ? asked : [claimed, ...asked])
        // What a method divides by beyond what the claim presupposes could vanish for special values of the symbols.
        const special = limit === series && presupposed.beyond(n, way).find((condition) => own(condition.expr))
        if (special) throw new Unsupported(`the limit for ${brief(special.expr)} that is not ${special.must}`)
        if (typeof found === 'string' || typeof claimed === 'string') {
          if (found !== claimed)
            return {
              ...denied(`the limit found is ${typeof found === 'string' ? found : brief(found)}`),
              ...(isReal(found) && { limit: found }),
            }
        } else {
          const bad = zero(n, found, claimed, 'the limit found minus the limit claimed')
          if (bad) return { ...bad, ...(isReal(found) && { limit: found }) }
        }
        return shown(method, [])
      },
      { hyperbolic: 'exp' },
    )
  const leading = (n: Normalizer, e: Expr): Limit => limitAtInfinity(n, e, variable, forms)
  // There is one limit: where a method has found another than the claimed one, the next would find the same.
  const isOpen = (finding: Finding): finding is NotShown => !finding.proof && finding.limit === undefined
  const byGrowth = to === 'oo' && isTried('leading terms') ? by(leading, 'the leading terms decide it') : undefined
  if (byGrowth && !isOpen(byGrowth)) return byGrowth
  const bySeries = isTried('first term') ? by(series, 'the first term of its series is the limit') : NOT_TRIED
  if (!isOpen(bySeries)) return bySeries
  const byClasses = isTried('Gruntz')
    ? by(byGruntz, 'the expansion in its largest class of growth decides it')
    : NOT_TRIED
  return byClasses.proof || !byClasses.noRule
    ? byClasses
    : ([byGrowth, bySeries].find((a) => a && !a.noRule && !a.nowhere) ?? byClasses)
}

const NOT_TRIED: NotShown = { ...denied('the kernel was not to try it'), noRule: true }

/** Whether a limit is written without the imaginary unit. */
const isReal = (limit: Limit): boolean =>
  typeof limit === 'string' || symbolsOf(limit).every((s) => s.name !== IMAGINARY)

function limitAtZero(n: Normalizer, e: Expr, variable: Sym): Limit {
  const series = leadingSeries(n, e, variable)
  const [first] = series?.terms ?? []
  if (!series || !first) throw new Unsupported('a limit whose known terms all cancel')
  if (series.low > 0) return ast.rational(0)
  if (series.low === 0) return n.readable(first)
  const sign = n.field.signs.ofFraction(first)
  if (within(sign, POSITIVE)) return 'oo'
  if (within(sign, NEGATIVE)) return '-oo'
  throw new Unsupported('a limit whose leading coefficient has no known sign')
}

/** What the claimed limit takes square roots of: forms in which a limit under a root may be written. */
function rootArguments(value: Expr): Expr[] {
  const found: Expr[] = []
  rewrite(value, (node) => {
    if (node.kind === 'call' && node.fn === 'sqrt') found.push(node.argument)
    return undefined
  })
  return found
}

/** An expression without what its derivatives ask to be defined, and those parts. */
export function stripped(e: Expr): { readonly value: Expr; readonly asked: readonly Expr[] } {
  const asked: Expr[] = []
  const value = rewrite(e, (node) => {
    if (node.kind === 'sum' && asksUnder(node)) throw new Unsupported('the limit of a sum of derivatives')
    if (node.kind !== 'where') return undefined
    asked.push(node.defined)
    return node.value
  })
  return {
    value,
    asked: asked.map((part) => rewrite(part, (node) => (node.kind === 'where' ? node.value : undefined))),
  }
}

const asksUnder = (e: Expr): boolean => e.kind === 'where' || ast.children(e).some(asksUnder)
