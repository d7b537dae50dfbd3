/** Propositions as text: the assertion line by line, and the whole of it with what every symbol is. */
import { type Expr, type Sym, WIDTH, add, constantValue, multiply, power, rational } from '../expr/ast.js'
import { type Domain, printDomain } from '../expr/domain.js'
import { print } from '../expr/print.js'
import { compare } from '../expr/rational.js'
import { freeIndices } from '../expr/substitute.js'
import { freeLetter } from '../expr/free-letter.js'
import {
  type Assertion,
  type Binder,
  type Context,
  type Proposition,
  type SignName,
  type Target,
  type Widths,
  solvedIn,
} from './proposition.js'

export const RELATION_OF: Readonly<Record<SignName, '>' | '>=' | '<' | '<=' | '!='>> = {
  positive: '>',
  nonnegative: '>=',
  negative: '<',
  nonpositive: '<=',
  nonzero: '!=',
}

/** c0 + c1 x + ... with the powers from `low` on. */
function polynomial(coefficients: readonly Expr[], variable: Expr, low = 0): Expr {
  const at = (k: number): Expr => (k === 1 ? variable : power(variable, rational(k)))
  const terms = coefficients.map((c, k) => (low + k === 0 ? c : multiply(c, at(low + k))))
  return terms.length === 1 ? (terms[0] as Expr) : add(...terms)
}

/** The one side from which a place can be reached by its variable, if there is but one. */
export function onlySide(target: Target, domain: Domain | undefined): 'above' | 'below' | undefined {
  if (typeof target === 'string') return undefined
  if (target.side) return target.side
  const at = constantValue(target.place)
  if (at && domain?.low && compare(at, domain.low) === 0) return 'above'
  return at && domain?.high && compare(at, domain.high) === 0 ? 'below' : undefined
}

const SIDE_MARK = { above: '+', below: '-', both: '' } as const

/** Widths other than all, for a reader. */
const widthsText = (widths: Widths): string => (widths === 'every' ? '' : `, at width ${widths.join(', ')}`)

/** The assertion, one text a line. The context says from where a limit is taken. */
export function assertionLines(assertion: Assertion, context: Context): string[] {
  const { binders, definitions, flow } = context
  const taken = [...binders, ...definitions.map(({ symbol }) => symbol)].flatMap(({ name }) => [
    name,
    ...name.split('_'),
  ])
  const infinite = (value: Expr | 'oo' | '-oo'): string => (typeof value === 'string' ? value : print(value))
  switch (assertion.kind) {
    case 'equal':
      return [`${print(assertion.lhs)} = ${print(assertion.rhs)}`]
    case 'sign':
      return [`${print(assertion.expr)} ${RELATION_OF[assertion.sign]} 0`]
    case 'along':
      return [`d/d${print(flow?.variable ?? timeOf())} (${print(assertion.expr)}) = ${print(assertion.rate)}`]
    case 'solves': {
      const t = print(assertion.variable)
      return [
        ...assertion.solution.map(({ symbol, by }) => `${print(symbol)}(${t}) = ${print(by)}`),
        ...assertion.rates.map(({ symbol, rate }) => `d/d${t} ${print(symbol)} = ${print(rate)}`),
        ...assertion.initial.map(({ symbol, by }) => `${print(symbol)} at ${t} = 0 is ${print(by)}`),
      ]
    }
    case 'limit': {
      const { expr, variable, target, value } = assertion
      const domain = binders.find(({ name }) => name === variable.name)?.domain
      const to =
        typeof target === 'string' ? target : `${print(target.place)}${SIDE_MARK[onlySide(target, domain) ?? 'both']}`
      return [`limit of ${print(expr)} as ${print(variable)} -> ${to} = ${infinite(value)}`]
    }
    case 'taylor': {
      const { expr, variable, coefficients } = assertion
      return [
        `${print(expr)} = ${print(polynomial(coefficients, variable))} + O(${print(variable)}^${coefficients.length})`,
      ]
    }
    case 'expansion': {
      const { expr, variable, low, coefficients } = assertion
      const order = polynomial([rational(1)], variable, low + coefficients.length)
      const rest = order.kind === 'multiply' ? (order.factors[1] as Expr) : order
      return [
        `${print(expr)} = ${print(polynomial(coefficients, variable, low))} + O(${print(rest)}) as ${print(variable)} -> 0+`,
      ]
    }
    case 'growth': {
      const forms = (list: readonly Expr[]): string =>
        list.length === 1 ? print(list[0] as Expr) : `max(${list.map(print).join(', ')})`
      const { expr, plus, minus } = assertion
      const exponent = minus.length > 0 ? `${forms(plus)} - (${forms(minus)})` : forms(plus)
      return [`${print(expr)} = Theta(d^(${exponent}))`]
    }
    case 'step': {
      const { step, quantity, factor, fresh } = assertion
      const q = print(quantity)
      const terms = [quantity, factor, ...step.flatMap(({ symbol, by }) => [symbol, by])]
      const n = freeLetter(['n', 'm', 'N'], terms, taken)
      return [
        ...step.map(({ symbol, by }) => `${print(symbol)} -> ${print(by)}`),
        ...(fresh.length > 0 ? [`${fresh.join(', ')} drawn anew at each step`] : []),
        `(${q}) after ${n} steps = (${q}) at the start * product over the steps of (${print(factor)})`,
      ]
    }
    case 'rank':
      return [
        `each conserved, rank {${assertion.family.map(memberText).join(', ')}} = ${print(assertion.rank)}${widthsText(assertion.widths)}${genericText(binders, flow)}`,
      ]
    case 'space': {
      const { family, dimension, cofactor, degree, widths } = assertion
      const f = freeLetter(['f', 'g', 'h'], [...family, dimension, cofactor], taken)
      return [
        `{${f} of degree <= ${degree}, ${f}(0) = 0 : d${f}/dt = (${print(cofactor)}) ${f}} = span {${family.map(memberText).join(', ')}}, dimension ${print(dimension)}, ${WIDTH} = width${widthsText(widths)}${genericText(binders, flow)}`,
      ]
    }
    case 'all':
      return assertion.parts.flatMap((part) => assertionLines(part, context))
  }
}

/** The free indices of a member of a family of invariants where there are several: they are different numbers. */
export const indicesApart = (e: Expr): readonly string[] => {
  const free = freeIndices(e)
  return free.length > 1 ? free : []
}

function memberText(e: Expr): string {
  const apart = indicesApart(e)
  if (apart.length === 0) return print(e)
  return `${print(e)} (${apart.length === 2 ? apart.join(' != ') : `${apart.join(', ')} all different`})`
}

/** The parameters of which a rank or a dimension is claimed for almost all values. */
export const genericParameters = (binders: readonly Binder[], flow: Context['flow']): readonly Sym[] => {
  // A family of which one member moves has others that do not.
  const moves = ({ indices }: Sym): boolean => indices.every((index) => typeof index === 'string')
  const states = (flow?.rates ?? []).map(({ symbol }) => symbol).filter(moves)
  const moving = new Set(flow ? [flow.variable.name, ...states.map(({ name }) => name)] : [])
  return binders
    .filter(({ name }) => !moving.has(name))
    .map(({ name, indices }) => ({ kind: 'symbol', name, indices: indices === 0 ? [] : ['i'] }))
}

/** These in a claim that is one about almost all values, else none. */
export const genericSymbols = ({ assertion, context }: Proposition): readonly Sym[] =>
  assertion.kind === 'rank' || assertion.kind === 'space' ? genericParameters(context.binders, context.flow) : []

export const genericNames = (proposition: Proposition): readonly string[] => genericSymbols(proposition).map(print)

const genericText = (binders: readonly Binder[], flow: Context['flow']): string => {
  const names = genericParameters(binders, flow).map(print)
  return names.length === 0 ? '' : `, for generic ${names.join(', ')}`
}

const timeOf = (): Sym => ({ kind: 'symbol', name: 't', indices: [] })

/** The whole proposition: for which symbols, what names stand for, how what moves, and the claim. */
export function printProposition({ context, assertion }: Proposition): string {
  const { binders, definitions, flow } = context
  const solved = solvedIn(assertion)
  const free = binders.filter(({ name }) => !solved.has(name))
  const parts = [
    ...(free.length > 0 ? [`for all ${free.map(binderText).join(', ')}`] : []),
    ...(definitions.length > 0
      ? [`where ${definitions.map(({ symbol, by }) => `${print(symbol)} = ${print(by)}`).join(', ')}`]
      : []),
    ...(flow && flow.rates.length > 0
      ? [
          `along ${flow.rates.map(({ symbol, rate }) => `d/d${print(flow.variable)} ${print(symbol)} = ${print(rate)}`).join(', ')}`,
        ]
      : []),
  ]
  const claim = assertionLines(assertion, context).join('; ')
  return parts.length === 0 ? claim : `${parts.join('; ')}: ${claim}`
}

const RELATIONS: Readonly<Record<string, string>> = {
  positive: '> 0',
  negative: '< 0',
  nonnegative: '>= 0',
  nonpositive: '<= 0',
  nonzero: '!= 0',
}

function binderText({ name, indices, domain, members = [] }: Binder): string {
  const head = indices === 0 ? name : `${name}[1..d]`
  const own = members.map((member) => `${name}[${member.index}] ${inWords(member.domain)}`)
  return [`${head} ${inWords(domain)}`, ...own].join(', ')
}

const inWords = (domain: Domain): string => {
  const text = printDomain(domain)
  return RELATIONS[text] ?? (/^[[(]/.test(text) ? `in ${text}` : text)
}
