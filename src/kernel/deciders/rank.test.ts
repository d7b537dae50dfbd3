import { describe, expect, it } from 'vitest'
import type { Sym } from '../../expr/ast.js'
import { parse } from '../../expr/parse.js'
import type { Flow } from './motions.js'
import { type Answer, proveRank } from '../proof.js'
import { exactRank } from './rank.js'

const flowOf = (rates: Record<string, string>): Flow => ({
  variable: parse('t') as Sym,
  rates: Object.entries(rates).map(([symbol, rate]) => ({ symbol: parse(symbol) as Sym, rate: parse(rate) })),
})
const modes = flowOf({ 'u[i]': 'w[i]*r', 'w[i]': 'u[i]*r' })
const rank = (family: string[], ranks: [number, number][], flow = modes): Answer =>
  proveRank(
    { family: family.map((text) => parse(text)), ranks: ranks.map(([width, r]) => ({ width, rank: r })) },
    flow,
    new Map(),
  )

describe('exactRank', () => {
  it('counts independent members at a generic point', () => {
    const claim = { family: [parse('u[i]^2 - w[i]^2'), parse('u[i]*w[j] - u[j]*w[i]')], ranks: [] }
    expect(exactRank(claim, modes, 3)).toMatchObject({ dimension: 6, members: 9, moving: true })
    expect(exactRank(claim, modes, 3).lower).toBe(5)
  })

  it('does not count members twice that depend on each other', () => {
    const claim = { family: [parse('u[i]'), parse('2*u[i]'), parse('sum(i, u[i])')], ranks: [] }
    expect(exactRank(claim, modes, 4).lower).toBe(4)
  })

  it('knows a flow that stands still', () => {
    expect(exactRank({ family: [], ranks: [] }, flowOf({ 'u[i]': '0' }), 2).moving).toBe(false)
  })
})

describe('proveRank', () => {
  it('proves the number of independent conserved quantities', () => {
    expect(
      rank(
        ['u[i]^2 - w[i]^2', 'u[i]*w[j] - u[j]*w[i]'],
        [
          [1, 1],
          [2, 3],
          [3, 5],
        ],
      ).proof,
    ).toBeDefined()
  })

  it('refuses a wrong number', () => {
    expect(rank(['u[i]^2 - w[i]^2', 'u[i]*w[j] - u[j]*w[i]'], [[2, 4]]).proof).toBeUndefined()
    expect(rank(['u[i]^2 - w[i]^2', 'u[i]*w[j] - u[j]*w[i]'], [[2, 2]]).proof).toBeUndefined()
  })

  it('refuses members that are not conserved', () => {
    const answer = rank(['u[i]'], [[1, 1]])
    expect(answer.proof).toBeUndefined()
    expect(answer).toMatchObject({ why: expect.stringMatching(/not shown to be conserved/) })
  })

  it('is not a proof of nothing', () => {
    expect(rank(['u[i]^2 - w[i]^2'], []).proof).toBeUndefined()
  })

  it('answers also when a member has a pole where it happens to look', () => {
    const still = flowOf({ 'u[1]': '0' })
    for (const k of [2, 3, 5, 7, 11])
      expect(() => rank([`u[1]/(a - ${k})`, `1/(u[1] - ${k})`], [[1, 1]], still)).not.toThrow()
  })

  it('refuses functions that are not rational', () => {
    expect(rank(['exp(u[i]^2 - w[i]^2)'], [[1, 1]]).proof).toBeUndefined()
  })
})
