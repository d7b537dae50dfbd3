/** Claims about where an expression tends. */
import * as ast from '../../expr/ast.js'
import { type Expr, type Sym, WIDTH, constantValue } from '../../expr/ast.js'
import { evaluateDerivatives, asksMore } from '../../expr/differentiate.js'
import { type Domain, REAL, parseDomain } from '../../expr/domain.js'
import { isIntegerValued } from '../../expr/integer-valued.js'
import { brief, printSymbol } from '../../expr/print.js'
import { freshName } from '../../expr/fresh.js'
import { renameIndices, rewrite, substitute, symbolsOf } from '../../expr/substitute.js'
import type { SignName, Target } from '../../proposition/proposition.js'
import { type Finding, type NotShown, denied, shown } from './answer.js'
import { WAVES } from '../methods/gruntz/expressions.js'
import { gruntzLimit, requireDefined, signFarOut } from '../methods/gruntz/gruntz.js'
import { attempt } from './attempt.js'
import { askedBy } from '../core/declared.js'
import { IMAGINARY } from '../core/field.js'
import type { Condition } from '../core/generators.js'
import { TOP, walk } from '../methods/bends.js'
import { atKink, kinksOf } from '../methods/kinks.js'
import { type Limit, isAboutBounded, limitAtInfinity } from '../core/limit.js'
import { isTried } from '../methods/methods.js'
import type { Domains, Normalizer } from '../core/normalize.js'
import { ALLOWED } from '../core/noted-conditions.js'
import { NowhereDefined, Unsupported } from '../core/outcome.js'
import { leadingSeries } from '../core/series.js'
import { NEGATIVE, POSITIVE, type Sign, within } from '../core/signs.js'
import { showSign, zero } from './values.js'

/** Where a variable goes that is brought to where limits are taken: without bound, or to 0 from above. */
export type Approach = 'oo' | '0'

/** `expr` tends to `value` as the variable goes there. `near` is what is known of the variable on the way, beyond that it is positive. */
export function showLimit(
  expr: Expr,
  variable: Sym,
  value: Expr | 'oo' | '-oo',
  domains: Domains,
  to: Approach = 'oo',
): Finding {
  const near = new Map(domains).set(variable.name, parseDomain('positive'))
  const kink = [expr, ...(typeof value === 'string' ? [] : [value])].flatMap((e) => kinkNear(e, variable, to, near))[0]
  if (kink) return denied(`the kernel has no rule for ${atKink(kink)}`)
  const answer = showRealLimit(
    expr,
    variable,
    typeof value === 'string' ? value : evaluateDerivatives(value),
    domains,
    to,
  )
  // A limit over the reals is one over the integers; that there is none, or no point of definition, need not hold there.
  return answer.proof ||
    !isWhole(variable, domains) ||
    !(answer.nowhere || (answer.limit === 'none' && !answer.amongWhole))
    ? answer
    : denied(answer.why)
}

/** What may be 0 near the end of the way of a variable, so that a derivative may exist there without its formula. */
export function kinkNear(e: Expr, variable: Sym, to: Approach, near: Domains): Expr[] {
  const isNonzero = (edge: Expr): boolean =>
    showSign(evaluateDerivatives(edge), 'nonzero', undefined, near).proof?.conditions.length === 0
  // What is not 0 at the end of the way is not near it.
  const atEnd = (edge: Expr): Expr =>
    to === '0' ? substitute(edge, [{ symbol: variable, by: ast.rational(0) }]) : edge
  return kinksOf(e).flatMap(({ edge }) => (isNonzero(edge) || isNonzero(atEnd(edge)) ? [] : [edge]))
}

/** Whether a variable takes whole values only; the width does, where nothing else is called so. */
const isWhole = ({ name }: Sym, domains: Domains): boolean => domains.get(name)?.integer ?? name === WIDTH

type LimitClaim = readonly [expr: Expr, variable: Sym, value: Expr | 'oo' | '-oo', target: Target, domains: Domains]

/**
 * A variable goes to a target: to infinity, or to a place from each side that its domain allows and on which the expression is defined. The
 * sides are limits of their own, of which each that is about something must hold.
 */
export function showLimitTo(...claim: LimitClaim): Finding {
  const answer = showFromEachSide(...claim)
  if (!answer.proof) return answer
  const [expr, variable, , target, domains] = claim
  const { method, conditions } = answer.proof
  // As it is carried out: what a place puts in is asked for, and not what it binds.
  const asked = askedFor(evaluateDerivatives(expr), variable, domains)
  const place = typeof target === 'string' ? [] : conditionsOfPlace(target.place, domains)
  return shown(method, [...conditions, ...place, ...openOnTheWay(asked, variable, target, domains)])
}

/** Where a place is one: what goes to it may have nothing of it. */
function conditionsOfPlace(place: Expr, domains: Domains): readonly Condition[] {
  const answer = attempt(domains, (n) => {
    n.normalize(evaluateDerivatives(place))
    return shown('it has a value', n.conditions)
  })
  return answer.proof?.conditions ?? []
}

function showFromEachSide(...[expr, variable, value, target, domains]: LimitClaim): Finding {
  const domain = domains.get(variable.name) ?? REAL
  if (target === 'oo') return showLimit(expr, variable, value, domains)
  if (target === '-oo') {
    const turned = new Map(domains).set(variable.name, { ...REAL, integer: domain.integer })
    return showLimit(substitute(expr, [{ symbol: variable, by: ast.negate(variable) }]), variable, value, turned)
  }
  const { place, side } = target
  const parts = typeof value === 'string' ? [expr, place] : [expr, place, value]
  const step = ast.symbol(freshName('step', [...parts, variable]))
  const known = new Map(domains)
  known.delete(variable.name)
  const sides = (side ? [side] : (['above', 'below'] as const)).map((from): Finding => {
    const at = from === 'above' ? ast.add(place, step) : ast.subtract(place, step)
    const moved = substitute(expr, [{ symbol: variable, by: at }])
    const reached = comesNear(place, from, domain, domains)
    if (reached === false)
      return { proof: undefined, why: `${brief(variable)} does not come near from ${from}`, nowhere: true }
    const answer = showLimit(moved, step, value, known, '0')
    // From a side that may not be one, a limit shows nothing to be false.
    return answer.proof || reached ? answer : denied(answer.why)
  })
  const spoken = sides.filter((answer) => answer.proof || !answer.nowhere)
  const [first] = spoken.length > 0 ? spoken : sides
  return spoken.find((answer) => !answer.proof) ?? joined(spoken) ?? (first as Finding)
}

/** What is asked for, moves, and is not seen to hold near the end of the way: for some parameters it may hold nowhere on it. */
function openOnTheWay(asked: readonly Condition[], variable: Sym, target: Target, domains: Domains): Condition[] {
  const known = new Map(domains).set(variable.name, parseDomain('positive'))
  const isShown = ({ expr: e, must }: Condition): boolean =>
    waysTo(target, variable).every((way) => {
      const moved = substitute(stripped(evaluateDerivatives(e)).value, [{ symbol: variable, by: way }])
      const isAllowed = (signOf: (n: Normalizer) => Sign): boolean =>
        attempt(
          known,
          (n) => (within(signOf(n), ALLOWED[must]) ? shown('it holds there', []) : denied('it may fail')),
          { hyperbolic: 'exp' },
        ).proof?.conditions.length === 0
      return isAllowed((n) => n.sign(moved)) || isAllowed((n) => signFarOut(n, moved, variable))
    })
  return asked.filter((condition) => !isShown(condition))
}

/** What the variable is on the way, from each side, in terms of one of its name that grows without bound. */
function waysTo(target: Target, variable: Sym): Expr[] {
  if (target === 'oo') return [variable]
  if (target === '-oo') return [ast.negate(variable)]
  const step = ast.divide(ast.rational(1), variable)
  const [above, below] = [ast.add(target.place, step), ast.subtract(target.place, step)]
  return target.side === undefined ? [above, below] : [target.side === 'above' ? above : below]
}

/** What quotients, powers and functions of what depends on the variable ask for. */
function askedFor(expr: Expr, variable: Sym, domains: Domains): Condition[] {
  const found: Condition[] = []
  walk(expr, TOP, (node, { names }) => {
    // Of what stands in a sum it is asked of each.
    const ask = (e: Expr, must: Condition['must']): void => {
      const moves = symbolsOf(e).some((s) => s.name === variable.name) || (variable.name === WIDTH && hasSum(e))
      if (moves) found.push({ expr: renameIndices(e, names), must })
    }
    if (node.kind === 'divide') ask(node.denominator, 'nonzero')
    if (node.kind === 'call') for (const { expr: e, must } of askedBy(node)) ask(e, must)
    if (node.kind === 'power') {
      const { base, exponent } = node
      const k = constantValue(exponent)
      if (!k) ask(base, isIntegerValued(exponent, (symbol) => isWhole(symbol, domains)) ? 'nonzero' : 'positive')
      else if (k.d !== 1n) ask(base, k.n > 0n ? 'nonnegative' : 'positive')
      else if (k.n < 0n) ask(base, 'nonzero')
    }
    return true
  })
  return found
}

/** Whether a domain has numbers on this side of a place, as near as one likes; undefined where that is not shown either way. */
function comesNear(place: Expr, from: 'above' | 'below', { low, high }: Domain, domains: Domains): boolean | undefined {
  const way = from === 'above' ? 1 : -1
  const [behind, ahead] = from === 'above' ? [low, high] : [high, low]
  // How far the place is past an end in this direction: not before where the domain begins, and before where it ends.
  const past = (end: Domain['low']): Expr | undefined =>
    end && ast.multiply(ast.rational(way), ast.subtract(place, ast.rational(end)))
  const has = (e: Expr | undefined, sign: SignName): boolean | undefined => {
    if (!e) return undefined
    const known = constantValue(e)
    if (known)
      return known.n === 0n ? sign.startsWith('non') : known.n > 0n === (sign === 'positive' || sign === 'nonnegative')
    return showSign(e, sign, undefined, domains).proof?.conditions.length === 0
  }
  const [begun, ended] = [past(behind), past(ahead)]
  if (has(begun, 'negative') || has(ended, 'nonnegative')) return false
  return (!begun || has(begun, 'nonnegative')) && (!ended || has(ended, 'negative')) ? true : undefined
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
      throw new Unsupported(`how ${brief(node)} changes with the width`)
    return closed
  })
  const family = symbolsOf(opened).find((s) => s.indices.length > 0)
  if (family) throw new Unsupported(`${printSymbol(family)} may change with the width`)
  return opened
}

const hasSum = (e: Expr): boolean => e.kind === 'sum' || e.kind === 'index' || ast.children(e).some(hasSum)

function showRealLimit(expr: Expr, variable: Sym, value: Expr | 'oo' | '-oo', domains: Domains, to: Approach): Finding {
  const forms = typeof value === 'string' ? [] : rootArguments(value)
  const near = new Map(domains)
  // Near the target the variable is positive.
  near.set(variable.name, { ...parseDomain('positive'), integer: isWhole(variable, domains) })
  for (const wave of WAVES) near.set(wave, parseDomain('[-1,1]'))
  const own = (e: Expr): boolean =>
    symbolsOf(e).every((s) => printSymbol(s) !== printSymbol(variable) && !WAVES.includes(s.name)) && !isAboutBounded(e)
  const inverse = [{ symbol: variable, by: ast.divide(ast.rational(1), variable) }]
  const series = (n: Normalizer, e: Expr): Limit => limitAtZero(n, to === 'oo' ? substitute(e, inverse) : e, variable)
  const farOut = (e: Expr): Expr => (to === 'oo' ? e : substitute(e, inverse))
  // Checks itself that nothing it divides by can vanish.
  const byGruntz = (n: Normalizer, e: Expr, beside: readonly Expr[]): Limit =>
    gruntzLimit(n, farOut(e), variable, beside.map(farOut))
  const by = (limit: (n: Normalizer, e: Expr, beside: readonly Expr[]) => Limit, method: string): Finding => {
    // What the claim itself asks for, however often an attempt begins anew.
    const presupposed = new Set<Condition>()
    const supposing = <T>(n: Normalizer, work: () => T): T => {
      const before = n.conditions.length
      try {
        return work()
      } finally {
        for (const condition of n.conditions.slice(before)) presupposed.add(condition)
      }
    }
    return attempt(
      near,
      (n) => {
        const { value: e, asked } = supposing(n, () => {
          const opened = (part: Expr): Expr => (variable.name === WIDTH ? inWidth(n, part) : part)
          const parts = stripped(opened(evaluateDerivatives(expr)))
          if (typeof value !== 'string') n.normalize(opened(value))
          for (const part of [parts.value, ...parts.asked]) normalizeConstants(n, part, variable)
          return parts
        })
        for (const part of asked) if (!own(part)) requireDefined(n, farOut(part), variable)
        const found = limit(n, e, typeof value === 'string' ? asked : [value, ...asked])
        if (typeof found === 'string' || typeof value === 'string') {
          const shown = typeof found === 'string' ? found : brief(found)
          if (found !== value)
            return {
              ...denied(`the limit found is ${shown}`),
              ...(isReal(found) && { limit: found }),
            }
        } else {
          const bad = zero(n, found, value, 'the limit found minus the limit claimed')
          if (bad) return { ...bad, ...(isReal(found) && { limit: found }) }
        }
        // What a method divides by beyond what the claim presupposes could vanish for special values of the symbols.
        const special = n.conditions.find((condition) => !presupposed.has(condition) && own(condition.expr))
        if (special && limit === series) {
          throw new Unsupported(`the limit for ${brief(special.expr)} that is not ${special.must}`)
        }
        const conditions = n.conditions.filter((condition) => presupposed.has(condition))
        // Only that method has normalized all of it.
        if (limit !== leading) return shown(method, conditions)
        for (const { expr: part, must } of askedFor(e, variable, near)) n.require(part, must)
        return shown(method, conditions)
      },
      { hyperbolic: 'exp' },
    )
  }
  // Normal forms forget where their logarithms, roots and powers are defined.
  const leading = (n: Normalizer, e: Expr): Limit => {
    if (asksMore(e)) requireDefined(n, e, variable, 'presupposed')
    return limitAtInfinity(n, e, variable, forms)
  }
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

/** What does not move, or is divided by or raised to a moving power, is defined where the claim is meant. */
export function normalizeConstants(n: Normalizer, e: Expr, variable: Sym): void {
  const moves = (node: Expr): boolean => symbolsOf(node).some((s) => printSymbol(s) === printSymbol(variable))
  if (!moves(e)) n.normalize(e)
  else if (e.kind === 'sum') {
    const { index, body } = e
    // Of pairs there may be none, of which anything were asked.
    if (e.below === undefined)
      n.indices.within(1, body, ([own]) =>
        normalizeConstants(n, renameIndices(body, new Map([[index, own as string]])), variable),
      )
    return
  } else for (const child of ast.children(e)) normalizeConstants(n, child, variable)
  if (e.kind === 'divide' && !moves(e.denominator)) n.require(e.denominator, 'nonzero')
  if (e.kind === 'power' && moves(e.exponent) && !moves(e.base)) {
    const whole = isIntegerValued(e.exponent, (symbol) => n.isInteger(symbol))
    if (!whole && (n.sign(e.base) & POSITIVE) === 0)
      throw new NowhereDefined('it takes a power of a negative number with an exponent that is not whole by its form')
    n.require(e.base, whole ? 'nonzero' : 'positive')
  }
}

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
