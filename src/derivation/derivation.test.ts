import { describe, expect, it } from 'vitest'
import { AuthorError, type Path } from '../expr/author-error.js'
import { mistakesOf } from '../expr/mistakes.js'
import { equal } from '../verify/checks/equality.js'
import type { Statement } from '../verify/statement.js'
import { authored } from './authored.js'
import type { StatedClaim } from './claim.js'
import { type Derivation, type DerivationSpec, derivation, isDerivation } from './derivation.js'
import { inOrder } from './ill-formed.js'
import { defined, inDomain, positive, real } from './symbol.js'

const GOOD = { title: 'T', tag: 'paper', prose: 'P', symbols: { x: real('x') }, claims: {} } as const

/** A derivation in which some fields are others; what TypeScript would refuse is what is tested. */
const made = (fields: object): Derivation =>
  derivation('one', { ...GOOD, ...fields } as unknown as DerivationSpec<string>)

function mistake(fields: object): { path: Path; problem: string } {
  try {
    made(fields)
  } catch (error) {
    if (error instanceof AuthorError) return { path: error.path, problem: error.problem }
    throw error
  }
  return { path: [], problem: 'accepted' }
}

const symbols = (more: object): object => ({ symbols: { x: real('x'), ...more } })
const one = (claim: unknown): object => ({ claims: { one: claim } })

describe('a derivation is refused, with the way to what is wrong,', () => {
  it.each<[string, object, Path, RegExp]>([
    ['for a key that it does not have', { symbol: {} }, ['symbol'], /has no "symbol"; did you mean symbols\?/],
    ['without a title', { title: undefined }, [], /needs "title"/],
    ['for a title that is no text', { title: 7 }, ['title', 'value'], /title must be a text, found 7/],
    ['for a tag that is no text', { tag: 1 }, ['tag', 'value'], /the tag must be a text, found 1/],
    ['for a title with a stack of marks', { title: `a${'\u0301'.repeat(3)}` }, ['title', 'value'], /a stack of marks/],
    ['for a source that is no text', { source: {} }, ['source', 'value'], /the source must be a text, found an object/],
    ['for prose that is no text', { prose: ['P', 3] }, ['prose', 1], /must be a text, found 3/],
    ['for prose that is nothing of the kind', { prose: {} }, ['prose', 'value'], /list of texts, found an object/],
    ['for what it uses, which is no derivation', { uses: [made({}), undefined] }, ['uses', 1], /found undefined/],
    ['for a list that is none', { uses: made({}) }, ['uses', 'value'], /must be a list of derivations/],
    [
      'for a symbol that is not declared',
      symbols({ y: 'any number' }),
      ['symbols', 'y', 'value'],
      /y must be declared/,
    ],
    [
      'for a meaning that is none',
      symbols({ y: real(undefined as never) }),
      ['symbols', 'y', 'meaning'],
      /the meaning of y/,
    ],
    [
      'for a domain that is none',
      symbols({ y: { meaning: '', domain: 'reel' } }),
      ['symbols', 'y', 'domain'],
      /unknown domain "reel"/,
    ],
    ['for a head that is no symbol', symbols({ 'y + 1': real('') }), ['symbols', 'y + 1'], /expected a symbol/],
    [
      'for a family whose indices are one',
      symbols({ 'K[i,i]': real('') }),
      ['symbols', 'K[i,i]'],
      /K has 2 indices; a family has one/,
    ],
    [
      'for a family that is declared twice',
      symbols({ 'u[i]': real(''), 'u[j]': real('') }),
      ['symbols', 'u[j]'],
      /u is declared twice, as "u\[i\]" and as "u\[j\]"/,
    ],
    ['for a symbol that is declared twice', symbols({ ' x': real('') }), ['symbols', ' x'], /x is declared twice/],
    ['for a formula that cannot be read', symbols({ y: defined('x +', '') }), ['symbols', 'y', 'is'], /found the end/],
    [
      'for definitions in a circle',
      symbols({ a: defined('2*b', ''), b: defined('a', '') }),
      ['symbols', 'a', 'is'],
      /a is defined in terms of itself, through b/,
    ],
    [
      'for a definition by itself',
      symbols({ a: defined('a + 1', '') }),
      ['symbols', 'a', 'is'],
      /a is defined in terms of itself$/,
    ],
    ['for a flow that is none', { flow: 'x' }, ['flow', 'value'], /rates by symbol/],
    ['for a rate of what is no symbol', { flow: { '2*x': '1' } }, ['flow', '2*x'], /must be a symbol/],
    ['for a rate of what is not known', { flow: { y: '1' } }, ['flow', 'y'], /unknown symbol y/],
    ['for a rate of the time', { flow: { t: '1' } }, ['flow', 't'], /t is the time/],
    [
      'for a second rate',
      { ...symbols({ 'u[i]': real('') }), flow: { 'u[i]': '1', 'u[j]': '2' } },
      ['flow', 'u[j]'],
      /two rates, at "u\[i\]" and at "u\[j\]"/,
    ],
    ['for a rate that cannot be read', { flow: { x: '-y' } }, ['flow', 'x', 'value'], /unknown symbol y/],
    [
      'for a rate with an index of its own',
      { ...symbols({ 'u[i]': real('') }), flow: { 'u[i]': 'u[k]' } },
      ['flow', 'u[i]', 'value'],
      /k is bound by nothing in the rate of u\[i\]/,
    ],
    [
      'for a claim that is undefined',
      one(undefined),
      ['claims', 'one', 'value'],
      /no claim such as equal\(\.\.\.\), found undefined/,
    ],
    ['for a claim that is a text', one('x = x'), ['claims', 'one', 'value'], /found "x = x"/],
  ])('%s', (_, fields, path, problem) => {
    expect(mistake(fields)).toEqual({ path, problem: expect.stringMatching(problem) })
  })

  it('for a circle that closes only with what it inherits', () => {
    const base = made({ symbols: { x: real('x'), y: defined('2*x', '') } })
    expect(mistake({ uses: [base], symbols: { x: defined('y', '') } })).toEqual({
      path: ['symbols', 'x', 'is'],
      problem: 'x is defined in terms of itself, through y: solve that equation for x first',
    })
  })

  it('with all mistakes in its symbols and rates at once, as far as one does not hide another', () => {
    const told = (fields: object): [string, string][] => {
      try {
        made(fields)
      } catch (error) {
        if (error instanceof AuthorError)
          return mistakesOf(error).map(({ path, problem }) => [path.join('.'), problem.split(/[;,:]/)[0] as string])
        throw error
      }
      return []
    }
    const twin = { p: real('', { tex: 'q' }), r: real('', { tex: 'q' }) }
    expect(told(symbols({ 'a b': real(''), y: 'none', cov: real(''), z: defined('y', '') }))).toEqual([
      ['symbols.a b', 'expected a symbol such as gamma or u[i]'],
      ['symbols.y.value', 'y must be declared'],
      ['symbols.cov', 'cov is printed \\mathrm{cov}'],
    ])
    expect(
      told({ ...symbols({ y: defined('x +', ''), z: defined('w', ''), max: real('') }), flow: { q: '1' } }),
    ).toEqual([
      ['symbols.y.is', 'expected a number'],
      ['symbols.z.is', 'unknown symbol w'],
      ['symbols.max', 'max is printed \\mathrm{max}'],
    ])
    expect(told({ ...symbols({ y: real(''), max: real('') }), flow: { x: 'w', y: 'v' } })).toEqual([
      ['flow.x.value', 'unknown symbol w'],
      ['flow.y.value', 'unknown symbol v'],
      ['symbols.max', 'max is printed \\mathrm{max}'],
    ])
    expect(told(symbols({ ...twin, cov: real('') }))).toEqual([
      ['symbols.cov', 'cov is printed \\mathrm{cov}'],
      ['symbols.p', 'p is printed q'],
    ])
  })

  it('for names that it inherits where it states what makes them wrong', () => {
    const base = made({ symbols: { x: real(''), f: defined('x', '', { tex: '\\dot x' }) }, flow: { x: 'f' } })
    expect(mistake({ uses: [base], symbols: {}, flow: { x: '2*f' } })).toEqual({
      path: ['flow', 'value'],
      problem: expect.stringMatching(/^f is printed .*; it is declared in one: give it another `tex` there/),
    })
  })

  it('from where it was called, however deep the mistake was found', () => {
    try {
      made({ flow: { x: `${'('.repeat(30)}x` } })
    } catch (error) {
      expect((error as Error).stack?.split('\n    at ')[1]).toMatch(/^made .*derivation\.test\.ts/)
      return
    }
    expect.unreachable()
  })
})

describe('a claim that cannot be read', () => {
  const claims = { first: equal('x', 'x'), wrong: equal('x', 'x +'), last: equal('x', 'x') }

  it('is kept aside, in its place, and the others stand', () => {
    const { claims: stated, illFormed } = made({ claims })
    expect(stated.map(({ name }) => name)).toEqual(['first', 'last'])
    expect(illFormed).toMatchObject([{ id: 'one/wrong', problem: { path: ['claims', 'wrong', 1], text: 'x +' } }])
    expect(inOrder(stated, illFormed).map(({ name }) => name)).toEqual(['first', 'wrong', 'last'])
  })

  it('keeps a claim aside that cannot be called so', () => {
    const { claims, illFormed } = made({
      claims: { One: equal('x', 'x'), 'rate-of-x': equal('x', 'x'), one: equal('x', 'x') },
    })
    expect(claims.map(({ name }) => name)).toEqual(['one'])
    expect(illFormed.map(({ problem: { path, problem } }) => [path, problem])).toEqual([
      [['claims', 'One'], expect.stringMatching(/lower-case words/)],
      [['claims', 'rate-of-x'], expect.stringMatching(/makes by itself/)],
    ])
  })

  it('asks for a flow where something is differentiated by a time that it does not mention', () => {
    const stating = (symbols: object) =>
      made({ symbols, claims: { one: equal('diff(x^2, t)', '0'), two: equal('diff(sin(k*t)*k, t)', 'k^2*cos(k*t)') } })
    const { illFormed } = stating({ x: real('place'), k: real('k') })
    expect(illFormed.map(({ name, problem: { problem } }) => [name, problem])).toEqual([
      ['one', expect.stringMatching(/x does not depend on t, and no flow is stated/)],
    ])
    expect(stating({ x: real('x'), k: real('k'), t: real('time') }).illFormed).toHaveLength(1)
  })

  it('can be cited', () => {
    expect(made({ claims }).claim('wrong')).toMatchObject({ claim: 'wrong', stated: { id: 'one/wrong' } })
  })

  it('tells what cites nothing', () => {
    const cites = [made({ claims }).claim('frist')]
    const { illFormed, claims: read } = made({ claims: { here: equal('2', '2', { cites }), there: equal('2', '2') } })
    expect(illFormed.map(({ name, problem: { problem, path } }) => [name, problem, path])).toEqual([
      ['here', 'one has no claim "frist"; did you mean first?', ['claims', 'here', 'cites', 0, 0]],
    ])
    expect(read.map(({ name }) => name)).toEqual(['there'])
  })

  const figure = { caption: '', over: 'x', from: 0, to: 1, y: '', curves: { line: 'x' }, at: {} }
  const drawn = (fields: object): object => ({ figure: { ...figure, ...fields } })
  it.each<[string, object, Path, RegExp]>([
    ['given a name that is not there', { given: { xx: '0' } }, ['given', 'xx'], /unknown symbol xx; did you mean x\?/],
    ['given a number', { given: { x: 0 } }, ['given', 'x', 'value'], /as a text, found 0/],
    ['given what cannot be read', { given: { x: '1 +' } }, ['given', 'x', 'value'], /found the end/],
    ['given itself', { given: { x: '2*x' } }, ['given', 'x', 'value'], /x is defined in terms of itself/],
    ['given a circle', { given: { k: 'y' } }, ['given', 'k', 'value'], /k is defined in terms of itself, through y/],
    ['that cites a text', { cites: ['one/first'] }, ['cites', 0], /holds claims such as/],
    ['with a field that no figure has', drawn({ curve: {} }), ['figure', 'curve'], /did you mean curves\?/],
    ['with a figure without curves', drawn({ curves: {} }), ['figure', 'curves'], /has curves by name/],
    ['with a figure over nothing known', drawn({ over: 'z' }), ['figure', 'over', 'value'], /unknown symbol z/],
    [
      'with a figure from a text',
      drawn({ from: '0' }),
      ['figure', 'from', 'value'],
      /from must be a number, found "0"/,
    ],
    [
      'with a figure over next to nothing',
      drawn({ from: 1e6, to: 1e6 + 1e-6 }),
      ['figure', 'to', 'value'],
      /is too little to be drawn/,
    ],
    [
      'with a figure of more curves than there are looks',
      drawn({ curves: Object.fromEntries(Array.from({ length: 13 }, (_, k) => [`line ${k}`, 'x'])) }),
      ['figure', 'curves'],
      /at most 12 curves/,
    ],
    ['with a figure from right to left', drawn({ to: 0 }), ['figure', 'to', 'value'], /to a greater one, found 0 to 0/],
    [
      'with a curve that cannot be read',
      drawn({ curves: { line: 'x +' } }),
      ['figure', 'curves', 'line', 'value'],
      /found the end/,
    ],
    [
      'with a value that is missing',
      drawn({ curves: { line: 'y' } }),
      ['figure', 'curves', 'line', 'value'],
      /gives no value to k/,
    ],
    ['with a value of nothing known', drawn({ at: { z: 1 } }), ['figure', 'at', 'z'], /unknown symbol z/],
    [
      'with a value that is none',
      drawn({ at: { k: '1' } }),
      ['figure', 'at', 'k', 'value'],
      /must be a number .*, found "1"; write 1$/,
    ],
    ['with many values of one number', drawn({ at: { k: [1, 2] } }), ['figure', 'at', 'k', 'value'], /takes no index/],
    ['with a value of what has a formula', drawn({ at: { y: 1 } }), ['figure', 'at', 'y'], /defined by a formula/],
    ['with a figure over a formula', drawn({ over: 'y' }), ['figure', 'over', 'value'], /defined by a formula/],
    [
      'with a value beyond its domain',
      drawn({ at: { k: -1 } }),
      ['figure', 'at', 'k', 'value'],
      /k is positive, and cannot be -1/,
    ],
    ['with a figure beyond a domain', drawn({ over: 'k', from: -1 }), ['figure', 'from', 'value'], /k is positive/],
    ['with one number for a family', drawn({ at: { u: 3 } }), ['figure', 'at', 'u', 'value'], /u is a family/],
    [
      'with a curve of a member that is not there',
      drawn({ at: { u: [1, 2] }, curves: { line: 'u[3]' } }),
      ['figure', 'curves', 'line', 'value'],
      /families of 2/,
    ],
    [
      'with a curve of how something moves',
      drawn({ at: { k: 1, t: 1 }, curves: { line: 'diff(x*k, t)' } }),
      ['figure', 'curves', 'line', 'value'],
      /how x moves/,
    ],
    [
      'with a curve over whole numbers',
      drawn({ over: 'n', to: 3 }),
      ['figure', 'over', 'value'],
      /n is a whole number/,
    ],
    ['with a value at an end that is none', drawn({ at: { k: 0 } }), ['figure', 'at', 'k', 'value'], /cannot be 0/],
    [
      'with what moves over the time',
      drawn({ over: 't', at: { x: 1 } }),
      ['figure', 'curves', 'line', 'value'],
      /x moves, and would be drawn as if it stood still/,
    ],
    [
      'with a long name of a curve',
      drawn({ curves: { ['a'.repeat(31)]: 'x' } }),
      ['figure', 'curves', 'a'.repeat(31), 'value'],
      /at most 30 letters, found 31/,
    ],
    [
      'with a curve named like a verdict',
      drawn({ curves: { '✓ proved': 'x' } }),
      ['figure', 'curves', '✓ proved', 'value'],
      /a mark of a verdict/,
    ],
    ['with a note that turns print around', { note: 'a\u202eb' }, ['note', 'value'], /turns the direction/],
    [
      'with families of two widths',
      drawn({ at: { u: [1, 2], w: [1] } }),
      ['figure', 'at', 'w', 'value'],
      /found 2 of one and 1 of w/,
    ],
  ])('%s says where', (_, options, path, problem) => {
    const { illFormed } = made({
      symbols: {
        x: real(''),
        k: positive(''),
        n: inDomain('integer', ''),
        y: defined('k*x', ''),
        'u[i]': real(''),
        'w[i]': real(''),
      },
      flow: { x: '1' },
      claims: { one: equal('x', 'x', options) },
    })
    expect(illFormed[0]?.problem.path).toEqual(['claims', 'one', ...path])
    expect(illFormed[0]?.problem.problem).toMatch(problem)
  })

  it('is our own fault where it throws anything else', () => {
    const broken = authored({ ...equal('x', 'x'), state: () => (undefined as never as string[]).map(String) })
    expect(() => made(one(broken))).toThrow(TypeError)
  })
})

describe('what an author made', () => {
  it('is a claim only if a function of ours made it', () => {
    const forged = { ...equal('x', 'x') }
    expect(() => made(one(forged))).toThrow('one is no claim such as equal(...)')
    const honest = made(one(equal('x', 'x')))
    expect(isDerivation(honest)).toBe(true)
    expect(isDerivation({ ...honest })).toBe(false)
    const cites = [{ derivation: 'made', claim: 'one', stated: honest.claims[0] as StatedClaim }]
    expect(made(one(equal('x', 'x', { cites }))).illFormed[0]?.problem.message).toMatch(/`cites` holds claims such as/)
  })

  it('is read once, and not changed afterwards', () => {
    const given: Record<string, string> = { x: 'nonnegative' }
    const x: { meaning: string; domain: string; tex?: string } = { meaning: 'any', domain: 'positive' }
    const { claims, scope } = derivation('kept', {
      title: 'T',
      tag: 'beyond',
      prose: 'P',
      symbols: { x },
      claims: { one: equal('sqrt(x^2)', 'x', { given }) },
    })
    delete given.x
    x.domain = 'real'
    x.tex = '-1 - x'
    const [claim] = claims as readonly [StatedClaim<Statement>]
    expect(claim.options.given).toEqual({ x: 'nonnegative' })
    expect(scope.entry('x')?.declaration).toEqual({ meaning: 'any', domain: 'positive' })
    expect(claim.statement.lines[0]?.tex).toBe('\\sqrt{x^{2}} = x')
    for (const change of [
      () => Object.assign(claim, { statement: undefined }),
      () => Object.defineProperty(claim.statement, 'lines', { value: [] }),
      () => Object.assign(claim.statement.proposition.assertion, { kind: 'sign' }),
      () => Object.assign(scope.entry('x') as object, { declaration: undefined }),
      () => (claims as unknown[]).pop(),
      () => scope.declare('y', { meaning: 'y', domain: 'real' }),
    ])
      expect(change).toThrow()
  })
})
