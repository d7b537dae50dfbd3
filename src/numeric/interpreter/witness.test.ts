import { describe, expect, test } from 'vitest'
import { derivative, symbol } from '../../expr/ast.js'
import { parseDomain } from '../../expr/domain.js'
import { parse } from '../../expr/parse.js'
import type { Sym } from '../../expr/ast.js'
import type { AssertionOf, Proposition, SignName } from '../../proposition/proposition.js'
import { instance } from '../instance.js'
import { along, claim, context, equal, limit, rates, replacements, sign } from './claims.example.js'
import { attackProposition, isExcluded, judge } from './witness.js'

const BUDGET = { seed: 20260101, runs: 60 }
const attacked = (proposition: Proposition, budget = {}) => attackProposition(proposition, { ...BUDGET, ...budget })
const outcome = (proposition: Proposition, budget = {}): string => {
  const found = attacked(proposition, budget)
  if (found.outcome === 'disagrees') expect(found.counterexample, found.detail).toBeDefined()
  if (found.outcome === 'agrees') expect(found.defined).toBeGreaterThan(0)
  return found.outcome
}

const OSCILLATOR = context('x v t k:positive', { H: 'v^2/2 + x^2/2' }, { x: 'v', v: '-x - k*v' })
const ROTATION = context('x y t', {}, { x: 'y', y: '-x' })
const NETWORK = context('u[] w[] t', {}, { 'u[i]': 'w[i]', 'w[i]': 'u[i]' })

const solves = (texts: {
  binders: string
  rates: Record<string, string>
  solution: Record<string, string>
  initial?: Record<string, string>
  definitions?: Record<string, string>
}): Proposition =>
  claim(context(texts.binders, texts.definitions), {
    kind: 'solves',
    variable: symbol('t'),
    rates: rates(texts.rates),
    solution: replacements(texts.solution),
    initial: replacements(texts.initial ?? {}),
  })

const taylor = (words: string, expr: string, coefficients: string[]): Proposition =>
  claim(words, {
    kind: 'taylor',
    expr: parse(expr),
    variable: symbol('t'),
    coefficients: coefficients.map((c) => parse(c)),
  })

const expansion = (words: string, expr: string, low: number, coefficients: string[]): Proposition =>
  claim(words, {
    kind: 'expansion',
    expr: parse(expr),
    variable: symbol('x'),
    low,
    coefficients: coefficients.map((c) => parse(c)),
  })

const growth = (words: string, expr: string, plus: string[], minus: string[] = []): Proposition =>
  claim(words, {
    kind: 'growth',
    expr: parse(expr),
    plus: plus.map((p) => parse(p)),
    minus: minus.map((m) => parse(m)),
  })

const step = (words: string, steps: Record<string, string>, quantity: string, factor: string, fresh: string[] = []) =>
  claim(words, { kind: 'step', step: replacements(steps), quantity: parse(quantity), factor: parse(factor), fresh })

const rank = (where: typeof NETWORK, family: string[], value: string, widths: AssertionOf<'rank'>['widths']) =>
  claim(where, { kind: 'rank', family: family.map((f) => parse(f)), rank: parse(value), widths })

const space = (family: string[], dimension: string, cofactor = '0', where = ROTATION) =>
  claim(where, {
    kind: 'space',
    family: family.map((f) => parse(f)),
    dimension: parse(dimension),
    cofactor: parse(cofactor),
    degree: 2,
    widths: [1],
  })

const MINORS = ['u[i]^2 - w[i]^2', 'u[i]*w[j] - u[j]*w[i]']
const RICCATI = { binders: 'z0:positive k:positive t:nonnegative', rates: { z: '-k*z^2' }, initial: { z: 'z0' } }
const SWAP = { 'u[i]': 'u[i] - e*g*w[i]', 'w[i]': 'w[i] - e*g*u[i]' }

const TWINS: [name: string, truth: Proposition, lie: Proposition][] = [
  ['equal', equal('x', 'sin(x)^2 + cos(x)^2', '1'), equal('x', 'sin(x)^2 + cos(x)^2', '1 + 10^(-20)')],
  [
    'equal at every width',
    equal('u[] w[]', 'sum(i, u[i]*w[i])^2 + sum(i<j, (u[i]*w[j] - u[j]*w[i])^2)', 'sum(i, u[i]^2)*sum(i, w[i]^2)'),
    equal('u[] w[]', 'sum(i, u[i]*w[i])^2 + sum(i<j, (u[i]*w[j] + u[j]*w[i])^2)', 'sum(i, u[i]^2)*sum(i, w[i]^2)'),
  ],
  [
    'equal where members meet',
    equal('u[]', '(u[j] - u[2])*diff(u[j], u[2])', '0'),
    equal('u[]', 'diff(u[j], u[2])', '0'),
  ],
  [
    'equal where members meet, of many',
    equal('u[]', '(u[j] - u[2])*u[5]*diff(u[j], u[2])', '0'),
    equal('u[]', 'u[5]*diff(u[j], u[2])', '0'),
  ],
  ['equal with a power', equal('x:positive n', 'x^n*x', 'x^(n + 1)'), equal('x n:integer', '(x^2)^(n/2)', 'x^n')],
  [
    'equal beyond doubles',
    equal('x:positive', 'exp(x^4)*exp(-x^4)', '1'),
    equal('x:(8,9)', 'exp(x^4)*exp(1 - x^4)', '1'),
  ],
  ['sign', sign('x', 'x^2 + 1', 'positive'), sign('x', 'x^2', 'positive')],
  [
    'sign, not strict',
    sign('x y', 'x^2 - 2*x*y + y^2', 'nonnegative'),
    sign('x y', 'x^2 - 3*x*y + y^2', 'nonnegative'),
  ],
  ['sign in a domain', sign('x:negative', 'x', 'negative'), sign('x:nonpositive', 'x', 'nonzero')],
  ['along', along(OSCILLATOR, 'H', '-k*v^2'), along(OSCILLATOR, 'H', '0')],
  ['along, of a family', along(NETWORK, MINORS[0] as string, '0'), along(NETWORK, 'u[i]^2 + w[i]^2', '0')],
  ['along, in a term', equal(OSCILLATOR, 'diff(H, t)', '-k*v^2'), equal(OSCILLATOR, 'diff(H, t)', '0')],
  [
    'solves',
    solves({ ...RICCATI, solution: { z: 'z0/(1 + k*t*z0)' } }),
    solves({ ...RICCATI, solution: { z: 'z0/(1 + 2*k*t*z0)' } }),
  ],
  [
    'solves from the start',
    solves({ ...RICCATI, solution: { z: 'z0/(1 + k*t*z0)' } }),
    solves({ ...RICCATI, solution: { z: 'z0/(1 + k*t*z0)' }, initial: { z: '2*z0' } }),
  ],
  [
    'solves with independent symbols',
    // d/dx of the potential is taken before the solution is put, which is no function of x.
    solves({ binders: 'x0 t', rates: { x: '-diff(x^2/2, x)' }, solution: { x: 'x0*exp(-t)' } }),
    solves({ binders: 'x0 t', rates: { x: '-diff(x^2, x)' }, solution: { x: 'x0*exp(-t)' } }),
  ],
  [
    'solves a family',
    solves({
      binders: 'a[] t',
      rates: { 'u[i]': '-S*u[i]' },
      definitions: { S: 'sum(i, u[i])' },
      solution: { 'u[k]': 'a[k]/(1 + t*sum(i, a[i]))' },
      initial: { 'u[j]': 'a[j]' },
    }),
    solves({
      binders: 'a[] t',
      rates: { 'u[i]': '-S*u[i]' },
      definitions: { S: 'sum(i, u[i]^2)' },
      solution: { 'u[i]': 'a[i]/(1 + t*sum(i, a[i]))' },
    }),
  ],
  ['limit at 0', limit('x a', 'sin(a*x)/x', 'x -> 0', 'a'), limit('x a', 'sin(a*x)/x', 'x -> 0', '2*a')],
  ['limit of a derivative', limit('x', 'diff(x^2, x)', 'x -> 1', '2'), limit('x', 'diff(x^2, x)', 'x -> 1', '0')],
  ['limit from one side', limit('x', 'abs(x)/x', 'x -> 0+', '1'), limit('x', 'abs(x)/x', 'x -> 0', '1')],
  ['limit from below', limit('x', 'exp(1/x)', 'x -> 0-', '0'), limit('x', 'exp(1/x)', 'x -> 0+', '0')],
  ['limit in a domain', limit('x:positive', 'abs(x)/x', 'x -> 0', '1'), limit('x:negative', 'abs(x)/x', 'x -> 0', '1')],
  [
    'limit at a place',
    limit('x', '(x^2 - 2)/(x - sqrt(2))', 'x -> sqrt(2)', '2*sqrt(2)'),
    limit('x', '(x^2 - 2)/(x - sqrt(2))', 'x -> sqrt(2)', '2'),
  ],
  ['limit far out', limit('x', '(1 + 1/x)^x', 'x -> oo', 'exp(1)'), limit('x', '(1 + 1/x)^x', 'x -> oo', '3')],
  ['limit the other way', limit('x', 'exp(x)', 'x -> -oo', '0'), limit('x', 'exp(-x)', 'x -> -oo', '0')],
  ['limit, slow', limit('x', '1/log(x)', 'x -> oo', '0'), limit('x', 'x^(1/10)*log(x)', 'x -> oo', '5')],
  ['limit, infinite', limit('x', 'x - log(x)', 'x -> oo', 'oo'), limit('x', 'x - x^2', 'x -> oo', 'oo')],
  ['limit that never is', limit('x', 'sin(x)/x', 'x -> oo', '0'), limit('x', 'sin(x)', 'x -> oo', '0')],
  ['limit met on the way', limit('x', '1/x', 'x -> oo', '0'), limit('x', '1/x', 'x -> oo', '1')],
  [
    'limit met once',
    limit('n:integer', '(n - 256)/n', 'n -> oo', '1'),
    limit('n:integer', '(n - 256)/n', 'n -> oo', '0'),
  ],
  ['limit in the width', limit('', '(1 + 1/d)^d', 'd -> oo', 'exp(1)'), limit('', '(1 + 1/d)^d', 'd -> oo', '3')],
  [
    'limit of a growing sum',
    limit('', 'sum(i, 1/i^2)', 'd -> oo', 'pi^2/6'),
    limit('', 'sum(i, i)/d^2', 'd -> oo', '1'),
  ],
  [
    'limit of a member',
    limit('u[]', 'u[2]/(1 + u[2]) + u[1]', 'u[2] -> oo', '1 + u[1]'),
    limit('u[]', 'u[2]/(1 + u[2]) + u[1]', 'u[2] -> oo', '1'),
  ],
  [
    'taylor',
    taylor('t a', 'exp(a*t)', ['1', 'a', 'a^2/2', 'a^3/6']),
    taylor('t a', 'exp(a*t)', ['1', 'a', 'a^2/2', 'a^3/5']),
  ],
  ['expansion', expansion('x', '1/sin(x)', -1, ['1', '0', '1/6']), expansion('x', '1/sin(x)', -1, ['1', '0', '1/5'])],
  ['growth', growth('a b', 'd^a + d^b', ['a', 'b']), growth('a b', 'd^a + d^b', ['a'])],
  [
    'growth of a quotient',
    growth('a b', 'd^a/(d + d^b)', ['a'], ['1', 'b']),
    growth('a b', 'd^a/(d + d^b)', ['a'], ['b']),
  ],
  ['growth but for a logarithm', growth('', 'd + log(d)', ['1']), growth('', 'd*log(d)', ['1'])],
  ['growth of counted terms', growth('a', 'sum(i, d^a)', ['1 + a']), growth('a', 'sum(i<j, d^a)', ['1 + a'])],
  ['growth is positive', growth('', 'd - sqrt(d)', ['1']), growth('', 'sqrt(d) - d', ['1'])],
  [
    'step',
    step('u[] w[] e g', SWAP, 'u[j]^2 - w[j]^2', '1 - e^2*g^2', ['g']),
    step('u[] w[] e g', SWAP, 'u[j]^2 - w[j]^2', '1 - e^2', ['g']),
  ],
  [
    'step, what is drawn anew',
    step('x g', { x: '2*x' }, 'x', '2', ['g']),
    step('x g', { x: '2*x' }, 'x*g', '2', ['g']),
  ],
  ['rank', rank(NETWORK, MINORS, '2*d - 1', 'every'), rank(NETWORK, MINORS, '2*d', [1, 2, 3])],
  ['rank of what is conserved', rank(NETWORK, MINORS, '2*d - 1', [2]), rank(NETWORK, ['u[i]'], 'd', [2])],
  ['space', space(['x^2 + y^2'], '1'), space(['x^2 - y^2'], '1')],
  [
    'space with a cofactor',
    space(['v*exp(0)'], '1', '-1', context('v t', {}, { v: '-v' })),
    space(['v'], '1', '-2', context('v t', {}, { v: '-v' })),
  ],
  ['space, its dimension', space(['x^2 + y^2', '2*x^2 + 2*y^2'], '1'), space(['x^2 + y^2', '2*x^2 + 2*y^2'], '2')],
  [
    'all',
    claim('x', {
      kind: 'all',
      parts: [equal('x', 'x + x', '2*x').assertion, sign('x', 'x^2', 'nonnegative').assertion],
    }),
    claim('x', { kind: 'all', parts: [equal('x', 'x + x', '2*x').assertion, sign('x', 'x', 'nonnegative').assertion] }),
  ],
]

test('what a logarithm does as far as it is followed, a power may undo', () => {
  expect(outcome(limit('x', 'log(x)', 'x -> oo', '5'))).toBe('could not')
  expect(outcome(limit('x', 'log(x)^10/x^(1/100)', 'x -> oo', '0'))).not.toBe('disagrees')
})

describe.each(TWINS)('%s', (_, truth, lie) => {
  test('what is true agrees, what is false is violated', () => {
    expect([outcome(truth), outcome(lie)]).toEqual(['agrees', 'disagrees'])
  })

  test('and so it is for a proved claim', () => {
    const found = outcome(truth, { proved: true })
    expect(found).toBe('agrees')
  })
})

describe('what cannot be seen', () => {
  test('coming closer on the way to something else is no agreement', () => {
    const slow = '(2*sqrt(x) + 1)/(sqrt(x) + 1)*exp(x)/(exp(x) + 1)'
    expect(outcome(limit('x:positive', slow, 'x -> oo', '2'))).toBe('agrees')
    expect(outcome(limit('x:positive', slow, 'x -> oo', '3'))).not.toBe('agrees')
  })

  test('a claim without a value anywhere is counted as that', () => {
    const found = attacked(equal('x', 'diff(log(-1 - x^2), x)', '1'))
    expect([found.outcome, found.defined, found.unknown]).toEqual(['could not', 0, 0])
  })

  test('a claim that cannot be evaluated is counted as that', () => {
    const found = attacked(equal('x:(9,10)', 'exp(exp(exp(exp(x))))', '1'))
    expect([found.outcome, found.defined]).toEqual(['could not', 0])
    expect(found.unknown).toBeGreaterThan(0)
  })

  test('a sum over families has no limit in the width that an instance shows', () => {
    expect(outcome(limit('u[]', 'sum(i, u[i])/d', 'd -> oo', '0'))).toBe('could not')
  })

  test('a state has no limit in time', () => {
    expect(outcome(limit(OSCILLATOR, 'H', 't -> oo', '0'))).toBe('could not')
    expect(
      outcome(
        claim(OSCILLATOR, { kind: 'taylor', expr: parse('x'), variable: symbol('t'), coefficients: [parse('x')] }),
      ),
    ).toBe('could not')
  })
})

test('a domain of one member holds for that member only', () => {
  const [u] = context('u[]').binders
  const where = {
    binders: [{ ...u, members: [{ index: 2, domain: parseDomain('positive') }] }],
    definitions: [],
  } as never
  expect(outcome(sign(where, 'u[2]', 'positive'))).toBe('agrees')
  expect(outcome(sign(where, 'u[1]', 'positive'))).toBe('disagrees')
  expect(outcome(sign(where, 'u[j]', 'positive'))).toBe('disagrees')
})

test('a counterexample is simple, replayable and says what was compared', () => {
  const lie = equal('x y', '(x + y)^2', 'x^2 + y^2')
  const [a, b] = [attacked(lie), attacked(lie)]
  expect(a).toEqual(b)
  expect(a.counterexample).toEqual({ values: { x: 1, y: 1 }, lhs: '4', rhs: '2', what: 'the two sides' })
})

test('judges at one instance', () => {
  const at = instance(2, { x: 2 }, { u: [1, 2] })
  expect(judge(equal('x', 'x^2', '4'), at).outcome).toBe('holds')
  expect(judge(equal('x', 'x^2', '5'), at).outcome).toBe('violated')
  expect(judge(equal('x', '1/(x - 2)', '5'), at).outcome).toBe('undefined')
  expect(judge(equal('x', '1/(sin(x)^2 + cos(x)^2 - 1)', '5'), at).outcome).toBe('unknown')
  expect(judge(equal('u[]', 'diff(u[j], u[2])', '1'), at, { j: 2 }).outcome).toBe('holds')
  expect(judge(equal('u[]', 'diff(u[j], u[2])', '1'), at, { j: 1 }).outcome).toBe('violated')
  expect(judge(sign('x', 'x - 2', 'nonzero'), at).outcome).toBe('violated')
  expect(judge(sign('x', 'sin(x)^2 + cos(x)^2 - 1', 'positive'), at).outcome).toBe('unknown')
  expect(judge(sign('x', 'sin(x)^2 + cos(x)^2 - 1', 'nonnegative'), at).outcome).toBe('holds')
  expect(
    judge(claim('x', { kind: 'equal', lhs: derivative(parse('x^2'), parse('x') as Sym), rhs: parse('4') }), at).outcome,
  ).toBe('holds')
})

test('what a proof excludes is told by its conditions, at the very instance', () => {
  const proposition = equal(context('y u[]', { q: 'y - 1' }), 'y', 'y')
  const excluded = (expr: string, must: SignName, values: Record<string, number | number[]>): boolean =>
    isExcluded(proposition, [{ expr: parse(expr), must }], values)
  expect(excluded('q', 'nonzero', { y: 1 })).toBe(true)
  expect(excluded('q', 'nonzero', { y: 2 })).toBe(false)
  expect(excluded('q', 'positive', { y: 0 })).toBe(true)
  expect(excluded('1/q', 'nonzero', { y: 1 })).toBe(true)
  expect(excluded('u[i] - 2', 'nonzero', { d: 2, u: [1, 2], i: 2, y: 0 })).toBe(true)
  expect(excluded('u[i] - 2', 'nonzero', { d: 2, u: [1, 2], i: 1, y: 0 })).toBe(false)
  // Of an index without a value it is asked for each.
  expect(excluded('u[i] - 2', 'nonzero', { d: 2, u: [1, 2], y: 0 })).toBe(true)
  expect(excluded('u[i] - 3', 'nonzero', { d: 2, u: [1, 2], y: 0 })).toBe(false)
})

describe('a limit', () => {
  const decaying = (words: string): Proposition => limit(`n:integer w ${words}`, '(1 - a)^n*w', 'n -> oo', '0')

  test('that runs away is contradicted, whatever proves it', () => {
    expect(outcome(decaying('a:positive'), { proved: true })).toBe('disagrees')
    expect(outcome(decaying('a:(0,2)'), { proved: true })).toBe('agrees')
  })

  test.each<[string, string, string]>([
    ['x b:positive', 'exp(-x^b)*x^5', '0'],
    ['x', 'exp(8*log(x)^(4/5))/x', '0'],
    ['x', 'sin(x)*x^(-1/90000)', '0'],
    ['x', '(1 + 1/10^30)^x/x^100', 'oo'],
    ['x', 'erf(x^100*exp(-x/1000))', '0'],
    ['x', 'erf(exp(x - x^2/10000))', '0'],
    ['x', 'erf(x^30*exp(-x/100000/100000/100000))', '0'],
  ])('where something wins only late is not refuted: %s: %s -> %s', (words, text, value) => {
    for (const proved of [true, false]) {
      const found = attacked(limit(words, text, 'x -> oo', value), { proved })
      expect(found.outcome).not.toBe('disagrees')
      expect(found.defined).toBeGreaterThan(0)
    }
  })

  test('that is nowhere is defined nowhere', () => {
    expect(attacked(limit('x', 'sqrt(-1 - x^2)/x', 'x -> oo', '0')).defined).toBe(0)
  })
})

test('a rank at one width is not looked at at others', () => {
  const turned = context('u[] t', {}, { 'u[i]': 'sum(j, u[j]) - u[i]' })
  const rank = (widths: readonly number[]): Proposition =>
    claim(turned, { kind: 'rank', family: [parse('u[1]^2 - u[2]^2')], rank: parse('1'), widths })
  expect(outcome(rank([2]))).toBe('agrees')
  expect(outcome(rank([2, 3]))).toBe('disagrees')
})
