/**
 * Exponents of powers of the width as exact functions of the exponents they are made from: max(top) - max(bottom) of
 * affine forms with rational coefficients, the rational functions of max-plus algebra. d^a + d^b grows as d^max(a, b).
 */
import { add, compare, fromDecimal, multiply, negate, ONE, ratio, type Rational, ZERO } from 'rederive/exact'

/** constant + sum of coefficient times variable; only coefficients that are not 0 are kept, ordered by name. */
export interface Affine {
  readonly constant: Rational
  readonly coefficients: ReadonlyMap<string, Rational>
}

/** max(top) - max(bottom); neither is empty. */
export interface Exponent {
  readonly top: readonly Affine[]
  readonly bottom: readonly Affine[]
}

/** The values of the variables. */
export type Point = Readonly<Record<string, Rational>>

const NOTHING: Affine = { constant: ZERO, coefficients: new Map() }
const single = (form: Affine): Exponent => ({ top: [form], bottom: [NOTHING] })

export const constant = (value: Rational): Exponent => single({ ...NOTHING, constant: value })
export const variable = (name: string): Exponent => single({ constant: ZERO, coefficients: new Map([[name, ONE]]) })

export const plus = (a: Exponent, b: Exponent): Exponent => normal(products(a.top, b.top), products(a.bottom, b.bottom))

/** A bottom of one form is moved to the top. */
function normal(top: readonly Affine[], bottom: readonly Affine[]): Exponent {
  const [only, ...others] = bottom
  if (only === undefined || others.length > 0) return { top, bottom }
  const opposite = scale(only, ratio(-1))
  return { top: top.map((form) => sum(form, opposite)), bottom: [NOTHING] }
}

/** r times an exponent, for any rational r. */
export function times(e: Exponent, r: Rational): Exponent {
  if (r.n === 0n) return constant(ZERO)
  const scaled = (forms: readonly Affine[]): Affine[] => forms.map((form) => scale(form, size(r)))
  const [top, bottom] = [scaled(e.top), scaled(e.bottom)]
  return r.n < 0n ? normal(bottom, top) : normal(top, bottom)
}

/** The largest of some exponents: how their sum grows. */
export const largest = (first: Exponent, ...rest: readonly Exponent[]): Exponent => rest.reduce(larger, first)

function larger(a: Exponent, b: Exponent): Exponent {
  if (a.bottom.map(key).join() === b.bottom.map(key).join()) {
    return { top: needed([...a.top, ...b.top]), bottom: a.bottom }
  }
  return {
    top: needed([...products(a.top, b.bottom), ...products(b.top, a.bottom)]),
    bottom: products(a.bottom, b.bottom),
  }
}

/** The exact value. Throws RangeError for a variable without a value. */
export function valueAt({ top, bottom }: Exponent, point: Point): Rational {
  const most = (forms: readonly Affine[]): Rational =>
    forms.map((form) => affineAt(form, point)).reduce((a, b) => (compare(a, b) < 0 ? b : a))
  return add(most(top), negate(most(bottom)))
}

function affineAt({ constant: start, coefficients }: Affine, point: Point): Rational {
  let value = start
  for (const [name, coefficient] of coefficients) {
    const x = point[name]
    if (!x) throw new RangeError(`the exponent depends on ${name}, which has no value`)
    value = add(value, multiply(coefficient, x))
  }
  return value
}

/** Whether one power alone makes it, for all values of the variables. */
export const isAffine = ({ top, bottom }: Exponent): boolean => top.length === 1 && bottom.length === 1

/** Text such as `1 + max(h_u + k_w, h_w + k_u)`; what all members of a maximum share stands before it. */
export function printExponent({ top, bottom }: Exponent): string {
  const [shared, above] = factored(top)
  const [divided, below] = factored(bottom)
  const outer = sum(shared, scale(divided, ratio(-1)))
  const alone = above.length === 1 && below.length === 1
  const lead = key(outer) === key(NOTHING) && !alone ? '' : printAffine(outer)
  const maximum = (forms: readonly Affine[]): string => `max(${forms.map(printAffine).join(', ')})`
  const added = above.length === 1 ? '' : `${lead === '' ? '' : ' + '}${maximum(above)}`
  const taken = below.length === 1 ? '' : `${lead === '' && added === '' ? '-' : ' - '}${maximum(below)}`
  return lead + added + taken
}

/** Exact value of a number (its shortest decimal) or of a text such as `-1/2`, `0.25`. Throws RangeError. */
export function exactly(value: number | string): Rational {
  const match = /^(-?)(\d+(?:\.\d+)?(?:e[+-]?\d{1,3})?)(?:\/(\d+))?$/.exec(String(value).trim())
  if (!match || Number(match[3] ?? 1) === 0) {
    throw new RangeError(`expected a number or a text such as "-1/2", found ${JSON.stringify(value)}`)
  }
  const [, sign, numerator = '0', denominator = '1'] = match
  const { n, d } = fromDecimal(numerator)
  return ratio(sign === '-' ? -n : n, d * BigInt(denominator))
}

/** `-1/2`, `3`. */
export const printRational = ({ n, d }: Rational): string => (d === 1n ? String(n) : `${n}/${d}`)

function scale(form: Affine, by: Rational): Affine {
  return {
    constant: multiply(form.constant, by),
    coefficients: new Map([...form.coefficients].map(([name, c]) => [name, multiply(c, by)])),
  }
}

function sum(a: Affine, b: Affine): Affine {
  const coefficients = new Map(a.coefficients)
  for (const [name, c] of b.coefficients) coefficients.set(name, add(coefficients.get(name) ?? ZERO, c))
  const kept = [...coefficients].filter(([, c]) => c.n !== 0n).sort(([x], [y]) => (x < y ? -1 : 1))
  return { constant: add(a.constant, b.constant), coefficients: new Map(kept) }
}

function key({ constant: start, coefficients }: Affine): string {
  return [printRational(start), ...[...coefficients].map(([name, c]) => `${name}:${printRational(c)}`)].join(' ')
}

const products = (a: readonly Affine[], b: readonly Affine[]): Affine[] =>
  needed(a.flatMap((x) => b.map((y) => sum(x, y))))

/** Without repetitions, and without a form halfway between two others, which is never the largest alone. */
function needed(forms: readonly Affine[]): Affine[] {
  const distinct = new Map(forms.map((form) => [key(form), form]))
  const all = [...distinct.values()]
  const halfway = new Set(all.flatMap((a, i) => all.slice(i + 1).map((b) => key(scale(sum(a, b), ratio(1, 2))))))
  return all.filter((form) => !halfway.has(key(form)))
}

/** What all forms share, of the constant and of each variable the smallest part, and the rests. */
function factored(forms: readonly Affine[]): [Affine, Affine[]] {
  const shared = (read: (form: Affine) => Rational | undefined): Rational => {
    const values = forms.map((form) => read(form) ?? ZERO)
    const smallest = values.reduce((a, b) => (compare(size(b), size(a)) < 0 ? b : a))
    return values.every(({ n }) => n > 0n === smallest.n > 0n) ? smallest : ZERO
  }
  const names = new Set(forms.flatMap((form) => [...form.coefficients.keys()]))
  const parts = [...names].map((name) => [name, shared((form) => form.coefficients.get(name))] as const)
  const common = sum(NOTHING, { constant: shared((form) => form.constant), coefficients: new Map(parts) })
  const opposite = scale(common, ratio(-1))
  return [common, forms.map((form) => sum(form, opposite))]
}

const size = (r: Rational): Rational => (r.n < 0n ? negate(r) : r)

function printAffine({ constant: start, coefficients }: Affine): string {
  const terms = [...coefficients].map(([name, c]): [boolean, string] => {
    const { n, d } = size(c)
    const numerator = n === 1n ? name : `${n}*${name}`
    return [c.n < 0n, d === 1n ? numerator : `${numerator}/${d}`]
  })
  if (start.n !== 0n || terms.length === 0) terms.push([start.n < 0n, printRational(size(start))])
  return terms
    .map(([minus, text], k) => (k === 0 ? (minus ? `-${text}` : text) : `${minus ? ' - ' : ' + '}${text}`))
    .join('')
}
