/** A call that is given what it does not take is one claim that is invalid, at the argument; its derivation stands. */
import { describe, expect, it } from 'vitest'
import { type Derivation, type DerivationSpec, derivation } from '../../derivation/derivation.js'
import { defined, positive, real } from '../../derivation/symbol.js'
import { alongFlow, conserved } from './along-flow.js'
import { asymptotic } from './asymptotic.js'
import { spansAll } from './darboux-space.js'
import { eachStep } from './each-step.js'
import { equal } from './equality.js'
import { expandsTo } from './expands-to.js'
import { growsAs } from './exponent.js'
import { tendsTo } from './limit.js'
import { hasRank } from './rank.js'
import { hasSign } from './sign.js'
import { solves } from './solves.js'

type Loose = (...given: unknown[]) => unknown

interface Case {
  readonly call: (...given: never[]) => unknown
  readonly good: readonly unknown[]
  /** Options that it has, or has to have. */
  readonly options?: Readonly<Record<string, unknown>>
  readonly needsOptions?: true
}

const CALLS: Readonly<Record<string, Case>> = {
  equal: { call: equal, good: ['x', 'x'] },
  alongFlow: { call: alongFlow, good: ['x', 'k*x'] },
  conserved: { call: conserved, good: ['x*y'] },
  solves: { call: solves, good: [], options: { initial: { z: '1' }, find: 'separable' } },
  hasSign: { call: hasSign, good: ['k', 'positive'], options: { as: 'k' } },
  tendsTo: { call: tendsTo, good: ['k', '0'], options: { as: 'k', to: '0', from: 'above' } },
  expandsTo: { call: expandsTo, good: ['t', ['0', '1']] },
  asymptotic: { call: asymptotic, good: ['k', 'k', ['1']], options: { from: 1 } },
  growsAs: { call: growsAs, good: ['d', '1'] },
  eachStep: { call: eachStep, good: ['k', '2'], options: { step: { k: '2*k' }, fresh: [] }, needsOptions: true },
  hasRank: { call: hasRank, good: [['x*y'], '1'], options: { widths: [1] } },
  spansAll: {
    call: spansAll,
    good: [['x*y'], '1'],
    options: { degree: 2, cofactor: '0', widths: [1] },
    needsOptions: true,
  },
}

const SYMBOLS = { k: positive('k'), x: real('x'), y: real('y'), z: defined('exp(t)', 'z') }

/** The derivation with one claim that is made so; it is always there. */
const made = (name: string, given: readonly unknown[]): Derivation =>
  derivation('one', {
    title: 'T',
    prose: 'P',
    symbols: SYMBOLS,
    flow: name === 'solves' ? { z: 'z' } : { x: 'k*x', y: '-k*y' },
    claims: { it: ((CALLS[name] as Case).call as Loose)(...given), other: equal('x', 'x') },
  } as unknown as DerivationSpec<string>)

/** What is wrong with the claim. The other one stands. */
function mistake(name: string, given: readonly unknown[]): { problem: string; path: readonly unknown[] } | undefined {
  const { illFormed, claims } = made(name, given)
  expect(claims.map((claim) => claim.name)).toContain('other')
  return illFormed[0]?.problem
}

const ORDINALS = ['first', 'second', 'third', 'fourth']
const NOTHING = Symbol('nothing')
const shownAs = (value: unknown): RegExp => (value === NOTHING ? /found nothing$/ : /, found [^\n]+$/)

describe.each(Object.entries(CALLS))('%s', (name, { good, options, needsOptions }) => {
  const whole = options ? [...good, options] : good

  it('takes what it takes', () => {
    expect(mistake(name, whole)).toBeUndefined()
    if (!needsOptions) expect(mistake(name, good)).toBeUndefined()
  })

  const wrong = good.flatMap((_, k) =>
    [NOTHING, null, 1, Number.NaN, true, () => 1, {}, [], ['x'], 'x', new Map()].flatMap((value) => {
      // A text where one stands, a list where one stands, and an exponent in parts are what it takes.
      const isKind =
        (typeof value === 'string' && typeof good[k] === 'string') || (Array.isArray(value) && Array.isArray(good[k]))
      const isParts = name === 'growsAs' && k === 1 && typeof value === 'object' && value !== null
      return isKind || (isParts && !Array.isArray(value)) ? [] : [[k, value] as const]
    }),
  )
  it.each(wrong)('tells a wrong argument %i: %s', (k, value) => {
    const given = value === NOTHING ? good.slice(0, k) : whole.map((each, at) => (at === k ? value : each))
    const found = mistake(name, given)
    expect(found?.path).toEqual(['claims', 'it', k])
    expect(found?.problem).toMatch(new RegExp(`^${name}: expected .+ as its ${ORDINALS[k]} argument, (?:a|one|the) `))
    expect(found?.problem).toMatch(shownAs(value))
  })

  it.each([null, 1, 'x', ['x'], true, () => 1])('tells options that are none: %s', (value) => {
    const found = mistake(name, [...good, value])
    expect(found?.path).toEqual(['claims', 'it', good.length])
    expect(found?.problem).toMatch(
      new RegExp(`^${name}: expected options as its ${ORDINALS[good.length]} argument, an object with "`),
    )
  })

  it('tells options that are missing', () => {
    if (needsOptions)
      expect(mistake(name, good)?.problem).toMatch(
        new RegExp(`^${name}: expected options as its third argument, an object with "[a-z]+", found nothing$`),
      )
  })

  it('tells more than it takes', () => {
    const found = mistake(name, [...good, options ?? {}, 'x'])
    expect(found?.path).toEqual(['claims', 'it', good.length + 1])
    expect(found?.problem).toMatch(new RegExp(`^${name} takes .*options, found "x" after them$`))
  })

  const fields = ['note', 'given', 'figure', 'cites', ...Object.keys(options ?? {})]
  it.each(fields.flatMap((field) => [null, 1.5, true, () => 1, [null]].map((value) => [field, value] as const)))(
    'tells the option %s that is %s',
    (field, value) => {
      const found = mistake(name, [...good, { ...options, [field]: value }])
      expect(found?.path.slice(0, 3)).toEqual(['claims', 'it', field])
      expect(found?.problem).toMatch(/^[^\n]+$/)
    },
  )

  it('tells an option that it does not have', () => {
    expect(mistake(name, [...good, { ...options, nought: 1 }])?.problem).toMatch(/has no "nought"/)
  })
})

it('numbers, texts and lists are told as they should be written', () => {
  const said = (name: string, ...given: unknown[]): string | undefined => mistake(name, given)?.problem
  expect(said('growsAs', 'd', 1)).toMatch(/an exponent as its second argument, .*, found 1; write '1'$/)
  expect(said('alongFlow', 'x')).toBe(
    'alongFlow: expected a rate as its second argument, a formula as a text, found nothing',
  )
  expect(said('hasRank', 'x*y', '1')).toMatch(/found "x\*y"; write \["x\*y"\]$/)
  expect(said('hasRank', [1], '1')).toMatch(/^expected a formula as a text, found 1; write '1'$/)
  expect(said('hasRank', ['x*y'], '1', { widths: ['1'] })).toMatch(/found in it "1"; write 1$/)
  expect(said('hasRank', ['x*y'], '1', { widths: [] })).toMatch(/found an empty list$/)
  expect(said('spansAll', ['x*y'], '1', { degree: '2' })).toMatch(
    /degree is a whole number from 1, found "2"; write 2$/,
  )
  expect(said('equal', 'x', 'x', { given: { x: 1 } })).toMatch(/found 1; write '1'$/)
  expect(said('equal', 'x', 'x', { given: 'x' })).toMatch(/^given has values or domains by symbol, .*, found "x"$/)
})

it('a claim is shown as its author wrote it', () => {
  const written = (name: string, ...given: unknown[]): string | undefined =>
    [...made(name, given).claims, ...made(name, given).illFormed].find((claim) => claim.name === 'it')?.claim?.written
  expect(written('tendsTo', 'N', 'K', { as: 'k', to: '-oo', note: 'A note.' })).toBe(
    "tendsTo('N', 'K', { as: 'k', to: '-oo' })",
  )
  expect(written('spansAll', ['x^2 +\n y^2'], '1')).toBe("spansAll(['x^2 + y^2'], '1')")
  expect(written('equal', undefined, 'x', undefined)).toBe("equal(..., 'x')")
  expect(written('equal', 'x', null, { note: '' })).toBe("equal('x', null)")
  expect(written('eachStep', 'x', '1', { step: { 'u[i]': 'u[i]' } })).toBe(
    "eachStep('x', '1', { step: { 'u[i]': 'u[i]' } })",
  )
})
