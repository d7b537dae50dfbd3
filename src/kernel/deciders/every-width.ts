/**
 * Ranks and spaces of Darboux polynomials at every width d = 1, 2, 3, ... at once, with answers that are polynomials in d.
 *
 * What makes it possible is the symmetry under exchange of neurons: states are families with one index (for a rank also single numbers), and
 * rates and members speak of a neuron by a named index only, never by its number. So instances that differ by an exchange of neurons
 * are one function of other variables. Everything is rational, and said of generic states and parameters: what is rational and holds at no
 * more than a proper algebraic set fails generically, and an exact value other than zero at one rational point shows that.
 *
 * *Rank, from below.* Take the instances whose free indices are all 1 (rows R_1) and those with free indices 1 and i, or i alone (rows R_i, for i =
 * 2, ..., d). R_1 depends on the states of neuron 1 and on single states only (columns C_1), R_i on those and on the states of neuron i (columns
 * C_i). Members have no sums, so nothing else is in them. The Jacobian of these rows is block triangular, its rank at least the sum of the
 * ranks of its diagonal blocks, and by exchange the blocks i = 2, ..., d have one generic rank: rank >= r_1 + (d - 1) r. Both are computed
 * at rational points, where a rank can only be smaller.
 * *From above.* There are no more independent functions than instances, nor than states. All members are conserved (which families.ts shows
 * for the symbolic width): where nothing depends on the time and the flow is not identically zero at that width, their differentials
 * annihilate it generically, so they are no more than the states less one. The claim is proved when it equals the lower bound and one of the
 * upper ones, as polynomials in d.
 *
 * *Space.* Suppose that p F = g F0 for the rate F of every state and p K = g k for the cofactor K, where g and p are the same for all neurons and
 * vanish identically at no width, p and k are free of states, sums and d, and the F0 of a state of neuron i is a polynomial without constant term
 * in the states of neuron i, its coefficients free of sums and d. Then p (D f - K f) = g (D0 f - k f), so D f = K f exactly when D0 f = k f with
 * the decoupled derivative D0. It maps a monomial in the states of a set I of neurons, each of which is in it, to such monomials of the same I.
 * So the space of all f without constant term is the direct sum of its parts over all I; by exchange the part has one dimension n_k for all I
 * of k neurons, and there is none for k > degree: the dimension is the sum over k of binomial(d, k) n_k. From above, n_k is at most the
 * nullity of the condition at an integer point of the parameters, at width k. From below: when each monomial of a member with k free indices
 * has states of exactly k neurons, its instances lie in the parts of their own I, and m_k of them are independent there, counted at an
 * integer point too. When n_k = m_k for all k, the family spans the space.
 *
 * How p, g and F0 are found does not matter: that they fit is shown by normal forms. Where rates are undefined or stand still at some width
 * (a factor d - 1, a sum over pairs at d = 1), something else may hold there, and nothing is proved; width-function.ts decides that.
 */
import * as ast from '../../expr/ast.js'
import { type Expr, type Sym, WIDTH } from '../../expr/ast.js'
import { brief, printSymbol } from '../../expr/print.js'
import { ZERO, ratio } from '../../expr/rational.js'
import { freeIndices, instancesAtWidth, renameIndices, symbolsOf } from '../../expr/substitute.js'
import type { FactorId, Fraction } from '../core/fractions.js'
import type { Monomial } from '../core/monomials.js'
import type { Domains, Normalizer } from '../core/normalize.js'
import { KernelLimit, Unsupported } from '../core/outcome.js'
import type { Poly } from '../core/polynomials.js'
import type { Flow } from './motions.js'
import { rankIn, requireManyValues } from './rank.js'
import { StateBlocks } from './state-blocks.js'
import {
  WIDTH_ITSELF,
  type WidthFunction,
  areEqual,
  binomial,
  constant,
  formulaInWidth,
  isNowhere,
  plus,
  printFunction,
  printWidths,
  scaled,
  times,
  undefinedAt,
  vanishingAt,
} from './width-function.js'

export interface EveryWidthRank {
  /** Members; each stands for all its instances over distinct values of its free indices. */
  readonly family: readonly Expr[]
  /** A formula in the width. */
  readonly rank: Expr
}

export interface EveryWidthSpace {
  readonly cofactor: Expr
  readonly degree: number
  readonly family: readonly Expr[]
  /** A formula in the width. */
  readonly dimension: Expr
}

const MOST_DEGREE = 24
/** Where the primes of each of the points begin at which the parameters are tried. */
const POINTS = [3, 101]

/**
 * Why it is not shown that the family has that rank at every width; undefined where it is, provided that each member is conserved. Derivatives
 * must be carried out. Throws Unsupported.
 */
export function rankOpen(claim: EveryWidthRank, flow: Flow, domains: Domains): string | undefined {
  const { families, scalars } = statesOf(flow)
  const rates = flow.rates.map(({ rate }) => rate)
  requireExchangeable([...claim.family, ...rates], flow, domains)
  for (const member of claim.family) requireOfNeurons(member)
  const claimed = formulaInWidth(claim.rank, 'rank')
  const firstNeuron = families.map(({ name }) => ast.symbol(name, 1))
  const secondNeuron = families.map(({ name }) => ast.symbol(name, 2))
  const instances = (width: number): Expr[] => claim.family.flatMap((member) => instancesAtWidth(member, width))
  const first = rankIn(instances(1), [...firstNeuron, ...scalars])
  // Of the instances at width 2 those without index 2 have no derivative by its states.
  const second = rankIn(instances(2), secondNeuron)
  const number = (k: number): WidthFunction => constant(ratio(k))
  const lower = plus(number(first - second), times(WIDTH_ITSELF, number(second)))
  if (!areEqual(claimed, lower))
    return `the rank is at least ${printFunction(lower)} at every width; claimed ${brief(claim.rank)}: not decided`
  const states = plus(times(WIDTH_ITSELF, number(families.length)), number(scalars.length))
  const uppers = [states, claim.family.map(countOf).reduce(plus)]
  const undefinedRate = rates.map(undefinedAt).find((widths) => !isNowhere(widths))
  if (undefinedRate) return `the flow is not shown to be defined at ${printWidths(undefinedRate)}`
  const still = vanishingAt(rates)
  const timed = [...claim.family, ...rates].some((e) => mentions(e, flow.variable.name))
  if (!timed && isNowhere(still)) uppers.push(plus(states, number(-1)))
  if (uppers.some((upper) => areEqual(claimed, upper))) return undefined
  const all = [...new Set(uppers.map(printFunction))]
  const least = all.length === 1 ? all[0] : `each of ${all.join(', ')}`
  const standing = timed || isNowhere(still) ? '' : `, as the flow may stand still at ${printWidths(still)}`
  return `the rank is at least ${printFunction(lower)} and at most ${least} at every width${standing}: not decided`
}

/** How many instances a member has: d (d - 1) ... over distinct values of its free indices. */
function countOf(member: Expr): WidthFunction {
  const k = freeIndices(member).length
  let orders = 1n
  for (let j = 2; j <= k; j++) orders *= BigInt(j)
  return scaled(binomial(k), orders)
}

/**
 * Why it is not shown that the family spans that space, of that dimension, at every width; undefined where it is, provided that each member
 * satisfies the condition. Derivatives must be carried out. Throws Unsupported.
 */
export function spaceOpen(n: Normalizer, claim: EveryWidthSpace, flow: Flow, domains: Domains): string | undefined {
  const { families, scalars } = statesOf(flow)
  const { degree } = claim
  if (scalars.length > 0) throw new Unsupported('a dimension at every width where some states are single numbers')
  if (!Number.isSafeInteger(degree) || degree < 1) throw new Unsupported('polynomials of no positive degree')
  if (degree > MOST_DEGREE) throw new KernelLimit(`polynomials of degree over ${MOST_DEGREE}`)
  const rates = flow.rates.map(({ rate }) => rate)
  const terms = [...claim.family, claim.cofactor, ...rates]
  requireExchangeable(terms, flow, domains)
  for (const member of claim.family) requireOfNeurons(member)
  if (terms.some((e) => mentions(e, flow.variable.name))) throw new Unsupported('a dimension that depends on the time')
  if (freeIndices(claim.cofactor).length > 0) throw new Unsupported('a cofactor of one neuron')
  const claimed = formulaInWidth(claim.dimension, 'dimension')
  const undefinedTerm = [...rates, claim.cofactor].map(undefinedAt).find((widths) => !isNowhere(widths))
  if (undefinedTerm) return `flow and cofactor are not shown to be defined at ${printWidths(undefinedTerm)}`

  const { decoupled, cofactor, common, divisor } = decouple(n, flow, claim.cofactor, families)
  for (const factor of [common, divisor]) {
    const widths = vanishingAt([factor])
    if (!isNowhere(widths))
      return `the common factor ${brief(factor)} of the rates may vanish at ${printWidths(widths)}`
  }
  const points = POINTS.map((start) => new StateBlocks(n, families, start))
  const members = claim.family.map((member) => ({ member, indices: freeIndices(member).length }))
  const stray = members.find(({ member, indices }) => points[0]?.isStray(member, indices, degree))
  if (stray) {
    const just = `just ${stray.indices} of the neurons`
    return `${brief(stray.member)} is not made of monomials of degree at most ${degree} in the states of ${just}`
  }
  let dimension = constant(ZERO)
  for (let k = 1; k <= degree; k++) {
    const own = members.filter(({ indices }) => indices === k).map(({ member }) => member)
    let [lower, upper] = [0, Number.POSITIVE_INFINITY]
    for (const blocks of points) {
      lower = Math.max(lower, blocks.rank(own, k))
      upper = Math.min(upper, blocks.nullity({ decoupled, index: NEURON, cofactor }, k, degree))
      if (lower === upper) break
    }
    if (lower !== upper)
      return `of the polynomials in the states of just ${k} of the neurons at most ${upper} are independent, and at least ${lower} of the family: not decided`
    dimension = plus(dimension, scaled(binomial(k), BigInt(upper)))
  }
  return areEqual(claimed, dimension)
    ? undefined
    : `the dimension is ${printFunction(dimension)} at every width; claimed ${brief(claim.dimension)}`
}

interface States {
  readonly families: readonly Sym[]
  readonly scalars: readonly Sym[]
}

/** Families with a named index, and single numbers. Throws Unsupported for anything else. */
function statesOf({ rates, variable }: Flow): States {
  const states = rates.map(({ symbol }) => symbol)
  const names = new Set(states.map(({ name }) => name))
  if (states.length === 0) throw new Unsupported('a flow without states')
  if (names.size < states.length) throw new Unsupported('two rates for one name')
  if (names.has(variable.name)) throw new Unsupported('a time that is a state')
  const odd = states.find(({ indices }) => indices.length > 1 || typeof indices[0] === 'number')
  if (odd) throw new Unsupported(`the state ${printSymbol(odd)} at every width`)
  return {
    families: states.filter(({ indices }) => indices.length === 1),
    scalars: states.filter(({ indices }) => indices.length === 0),
  }
}

/** Throws Unsupported unless all neurons are alike in the terms and the rates, and these are rational functions of what is generic. */
function requireExchangeable(terms: readonly Expr[], { rates }: Flow, domains: Domains): void {
  if (domains.has(WIDTH)) throw new Unsupported(`every width where ${WIDTH} is another number`)
  const arity = new Map(rates.map(({ symbol }) => [symbol.name, symbol.indices.length]))
  for (const e of terms) {
    requireRational(e)
    for (const s of symbolsOf(e)) {
      if (s.indices.some((index) => typeof index !== 'string'))
        throw new Unsupported(`every width where ${printSymbol(s)} is told from the other members`)
      if ((arity.get(s.name) ?? s.indices.length) !== s.indices.length)
        throw new Unsupported(`${printSymbol(s)} with another number of indices`)
    }
  }
  for (const { symbol, rate } of rates) {
    const loose = freeIndices(rate).find((index) => !symbol.indices.includes(index))
    if (loose !== undefined) throw new Unsupported(`a rate of ${printSymbol(symbol)} with the free index ${loose}`)
  }
  const names = new Set([...terms.flatMap((e) => symbolsOf(e).map(({ name }) => name)), ...arity.keys()])
  requireManyValues(names, domains)
}

function requireRational(e: Expr): void {
  switch (e.kind) {
    case 'index':
      throw new Unsupported('every width where neurons are told apart by their number')
    case 'call':
    case 'pi':
    case 'derivative':
      throw new Unsupported('functions that are not rational at every width')
    case 'power':
      if (ast.constantValue(e.exponent)?.d !== 1n) throw new Unsupported('powers that are not whole at every width')
      requireRational(e.base)
      return
    default:
      for (const child of ast.children(e)) requireRational(child)
  }
}

/** Throws Unsupported for a member that is not a function of the states of its own neurons. */
function requireOfNeurons(member: Expr): void {
  if (hasSum(member)) throw new Unsupported('members with sums at every width')
  if (mentions(member, WIDTH)) throw new Unsupported(`members with ${WIDTH} in them at every width`)
}

const hasSum = (e: Expr): boolean => e.kind === 'sum' || ast.children(e).some(hasSum)
const mentions = (e: Expr, name: string): boolean => symbolsOf(e).some((s) => s.name === name)

/** p F = g F0 for the rates and p K = g k for the cofactor. */
interface Decoupled {
  /** F0 of each family, in the states of the neuron NEURON. */
  readonly decoupled: readonly Expr[]
  /** k */
  readonly cofactor: Expr
  /** g */
  readonly common: Expr
  /** p */
  readonly divisor: Expr
}

const NEURON = 'i'

/** One coefficient of a rate, or the cofactor: the sum over the products of sums and widths of these times polynomials in the parameters. */
interface Coefficient {
  /** Which family's rate; undefined for the cofactor. */
  readonly family: number | undefined
  /** In the states of the neuron. */
  readonly monomial: Monomial
  readonly parts: ReadonlyMap<Monomial, Poly>
  /** The parts of the denominator that are free of sums and widths, and that are not. */
  readonly below: ReadonlyMap<FactorId, number>
  readonly coupled: ReadonlyMap<FactorId, number>
}

/** Takes the rates apart. Throws Unsupported where no common factor is found, or where it does not fit. */
function decouple(n: Normalizer, flow: Flow, cofactor: Expr, families: readonly Sym[]): Decoupled {
  const { fractions, polys } = n
  const rates = flow.rates.map(({ symbol, rate }) =>
    renameIndices(rate, new Map([[symbol.indices[0] as string, NEURON]])),
  )
  const reading = new Reading(n, families)
  const coefficients = [
    ...rates.flatMap((rate, family) => reading.coefficients(rate, family)),
    ...reading.coefficients(cofactor, undefined),
  ]
  const [first] = coefficients
  const isPlain = coefficients.every(
    ({ parts, coupled }) => coupled.size === 0 && [...parts.keys()].every((m) => m === polys.monomials.one),
  )
  const lead = isPlain ? polys.monomials.one : ([...(first as Coefficient).parts.keys()][0] as Monomial)
  const inParameters = ({ parts, below }: Coefficient): Fraction => {
    const part = parts.get(lead)
    if (!part) throw new Unsupported('rates without a common factor that couples the neurons')
    return { num: part, den: below }
  }
  let common = fractions.one
  let divisor = fractions.one
  if (!isPlain && first) {
    const whole = [...first.parts].map(([m, part]) => polys.times(part, m)).reduce((a, b) => polys.add(a, b))
    common = { num: whole, den: new Map([...first.below, ...first.coupled]) }
    divisor = inParameters(first)
  }
  const sum = (of: number | undefined): Expr =>
    n.readable(
      coefficients
        .filter(({ family }) => family === of)
        .map((c) => fractions.multiply(inParameters(c), fractions.monomial(c.monomial)))
        .reduce((a, b) => fractions.add(a, b), fractions.zero),
    )
  const found: Decoupled = {
    decoupled: rates.map((_, family) => sum(family)),
    cofactor: sum(undefined),
    common: n.readable(common),
    divisor: n.readable(divisor),
  }
  requireFitting(n, found, rates, cofactor, families)
  return found
}

/** Throws Unsupported unless these are as they are described above. Nothing is supposed of how they were found. */
function requireFitting(
  n: Normalizer,
  { decoupled, cofactor, common, divisor }: Decoupled,
  rates: readonly Expr[],
  wholeCofactor: Expr,
  families: readonly Sym[],
): void {
  const { fractions } = n
  const names = new Set(families.map(({ name }) => name))
  const isFree = (e: Expr): boolean =>
    !hasSum(e) && symbolsOf(e).every(({ name }) => name !== WIDTH && !names.has(name)) && freeIndices(e).length === 0
  const isOfNeuron = (e: Expr): boolean =>
    !hasSum(e) && !mentions(e, WIDTH) && freeIndices(e).every((index) => index === NEURON)
  if (freeIndices(common).length > 0 || !isFree(divisor) || !isFree(cofactor) || !decoupled.every(isOfNeuron))
    throw new Unsupported('rates without a common factor that is the same for all neurons')
  const fits = (whole: Expr, part: Expr): boolean =>
    n.vanishes(
      fractions.subtract(
        fractions.multiply(n.normalize(divisor), n.normalize(whole)),
        fractions.multiply(n.normalize(common), n.normalize(part)),
      ),
    )
  const all = rates.every((rate, k) => fits(rate, decoupled[k] as Expr)) && fits(wholeCofactor, cofactor)
  if (!all) throw new Unsupported('rates without a common factor that couples the neurons')
}

/** Reads rates as polynomials in the states of one neuron. */
class Reading {
  private readonly names: ReadonlySet<string>

  constructor(
    private readonly n: Normalizer,
    families: readonly Sym[],
  ) {
    this.names = new Set(families.map(({ name }) => name))
  }

  coefficients(e: Expr, family: number | undefined): Coefficient[] {
    const { polys, fractions } = this.n
    const { num, den } = this.n.normalize(e)
    const isCoupled = (id: FactorId): boolean =>
      polys.generatorsOf(fractions.factor(id)).some((g) => this.kindOf(g) !== 'parameter')
    const coupled = new Map([...den].filter(([id]) => isCoupled(id)))
    const below = new Map([...den].filter(([id]) => !coupled.has(id)))
    const table = new Map<Monomial, Map<Monomial, Poly>>()
    for (const [m, c] of num.terms) {
      const of = (kind: 'state' | 'coupling' | 'parameter'): Monomial =>
        polys.monomials.intern(polys.monomials.exponents(m).map((k, g) => (k !== 0 && this.kindOf(g) === kind ? k : 0)))
      const state = of('state')
      const parts = table.get(state) ?? new Map<Monomial, Poly>()
      const coupling = of('coupling')
      const term = polys.monomial(of('parameter'), ratio(c, num.den))
      parts.set(coupling, polys.add(parts.get(coupling) ?? polys.zero, term))
      table.set(state, parts)
    }
    return [...table].map(([monomial, parts]) => ({ family, monomial, parts, below, coupled }))
  }

  private kindOf(g: number): 'state' | 'coupling' | 'parameter' {
    const { kind, expr } = this.n.generators.at(g)
    if (kind === 'sum' || (expr.kind === 'symbol' && expr.name === WIDTH)) return 'coupling'
    return expr.kind === 'symbol' && this.names.has(expr.name) ? 'state' : 'parameter'
  }
}
