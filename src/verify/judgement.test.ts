import { describe, expect, it } from 'vitest'
import type { Claim, StatedClaim } from '../derivation/claim.js'
import { derivation } from '../derivation/derivation.js'
import { defined, inDomain, positive, real } from '../derivation/symbol.js'
import { type Outcome, prove } from '../kernel/prove.js'
import type { Theorem } from '../kernel/theorem.js'
import { alongFlow } from './checks/along-flow.js'
import { equal } from './checks/equality.js'
import { solves } from './checks/solves.js'
import type { Conclusion } from './conclusion.js'
import { type ProofWith, withTheorem } from './judge-protocol.js'
import { concluded } from './theorem-data.js'
import { claimReport } from './claim-report.js'
import { derivationReport } from './derivation-report.js'
import { withCitations } from './judgement.js'
import type { ClaimReport } from './report.js'
import type { NumericFinding, Statement } from './statement.js'

const made = derivation('judged', {
  title: 'Two claims',
  tag: 'beyond',
  prose: 'One of them false.',
  symbols: { x: real('x') },
  claims: { right: equal('x + x', '2*x'), wrong: equal('x + x', '3*x') },
})
const [right, wrong] = made.claims as unknown as readonly [StatedClaim<Statement>, StatedClaim<Statement>]
const agrees: NumericFinding = { outcome: 'agrees', mode: 'checked', detail: 'holds', defined: 5 }
const violated: NumericFinding = {
  ...agrees,
  outcome: 'disagrees',
  counterexample: { values: { x: 1 }, lhs: '2', rhs: '3', what: 'the two sides' },
}
const instance = { values: { x: 1, d: 1 }, lhs: '2', rhs: '3', what: 'the two sides' }
/** What the kernel says, as a worker of this program would tell it. */
const told = (outcome: Outcome): ProofWith<Conclusion> =>
  withTheorem({ ...outcome, unfolded: [], ms: 0 } as ProofWith<Theorem>, concluded)
const report = (claim: StatedClaim<Statement>, proof: ProofWith<Conclusion>, numeric: NumericFinding): ClaimReport =>
  claimReport(claim, { proof, answer: { numeric, cutShort: false, ms: 0 } }, [])

describe('a claim is proved', () => {
  const shown = told(prove(right.statement.proposition))

  it('by a theorem of it', () => {
    expect(report(right, shown, agrees).verdict).toBe('proved')
  })

  it('but not by a theorem of something else', () => {
    expect(report(wrong, shown, agrees)).toMatchObject({
      verdict: 'unknown',
      why: expect.stringMatching(/not what is claimed/),
    })
  })

  it('but not by what only looks like a theorem', () => {
    const { proposition } = wrong.statement
    const theorem = { proposition, conditions: [], method: '', uses: [] }
    const imitation = { theorem, unfolded: [], ms: 0 } as unknown as ProofWith<Conclusion>
    expect(report(wrong, imitation, agrees).verdict).not.toBe('proved')
    expect(() => told({ theorem: theorem as unknown as Theorem, unfolded: [] })).toThrow(/only what the kernel made/)
  })

  it('but not against an instance that violates it, or where there is none at all', () => {
    expect(report(right, shown, violated)).toMatchObject({
      verdict: 'unknown',
      why: expect.stringMatching(/one of the two has a bug/),
    })
    const beyond = { numeric: violated, cutShort: false, ms: 0, excluded: true } as const
    expect(claimReport(right, { proof: shown, answer: beyond }, [])).toMatchObject({
      verdict: 'refuted',
      why: expect.stringMatching(/the proof excludes that instance/),
    })
    for (const unknown of [0, 5])
      expect(report(right, shown, { ...agrees, outcome: 'could not', defined: 0, unknown }).verdict).toBe('unknown')
  })

  it('but not where it rests on what is not', () => {
    const resting = { ...report(right, shown, agrees), cites: ['judged/wrong'] }
    for (const verdict of ['unknown', 'refuted', 'invalid'] as const)
      expect(withCitations(resting, new Map([['judged/wrong', verdict]])).verdict).toBe('unknown')
    expect(withCitations(resting, new Map()).verdict).toBe('unknown')
    expect(withCitations(resting, new Map([['judged/wrong', 'proved']])).verdict).toBe('proved')
  })
})

describe('a claim is refuted', () => {
  it('by an instance, where nothing proves it', () => {
    expect(report(wrong, told(prove(wrong.statement.proposition)), violated).verdict).toBe('refuted')
    expect(report(wrong, told(prove(wrong.statement.proposition)), agrees).verdict).toBe('unknown')
  })

  it('by what is true instead, where it is about something', () => {
    const proof = told(prove(wrong.statement.proposition))
    const refutation = { found: '2', claimed: '3', what: 'the sides', values: {} }
    const verdict = (defined: number): ClaimReport =>
      claimReport(wrong, { proof, answer: { numeric: { ...agrees, defined }, cutShort: false, ms: 0, refutation } }, [])
    expect(verdict(5)).toMatchObject({ verdict: 'refuted', counterexample: { lhs: '2', rhs: '3' } })
    expect(verdict(0).verdict).toBe('unknown')
    expect(verdict(0).counterexample).toBeUndefined()
  })
})

describe('a claim is about no point', () => {
  it('where nobody has seen one', () => {
    const nowhere = { proof: undefined, why: 'it has no value', nowhere: true, unfolded: [], ms: 0 } as const
    const proof = { ...nowhere } as unknown as ProofWith<Conclusion>
    expect(report(wrong, proof, { ...agrees, outcome: 'could not', defined: 0 }).verdict).toBe('invalid')
    expect(report(wrong, proof, agrees).verdict).toBe('unknown')
  })
})

describe('what is shown of a claim', () => {
  const parent = derivation('parent', {
    title: 'T',
    tag: 'beyond',
    prose: 'P',
    symbols: { x: real('x'), y: real('y'), 'u[i]': real('u'), a: real('a'), z: defined('x + y', 'z') },
    flow: { x: 'y', y: '-x' },
    claims: {},
  })
  const child = derivation('child', {
    title: 'T',
    tag: 'beyond',
    prose: 'P',
    uses: [parent],
    claims: {
      given: equal('z*u[1]', 'z*u[1]', { given: { z: 'positive', u: 'positive', y: '2', a: '3' } }),
      value: equal('x*z', 'x*z', { given: { z: 'x^2' } }),
      moves: equal('diff(x^2 + y^2, t)', '0'),
    },
  })
  const unproved = told(prove(wrong.statement.proposition))
  const reports = (child.claims as unknown as readonly StatedClaim<Statement>[]).map((claim) =>
    report(claim, unproved, { ...violated, counterexample: instance }),
  )

  it('is what is given for what it speaks of', () => {
    expect(reports.map(({ givenTex }) => givenTex)).toEqual([
      ['z > 0\\text{ (its definition set aside)}', 'u_{i} > 0'],
      ['z \\coloneqq x^{2}'],
      [],
    ])
  })

  it('is the flow that it is about, and where that is stated', () => {
    expect(derivationReport(child, 'child.ts', reports)).toMatchObject({
      flowOf: 'parent',
      flowTex: ['\\frac{\\mathrm{d} x}{\\mathrm{d} t} = y', '\\frac{\\mathrm{d} y}{\\mathrm{d} t} = -x'],
    })
    expect(derivationReport(made, 'judged.ts', []).flowTex).toEqual([])
  })

  it('is what a value sets aside of a domain, where it is not seen to be in it', () => {
    const one = derivation('aside', {
      title: 'T',
      tag: 'beyond',
      prose: 'P',
      symbols: { p: positive('p'), s: inDomain('(0,1)', 's'), x: real('x') },
      claims: {
        outside: equal('s*p', 's*p', { given: { s: '1/p' } }),
        twice: equal('s*p', 's*p', { given: { p: 's - 1' } }),
        within: equal('s*p', 's*p', { given: { s: '1/(1 + p)' } }),
        negative: equal('p', 'p', { given: { p: '-1' } }),
        free: equal('x', 'x', { given: { x: '-1' } }),
      },
    })
    const shown = (one.claims as unknown as readonly StatedClaim<Statement>[]).map(
      (claim) => report(claim, unproved, agrees).givenTex,
    )
    expect(shown).toEqual([
      ['s \\coloneqq \\frac{1}{p}\\text{ (}s \\in (0,1)\\text{ set aside)}'],
      ['p \\coloneqq s - 1\\text{ (}p > 0\\text{ set aside)}'],
      ['s \\coloneqq \\frac{1}{1 + p}'],
      ['p \\coloneqq -1\\text{ (}p > 0\\text{ set aside)}'],
      ['x \\coloneqq -1'],
    ])
  })

  it('is as long as what a flow is followed, and where what is defined moves so', () => {
    const one = derivation('grows', {
      title: 'T',
      tag: 'beyond',
      prose: 'P',
      symbols: { a: positive('a'), x: defined('a/(1 - a*t)', 'x'), y: positive('y'), k: real('k') },
      flow: { x: 'x^2', y: '-k' },
      claims: { solution: alongFlow('x', 'x^2') },
    })
    const [claim] = one.claims as unknown as readonly StatedClaim<Statement>[]
    const rate = { ...report(claim as StatedClaim<Statement>, unproved, agrees), id: 'grows/rate-of-x' }
    const supposing = { ...rate, sideConditionsTex: ['1 - a t \\ne 0'] }
    expect(derivationReport(one, 'grows.ts', [supposing])).toMatchObject({
      symbols: [{ text: 'a', constant: true }, { text: 'x' }, { text: 'y' }, { text: 'k', constant: true }],
      flowWhileTex: ['y > 0'],
      solvedWhere: [{ claim: 'grows/rate-of-x', conditionsTex: ['1 - a t \\ne 0'] }],
    })
    expect(derivationReport(one, 'grows.ts', [rate]).solvedWhere).toEqual([])
    // What is given for a claim makes other functions of what is defined.
    const given = derivation('given', {
      title: 'T',
      prose: 'P',
      symbols: { a: positive('a'), b: real('b'), x: defined('a/(1 - a*t) + b*t^2', 'x') },
      flow: { x: 'x^2' },
      claims: { it: solves({ initial: { x: 'a' }, given: { b: '0' } }) },
    })
    const [solved] = given.claims as unknown as readonly StatedClaim<Statement>[]
    const there = report(solved as StatedClaim<Statement>, unproved, agrees)
    const supposed = { ...there, sideConditionsTex: ['1 - a t \\ne 0'] }
    expect(derivationReport(given, 'given.ts', [supposed]).solvedWhere).toEqual([])
  })

  it('tells what is asked of each member with a letter of its own', () => {
    const one = derivation('each', {
      title: 'T',
      prose: 'P',
      symbols: { 'u[i]': real('u'), j: real('j'), x: real('x') },
      claims: { it: equal('u[i]*sum(k, 1/u[k])', 'u[i]*sum(m, 1/u[m])') },
    })
    const [claim] = one.claims as unknown as readonly StatedClaim<Statement>[]
    const { statement } = claim as StatedClaim<Statement>
    const said = report(claim as StatedClaim<Statement>, told(prove(statement.proposition)), agrees)
    expect(said.sideConditions).toEqual(['u[k] != 0 for each k'])
    expect(said.sideConditionsTex).toEqual(['u_{k} \\ne 0\\text{ for each } k'])
  })

  it('is of which symbols nothing is meant by their names', () => {
    const one = derivation('named', {
      title: 'T',
      tag: 'beyond',
      prose: 'P',
      symbols: {
        x: real('x'),
        x_0: real('start'),
        B: real('field'),
        k_B: real('k'),
        c_V: real('c'),
        E_n: defined('x*B', 'E'),
        E_0: real('E'),
        v: real('v', { tex: '\\dot y' }),
        lambda: real('l'),
      },
      claims: {},
    })
    const alone = derivationReport(one, 'named.ts', []).symbols.filter((each) => each.alone)
    expect(alone.map(({ text }) => text)).toEqual(['x_0', 'k_B', 'E_0'])
  })

  it('is a partial derivative where something else could be held', () => {
    const texOf = (claims: Record<string, Claim<Statement>>): string[] =>
      derivation('partial', {
        title: 'T',
        tag: 'beyond',
        prose: 'P',
        symbols: { x: real('x'), y: real('y') },
        claims,
      }).claims.flatMap(({ statement }) => (statement as Statement).lines.map(({ tex }) => tex))
    expect(texOf({ one: equal('diff(x^2, x)', '2*x') }).join()).not.toMatch(/partial/)
    expect(texOf({ one: equal('diff(x*y, x)', 'y') }).join()).toMatch(/partial/)
  })

  it('is no width of nothing', () => {
    expect(reports.map(({ counterexample }) => Object.keys(counterexample?.values ?? {}))).toEqual([
      ['x', 'd'],
      ['x'],
      ['x'],
    ])
  })
})
