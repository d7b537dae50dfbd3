import { describe, expect, it } from 'vitest'
import type { Claim, StatedClaim } from '../derivation/claim.js'
import { derivation } from '../derivation/derivation.js'
import { defined, positive, real } from '../derivation/symbol.js'
import { equal } from './checks/equality.js'
import { tendsTo } from './checks/limit.js'
import { claimReport } from './claim-report.js'
import type { Conclusion } from './conclusion.js'
import { derivationReport } from './derivation-report.js'
import type { ProofWith } from './judge-protocol.js'
import type { ClaimReport } from './report.js'
import type { NumericFinding, Statement } from './statement.js'

const numeric: NumericFinding = { outcome: 'agrees', mode: 'checked', detail: 'holds', defined: 5 }
const unproved = { proof: undefined, why: 'not asked', unfolded: [], ms: 0 } as unknown as ProofWith<Conclusion>

describe('what was defined anew on the way', () => {
  const spec = { title: 'T', tag: 'beyond', prose: 'P' } as const
  const first = derivation('first', {
    ...spec,
    symbols: { x: real('length'), w: defined('2*x', 'perimeter'), f: defined('w + 1', 'cost') },
    claims: { cost: equal('f', '2*x + 1'), length: equal('x + x', '2*x') },
  })
  const second = derivation('second', {
    ...spec,
    uses: [first],
    symbols: { w: defined('3*x', 'perimeter') },
    claims: {},
  })
  const third = (cited: 'cost' | 'length') =>
    derivation('third', {
      ...spec,
      uses: [second],
      claims: { cost: equal('f', '3*x + 1', { cites: [first.claim(cited)] }) },
    })
  const reported = (d: ReturnType<typeof third>): ClaimReport =>
    claimReport(
      d.claims[0] as unknown as StatedClaim<Statement>,
      { proof: unproved, answer: { numeric, cutShort: false, ms: 0 } },
      [],
    )

  it('is told beside what is cited', () => {
    expect(reported(third('cost')).elsewhereTex).toEqual(['w \\coloneqq 2 x'])
    expect(reported(third('length')).elsewhereTex).toBe(undefined)
  })

  const citing = (base: ReturnType<typeof derivation>, spec2: Partial<Parameters<typeof derivation>[1]>): ClaimReport =>
    reported(
      derivation('later', {
        ...spec,
        uses: [base],
        ...spec2,
        claims: { cost: equal('E', 'E', { cites: [(base as unknown as typeof first).claim('cost')] }) },
      }) as unknown as ReturnType<typeof third>,
    )

  it('is told where it was free, moved otherwise, or had another domain', () => {
    const free = derivation('free', {
      ...spec,
      symbols: { x: positive('x'), k: real('k'), E: defined('k*x^2', 'E') },
      claims: { cost: equal('diff(E, x)', '2*k*x') },
    })
    expect(citing(free, {}).elsewhereTex).toBe(undefined)
    expect(citing(free, { symbols: { k: defined('x', 'k') } }).elsewhereTex).toEqual([
      'k \\text{ real}\\text{ (any such number)}',
    ])
    expect(citing(free, { symbols: { x: real('x') } }).elsewhereTex).toEqual(['x > 0'])
    const moving = derivation('moving', {
      ...spec,
      symbols: { x: real('x'), v: real('v'), E: defined('x^2 + v^2', 'E') },
      flow: { x: 'v', v: '-x' },
      claims: { cost: equal('diff(E, t)', '0') },
    })
    expect(citing(moving, {}).elsewhereTex).toBe(undefined)
    const still = citing(moving, { symbols: { v: real('v') }, flow: { x: 'v' } })
    expect(still.elsewhereTex).toEqual(['\\frac{\\mathrm{d} v}{\\mathrm{d} t} = -x'])
  })

  it('is told where it stood still, was given its own domain, or only looked alike', () => {
    const decay = derivation('decay', {
      ...spec,
      symbols: { x: real('x'), y: positive('y'), E: defined('x*y', 'E') },
      flow: { y: '-y' },
      claims: { cost: equal('diff(E, t)', '-E') },
    })
    expect(citing(decay, {}).elsewhereTex).toBe(undefined)
    const both = citing(decay, { symbols: { y: real('y') }, flow: { x: 'x', y: '-y' } })
    expect(both.elsewhereTex).toEqual(['\\frac{\\mathrm{d} x}{\\mathrm{d} t} = 0', 'y > 0'])
    const root = derivation('root', {
      ...spec,
      symbols: { q: positive('q', { tex: 'x' }), E: defined('sqrt(q^2)', 'E') },
      claims: { cost: equal('E', 'q') },
    })
    const alike = derivation('alike', {
      ...spec,
      symbols: { x: real('x') },
      claims: { cost: equal('x', 'x', { cites: [root.claim('cost')] }) },
    })
    expect(reported(alike as unknown as ReturnType<typeof third>).elsewhereTex).toEqual(['x > 0'])
    const given = derivation('given', {
      ...spec,
      uses: [root],
      claims: { cost: equal('q', 'q', { given: { q: 'real' }, cites: [root.claim('cost')] }) },
    })
    expect(reported(given as unknown as ReturnType<typeof third>).elsewhereTex).toEqual(['x > 0'])
  })

  it('says what a definition from elsewhere is here, or that it is a long one', () => {
    const long = Array.from({ length: 12 }, (_, k) => `x^${k + 2}*y`).join(' + ')
    const base = derivation('base', {
      ...spec,
      symbols: {
        x: positive('x'),
        y: real('y'),
        w: defined('x*y', 'w', { domain: 'real' }),
        R: defined('diff(w, x)', 'R'),
        E: defined(long, 'E'),
      },
      claims: { cost: equal('R', 'y') },
    })
    const later = derivation('later', {
      ...spec,
      uses: [base],
      symbols: { y: defined('2', 'y') },
      claims: { cost: equal('R + E - E', '2') },
    }) as unknown as ReturnType<typeof third>
    const { inherited } = derivationReport(later, 'later.ts', [reported(later)])
    expect(
      inherited.map(({ text, definitionTex, isLong, domain }) => [text, isLong ?? definitionTex ?? domain]),
    ).toEqual([
      ['x', 'positive'],
      ['w', 'x y'],
      ['R', '\\frac{\\mathrm{d} w}{\\mathrm{d} x}'],
      ['E', true],
    ])
  })

  it('says that what moves here stood still, whatever the cited claim is about', () => {
    const still = (cost: Claim<Statement>): ReturnType<typeof derivation> =>
      derivation('still', {
        ...spec,
        symbols: { k: positive('k'), E: defined('k*exp(-t)', 'E') },
        flow: {},
        claims: { cost },
      })
    const moving = { symbols: {}, flow: { k: '2*k' } }
    for (const cost of [tendsTo('E', '0'), equal('E*exp(t)', 'k')])
      expect(citing(still(cost), moving).elsewhereTex).toEqual(['\\frac{\\mathrm{d} k}{\\mathrm{d} t} = 0'])
  })

  it('says what has nothing in it of what it is differentiated by', () => {
    const cyclic = derivation('cyclic', {
      ...spec,
      symbols: { p: real('p'), phi: real('phi'), H: defined('p^2', 'H') },
      claims: { cost: equal('diff(H, phi)', '0') },
    }) as unknown as ReturnType<typeof third>
    expect(reported(cyclic).givenTex).toEqual(['\\text{no }\\phi\\text{ in }H'])
  })

  it('is among the symbols from before', () => {
    const d = third('cost')
    expect(derivationReport(d, 'third.ts', [reported(d)]).mentions).toEqual(['x', 'w', 'f'])
  })
})
