/**
 * Zero in several variables: on an open box all partial derivatives of f vanish, and f is 0 at a point.
 *
 * The box of the declared intervals is taken open, and if necessary cut at 0 in every variable; on each part the kernel's sign rules must show each
 * requirement to hold strictly on all of it, or one to fail on all of its closure.
 */
import * as ast from '../../expr/ast.js'
import type { Expr, Sym } from '../../expr/ast.js'
import { differentiate } from '../../expr/differentiate.js'
import { type Domain, REAL } from '../../expr/domain.js'
import { printSymbol } from '../../expr/print.js'
import { type Rational, ZERO } from '../../expr/rational.js'
import { substitute } from '../../expr/substitute.js'
import { enclosedSign } from '../core/enclosure.js'
import { lazy } from './lazy.js'
import type { Domains } from '../core/normalize.js'
import type { Reduction } from '../core/reduction.js'
import { ALLOWED, type Requirement } from './requirements.js'
import { ANY, NONNEGATIVE, NONPOSITIVE, NONZERO, NULL, type Sign, within } from '../core/signs.js'
import { simplest } from './simplest-rational.js'

/** Whether f is 0 wherever it is defined in the domains of these symbols, and defined somewhere. */
export function isZeroOnBoxes(
  f: Expr,
  requirements: readonly Requirement[],
  symbols: readonly Sym[],
  domains: Domains,
  by: Reduction,
): boolean {
  const whole = new Map(symbols.map((s) => [s.name, domains.get(s.name) ?? REAL] as const))
  const derivatives = symbols.map((s) => lazy(() => differentiate(f, s)))
  const cut = (box: ReadonlyMap<string, Domain>): ReadonlyMap<string, Domain>[] => {
    let boxes: ReadonlyMap<string, Domain>[] = [box]
    for (const [name, domain] of box) {
      const parts = cutAtZero(domain)
      boxes = boxes.flatMap((b) => parts.map((part) => new Map([...b, [name, part]])))
    }
    return boxes
  }
  const connected = [...whole.values()].every(({ nonzero }) => !nonzero)
  if (connected && onBox(f, requirements, derivatives, symbols, whole, by) === 'zero') return true
  const boxes = cut(whole)
  if (boxes.length === 1) return false
  let some = false
  for (const box of boxes) {
    const found = onBox(f, requirements, derivatives, symbols, box, by)
    if (found === undefined) return false
    some ||= found === 'zero'
  }
  return some
}

function cutAtZero(domain: Domain): Domain[] {
  const below = !domain.low || domain.low.n < 0n
  const above = !domain.high || domain.high.n > 0n
  if (!below || !above) return [domain]
  const plain = { ...domain, nonzero: false }
  const { low: _low, ...fromZero } = plain
  const { high: _high, ...toZero } = plain
  return [
    { ...toZero, high: ZERO, highOpen: false },
    { ...fromZero, low: ZERO, lowOpen: false },
  ]
}

/** 'zero' when f is defined and 0 on the whole open box; 'undefined' when it is defined nowhere on the closed one. */
function onBox(
  f: Expr,
  requirements: readonly Requirement[],
  derivatives: readonly (() => Expr)[],
  symbols: readonly Sym[],
  closed: ReadonlyMap<string, Domain>,
  by: Reduction,
): 'zero' | 'undefined' | undefined {
  const real = (domain: Domain, isOpen: boolean): Domain => ({
    ...domain,
    integer: false,
    lowOpen: isOpen || !domain.low,
    highOpen: isOpen || !domain.high,
  })
  const part = (isOpen: boolean): Domains => new Map([...closed].map(([name, d]) => [name, real(d, isOpen)]))
  const open = part(true)
  for (const { expr, must } of requirements) {
    const signOn = (domains: Domains): Sign =>
      by.compute(domains, (n) => {
        const sign = n.sign(expr)
        // A sign under conditions is not one on the whole box.
        return n.conditions.length === 0 ? sign : ANY
      }) ?? ANY
    const sign = signOn(open)
    if (must === 'kink') {
      if (within(sign, NONNEGATIVE) || within(sign, NONPOSITIVE) || within(sign, NONZERO)) continue
      return undefined
    }
    if (within(sign, ALLOWED[must] & NONZERO) || (must === 'nonnegative' && sign === NULL)) continue
    return (signOn(part(false)) & ALLOWED[must]) === 0 ? 'undefined' : undefined
  }
  const point = new Map<string, Rational>()
  for (const s of symbols) {
    const domain = closed.get(s.name) as Domain
    const c = simplest(domain.low, domain.high)
    if (!c) return undefined
    point.set(printSymbol(s), c)
  }
  if (enclosedSign(f, point) !== undefined) return undefined
  if (by.vanishes(f, open)) return 'zero'
  if (!derivatives.every((derivative) => by.vanishes(derivative(), open))) return undefined
  const at = symbols.map((symbol) => ({ symbol, by: ast.rational(point.get(printSymbol(symbol)) as Rational) }))
  return by.vanishes(substitute(f, at), new Map()) ? 'zero' : undefined
}
